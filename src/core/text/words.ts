import { stemmer } from "stemmer";
import { wordsFor } from "../data/uses.ts";

/** English words that carry no topic, the common verbs of speech among them: they are left out of a word search unless nothing else is there. */
const STOP_WORDS = wordsFor("common");

/** A word of a text, with its stem as the word index has it. */
export interface Word {
  readonly text: string;
  readonly stem: string;
  /** Offset in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const WORD = /[\p{L}\p{N}\p{M}\p{Co}]+/gu;

/** Words stemmed before. A corpus has some ten thousand different ones; the limit bounds hostile text. */
const stems = new Map<string, string>();
const STEMS_MAX = 100_000;

/**
 * A word as the word index stores it: without marks, in lower case, stemmed by Porter's algorithm
 * (Program 14(3), 1980), which is what SQLite's `porter unicode61 remove_diacritics 2` does.
 */
export function stemOf(word: string): string {
  const known = stems.get(word);
  if (known !== undefined) return known;
  const stem = stemmer(word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase());
  if (stems.size >= STEMS_MAX) stems.clear();
  stems.set(word, stem);
  return stem;
}

/** The words of a text in order. Letters, digits and marks make a word, as in the word index. */
export function wordsOf(text: string): Word[] {
  return Array.from(text.matchAll(WORD), ({ 0: word, index }) => ({
    text: word,
    stem: stemOf(word),
    start: index,
    end: index + word.length,
  }));
}

/** A word with its number in the text, from 0. */
export interface PlacedWord extends Word {
  readonly at: number;
}

/**
 * The words of a text that have one of these stems, in order. A stem begins as its words do, so that
 * most words need not be stemmed.
 */
export function wordsAmong(text: string, wanted: ReadonlySet<string>): PlacedWord[] {
  const initials = new Set(Array.from(wanted, (stem) => stem.charCodeAt(0)));
  const found: PlacedWord[] = [];
  WORD.lastIndex = 0;
  for (let at = 0, match = WORD.exec(text); match; at += 1, match = WORD.exec(text)) {
    const { 0: word, index: start } = match;
    const first = text.charCodeAt(start);
    if (first < ASCII_END && !initials.has(first) && !initials.has(first | LOWER_CASE)) continue;
    const stem = stemOf(word);
    if (wanted.has(stem)) found.push({ text: word, stem, start, end: start + word.length, at });
  }
  return found;
}

const ASCII_END = 0x80;
/** Set, it makes an ASCII letter small. */
const LOWER_CASE = 0x20;

/** Whether a word carries topic: it is none of the common words of questions. */
export function isTopical(word: string): boolean {
  return !STOP_WORDS.has(word.toLowerCase());
}

/**
 * The words of a question that word search looks for, in order, each once, in lower case.
 * Letters, digits and marks make a word; "U.S." gives "u", "s", as the word index has it.
 */
export function searchTerms(question: string): string[] {
  const words = question.toLowerCase().match(WORD) ?? [];
  const terms = [...new Set(words)];
  const topical = terms.filter((word) => isTopical(word));
  return topical.length > 0 ? topical : terms;
}

/** Whether a text has anything that could be asked about: a letter or a digit. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
