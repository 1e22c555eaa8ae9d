import { bodyNouns } from "../data/body-nouns.ts";
import { humanNouns } from "../data/human-nouns.ts";
import { anyOf } from "../data/lists.ts";
import { wordsFor } from "../data/uses.ts";
import { isKin, isRoleNoun } from "./roles.ts";
import { findNames, isFunctionWord, type NameSighting } from "./scan.ts";
import { readWords, type Word } from "./document-words.ts";
import type { Span } from "../types.ts";

const openers = anyOf(wordsFor("opener"));
const definite = anyOf(wordsFor("definite"));
const indefinite = anyOf(wordsFor("indefinite"));
const complement = anyOf(wordsFor("complement"));

/** A noun phrase between commas. */
export interface Segment {
  readonly words: readonly Word[];
  /** How many words at the start are determiners and the like. */
  readonly lead: number;
  /** Where the head ends and "of", "who", "in" begin. */
  readonly headTo: number;
  /** The name that is the head, with its role, or null. */
  readonly name: NameSighting | null;
  readonly isDefinite: boolean;
  readonly isIndefinite: boolean;
}

/** The segments of a source that commas, dashes and brackets part. */
export function readSegments(text: string, span: Span): Segment[] {
  const groups: Word[][] = [];
  let lastEnd = span.start;
  for (const word of readWords(text, span)) {
    const isApart = /[,;:()[\]—–]/u.test(text.slice(lastEnd, word.start));
    const group = groups.at(-1);
    if (group === undefined || isApart) groups.push([word]);
    else group.push(word);
    lastEnd = word.end;
  }
  return groups.map(readSegment);
}

/** Reads one noun phrase. */
function readSegment(words: readonly Word[]): Segment {
  let lead = 0;
  while (lead < words.length - 1 && openers.test(words[lead]?.key ?? "")) lead += 1;
  const names = findNames(words);
  const name = names.find((one) => isHead(words, one, lead)) ?? null;
  let headTo = name === null ? lead : name.to;
  while (headTo < words.length && !(headTo > lead && opensComplement(words[headTo]))) headTo += 1;
  const first = words[0]?.key ?? "";
  return {
    words,
    lead,
    headTo,
    name,
    isDefinite: definite.test(first),
    isIndefinite: indefinite.test(first),
  };
}

function opensComplement(word: Word | undefined): boolean {
  if (word === undefined || word.isCapital) return false;
  return complement.test(word.key) || /^\p{Ll}{3,}ing$/u.test(word.text);
}

/** Whether a name begins the phrase, or follows whose it is: "the BBC's Anna Bell". */
function isHead(words: readonly Word[], name: NameSighting, lead: number): boolean {
  const owner = words[name.from - 1];
  const isOwned =
    owner?.isPossessive === true && owner.isCapital && name.isPerson && name.words.length > 1;
  return (name.from <= lead || isOwned) && endsHead(words, name);
}

/** Whether nothing follows a name that would make another noun the head. */
function endsHead(words: readonly Word[], name: NameSighting): boolean {
  const next = words[name.to];
  if (next === undefined) return true;
  if (name.words.at(-1)?.isPossessive === true || name.isHeld) return false;
  return complement.test(next.key) || isFunctionWord(next);
}

/** The last word of a segment's head: what kind of thing the phrase names. */
export function headNoun(segment: Segment): Word | null {
  return segment.words[segment.headTo - 1] ?? null;
}

/** Words of a segment from its first that is no determiner to the end of its head or of itself. */
export function spanOf(segment: Segment, part: "head" | "whole"): Span | null {
  const first = segment.words[segment.lead];
  const last = segment.words[(part === "head" ? segment.headTo : segment.words.length) - 1];
  return first === undefined || last === undefined ? null : { start: first.start, end: last.end };
}

/** Parts of "A and B" and of "A, B and C", each a segment; one part when it is no list. */
export function splitList(segments: readonly Segment[]): Segment[] {
  const [first] = segments;
  if (first === undefined) return [];
  const last = segments.at(-1);
  const isSeries =
    last !== undefined && segments.length > 1 && last.words.some((word) => word.key === "and");
  if (isSeries && segments.every((segment) => segment.words.some((word) => word.isCapital))) {
    const parts = segments.flatMap((segment) => splitAtAnd(segment));
    if (parts.every(isListed)) return parts;
  }
  if (
    segments.length === 2 &&
    segments.every(
      (segment) =>
        isListed(segment) &&
        segment.words.length <= 2 &&
        segment.words.every((word) => /^[\p{Lu}.]{2,6}$/u.test(word.text)),
    )
  ) {
    return [...segments];
  }
  const parts = splitAtAnd(first);
  return parts.length > 1 ? parts : [first];
}

function isListed(segment: Segment): boolean {
  return (
    segment.words[segment.lead]?.isCapital === true &&
    !isRoleNoun(segment.words[segment.lead]?.text ?? "")
  );
}

function splitAtAnd(segment: Segment): Segment[] {
  const parts: Word[][] = [[]];
  for (const word of segment.words) {
    if (/^(?:and|or|nor)$/u.test(word.key)) parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts.filter((part) => part.length > 0).map(readSegment);
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
