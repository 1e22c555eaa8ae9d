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
import type { Word } from "./document-words.ts";
import type { Span } from "../types.ts";

/** A name in a sentence, with the role in front of it. Word indices are half-open. */
export interface NameSighting {
  readonly words: readonly Word[];
  /** "Jr.", "III": part of the name, not of the surname. */
  readonly suffix: Word | null;
  /** The role's words right before the name: "NATO Secretary-General", "Mr.". */
  readonly prefix: Span | null;
  /** Where the sighting's words begin and end among the words given. */
  readonly from: number;
  readonly to: number;
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
  const isGiven = isGivenName(name[0]?.text ?? "");
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
    if (to === index) {
      index += 1;
      continue;
    }
    const sighting = readRun(words, index, to);
    if (sighting !== null) sightings.push(sighting);
    index = to;
  }
  return sightings;
}

/** The end of the capitalised sequence that begins here, or `from` when none does. */
function runEnd(words: readonly Word[], from: number): number {
  let to = from;
  for (;;) {
    const word = words[to];
    if (word === undefined || (to > from && !word.isJoined)) return to;
    if (word.isCapital && to > from && word.text.startsWith("@")) return to;
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
    const word = words[index];
    if (word === undefined || !particles.has(word.key)) break;
    if (index > from && !word.isJoined) break;
    index += 1;
  }
  const next = words[index];
  return index > from && next !== undefined && next.isJoined && next.isCapital ? index : from;
}

function readRun(words: readonly Word[], from: number, to: number): NameSighting | null {
  let nameFrom = afterTitle(words, opensWithParticiple(words, from, to) ? from + 1 : from, to);
  if (nameFrom === to) return null;
  const before = words[nameFrom - 1];
  const first = words[nameFrom];
  const isTitled =
    before !== undefined &&
    first !== undefined &&
    first.isJoined &&
    !before.isPossessive &&
    isTitle(before.text);
  let prefixFrom = isTitled ? prefixStart(words, nameFrom - 1) : nameFrom;
  if (!isTitled) {
    const cut = afterOffice(words, nameFrom, to);
    if (cut > nameFrom) {
      prefixFrom = prefixStart(words, nameFrom - 1);
      nameFrom = cut;
    }
  }
  const last = words[to - 1];
  const suffix =
    last !== undefined && suffixes.has(last.key) && to - nameFrom > 1
      ? last
      : suffixAfter(words, to);
  const name = words.slice(nameFrom, suffix === last ? to - 1 : to);
  const start = words[prefixFrom];
  const end = words[nameFrom - 1];
  const prefix =
    prefixFrom < nameFrom && start !== undefined && end !== undefined
      ? { start: start.start, end: end.end }
      : null;
  return {
    words: name,
    suffix,
    prefix,
    from: prefixFrom,
    to: suffix !== null && suffix !== last ? to + 1 : to,
    isPerson: looksLikePerson(name, prefix !== null),
    isKin: words.slice(prefixFrom, nameFrom).some((word) => isKin(word.text)),
    isHeld: isHeld(words, to),
  };
}

/** "Noting Trump's words" begins with no name. */
function opensWithParticiple(words: readonly Word[], from: number, to: number): boolean {
  const word = words[from];
  return (
    to - from > 1 &&
    word !== undefined &&
    !word.isJoined &&
    /^\p{Lu}\p{Ll}{3,}ing$/u.test(word.text) &&
    !isGivenName(word.text)
  );
}

/** "Donald Trump, Jr." */
function suffixAfter(words: readonly Word[], to: number): Word | null {
  const [last, next] = [words[to - 1], words[to]];
  if (last === undefined || next === undefined || !/^[js]r$/u.test(next.key) || !next.isCapital)
    return null;
  return next.start - last.end <= 2 ? next : null;
}

/** The index after the last title of a run; a title after a given name is a surname ("Peter King"). */
function afterTitle(words: readonly Word[], from: number, to: number): number {
  let index = from;
  for (let at = from; at < to; at += 1) {
    const word = words[at];
    if (word === undefined) break;
    const previous = words[at - 1];
    const follows =
      at > index && (isGivenName(previous?.text ?? "") || /^\p{Lu}\.$/u.test(previous?.text ?? ""));
    const isLast = at === to - 1 && at > from && isHonorific(previous?.text ?? "");
    const isSurname = isLast || (follows && titleSurnames.has(word.key));
    if (!isSurname && isTitle(word.text)) index = at + 1;
  }
  while (
    index < to &&
    words[index]?.isPossessive !== true &&
    index + 1 < to &&
    readPlace(words[index]?.text ?? "") !== null
  ) {
    if (!isGivenName(words[index + 1]?.text ?? "")) break;
    index += 1;
  }
  return index;
}

/** "Secretary of State John Kerry": the office goes on to the given name. */
function afterOffice(words: readonly Word[], from: number, to: number): number {
  const of = words[from - 1];
  const noun = words[from - 2];
  const isOffice =
    /^(?:of|for|at|to)$/u.test(of?.key ?? "") && noun !== undefined && isRoleNoun(noun.text);
  if (!isOffice || isGivenName(words[from]?.text ?? "")) return from;
  for (let at = from + 1; at + 1 < to; at += 1) if (isGivenName(words[at]?.text ?? "")) return at;
  return from;
}

const PREFIX_WORDS_MAX = 12;

/** Where the role whose last word is at `at` begins. */
function prefixStart(words: readonly Word[], at: number): number {
  let start = at;
  while (start > 0 && at - start < PREFIX_WORDS_MAX && words[start]?.isJoined === true) {
    const word = words[start - 1];
    if (word === undefined) break;
    const isConnector = /^(?:of|for|and|the|to|at)$/u.test(word.key);
    if (isConnector) {
      const further = words[start - 2];
      const isInside =
        further !== undefined &&
        word.isJoined &&
        (isRoleNoun(further.text) || /^(?:of|for)$/u.test(further.key));
      if (!isInside) break;
    } else if (!isRoleWord(word)) {
      break;
    }
    start -= 1;
  }
  return start;
}

function isRoleWord(word: Word): boolean {
  if (isModifier(word.text) || isTitle(word.text)) return true;
  return word.isCapital ? !isFunctionWord(word) : word.isPossessive;
}

function looksLikePerson(name: readonly Word[], isTitled: boolean): boolean {
  if (name.length === 0 || name.length > 5 || namesBody(name)) return false;
  if (isTitled) return name.length < 4 || name.some((word) => isGivenName(word.text));
  const [first] = name;
  if (first === undefined || name.length < 2) return false;
  return (
    isGivenName(first.text) || (/^\p{Lu}\.(?:\p{Lu}\.)?$/u.test(first.text) && name.length > 1)
  );
}

function isHeld(words: readonly Word[], to: number): boolean {
  const [last, next] = [words[to - 1], words[to]];
  if (last?.isPossessive === true) return true;
  return next !== undefined && next.isJoined && heldNouns.has(next.key);
}
