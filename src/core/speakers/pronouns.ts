import { UNKNOWN, type Cast, type Sighting } from "./cast.ts";
import type { Gender } from "./given-names.ts";
import { genderOf } from "./people.ts";
import type { Understood, Voice } from "./noun-phrases.ts";
import { isRoleNoun } from "./roles.ts";
import { readWords } from "./document-words.ts";
import type { ReadDocument } from "./speaker.ts";
import type { Statement } from "../statements/statement.ts";
import type { Span } from "../types.ts";

/** A source that is already understood, as later pronouns look back on it. */
export interface Spoken extends Span {
  readonly sentence: number;
  readonly understood: Understood | null;
  /** One person whom the text does not name, or a pronoun that stays open: neither is passed over. */
  readonly isSomebody: boolean;
  /** What the source's words tell: "a 29-year-old woman". */
  readonly gender: Gender | null;
}

export interface PronounContext {
  readonly document: ReadDocument;
  readonly cast: Cast;
  /** Contents of the direct statements, in order of their starts, none inside another. */
  readonly quotes: readonly Span[];
  /** Sources before this one, in order. */
  readonly spoken: readonly Spoken[];
  /** Sightings of each sentence. */
  readonly bySentence: readonly (readonly Sighting[])[];
  readonly spokenBySentence: readonly Spoken[][];
}

const SENTENCES_BACK_MAX = 5;
const PARAGRAPHS_BACK_MAX = 2;

export function pronounGender(word: string): Gender | null {
  if (/^(?:he|his|him|himself)$/iu.test(word)) return "male";
  if (/^(?:she|her|hers|herself)$/iu.test(word)) return "female";
  return null;
}

/** The person whom "he" or "she" at this place means, or null when the text does not tell. */
export function resolvePersonal(
  context: PronounContext,
  at: number,
  sentence: number,
  gender: Gender,
): Voice | null {
  const own = inSentence(context, at, sentence, gender, "before");
  const isQuoted = quoteAt(context.quotes, at) !== null;
  if (own === null || (own !== "nobody" && (own.isCertain || isQuoted))) return own?.voice ?? null;
  if (own === "nobody" && (isQuoted || opensUnnamed(context, sentence, at))) return null;
  const earlier = lookBack(context, at, sentence, gender);
  if (own === "nobody") return earlier === "nobody" ? null : earlier;
  return earlier === "nobody" || earlier?.id === own.voice.id ? own.voice : null;
}

/** Whether a sentence begins with somebody whom it does not name: "When the president …, he". */
function opensUnnamed(context: PronounContext, sentence: number, before: number): boolean {
  const span = context.document.sentences[sentence];
  if (span === undefined) return false;
  const end = Math.min(before, span.end, span.start + OPENING_LENGTH);
  const words = readWords(context.document.text, { start: span.start, end }).slice(
    0,
    OPENING_WORDS,
  );
  const from = words.findIndex(({ key }) => /^(?:the|an?|one)$/u.test(key));
  if (from < 0 || from > 1) return false;
  return words.slice(from, from + 5).some((word) => !word.isCapital && isRoleNoun(word.text));
}

const OPENING_LENGTH = 80;
const OPENING_WORDS = 7;

function lookBack(
  context: PronounContext,
  at: number,
  sentence: number,
  gender: Gender,
): Voice | null | "nobody" {
  const paragraph = context.document.sentences[sentence]?.paragraph ?? 0;
  for (let back = 1; back <= SENTENCES_BACK_MAX; back += 1) {
    const index = sentence - back;
    const other = context.document.sentences[index];
    if (other === undefined || paragraph - other.paragraph > PARAGRAPHS_BACK_MAX) return "nobody";
    const found = inSentence(context, at, index, gender, "whole");
    if (found === "nobody") {
      if (opensUnnamed(context, index, at)) return null;
      continue;
    }
    if (found === null || found.isCertain) return found?.voice ?? null;
    return hasRival(context, sentence, found.voice.id, gender) ? null : found.voice;
  }
  return "nobody";
}

