import type { Span } from "../types.ts";

/** What the reader says of a text that it read with a question. */
export interface TextReading {
  /** Logit of the text answering the question. */
  readonly answers: number;
  /**
   * Its word pieces in order, each as the span of the word that it is a part of; of a text that is too
   * long the first ones.
   */
  readonly pieces: readonly Span[];
  /** For each piece, the logarithm of the chance that the answer's words begin, and end, with it. */
  readonly starts: Float32Array;
  readonly ends: Float32Array;
}

/** What a reader's scores mean: fitted on questions of several sets that it did not learn from. */
export interface ReaderCalibration {
  /** A text's words are its answer where `confidenceIn` its reading is at least this. */
  readonly answer: number;
  /** A sentence that was read alone is quoted where its `answers` is at least this. */
  readonly sentence: number;
  /** `chanceOf` a reading is the logistic function of slope * answers + offset. */
  readonly slope: number;
  readonly offset: number;
}

/** The chance that the text answers, in [0, 1]. */
export function chanceOf({ answers }: TextReading, { slope, offset }: ReaderCalibration): number {
  return Math.exp(logSigmoid(slope * answers + offset));
}

/** Words of a text that answer. */
export interface AnsweringWords extends Span {
  /** Logarithm of the chance that just these are the answer's words, at most 0. */
  readonly chance: number;
}

/** Pieces of the longest answer, as in training. */
const ANSWER_PIECES_MAX = 64;

/**
 * The words that answer most likely: begin and end are chosen together, as in BERT's reading of SQuAD
 * (Devlin et al., 2019).
 *
 * @param within only words inside this span of the text; default all of it.
 * @returns null where the text, or the span, has no whole piece.
 */
export function answeringWords(
  { pieces, starts, ends }: TextReading,
  within: Span = { start: 0, end: Infinity },
): AnsweringWords | null {
  let best: AnsweringWords | null = null;
  for (const [first, { start, end: firstEnd }] of pieces.entries()) {
    if (start < within.start || firstEnd > within.end) continue;
    for (let last = first; last < Math.min(pieces.length, first + ANSWER_PIECES_MAX); last += 1) {
      const end = pieces[last]?.end ?? 0;
      if (end > within.end) break;
      const chance = (starts[first] ?? -Infinity) + (ends[last] ?? -Infinity);
      if (best === null || chance > best.chance) best = { start, end, chance };
    }
  }
  return best;
}

/** What texts are compared by: the logarithm of the chance that the text answers, and with these words. */
export function confidenceIn(reading: TextReading): number {
  const words = answeringWords(reading);
  return words === null ? -Infinity : logSigmoid(reading.answers) + WORDS_WEIGHT * words.chance;
}

/** As in training. */
const WORDS_WEIGHT = 0.5;

function logSigmoid(logit: number): number {
  return -Math.log1p(Math.exp(-Math.max(-30, Math.min(30, logit))));
}
