import type { Interpretation } from "../types.ts";
import { findDates } from "./dates.ts";
import { followUp } from "./follow-up.ts";
import { NEWEST_FIRST, OLDEST_FIRST, UNIT, WANTS } from "./forms.ts";
import type { InterpretOptions } from "./known-names.ts";
import { readQuote } from "./read-quote.ts";
import { readSource } from "./read-source.ts";
import { readBare, readStatements, readWho } from "./read-statements.ts";

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
 * What was understood of a question, from its words and the names that the corpus knows. Where no
 * form fits, the question is a topic and is answered by passages.
 */
export function interpret(question: string, options: InterpretOptions): Interpretation {
  const { previous, ...others } = options;
  const read = (text: string) => readQuestion(text, { ...others, previous: null });
  const own = read(question);
  return (previous && followUp(question, own, previous, { ...others, read })) ?? own;
}

/** What a question means on its own. */
function readQuestion(question: string, options: InterpretOptions): Interpretation {
  const dated = readDates(question, options.today);
  const sourced = readSource(dated.rest, options.names);
  const base: Interpretation = {
    ...NOTHING_UNDERSTOOD,
    text: question,
    from: dated.from,
    to: dated.to,
    sources: sourced.sources,
    unknown: sourced.unknown,
    wants: WANTS.find(({ form }) => form.test(sourced.rest))?.wants ?? null,
    unit: unitOf(sourced.rest),
    order: orderOf(question),
  };
  const plain = withoutEnd(sourced.rest);
  return (
    readQuote(plain, base, options.names) ??
    readWho(plain, base) ??
    readStatements(plain, base, options) ??
    readBare(plain, base, options.names) ?? {
      ...base,
      topic: sourced.isCut || dated.rest !== question ? plain : question,
    }
  );
}

function unitOf(question: string): string | null {
  const match = UNIT.exec(question);
  return match && (match.group(1) || match.group(2)).toLowerCase();
}

function orderOf(question: string): Interpretation["order"] {
  if (NEWEST_FIRST.test(question)) return "newest";
  return OLDEST_FIRST.test(question) ? "oldest" : "relevance";
}

function readDates(question: string, today: string | null) {
  const found = findDates(question, today);
  if (!found) return { from: null, to: null, rest: question };
  const left = `${question.slice(0, found.start)} ${question.slice(found.end)}`;
  const joined = left.replace(/\s+/gu, " ").replace(/^[ ,]+/u, "");
  const words = withoutEnd(joined);
  const end = joined.slice(words.length).trim();
  return { from: found.from, to: found.to, rest: words.replace(/,$/u, "").trimEnd() + end };
}

/** Without the stops and the white space at its end. Read from the end, so that no run is read twice. */
function withoutEnd(text: string): string {
  let end = text.length;
  while (end > 0 && "?!. ".includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