/** Whether the sentences before name anybody else who can be meant. */
function hasRival(context: PronounContext, sentence: number, id: number, gender: Gender): boolean {
  const before = context.bySentence.slice(Math.max(0, sentence - SENTENCES_BACK_MAX), sentence);
  return before.some((sightings) =>
    sightings.some(({ person }) => person !== id && canBe(context.cast, person, gender)),
  );
}

interface Meant {
  readonly voice: Voice;
  /** Whether it is who speaks or acts there, and not one who is only mentioned. */
  readonly isCertain: boolean;
}

/** Who in a sentence can be meant: one voice, "nobody", or null for more than one. */
function inSentence(
  context: PronounContext,
  at: number,
  sentence: number,
  gender: Gender,
  part: "before" | "whole",
): Meant | null | "nobody" {
  const quote = quoteAt(context.quotes, at);
  const seen = (context.bySentence[sentence] ?? []).filter((sighting) => {
    if (sighting.start >= at && part === "before") return false;
    const own = quoteAt(context.quotes, sighting.start);
    return quote === own && canBe(context.cast, sighting.person, gender);
  });
  const speakers = (context.spokenBySentence[sentence] ?? []).filter(
    (spoken) => spoken.start < at && quoteAt(context.quotes, spoken.start) === quote,
  );
  const speaker = lastFit(context, speakers, gender);
  if (speaker === "other" || (speaker?.kind === "entry" && seen.length > 0)) return null;
  const acting = distinct(seen.filter((sighting) => !sighting.isHeld));
  if (speaker !== null) {
    const rivals = seen.filter(
      (sighting) => (sighting.isSubject || part === "before") && sighting.person !== speaker.id,
    );
    return rivals.length > 0 ? null : { voice: speaker, isCertain: true };
  }
  const subjects = distinct(seen.filter((sighting) => sighting.isSubject));
  if (subjects.length === 1) return meant(subjects[0], part === "whole");
  if (acting.length === 1) return meant(acting[0], false);
  if (acting.length > 1) return null;
  if (seen.length === 0) return "nobody";
  const owners = distinct(seen.filter((sighting) => sighting.opensClause || part === "before"));
  return owners.length === 1 ? meant(owners[0], false) : null;
}

/** The last speaker of a sentence who can be meant; "other" when an unnamed one spoke last. */
function lastFit(
  context: PronounContext,
  speakers: readonly Spoken[],
  gender: Gender,
): Voice | null | "other" {
  const last = speakers.at(-1);
  if (last === undefined) return null;
  if (speakers.some((one) => one.understood === null && one.isSomebody)) return "other";
  const [voice, ...more] = last.understood?.voices ?? [];
  if (voice === undefined || more.length > 0) return null;
  if (voice.kind === "entry") {
    if (!last.isSomebody) return null;
    return (last.gender ?? gender) === gender ? voice : "other";
  }
  return canBe(context.cast, voice.id, gender) ? voice : null;
}

function canBe(cast: Cast, id: number, gender: Gender): boolean {
  if (id === UNKNOWN) return true;
  const found = cast.people.list[id];
  return found !== undefined && (genderOf(found) ?? gender) === gender;
}

function distinct(sightings: readonly Sighting[]): number[] {
  return [...new Set(sightings.map((sighting) => sighting.person))];
}

function meant(id: number | undefined, isCertain: boolean): Meant | null {
  return id === undefined || id === UNKNOWN ? null : { voice: { kind: "person", id }, isCertain };
}

/** The direct content around an offset, or null. Binary search over spans in order. */
export function quoteAt(quotes: readonly Span[], at: number): Span | null {
  let [low, high] = [0, quotes.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const quote = quotes[middle];
    if (quote === undefined) return null;
    if (at < quote.start) high = middle - 1;
    else if (at >= quote.end) low = middle + 1;
    else return quote;
  }
  return null;
}

/** Direct contents in order, without those that begin inside another. */
export function directContents(statements: readonly Statement[]): Span[] {
  const spans = statements
    .filter((statement) => statement.kind === "direct")
    .flatMap((statement) => statement.content)
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const outer: Span[] = [];
  for (const span of spans) if (span.start >= (outer.at(-1)?.end ?? 0)) outer.push(span);
  return outer;
}
