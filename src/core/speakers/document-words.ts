import { abbreviations } from "../data/abbreviations.ts";
import { entriesWith } from "../data/lists.ts";
import { fold } from "./fold.ts";
import type { Span } from "../types.ts";

/** A word of the document. */
export interface Word extends Span {
  /** Without a possessive ending. */
  readonly text: string;
  readonly key: string;
  readonly isCapital: boolean;
  /** "Trump's", "James’". */
  readonly isPossessive: boolean;
  /** Whether only blanks on one line part it from the word before. */
  readonly isJoined: boolean;
}

/** What stands before the first word and after the last: no letters, and joined to nothing. */
export const OUTSIDE: Word = {
  start: -1,
  end: -1,
  text: "",
  key: "",
  isCapital: false,
  isPossessive: false,
  isJoined: false,
};

/** The word at an index; `OUTSIDE` at one that no word has. */
export function wordAt(words: readonly Word[], index: number): Word {
  return words[index] ?? OUTSIDE;
}

/** The letters of words, parted by blanks. */
export function textOf(words: readonly Word[]): string {
  return words.map(({ text }) => text).join(" ");
}

const WORD_LENGTH_MAX = 40;

const wordPattern = /@?[\p{L}\p{N}_]\p{M}*(?:[\p{L}\p{M}\p{N}_]|[’'.&\-‐‑](?=[\p{L}\p{N}]))*/gu;
const shortTitles = entriesWith("name", abbreviations).map(
  (word) => word.charAt(0).toUpperCase() + word.slice(1),
);
const dotted = new RegExp(`^(?:\\p{Lu}|${shortTitles.join("|")}|(?:\\p{Lu}\\.)+\\p{Lu})$`, "u");

/** The words of a part of a text, in order. Linear in its length. */
export function readWords(text: string, span: Span): Word[] {
  const words: Word[] = [];
  const part = text.slice(span.start, span.end);
  let lastEnd = -1;
  for (const match of part.matchAll(wordPattern)) {
    const raw = match[0];
    const start = match.index;
    const rawEnd = start + raw.length;
    const isJoined =
      lastEnd >= 0 && /^[^\S\n]+$/u.test(part.slice(lastEnd, Math.min(start, lastEnd + 4)));
    lastEnd = rawEnd;
    if (raw.length > WORD_LENGTH_MAX) {
      lastEnd = -1;
      continue;
    }
    const bare = raw.replace(/['’]s$/iu, "");
    const isPossessive =
      bare !== raw || (raw.endsWith("s") && /^['’] \p{L}/u.test(part.slice(rawEnd, rawEnd + 3)));
    const hasStop = dotted.test(raw) && part.charAt(rawEnd) === ".";
    if (hasStop) lastEnd += 1;
    const word = hasStop ? `${raw}.` : bare;
    words.push({
      start: span.start + start,
      end: span.start + start + word.length,
      text: word,
      key: fold(word),
      isCapital: raw.startsWith("@") || /^(?:\p{Lu}|(?:al|el|d|l|de)[-’'‐]\p{Lu})/u.test(raw),
      isPossessive,
      isJoined,
    });
  }
  return words;
}
