/** A deterministic `Reader` without a model: a text answers that has the question's words. */
import type { TextReading } from "../../src/core/rank/text-reading.ts";
import { isTopical, type Word, wordsOf } from "../../src/core/text/words.ts";
import type { Reader } from "../../src/ports.ts";

/** What a common word counts beside one that carries topic. */
const COMMON_WEIGHT = 0.1;
/** The logit runs from -this, where no word stands in the text, to this, where all do. */
const LOGIT_MAX = 6;
/** The chance of the ends that are chosen; the other pieces share the rest. */
const CHOSEN = 0.9;

/**
 * Pieces are words. The logit of "answers" grows with the share of the question's words, weighed, that
 * stand in the text; the words that answer are the shortest stretch with most of them.
 */
export function createWordOverlapReader(): Reader {
  return {
    fingerprint: "word-overlap",
    calibration: { answer: -2, sentence: 0, slope: 1, offset: 0 },
    read: async (question, texts) => texts.map((text) => readText(question, text)),
    close: async () => undefined,
  };
}

function readText(question: string, text: string): TextReading {
  const weights = new Map(
    wordsOf(question).map((word) => [word.stem, isTopical(word.text) ? 1 : COMMON_WEIGHT]),
  );
  const words = wordsOf(text);
  const present = new Set(words.map(({ stem }) => stem).filter((stem) => weights.has(stem)));
  const total = sum(weights.values());
  const share = total === 0 ? 0 : sum([...present].map((stem) => weights.get(stem) ?? 0)) / total;
  const { first, last } = shortestStretch(words, present);
  return {
    answers: LOGIT_MAX * (2 * share - 1),
    pieces: words.map(({ start, end }) => ({ start, end })),
    starts: chancesOf(words.length, first),
    ends: chancesOf(words.length, last),
  };
}

/** The first and last word of the shortest stretch that has all of these stems; of nothing, all words. */
function shortestStretch(words: readonly Word[], stems: ReadonlySet<string>) {
  let best = { first: 0, last: words.length - 1 };
  const latest = new Map<string, number>();
  for (const [last, { stem }] of words.entries()) {
    if (stems.has(stem)) latest.set(stem, last);
    if (stems.size === 0 || latest.size < stems.size) continue;
    const first = Math.min(...latest.values());
    if (last - first < best.last - best.first) best = { first, last };
  }
  return best;
}

function chancesOf(count: number, chosen: number): Float32Array {
  const other = count > 1 ? Math.log((1 - CHOSEN) / (count - 1)) : 0;
  return Float32Array.from({ length: count }, (_, at) =>
    at === chosen ? (count > 1 ? Math.log(CHOSEN) : 0) : other,
  );
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
