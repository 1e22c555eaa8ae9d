import { readCast, UNKNOWN, type Cast } from "./cast.ts";
import { understandNoun, type Reading, type Understood, type Voice } from "./noun-phrases.ts";
import {
  directContents,
  pronounGender,
  quoteAt,
  resolvePersonal,
  type PronounContext,
  type Spoken,
} from "./pronouns.ts";
import { createRegistry, toMention, type Registry } from "./registry.ts";
import { genderOfRole } from "./roles.ts";
import { headNoun, isHuman, readSegments } from "./source.ts";
import type { DocumentSpeakers, Mention, ReadDocument } from "./speaker.ts";
import type { Statement } from "../statements/statement.ts";
import type { Sentence } from "../text/sentences.ts";
import type { Span } from "../types.ts";

/**
 * Finds who made each statement of a document: a person, a body or an office that the document
 * names, people whom it keeps unnamed, or nobody where it does not tell. A doubtful name is left
 * out. Time grows linearly with the text and the statements.
 */
export function resolveSources(
  document: ReadDocument,
  statements: readonly Statement[],
): DocumentSpeakers {
  const cast = readCast(
    document,
    statements.flatMap((statement) => statement.source),
  );
  const reading: Reading = { text: document.text, cast, registry: createRegistry(document.text) };
  const context = createContext(document, cast, statements);
  const found: (Understood | null)[] = statements.map(() => null);
  const order = statements
    .map((_, index) => index)
    .toSorted((a, b) => sourceStart(statements[a]) - sourceStart(statements[b]));
  for (const index of order) {
    const statement = statements[index];
    if (statement === undefined || statement.source.length === 0) continue;
    found[index] = understandSource(reading, context, statement);
    remember(context, statement, found[index] ?? null);
  }
  for (const [index, statement] of statements.entries()) {
    if (statement.source.length > 0)
      found[index] ??= understandOwn(reading.text, context, statements, found, statement);
    else found[index] = continueQuote(document.text, statements, found, index);
  }
  return describe(document.id, cast, reading.registry, found);
}

interface Context extends PronounContext {
  readonly spoken: Spoken[];
  /** Which statement a direct content belongs to, by where the content starts. */
  readonly quoted: ReadonlyMap<number, number>;
}

function sourceStart(statement: Statement | undefined): number {
  return statement?.source[0]?.start ?? Number.MAX_SAFE_INTEGER;
}

function createContext(
  document: ReadDocument,
  cast: Cast,
  statements: readonly Statement[],
): Context {
  const bySentence: Cast["sightings"][number][][] = document.sentences.map(() => []);
  for (const sighting of cast.sightings) bySentence[sighting.sentence]?.push(sighting);
  return {
    document,
    cast,
    bySentence,
    quotes: directContents(statements),
    spoken: [],
    quoted: new Map(
      statements.flatMap((statement, index): [number, number][] =>
        statement.kind === "direct" ? statement.content.map((span) => [span.start, index]) : [],
      ),
    ),
    spokenBySentence: document.sentences.map(() => []),
  };
}

