import {
  functionWords,
  bodyWords,
  heldNouns,
  particles,
  compound,
  leadingParticles,
  titleSurnames,
  bodySurnames,
  suffixes,
} from "./name-words.ts";
import { isGivenName } from "./given-names.ts";
import { readPlace } from "./places.ts";
import { isHonorific, isKin, isModifier, isRoleNoun, isTitle } from "./roles.ts";
import { wordAt, type Word } from "./document-words.ts";
import type { PersonName } from "./people.ts";
import type { Span } from "../types.ts";

/** A name in a sentence, with the role in front of it. Word indices are half-open. */
export interface NameSighting {
  /** One or more. A suffix is none of them. */
  readonly words: readonly Word[];
  readonly first: Word;
  readonly last: Word;
  readonly name: PersonName;
  /** From the first word to the suffix. */
  readonly span: Span;
  /** The role's words right before the name: "NATO Secretary-General", "Mr.". */
  readonly prefix: Span | null;
  /** Where the sighting's words, prefix and suffix included, begin and end among the words given. */
  readonly from: number;
  readonly to: number;
  /** The words right before and after these. */
  readonly before: Word;
  readonly next: Word;
  /** Whether a title, a role or a given name says that this is a person. */
  readonly isPerson: boolean;
  /** Whether a relative's word is part of the prefix: "his son Eric Trump". */
  readonly isKin: boolean;
  /** Stands before a noun or owns one: "Trump's plan", "the Clinton campaign". */
  readonly isHeld: boolean;
}

export function isFunctionWord(word: Word): boolean {
  return functionWords.has(word.key) && !/^(?:US|U\.S\.|WHO)$/u.test(word.text);
}

export function isBodyWord(word: Word): boolean {
  return bodyWords.has(word.key);
}

/** Whether the words of a name tell a body; "Bill Clinton" and "Fred Hall" do not. */
export function namesBody(name: readonly Word[]): boolean {
  const isGiven = isGivenName(wordAt(name, 0).text);
  return name.some((word, index) => {
    if (!isBodyWord(word) || (index === 0 && isGiven)) return false;
    return !(isGiven && name.length === 2 && bodySurnames.has(word.key));
  });
}

/** All names of a sentence, of persons and of others, in order. */
export function findNames(words: readonly Word[]): NameSighting[] {
  const sightings: NameSighting[] = [];
  for (let index = 0; index < words.length;) {
    const to = runEnd(words, index);
    const sighting = to > index ? readRun(words, index, to) : null;
    if (sighting !== null) sightings.push(sighting);
    index = Math.max(index + 1, to);
  }
  return sightings;
}

/** The end of the capitalised sequence that begins here, or `from` when none does. */
function runEnd(words: readonly Word[], from: number): number {
  let to = from;
  for (;;) {
    const word = wordAt(words, to);
    if (to > from && (!word.isJoined || (word.isCapital && word.text.startsWith("@")))) return to;
    if (word.isCapital && !compound.test(word.text)) {
      if (isFunctionWord(word) && !(to > from && isGivenName(word.text))) return to;
      to += 1;
      if (word.isPossessive) return to;
      continue;
    }
    const next = particleEnd(words, to);
    if (next === to || (to === from && !leadingParticles.has(word.key))) return to;
    to = next;
  }
}

/** Past "van der" when a capital follows; else where it was. */
function particleEnd(words: readonly Word[], from: number): number {
  let index = from;
  while (index < from + 2) {
    const word = wordAt(words, index);
    if (!particles.has(word.key) || (index > from && !word.isJoined)) break;
    index += 1;
  }
  const next = wordAt(words, index);
  return index > from && next.isJoined && next.isCapital ? index : from;
}

/** The name of a capitalised sequence; null when it is all titles. */
function readRun(words: readonly Word[], runFrom: number, runTo: number): NameSighting | null {
  const from = afterTitle(words, runFrom + opensWithParticiple(words, runFrom, runTo), runTo);
  if (from === runTo) return null;
  const { nameFrom, prefixFrom } = readPrefix(words, from, runTo);
  const { suffix, nameTo, to } = readSuffix(words, nameFrom, runTo);
  const name = words.slice(nameFrom, nameTo);
  const prefixed = words.slice(prefixFrom, nameFrom);
  const [first, last] = [wordAt(name, 0), wordAt(name, name.length - 1)];
  return {
    words: name,
    first,
    last,
    name: {
      words: name.map(({ text }) => text),
      given: first.text,
      surname: last.text,
      suffix: suffix?.key ?? "",
    },
    span: { start: first.start, end: (suffix ?? last).end },
    prefix: spanOfWords(prefixed),
    from: prefixFrom,
    to,
    before: wordAt(words, prefixFrom - 1),
    next: wordAt(words, to),
    isPerson: looksLikePerson(name, prefixed.length > 0),
    isKin: prefixed.some((word) => isKin(word.text)),
    isHeld: isHeld(words, runTo),
  };
}

