import { readStatedRole, roleAfter, roleBefore } from "./apposition.ts";
import { readWords, textOf, type Word } from "./document-words.ts";
import { fold } from "./fold.ts";
import { knownBodies } from "./name-words.ts";
import { isFull, type PersonName, type StatedRole } from "./people.ts";
import { readPlace } from "./places.ts";
import { genderOfRole } from "./roles.ts";
import { findNames, isBodyWord, namesBody, type NameSighting } from "./scan.ts";
import { isHuman } from "./source.ts";
import type { Span } from "../types.ts";

/** A sentence with the names in it. */
export interface NamedSentence {
  readonly words: readonly Word[];
  readonly names: readonly NameSighting[];
  /** Capitalised all over, so that its capitals tell nothing. */
  readonly isHeadline: boolean;
}

/** Where the names of a document's people are looked for. */
interface Introducing {
  readonly text: string;
  readonly sentences: readonly NamedSentence[];
  /** The words that name who spoke. */
  readonly sources: readonly Span[];
}

/** What the readers read: sentences that are no headlines, and words that are no names. */
interface Readable extends Introducing {
  /** Words that the document also writes without a capital. */
  readonly common: ReadonlySet<string>;
}

/** A place that tells of a person. */
export interface Introduction {
  readonly name: PersonName;
  /** It tells of nobody new where this short name already means somebody; null where it always tells. */
  readonly unless: string | null;
  /** What it tells where it names the person in full. */
  readonly full: FullMention | null;
}

interface FullMention {
  readonly at: number;
  /** Whether a relative's word introduces the person: "his son Eric Trump". */
  readonly isKin: boolean;
  readonly roles: readonly StatedRole[];
}

/** All that a document tells of who its people are, surest first. */
export function readIntroductions({ text, sentences, sources }: Introducing): Introduction[] {
  const lower = sentences.flatMap(({ words }) => words.filter((word) => !word.isCapital));
  const common = new Set(lower.flatMap((word) => [word.key, `${word.key}s`]));
  const running = sentences.filter(({ isHeadline }) => !isHeadline);
  const readable = { text, sentences: running, sources, common };
  return readers.flatMap((read) => read(readable));
}

const readers = [fullNames, repeatedNames, sourceNames, titledNames];

/** The words and names of a sentence. */
export function readSentence(text: string, span: Span): NamedSentence {
  const words = readWords(text, span);
  const long = words.filter((word) => word.key.length > 3);
  const capitals = long.filter((word) => word.isCapital);
  const hasStop = /[.!?…]\P{L}{0,3}$/u.test(
    text.slice(Math.max(span.start, span.end - 4), span.end),
  );
  const isHeadline = !hasStop && words.length > 5 && capitals.length > 0.75 * long.length;
  return { words, names: findNames(words), isHeadline };
}

/** "Mark Rutte": a given name or a title says that this is a person. */
function fullNames({ text, sentences }: Readable): Introduction[] {
  return sentences.flatMap(({ words, names }) =>
    names
      .filter(({ isPerson, name }) => isPerson && isFull(name))
      .map((sighting) => inFull(text, words, sighting)),
  );
}

/** Two words that no list knows, when the last stands alone twice, after a title or as a source. */
function repeatedNames({ text, sentences, sources, common }: Readable): Introduction[] {
  const names = sentences.flatMap((sentence) => sentence.names);
  const named = sources.flatMap((source) => findNames(readWords(text, source)).slice(0, 1));
  const alone = new Map<string, number>();
  for (const { name, first, prefix } of [...names, ...named]) {
    if (!isFull(name))
      alone.set(first.key, (alone.get(first.key) ?? 0) + (prefix === null ? 1 : 2));
  }
  return names
    .filter(
      (sighting) =>
        isFull(sighting.name) &&
        !sighting.isPerson &&
        (alone.get(sighting.last.key) ?? 0) >= 2 &&
        isUnknownPerson(sighting, common),
    )
    .map(({ name, last }) => ({ name: { ...name, suffix: "" }, unless: last.key, full: null }));
}

/**
 * Names that no list knows: a source of capitalised words ("Zucker said", "Murshed Zaheed, a
 * manager, said").
 */
function sourceNames({ text, sources, common }: Readable): Introduction[] {
  return sources.flatMap((source) => {
    const words = readWords(text, source);
    const [sighting] = findNames(words);
    if (!sighting || sighting.from > 0 || sighting.isHeld) return [];
    const { name, next } = sighting;
    if (next.isJoined && !/^(?:of|who|in|from|at)$/u.test(next.key)) return [];
    if (!isFull(name)) return isUnknownSurname(sighting, common) ? [alone(sighting)] : [];
    const unless = fold(name.words.join(" "));
    return isUnknownPerson(sighting, common) ? [{ ...inFull(text, words, sighting), unless }] : [];
  });
}

/** "President Zelenskyy" where no full name is: a person of one name. */
function titledNames({ text, sentences }: Readable): Introduction[] {
  return sentences.flatMap(({ names }) =>
    names.filter((sighting) => isTitledSurname(text, sighting)).map(alone),
  );
}

function inFull(text: string, words: readonly Word[], sighting: NameSighting): Introduction {
  const { name, first, prefix } = sighting;
  const beside = [roleAfter(text, words, sighting), roleBefore(text, words, sighting)];
  const isKin = beside.some(
    (span) =>
      span !== null &&
      /\b(?:wife|husband|son|daughter|brother|sister|mother|father)\b/u.test(
        text.slice(span.start, span.end),
      ),
  );
  const roles = [prefix, ...beside].flatMap((span) =>
    span === null ? [] : [readStatedRole(text, span)],
  );
  return { name, unless: null, full: { at: first.start, isKin: sighting.isKin || isKin, roles } };
}

function alone({ name, first }: NameSighting): Introduction {
  return { name: { ...name, suffix: "" }, unless: first.key, full: null };
}

function isUnknownPerson({ words }: NameSighting, common: ReadonlySet<string>): boolean {
  if (words.length > 3 || namesBody(words)) return false;
  const isName = words.every(
    ({ text, key }) => !common.has(key) && !/^\p{Lu}{2,}$/u.test(text) && readPlace(text) === null,
  );
  return isName && readPlace(textOf(words)) === null;
}

function isUnknownSurname({ first, next }: NameSighting, common: ReadonlySet<string>): boolean {
  const { text, key } = first;
  const isAcronym = /^[\p{Lu}\p{N}.&]{2,6}$/u.test(text) || text.startsWith("@");
  const isPeople = isHuman(first) || /(?:ans|ists|crats)$/u.test(key);
  return !next.isJoined && !common.has(key) && !isPeople && !isAcronym && !isBodyName(first);
}

function isTitledSurname(text: string, { name, isPerson, first, prefix }: NameSighting): boolean {
  if (!isPerson || isFull(name) || prefix === null) return false;
  const title = text.slice(prefix.start, prefix.end);
  const isCertain = /^\p{Lu}/u.test(title) || genderOfRole(title) !== null;
  return isCertain && !first.text.startsWith("@") && !isBodyName(first);
}

/** Whether a word alone is a place or a body. */
function isBodyName(word: Word): boolean {
  return readPlace(word.text) !== null || isBodyWord(word) || knownBodies.has(word.key);
}
