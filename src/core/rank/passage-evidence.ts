import { ANSWERS, FOUND, READ } from "./fitted.ts";
import { type TextReading, answeringWords } from "./text-reading.ts";

/** What the search tells of a passage. */
export interface FoundEvidence {
  /** Cosine similarity of the passage to the question. */
  readonly similarity: number;
  /** BM25 for each unit of the question's weight; 0 where word search did not find it. */
  readonly words: number;
  /** Mean similarity of its document's three nearest passages. */
  readonly document: number;
}

/** What speaks for a passage that was read with the question. */
export interface PassageEvidence extends FoundEvidence {
  /** Logit of the passage answering, as the reader has it. */
  readonly answers: number;
  /** Logarithm of the chance of the words that answer most likely, at most 0. */
  readonly chance: number;
}

export const FOUND_KEYS = [
  "similarity",
  "words",
  "document",
] as const satisfies readonly (keyof FoundEvidence)[];

export const READ_KEYS = [
  ...FOUND_KEYS,
  "answers",
  "chance",
] as const satisfies readonly (keyof PassageEvidence)[];

/** Weights of a sum by the names of what they weigh, and what is added. */
export interface Weights {
  readonly weights: Readonly<Record<string, number>>;
  readonly intercept: number;
}

/** The weighted sum of evidence. */
export function weigh<K extends string>(
  { weights, intercept }: Weights,
  evidence: Readonly<Record<K, number>>,
  keys: readonly K[],
): number {
  return keys.reduce((sum, key) => sum + (weights[key] ?? 0) * evidence[key], intercept);
}

/** By how much a passage is worth reading. Only the order means something. */
export function foundScore(evidence: FoundEvidence): number {
  return weigh(FOUND, evidence, FOUND_KEYS);
}

/** How well a passage that was read fits the question. Only the order and differences mean something. */
export function readScore(evidence: PassageEvidence): number {
  return weigh(READ, evidence, READ_KEYS);
}

/**
 * From this probability on the answer is given. On the sets that the weights were fitted on, one in ten
 * false answers is then the price of four in five right ones: see the card beside this file.
 */
export const PROBABILITY_FLOOR = 0.35;

/** How probable it is that the first of the read passages answers, in [0, 1]. */
export function probabilityOf(evidence: PassageEvidence): number {
  return logistic(weigh(ANSWERS, evidence, READ_KEYS));
}

export function logistic(sum: number): number {
  return 1 / (1 + Math.exp(-sum));
}

/** The least chance that counts: below it all are as good as none. */
const CHANCE_MIN = -20;

/** What the search tells, with what the reader says. */
export function evidenceOf(found: FoundEvidence, reading: TextReading): PassageEvidence {
  const chance = answeringWords(reading)?.chance ?? CHANCE_MIN;
  return { ...found, answers: reading.answers, chance: Math.max(CHANCE_MIN, chance) };
}

const NEAREST = 3;

/** Mean of the three highest. */
export function meanOfNearest(similarities: readonly number[]): number {
  const nearest = similarities.toSorted((a, b) => b - a).slice(0, NEAREST);
  return nearest.reduce((sum, value) => sum + value, 0) / (nearest.length || 1);
}
