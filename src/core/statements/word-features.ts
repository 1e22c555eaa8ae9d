import { wordsFor } from "../data/uses.ts";
import { isWord } from "./characters.ts";
import type { TaggedText } from "./tag.ts";
import type { TokenSpan } from "./statement.ts";

/** Prepositions, conjunctions and verbs of saying: what follows one may or may not belong to the content. */
const turns = wordsFor("turn");
/** Last tokens of a content in which they are looked for. */
const TAIL_TOKENS = 12;
/** A longer cue is known by its last word. */
const CUE_TOKENS_MAX = 3;
/** Characters of a word on either side of a token, so that no text takes long. */
const REACH = 40;

/** The feature that says which words a cue has. */
export function cueWords(tagged: TaggedText, { first, last }: TokenSpan): string {
  if (last - first >= CUE_TOKENS_MAX) return `cue is long ${wordOf(tagged, last)}`;
  const { layout, offsets } = tagged;
  const words = layout.text.slice(offsets.starts[first], offsets.ends[last]);
  return `cue is ${words.toLowerCase()}`;
}

/** Features for the words at which a content may or may not end. */
export function contentWords(tagged: TaggedText, { first, last }: TokenSpan): string[] {
  const found: string[] = [];
  for (let token = Math.max(first + 1, last + 1 - TAIL_TOKENS); token <= last; token += 1) {
    const word = wordOf(tagged, token);
    if (turns.has(word)) found.push(`content takes in ${word}`);
  }
  return found;
}

/**
 * The letters and digits around a token's start, at most `REACH` further, or its own characters if
 * it starts with none; in lower case.
 */
function wordOf(
  { layout: { text }, offsets: { starts, ends } }: TaggedText,
  token: number,
): string {
  let start = starts[token] ?? 0;
  let end = ends[token] ?? start;
  if (isWord(text.charAt(start))) {
    const [low, high] = [start - REACH, end + REACH];
    while (start > low && isWord(text.charAt(start - 1))) start -= 1;
    while (end < high && isWord(text.charAt(end)) && isWord(text.charAt(end - 1))) end += 1;
  }
  return text.slice(start, end).toLowerCase();
}
