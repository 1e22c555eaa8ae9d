import type { Span } from "../types.ts";
import type { ReaderCalibration } from "./text-reading.ts";

/** A sentence that the reader read alone, without its neighbours. */
export interface ReadSentence extends Span {
  /** Logit of it answering the question. */
  readonly answers: number;
}

/**
 * The sentences of a text that are quoted as its answer, in their order: those that answer by
 * themselves, and where the text as a whole answers, the best of them at least.
 *
 * The threshold is the one that gives the best F1 of words, averaged over sets whose answers are whole
 * sentences (lists and reasons that take several among them), on a half of their questions.
 *
 * @param isAnswer whether the text as a whole answers.
 */
export function sentencesAnswering<T extends ReadSentence>(
  sentences: readonly T[],
  isAnswer: boolean,
  { sentence: threshold }: Pick<ReaderCalibration, "sentence">,
): T[] {
  const best = isAnswer ? Math.max(...sentences.map(({ answers }) => answers)) : Infinity;
  return sentences.filter(({ answers }) => answers >= Math.min(threshold, best));
}