function spanOfWords(words: readonly Word[]): Span | null {
  return words.length === 0
    ? null
    : { start: wordAt(words, 0).start, end: wordAt(words, words.length - 1).end };
}

/** How many words a participle takes: "Noting Trump's words" begins with no name. */
function opensWithParticiple(words: readonly Word[], from: number, to: number): 0 | 1 {
  const { text, isJoined } = wordAt(words, from);
  const isOne =
    to - from > 1 && !isJoined && /^\p{Lu}\p{Ll}{3,}ing$/u.test(text) && !isGivenName(text);
  return isOne ? 1 : 0;
}

/** Where the name begins, and the role before it. */
function readPrefix(
  words: readonly Word[],
  from: number,
  to: number,
): { nameFrom: number; prefixFrom: number } {
  const before = wordAt(words, from - 1);
  if (wordAt(words, from).isJoined && !before.isPossessive && isTitle(before.text))
    return { nameFrom: from, prefixFrom: prefixStart(words, from - 1) };
  const nameFrom = afterOffice(words, from, to);
  return { nameFrom, prefixFrom: nameFrom > from ? prefixStart(words, from - 1) : from };
}

/** The suffix of a run, where the name before it ends, and where both do. */
function readSuffix(
  words: readonly Word[],
  nameFrom: number,
  to: number,
): { suffix: Word | null; nameTo: number; to: number } {
  const [last, next] = [wordAt(words, to - 1), wordAt(words, to)];
  if (suffixes.has(last.key) && to - nameFrom > 1) return { suffix: last, nameTo: to - 1, to };
  // "Donald Trump, Jr."
  const isNext = /^[js]r$/u.test(next.key) && next.isCapital && next.start - last.end <= 2;
  return isNext ? { suffix: next, nameTo: to, to: to + 1 } : { suffix: null, nameTo: to, to };
}

/** The index after the last title of a run; a title after a given name is a surname ("Peter King"). */
function afterTitle(words: readonly Word[], from: number, to: number): number {
  let index = from;
  for (let at = from; at < to; at += 1) {
    const { text, key } = wordAt(words, at);
    const previous = wordAt(words, at - 1).text;
    const follows = at > index && (isGivenName(previous) || /^\p{Lu}\.$/u.test(previous));
    const isLast = at === to - 1 && at > from && isHonorific(previous);
    const isSurname = isLast || (follows && titleSurnames.has(key));
    if (!isSurname && isTitle(text)) index = at + 1;
  }
  while (index + 1 < to && isWhereFrom(wordAt(words, index), wordAt(words, index + 1))) index += 1;
  return index;
}

/** A country before a given name: "Ukraine Andrii Sydorenko". */
function isWhereFrom(word: Word, next: Word): boolean {
  return !word.isPossessive && readPlace(word.text) !== null && isGivenName(next.text);
}

/** "Secretary of State John Kerry": the office goes on to the given name. */
function afterOffice(words: readonly Word[], from: number, to: number): number {
  const isOffice =
    /^(?:of|for|at|to)$/u.test(wordAt(words, from - 1).key) &&
    isRoleNoun(wordAt(words, from - 2).text);
  if (!isOffice || isGivenName(wordAt(words, from).text)) return from;
  const given = words.slice(from + 1, to - 1).findIndex(({ text }) => isGivenName(text));
  return given < 0 ? from : from + 1 + given;
}

const PREFIX_WORDS_MAX = 12;

/** Where the role whose last word is at `at` begins. */
function prefixStart(words: readonly Word[], at: number): number {
  let start = at;
  while (start > 0 && at - start < PREFIX_WORDS_MAX && wordAt(words, start).isJoined) {
    const word = wordAt(words, start - 1);
    const isInside = /^(?:of|for|and|the|to|at)$/u.test(word.key)
      ? word.isJoined && goesOnBefore(wordAt(words, start - 2))
      : isRoleWord(word);
    if (!isInside) break;
    start -= 1;
  }
  return start;
}

/** Whether a small word after this one is inside a role: "Minister of Defence". */
function goesOnBefore(word: Word): boolean {
  return isRoleNoun(word.text) || /^(?:of|for)$/u.test(word.key);
}

function isRoleWord(word: Word): boolean {
  if (isModifier(word.text) || isTitle(word.text)) return true;
  return word.isCapital ? !isFunctionWord(word) : word.isPossessive;
}

function looksLikePerson(name: readonly Word[], isTitled: boolean): boolean {
  if (name.length > 5 || namesBody(name)) return false;
  if (isTitled) return name.length < 4 || name.some((word) => isGivenName(word.text));
  const { text } = wordAt(name, 0);
  return name.length > 1 && (isGivenName(text) || /^\p{Lu}\.(?:\p{Lu}\.)?$/u.test(text));
}

function isHeld(words: readonly Word[], to: number): boolean {
  const next = wordAt(words, to);
  return wordAt(words, to - 1).isPossessive || (next.isJoined && heldNouns.has(next.key));
}
