import { type LinearExpression, type LinearMatch, linear } from "../text/linear.ts";
import type { SpeakerType } from "../speakers/speaker.ts";
import type { Interpretation } from "../types.ts";
import { isTopical, wordsOf } from "../text/words.ts";
import { findDates } from "./dates.ts";
import { followUp } from "./follow-up.ts";
import {
  BARE_FORM,
  NEWEST_FIRST,
  OLDEST_FIRST,
  OUTLET,
  PEOPLE_IN_GENERAL,
  PRONOUN,
  QUESTION_WORD,
  SPEAKING_VERB,
  STATEMENT_FORMS,
  type StatementForm,
  UNIT,
  WANTS,
  WHO_FORM,
} from "./forms.ts";

/** A speaker whom words of the question can mean. */
export interface KnownSpeaker {
  readonly id: string;
  readonly name: string;
  readonly type: SpeakerType;
  readonly statementCount: number;
}

/** What the corpus knows of names. */
export interface Names {
  /** The speakers whom a name, role or body can mean: nobody, one, or several of equal right. */
  readonly speakers: (words: string) => readonly KnownSpeaker[];
  /** The publishers, authors and titles that words name. */
  readonly sources: (words: string) => readonly string[];
  /** Whether any passage holds the word, in any of its forms. */
  readonly holds: (stem: string) => boolean;
}

export interface InterpretOptions {
  readonly names: Names;
  /** The day of asking, ISO 8601, for "last week"; null where there is no clock. */
  readonly today: string | null;
  /** What was understood of the question before, for "And Barrot?". */
  readonly previous: Interpretation | null;
}

export const NOTHING_UNDERSTOOD: Omit<Interpretation, "text"> = {
  kind: "passages",
  wants: null,
  unit: null,
  speaker: null,
  namesakes: [],
  unknown: null,
  topic: null,
  sources: [],
  from: null,
  to: null,
  quote: null,
  order: "relevance",
};

/**
 * What was understood of a question, from its words and the names that the corpus knows. Where no
 * form fits, the question is a topic and is answered by passages.
 */
