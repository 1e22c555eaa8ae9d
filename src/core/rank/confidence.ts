import { FIRST_LOOK, SECOND_LOOK } from "./fitted.ts";
import { type PassageEvidence, type Weights, passageScore } from "./passage-evidence.ts";
import type { TokenMatch } from "./token-match.ts";

/** From this confidence on the answer is given. */
export const CONFIDENCE_FLOOR = 0.5;

/** A first look that leaves more doubt than this is followed by a second. */
const DOUBT = { from: 0.15, to: 0.85 } as const;

/** What the search itself tells. A raw similarity does not separate: the unanswerable can come nearer. */
export interface FirstSignals {
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

/** What is known when the first candidate has been read token by token. */
export interface SecondSignals extends Pick<FirstSignals, "score" | "numbers" | "margin"> {
  /** See `TokenMatch`. */
  readonly match: number;
  readonly weakest: number;
  /** The question's: of many tokens the worst met are worse. */
  readonly tokens: number;
  /** Coverage of the question's names by the first candidate. */
  readonly names: number;
  /** Mean similarity of its document's three nearest passages. */
  readonly document: number;
}

export const FIRST_SIGNALS = [
  "score",
  "similarity",
  "numbers",
  "margin",
  "size",
] as const satisfies readonly (keyof FirstSignals)[];

export const SECOND_SIGNALS = [
  "score",
  "match",
  "weakest",
  "tokens",
  "numbers",
  "margin",
  "names",
  "document",
] as const satisfies readonly (keyof SecondSignals)[];

/** A logistic function of signals. */
export interface Look {
  /** By the names of the signals. */
  readonly weights: Weights;
  readonly intercept: number;
}

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
export function firstSignals(
  candidates: readonly Judged[],
  passages: number,
  weights?: Weights,
): FirstSignals | null {
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

/** The first look's signals with what `match` tells of the first candidate. */
export function secondSignals(
  { score, numbers, margin }: FirstSignals,
  { nameCoverage, documentSimilarity }: PassageEvidence,
  match: TokenMatch,
): SecondSignals {
  const { mean, weakest, tokens } = match;
  const [names, document] = [nameCoverage, documentSimilarity];
  return { score, match: mean, weakest, tokens, numbers, margin, names, document };
}

/**
 * How probable it is that the candidates answer the question, in [0, 1]; 0 where there is none. Where
 * the search leaves doubt, the first candidate is read token by token, and what that tells decides.
 *
 * @param passages how many the corpus has.
 * @param read compares the question with the first candidate; takes about as long as embedding it.
 */
export async function confidenceOf<C extends Judged>(
  candidates: readonly C[],
  passages: number,
  read: (first: C) => Promise<TokenMatch>,
): Promise<number> {
  const signals = firstSignals(candidates, passages);
  const [first] = candidates;
  if (!signals || !first?.evidence) return 0;
  const probable = probabilityIn(FIRST_LOOK, signals, FIRST_SIGNALS);
  if (!isDoubtful(probable)) return probable;
  const closer = secondSignals(signals, first.evidence, await read(first));
  return probabilityIn(SECOND_LOOK, closer, SECOND_SIGNALS);
}

export function isDoubtful(probability: number): boolean {
  return DOUBT.from < probability && probability < DOUBT.to;
}

/** The logistic function of the weighted signals. */
export function probabilityIn<K extends string>(
  { weights, intercept }: Look,
  signals: Readonly<Record<K, number>>,
  keys: readonly K[],
): number {
  const sum = keys.reduce((all, key) => all + (weights[key] ?? 0) * signals[key], intercept);
  return logistic(sum);
}

export function logistic(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}
