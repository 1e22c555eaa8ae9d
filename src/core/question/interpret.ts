import { stemOf } from "../text/words.ts";
import type { Interpretation } from "../types.ts";
import { findDates, findMisread } from "./dates.ts";
import { followUp } from "./follow-up.ts";
import type { InterpretOptions, KnownNames } from "./known-names.ts";
import { languageOf } from "./language.ts";
import { plainQuestion } from "./message.ts";
import { type Question, mendWords, readQuestion } from "./question.ts";
import { readCorpus, readDigest } from "./read-corpus.ts";
import { readIntroduction } from "./read-introduction.ts";
import { readQuote } from "./read-quote.ts";
import { readSource } from "./read-source.ts";
import { readStatements } from "./read-statements.ts";
import { readUnknown } from "./read-unknown.ts";
import { topicWithout } from "./topic.ts";
import { readWants } from "./wants.ts";
import { readWho } from "./read-who.ts";
import { tokenise } from "./tokens.ts";

export const NOTHING_UNDERSTOOD: Omit<Interpretation, "text"> = {
  kind: "passages",
  wants: null,
  unit: null,
  speaker: null,
  namesakes: [],
  together: false,
  verbs: [],
  about: null,
  unknown: null,
  topic: null,
  sources: [],
  from: null,
  to: null,
  quote: null,
  order: "relevance",
  misread: null,
  language: "english",
  skip: 0,
};

/**
 * What was understood of a plain question, from the parts that are found anywhere in it and the names
 * that the corpus knows. Where none tells more, it is a topic, as it is, and is answered by passages.
 */
export function interpret(text: string, options: InterpretOptions): Interpretation {
  const { previous, ...others } = options;
  const read = (question: string) => readAlone(question, { ...others, previous: null });
  const own = read(text);
  return (previous && followUp(text, own, previous, { ...others, read })) ?? own;
}

/** What a question means on its own. */
function readAlone(text: string, options: InterpretOptions): Interpretation {
  const { names, today } = options;
  const plain = mendWords(plainQuestion(text), names);
  const dated = readDates(plain, today, names);
  const tokens = tokenise(plain);
  const base = { ...NOTHING_UNDERSTOOD, text: plain, ...readWants(plain) };
  const digest = readDigest(tokens, names.sourcesIn(tokens.map((token) => token.text)), base);
  if (digest) return digest;
  const sourced = readSource(dated.rest, names);
  return readKind(sourced.rest, options, {
    ...base,
    from: dated.from,
    to: dated.to,
    misread: dated.misread,
    sources: sourced.sources,
    unknown: sourced.unknown,
  });
}

/** By the first reading that finds its parts; the others do not count then. */
function readKind(
  rest: string,
  { names, previous }: InterpretOptions,
  base: Interpretation,
): Interpretation {
  const plain = withoutEnd(rest);
  const question = readQuestion(plain, names);
  const isKnown = (low: string) => names.holds(stemOf(low));
  const asPassages = {
    ...base,
    topic: withoutOrder(question) ?? (rest === base.text ? base.text : plain),
    language: languageOf(question, isKnown),
  };
  if (asPassages.language === "other") return asPassages;
  return (
    readQuote(plain, base, names) ??
    readCorpus(question, base) ??
    readIntroduction(question, base) ??
    readWho(question, base) ??
    readStatements(question, base, previous) ??
    (base.unknown ? null : readUnknown(question, base, names)) ??
    asPassages
  );
}

const ORDER = /^(?:the|latest|newest|most|recent|timeline|chronology|earliest|oldest|news)$/u;

/** "The latest on China" is about China. */
function withoutOrder(question: Question): string | null {
  const link = question.units.findIndex(({ low }) => !ORDER.test(low));
  const isLinked = link > 0 && /^(?:of|on|about)$/u.test(question.units[link]?.low ?? "");
  return isLinked
    ? topicWithout(
        question,
        Array.from({ length: link + 1 }, (_, at) => at),
      )
    : null;
}

function readDates(question: string, today: string | null, { published }: KnownNames) {
  const found = findDates(question, today, published);
  const misread = found ? null : findMisread(question);
  const cut = found ?? misread;
  const dates = {
    from: found?.from ?? null,
    to: found?.to ?? null,
    misread: misread?.text ?? null,
  };
  if (!cut) return { ...dates, rest: question };
  const left = `${question.slice(0, cut.start)} ${question.slice(cut.end)}`;
  const joined = left.replace(/\s+/gu, " ").replace(/^[ ,]+/u, "");
  const words = withoutEnd(joined);
  const end = joined.slice(words.length).trim();
  return { ...dates, rest: words.replace(/,$/u, "").trimEnd() + end };
}

/** Without the stops and the white space at its end. Read from the end, so that no run is read twice. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && "?!. ".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
