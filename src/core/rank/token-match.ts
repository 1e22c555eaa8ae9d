import { dot } from "../vector.ts";

/** Unit vectors of a text's tokens in order, as the encoder has them in this text. */
export type TokenVectors = readonly Float32Array[];

/** How well the tokens of a question are met by those of a passage. */
export interface TokenMatch {
  /** Mean over the question's tokens of the similarity to the nearest token of the passage. */
  readonly mean: number;
  /** The same over its three worst met tokens. */
  readonly weakest: number;
  /** How many tokens the question has. */
  readonly tokens: number;
}

const WEAKEST = 3;

/**
 * Late interaction (Khattab and Zaharia, SIGIR 2020): each token of the question against its nearest
 * of the passage. Without tokens on either side nothing is met.
 */
export function matchTokens(question: TokenVectors, passage: TokenVectors): TokenMatch {
  const nearest = question
    .map((token) => passage.reduce((best, other) => Math.max(best, dot(token, other)), -1))
    .toSorted((a, b) => a - b);
  if (nearest.length === 0 || passage.length === 0) {
    return { mean: 0, weakest: 0, tokens: question.length };
  }
  return { mean: mean(nearest), weakest: mean(nearest.slice(0, WEAKEST)), tokens: nearest.length };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
