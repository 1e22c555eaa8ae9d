import { CONFIDENCE_INTERCEPT, CONFIDENCE_WEIGHTS } from "./fitted.ts";
import { type PassageEvidence, type Weights, passageScore } from "./passages.ts";

/** From this confidence on the answer is given. */
export const CONFIDENCE_FLOOR = 0.5;

/** What the confidence is made of. A raw similarity does not separate: the unanswerable can come nearer. */
export interface Signals {
  /** Score of the first candidate, see `passageScore`. */
  readonly score: number;
  /** Highest similarity among the first five. */
  readonly similarity: number;
  /** Coverage of the question's numbers by the first candidate. */
  readonly numbers: number;
  /** By how much the first candidate's score exceeds the mean of the next documents'. */
  readonly margin: number;
  /** Natural logarithm of the number of passages: the more there are, the nearer comes a chance match. */
  readonly size: number;
}

export const SIGNALS = [
  "score",
  "similarity",
  "numbers",
  "margin",
  "size",
] as const satisfies readonly (keyof Signals)[];

const FIRST = 5;
/** The nearest rival may well tell the same story; these do not. */
const RIVALS = { from: 1, to: 4 } as const;

export interface Judged {
  readonly passage: { readonly documentId: string };
  /** Null for candidates that were not read: they come last and do not count. */
  readonly evidence: PassageEvidence | null;
}

/**
 * The signals of candidates, best first; null where there are none.
 *
 * @param passages how many the corpus has.
 * @param weights of the score; default the fitted ones.
 */
export function signalsOf(
  candidates: readonly Judged[],
  passages: number,
  weights?: Weights,
): Signals | null {
  const read = candidates.flatMap(({ passage, evidence }) =>
    evidence
      ? { documentId: passage.documentId, evidence, score: passageScore(evidence, weights) }
      : [],
  );
  const [first] = read;
  if (!first) return null;
  const rivals = read
    .filter(({ documentId }) => documentId !== first.documentId)
    .slice(RIVALS.from, RIVALS.to)
    .map(({ score }) => score);
  const mean = rivals.reduce((sum, score) => sum + score, 0) / (rivals.length || 1);
  return {
    score: first.score,
    similarity: Math.max(...read.slice(0, FIRST).map(({ evidence }) => evidence.similarity)),
    numbers: first.evidence.numberCoverage,
    margin: rivals.length === 0 ? 0 : first.score - mean,
    size: Math.log(Math.max(1, passages)),
  };
}

/**
 * How probable it is that the candidates answer the question, in [0, 1]: a logistic function of the
 * signals; 0 where there is no candidate.
 */
export function confidenceOf(candidates: readonly Judged[], passages: number): number {
  const signals = signalsOf(candidates, passages);
  if (!signals) return 0;
  const sum = SIGNALS.reduce(
    (all, signal) => all + CONFIDENCE_WEIGHTS[signal] * signals[signal],
    CONFIDENCE_INTERCEPT,
  );
  return 1 / (1 + Math.exp(-sum));
}
