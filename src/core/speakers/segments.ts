import { bodyNouns } from "../data/body-nouns.ts";
import { humanNouns } from "../data/human-nouns.ts";
import { anyOf } from "../data/lists.ts";
import { wordsFor } from "../data/uses.ts";
import { isKin, isRoleNoun } from "./roles.ts";
import { findNames, isFunctionWord, type NameSighting } from "./name-sightings.ts";
import { OUTSIDE, readWords, wordAt, type Word } from "./document-words.ts";
import type { Span } from "../types.ts";

const openers = anyOf(wordsFor("opener"));
const definite = anyOf(wordsFor("definite"));
const indefinite = anyOf(wordsFor("indefinite"));
const complement = anyOf(wordsFor("complement"));

/** A noun phrase between commas. */
export interface Segment {
  /** One or more. */
  readonly words: readonly Word[];
  readonly first: Word;
  /** How many words at the start are determiners and the like. */
  readonly lead: number;
  /** The first word after these. */
  readonly opener: Word;
  /** Where the head ends and "of", "who", "in" begin. */
  readonly headTo: number;
  /** The last word of the head: what kind of thing the phrase names. */
  readonly noun: Word;
  /** From the opener to the end of the head, and of all. */
  readonly head: Span;
  readonly whole: Span;
  /** The name that is the head, with its role, or null. */
  readonly name: NameSighting | null;
  readonly isDefinite: boolean;
  readonly isIndefinite: boolean;
}

/** The segments of a source that commas, dashes and brackets part. */
export function readSegments(text: string, span: Span): Segment[] {
  const groups: Word[][] = [];
  let group: Word[] = [];
  let lastEnd = span.start;
  for (const word of readWords(text, span)) {
    const isApart = /[,;:()[\]—–]/u.test(text.slice(lastEnd, word.start));
    if (group.length === 0 || isApart) groups.push((group = [word]));
    else group.push(word);
    lastEnd = word.end;
  }
  return groups.map(readSegment);
}

/** Reads one noun phrase, of one word or more. */
function readSegment(words: readonly Word[]): Segment {
  let lead = 0;
  while (lead < words.length - 1 && openers.test(wordAt(words, lead).key)) lead += 1;
  const name = findNames(words).find((one) => isHead(one, lead)) ?? null;
  let headTo = Math.max(lead + 1, name?.to ?? 0);
  while (headTo < words.length && !opensComplement(wordAt(words, headTo))) headTo += 1;
  const [first, opener] = [wordAt(words, 0), wordAt(words, lead)];
  const [noun, last] = [wordAt(words, headTo - 1), wordAt(words, words.length - 1)];
  return {
    words,
    first,
    lead,
    opener,
    headTo,
    noun,
    head: { start: opener.start, end: noun.end },
    whole: { start: opener.start, end: last.end },
    name,
    isDefinite: definite.test(first.key),
    isIndefinite: indefinite.test(first.key),
  };
}

function opensComplement(word: Word): boolean {
  return !word.isCapital && (complement.test(word.key) || /^\p{Ll}{3,}ing$/u.test(word.text));
}

/** Whether a name begins the phrase, or follows whose it is: "the BBC's Anna Bell". */
function isHead(name: NameSighting, lead: number): boolean {
  const isOwned =
    name.before.isPossessive && name.before.isCapital && name.isPerson && name.words.length > 1;
  return (name.from <= lead || isOwned) && endsHead(name);
}

/** Whether nothing follows a name that would make another noun the head. */
function endsHead({ next, last, isHeld }: NameSighting): boolean {
  if (next === OUTSIDE) return true;
  if (last.isPossessive || isHeld) return false;
  return complement.test(next.key) || isFunctionWord(next);
}

/** Parts of "A and B" and of "A, B and C", each a segment; at most one when it is no list. */
export function splitList(segments: readonly Segment[]): Segment[] {
  const isSeries =
    segments.length > 1 && segments.slice(-1).some(({ words }) => words.some(isPlainAnd));
  if (isSeries && segments.every(({ words }) => words.some((word) => word.isCapital))) {
    const parts = segments.flatMap(splitAtAnd);
    if (parts.every(isListed)) return parts;
  }
  if (segments.length === 2 && segments.every(isAcronym)) return [...segments];
  return segments.slice(0, 1).flatMap(splitAtAnd);
}

function isPlainAnd({ key }: Word): boolean {
  return key === "and";
}

function isListed({ opener }: Segment): boolean {
  return opener.isCapital && !isRoleNoun(opener.text);
}

function isAcronym(segment: Segment): boolean {
  const { words } = segment;
  const isShort = words.length <= 2 && words.every(({ text }) => /^[\p{Lu}.]{2,6}$/u.test(text));
  return isShort && isListed(segment);
}

function splitAtAnd(segment: Segment): Segment[] {
  let part: Word[] = [];
  const parts = [part];
  for (const word of segment.words) {
    if (/^(?:and|or|nor)$/u.test(word.key)) parts.push((part = []));
    else part.push(word);
  }
  return parts.filter(({ length }) => length > 0).map(readSegment);
}

/** Whether a noun means people: "officials", "a voter", "his wife". */
export function isHuman(word: Word): boolean {
  const singular = word.text.replace(/ies$/u, "y").replace(/men$/u, "man").replace(/s$/u, "");
  return (
    humanNouns.has(word.key) ||
    isRoleNoun(word.text) ||
    isRoleNoun(singular) ||
    isKin(singular) ||
    isKin(word.text)
  );
}

/** Whether a lower-case noun means a body when a name stands before it: "Seoul's foreign ministry". */
export function isBodyNoun(word: Word): boolean {
  return bodyNouns.has(word.key);
}