export function interpret(question: string, options: InterpretOptions): Interpretation {
  const continued = options.previous && followUp(question, options.previous, options.names);
  if (continued) return continued;
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

const SOURCE_FORMS: readonly LinearExpression[] = [
  linear(
    String.raw`^(?:according\s+to|in|from|per)\s+(?<source>[^,]+?)(?:,\s*(?<rest>.+)|\s+(?<question>(?:what|who|how|why|when|where|which|did|does)\b.*))$`,
  ),
  linear(
    String.raw`^(?<rest>.+?),?\s+(?:according\s+to|in|from|by|per)\s+(?<source>[^,?!.]+)[?!.\s]*$`,
  ),
  linear(
    String.raw`^what\s+(?:did|does|do|has|have)\s+(?<source>.+?)\s+(?:say|report|write|publish|reported|written|published)\s*(?:about|on|of)?\s*(?<rest>.*?)[?!.\s]*$`,
  ),
  linear(String.raw`^(?<source>.+?)\s+(?:on|about)\s+(?<rest>.+)$`),
];

/** A publisher, author or title that the question names, and the question without it. */
function readSource(question: string, names: Names) {
  for (const form of SOURCE_FORMS) {
    const match = form.exec(question);
    const source = match?.group("source") ?? "";
    const rest = match?.group("rest") || match?.group("question") || "";
    if (source === "" || isAbout(source)) continue;
    if (names.speakers(source).some(({ statementCount }) => statementCount > 0)) continue;
    const sources = names.sources(source);
    if (sources.length > 0) return { sources, unknown: null, rest: rest || question, isCut: true };
    if (OUTLET.test(source.trim()) && isUnknownName(source, names)) {
      const unknown = { what: "source", name: source.trim() } as const;
      return { sources: [], unknown, rest: rest || question, isCut: true };
    }
  }
  return { sources: [], unknown: null, rest: question, isCut: false };
}

const SOURCE_CHARS_MAX = 60;

/** More words than a name has, or a question of its own. */
function isAbout(words: string): boolean {
  return words.length > SOURCE_CHARS_MAX || QUESTION_WORD.test(words);
}

const QUOTED = linear(String.raw`[“"«](?<quote>[^”"»]{3,})[”"»]`);
const ASKS_FOR_MORE = linear(String.raw`^(?:what|how\s+many|when|where|why)\b`);
const SAID_BY = linear(
  String.raw`^(?:did|does|has|have|had|was|is\s+it\s+true\s+that)\s+(?<speaker>.+?)\s+(?:ever|really|actually|\S+)\b`,
);
const QUOTE_WORDS_MIN = 3;

/** "Did Rutte say “...”?" and "Who said “...”?" ask whether and by whom words were said. */
function readQuote(plain: string, base: Interpretation, names: Names): Interpretation | null {
  const match = QUOTED.exec(plain);
  const quote = match?.group("quote").trim() ?? "";
  if (!match || wordsOf(quote).length < QUOTE_WORDS_MIN || isTitle(quote)) return null;
  const around = `${plain.slice(0, match.start)}… ${plain.slice(match.end)}`;
  if (!SPEAKING_VERB.test(around) || ASKS_FOR_MORE.test(around)) return null;
  const named = longestName(SAID_BY.exec(around)?.group("speaker") ?? "", around, names);
  return { ...base, kind: "verify", quote, topic: quote, ...named };
}

/** “The Star-Spangled Banner” is a name between quotation marks. */
function isTitle(quote: string): boolean {
  return wordsOf(quote).every(({ text }) => !isTopical(text) || /^\p{Lu}/u.test(text));
}

const NAME_WORDS_MAX = 6;

/** The longest run of words after the verb that opens the question which names a speaker. */
function longestName(first: string, around: string, names: Names) {
  if (first === "") return {};
  const words = around.slice(around.indexOf(first)).split(/\s+/u).slice(0, NAME_WORDS_MAX);
  for (let count = words.length; count > 0; count -= 1) {
    const found = whom(words.slice(0, count).join(" "), names);
    if (found) return found;
  }
  const unknown = words
    .slice(
      0,
      words.findIndex((word) => SPEAKING_VERB.test(word)),
    )
    .join(" ");
  return unknown === "" || PRONOUN.test(unknown)
    ? {}
    : { unknown: { what: "speaker", name: unknown } as const };
}

/** "Who wrote the Declaration of Independence?" asks for an author, not for a statement. */
const AUTHORSHIP = linear(
  String.raw`^who\s+(?:has\s+|had\s+)?(?:wrote|writes|written)\s+(?<what>\S+)`,
);
const ABOUT_SOMETHING = new Set(["that", "about", "of", "on"]);

function asksForAuthor(plain: string): boolean {
  const match = AUTHORSHIP.exec(plain);
  return match !== null && !ABOUT_SOMETHING.has(match.group("what").toLowerCase());
}

function readWho(plain: string, base: Interpretation): Interpretation | null {
  const match = WHO_FORM.exec(plain);
  if (!match || asksForAuthor(plain)) return null;
  return { ...base, kind: "who", wants: null, topic: topicOf(match) ?? plain };
}

function readStatements(
  plain: string,
  base: Interpretation,
  { names, previous }: InterpretOptions,
): Interpretation | null {
  let unknown: Interpretation | null = null;
  for (const form of STATEMENT_FORMS) {
    const match = readForm(form, plain);
    const said = match?.group("speaker").trim() ?? "";
    if (!match || said === "") continue;
    const topic = topicOf(match);
    const found =
      PRONOUN.test(said) && previous
        ? { speaker: previous.speaker, namesakes: previous.namesakes }
        : whom(said, names);
    if (found && (found.speaker || found.namesakes.length > 0))
      return { ...base, kind: "statements", topic, ...found };
    if (!unknown && isUnknownName(said, names))
      unknown = { ...base, unknown: { what: "speaker", name: said }, topic: plain };
  }
  return unknown;
}

/** "Rutte on China", "Rutte": a name with a topic or without. */
function readBare(plain: string, base: Interpretation, names: Names): Interpretation | null {
  const match = readForm(BARE_FORM, plain);
  const said = match?.group("speaker").trim() ?? "";
  if (match && said !== "") {
    const found = whom(said, names);
    if (found) return { ...base, kind: "statements", topic: topicOf(match), ...found };
    if (isAllUnknown(said, names))
      return { ...base, unknown: { what: "speaker", name: said }, topic: plain };
  }
  return readName(plain, base, names);
}

const BARE_WORDS_MAX = 7;
const SENTENCE = linear(
  String.raw`[?!.,;]|\b(?:what|which|who|how|why|when|where|is|are|was|were|did|does|do|has|have|had|will|would)\b`,
);

/** A person's name opens the question and a topic follows, or nothing: "Yoon Suk Yeol martial law". */
function readName(plain: string, base: Interpretation, names: Names): Interpretation | null {
  const words = plain.split(/\s+/u);
  // "Liz Truss became prime minister of which country?" opens with a name and asks for no words.
  if (words.length > BARE_WORDS_MAX || SENTENCE.test(plain)) return null;
  for (let count = Math.min(words.length, NAME_WORDS_MAX); count > 0; count -= 1) {
    const rest = words.slice(count).join(" ");
    if (count === 1 && rest !== "") continue;
    const found = whom(words.slice(0, count).join(" "), names, ({ type }) => type === "person");
    if (found) return { ...base, kind: "statements", topic: rest || null, ...found };
  }
  return null;
}

/** Whom words mean: one speaker, or several of equal right; null for nobody. */
function whom(
  words: string,
  names: Names,
  fits: (speaker: KnownSpeaker) => boolean = () => true,
): Pick<Interpretation, "speaker" | "namesakes"> | null {
  const found = names.speakers(words).filter(fits);
  const speaking = found.filter(({ statementCount }) => statementCount > 0);
  const meant = (speaking.length > 0 ? speaking : found).map(({ id, name }) => ({ id, name }));
  const [first, ...others] = meant;
  if (!first) return null;
  return others.length === 0
    ? { speaker: first, namesakes: [] }
    : { speaker: null, namesakes: meant };
}

/** Whether words stand for somebody whom the corpus does not know, rather than for people in general. */
function isUnknownName(said: string, names: Names): boolean {
  if (PRONOUN.test(said) || PEOPLE_IN_GENERAL.test(said)) return false;
  const topical = wordsOf(said).filter(({ text }) => isTopical(text));
  if (topical.length === 0 || topical.length > NAME_WORDS_MAX) return false;
  return topical.some(({ stem }) => !names.holds(stem));
}

function isAllUnknown(said: string, names: Names): boolean {
  const topical = wordsOf(said).filter(({ text }) => isTopical(text));
  return topical.length > 0 && topical.every(({ stem }) => !names.holds(stem));
}

function readForm({ form, speakerWithout }: StatementForm, plain: string): LinearMatch | null {
  const match = form.exec(plain);
  return match && speakerWithout?.test(match.group("speaker")) ? null : match;
}

function topicOf(match: LinearMatch): string | null {
  const before = match.group("before").replace(/^(?:what|which|how|why)\b\s*/iu, "");
  const topic = `${before} ${match.group("topic")}`.trim();
  return wordsOf(topic).some(({ text }) => isTopical(text)) ? topic : null;
}