/** The index of the sentence that an offset stands in, by binary search. */
function sentenceAt(sentences: readonly Sentence[], at: number): number {
  let [low, high] = [0, sentences.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sentences[middle]?.start ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}

function remember(context: Context, statement: Statement, understood: Understood | null): void {
  const [source] = statement.source;
  if (source === undefined) return;
  const sentence = sentenceAt(context.document.sentences, source.start);
  const isSomebody = namesSomebody(context.document.text, source);
  const gender = genderOfRole(context.document.text.slice(source.start, source.end));
  const spoken = { ...source, sentence, understood, isSomebody, gender };
  context.spoken.push(spoken);
  context.spokenBySentence[sentence]?.push(spoken);
}

/** Whether a source is one person: "he", "the partner", "a senior official". */
function namesSomebody(text: string, source: Span): boolean {
  const [segment] = readSegments(text, source);
  const noun = segment === undefined ? null : headNoun(segment);
  if (noun === null) return false;
  if (pronounGender(noun.key) !== null) return true;
  return (
    isHuman(noun) &&
    !noun.key.endsWith("s") &&
    !/^(?:people|men|women|media|press|public|police|crowd|family|team|some|others|many|one)$/u.test(
      noun.key,
    )
  );
}

function understandSource(
  reading: Reading,
  context: Context,
  statement: Statement,
): Understood | null {
  for (const source of statement.source) {
    const word = lettersOf(reading.text.slice(source.start, source.end)).toLowerCase();
    const start = source.start;
    const sentence = sentenceAt(context.document.sentences, start);
    const understood = understandWord(reading, context, { word, start, sentence, source });
    if (understood !== null) return understood;
  }
  return null;
}

interface Pointed {
  readonly word: string;
  readonly start: number;
  readonly sentence: number;
  readonly source: Span;
}

function understandWord(reading: Reading, context: Context, pointed: Pointed): Understood | null {
  const { word, start, sentence, source } = pointed;
  const gender = pronounGender(word);
  if (gender !== null) return byPronoun(resolvePersonal(context, start, sentence, gender));
  if (/^(?:who|whom|whose)$/u.test(word))
    return byPronoun(resolveRelative(reading, context, start, sentence));
  if (/^(?:it|its|they|their|them)$/u.test(word))
    return resolveGroup(reading, context, start, sentence, word);
  if (
    /^(?:i|me|my|l|which|that|this|we|us|our|you|your|these|those|one|some|many|others|another|both|all|most|few|several)$/u.test(
      word,
    )
  )
    return null;
  return understandNoun(reading, source);
}

function byPronoun(voice: Voice | null): Understood | null {
  return voice === null ? null : { voices: [voice], way: "pronoun" };
}

/** "I" inside a quotation is who is quoted. */
function understandOwn(
  text: string,
  context: Context,
  statements: readonly Statement[],
  found: readonly (Understood | null)[],
  statement: Statement,
): Understood | null {
  const [source] = statement.source;
  if (source === undefined || !/^(?:I|me|my|My|Me)$/u.test(text.slice(source.start, source.end)))
    return null;
  const quote = quoteAt(context.quotes, source.start);
  const outer = quote === null ? undefined : context.quoted.get(quote.start);
  if (outer === undefined || statements[outer] === statement) return null;
  const understood = found[outer] ?? null;
  if (understood === null || understood.voices.length !== 1) return null;
  return { voices: understood.voices, way: "pronoun" };
}

/** "Barrot, who said": the name right before. */
function resolveRelative(
  reading: Reading,
  context: Context,
  start: number,
  sentence: number,
): Voice | null {
  const last = (context.bySentence[sentence] ?? [])
    .filter((sighting) => sighting.end <= start)
    .at(-1);
  if (last === undefined || last.isHeld || last.person === UNKNOWN) return null;
  const gap = reading.text.slice(last.end, start);
  return /^(?:\s?\([^()]{1,12}\))?[,\s]+$/u.test(gap) ? { kind: "person", id: last.person } : null;
}

/** "It" and "they": the body or the several people who spoke last, right before. */
function resolveGroup(
  reading: Reading,
  context: Context,
  start: number,
  sentence: number,
  word: string,
): Understood | null {
  const last = context.spoken.findLast((spoken) => spoken.start < start);
  if (last === undefined || last.understood === null || quoteAt(context.quotes, start) !== null)
    return null;
  const sentences = context.document.sentences;
  const isNear =
    sentence - last.sentence <= 1 &&
    sentences[sentence]?.paragraph === sentences[last.sentence]?.paragraph;
  if (!isNear) return null;
  const { voices } = last.understood;
  const [only] = voices;
  const isPlural = word.startsWith("the");
  if (isPlural && voices.length > 1) return { voices, way: "pronoun" };
  const type = only?.kind === "entry" ? reading.registry.entries[only.id]?.type : "person";
  if (voices.length === 1 && (type === "body" || (isPlural && type === "anonymous")))
    return { voices, way: "pronoun" };
  return null;
}

/** A quotation without a source right after another of its paragraph has the same speaker. */
function continueQuote(
  text: string,
  statements: readonly Statement[],
  found: readonly (Understood | null)[],
  index: number,
): Understood | null {
  const own = statements[index];
  const start = own?.content[0]?.start;
  if (own?.kind !== "direct" || start === undefined) return null;
  for (const neighbour of [index - 1, index + 1]) {
    const other = statements[neighbour];
    const understood = found[neighbour] ?? null;
    if (other?.kind !== "direct" || understood === null || understood.voices.length !== 1) continue;
    const spans = [...other.content, ...other.cue, ...other.source];
    const end = Math.max(...spans.map((span) => span.end));
    const begin = Math.min(...spans.map((span) => span.start));
    const gap =
      neighbour < index ? text.slice(end, start) : text.slice(own.content.at(-1)?.end ?? 0, begin);
    if (gap.length < 20 && /^[^\p{L}\p{N}\n]*$/u.test(gap))
      return { voices: understood.voices, way: "continuation" };
  }
  return null;
}

const suffixes = new Map([
  ["jr", ["Jr."]],
  ["sr", ["Sr."]],
  ["ii", ["II"]],
  ["iii", ["III"]],
  ["iv", ["IV"]],
]);

/** Numbers the persons and the other speakers of a document in one list. */
function describe(
  documentId: string,
  cast: Cast,
  registry: Registry,
  found: readonly (Understood | null)[],
): DocumentSpeakers {
  const people = cast.people.list.map((person): Mention => ({
    type: "person",
    name: [...person.names, ...(suffixes.get(person.suffix) ?? [])].join(" "),
    evidence: person.spans.toSorted((a, b) => a.start - b.start),
    roles: person.roles.map((stated) => stated.span).toSorted((a, b) => a.start - b.start),
  }));
  const number = (voice: Voice): number =>
    voice.kind === "person" ? voice.id : people.length + voice.id;
  return {
    documentId,
    mentions: [...people, ...registry.entries.map(toMention)],
    statements: found.map((understood) => ({
      speakers: understood?.voices.map(number) ?? [],
      way: understood?.way ?? null,
    })),
  };
}

/** From its first letter to its last; a letter outside the BMP is none of a pronoun's. */
function lettersOf(text: string): string {
  const start = text.search(/\p{L}/u);
  let end = text.length;
  while (end > 0 && !/\p{L}/u.test(text.charAt(end - 1))) end -= 1;
  return start < 0 ? "" : text.slice(start, end);
}
