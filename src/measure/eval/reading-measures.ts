/** Measures of reading. Texts are compared as the official script of SQuAD does (Rajpurkar et al., EMNLP 2016). */
import type { Span } from "../../core/types.ts";

/** Lower case, without ASCII's punctuation, articles and spare white space. */
function squadWords(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll(/[!-/:-@[-`{-~]/g, "")
    .split(/\s+/)
    .filter((word) => word !== "" && word !== "a" && word !== "an" && word !== "the");
}

/** 1 where the words are any of the gold ones, else 0. */
export function exactMatch(given: string, gold: readonly string[]): number {
  const words = squadWords(given).join(" ");
  return gold.some((one) => squadWords(one).join(" ") === words) ? 1 : 0;
}

/** The best F1 in words with any of the gold answers. */
export function bestF1(given: string, gold: readonly string[]): number {
  return Math.max(0, ...gold.map((one) => wordF1(squadWords(given), squadWords(one))));
}

function wordF1(given: readonly string[], gold: readonly string[]): number {
  if (given.length === 0 || gold.length === 0) return given.length === gold.length ? 1 : 0;
  const left = [...gold];
  for (const word of given) {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
  }
  return (2 * (gold.length - left.length)) / (given.length + gold.length);
}

/** A candidate of a question, and whether it is right. */
export interface Judged {
  readonly score: number;
  readonly isRight: boolean;
}

/** Of one question's candidates; null without a right or without a wrong one. Of equal ones the wrong comes first. */
export function averagePrecision(candidates: readonly Judged[]): number | null {
  const right = candidates.filter(({ isRight }) => isRight).length;
  if (right === 0 || right === candidates.length) return null;
  const ordered = candidates.toSorted(
    (a, b) => b.score - a.score || Number(a.isRight) - Number(b.isRight),
  );
  let hits = 0;
  let total = 0;
  for (const [at, { isRight }] of ordered.entries()) {
    if (!isRight) continue;
    hits += 1;
    total += hits / (at + 1);
  }
  return total / right;
}

/** Words quoted, words to be quoted, and words that are both. */
export interface QuotedWords {
  readonly quoted: number;
  readonly gold: number;
  readonly both: number;
}

/** Words between white space; one counts where it overlaps a span. */
export function quotedWords(
  text: string,
  quoted: readonly Span[],
  gold: readonly Span[],
): QuotedWords {
  const words = Array.from(text.matchAll(/\S+/g), ({ 0: word, index }) => ({
    start: index,
    end: index + word.length,
  }));
  const within = (spans: readonly Span[]) =>
    words.filter((word) => spans.some(({ start, end }) => word.start < end && start < word.end));
  const own = within(quoted);
  return { quoted: own.length, gold: within(gold).length, both: intersect(own, within(gold)) };
}

function intersect(first: readonly Span[], second: readonly Span[]): number {
  const starts = new Set(second.map(({ start }) => start));
  return first.filter(({ start }) => starts.has(start)).length;
}

/** Pooled over rows. Without a word quoted, or to be quoted, the share is 0. */
export function shareOf(rows: readonly QuotedWords[]): {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
} {
  const sum = (key: keyof QuotedWords) => rows.reduce((total, row) => total + row[key], 0);
  const [quoted, gold, both] = [sum("quoted"), sum("gold"), sum("both")];
  return {
    precision: both / Math.max(1, quoted),
    recall: both / Math.max(1, gold),
    f1: (2 * both) / Math.max(1, quoted + gold),
  };
}
