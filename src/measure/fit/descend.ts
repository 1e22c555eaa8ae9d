/** A value to be made small, and its gradient, at given weights. */
export type Objective = (weights: readonly number[]) => readonly number[];

const STEPS = 1_000;
const RATE = 0.1;
const DECAY_FIRST = 0.9;
const DECAY_SECOND = 0.999;
const EPSILON = 1e-8;

/**
 * Weights at which the gradient vanishes, from zero, by Adam (Kingma and Ba, ICLR 2015). The losses
 * here are convex in a handful of weights, so no more is needed; always the same for the same data.
 */
export function descend(dimensions: number, gradientAt: Objective): number[] {
  const weights = Array.from({ length: dimensions }, () => 0);
  const first = weights.slice();
  const second = weights.slice();
  for (let step = 1; step <= STEPS; step += 1) {
    const gradient = gradientAt(weights);
    for (let at = 0; at < dimensions; at += 1) {
      const slope = gradient[at] ?? 0;
      const mean = DECAY_FIRST * (first[at] ?? 0) + (1 - DECAY_FIRST) * slope;
      const square = DECAY_SECOND * (second[at] ?? 0) + (1 - DECAY_SECOND) * slope * slope;
      first[at] = mean;
      second[at] = square;
      const pull = mean / (1 - DECAY_FIRST ** step);
      const spread = Math.sqrt(square / (1 - DECAY_SECOND ** step));
      weights[at] = (weights[at] ?? 0) - (RATE * pull) / (spread + EPSILON);
    }
  }
  return weights;
}

/** Mean and standard deviation of each column. */
export interface Scale {
  readonly means: readonly number[];
  readonly deviations: readonly number[];
}

export function scaleOf(rows: readonly (readonly number[])[]): Scale {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, at) => rows.map((row) => row[at] ?? 0));
  const means = columns.map((column) => column.reduce((a, b) => a + b, 0) / column.length);
  const deviations = columns.map((column, at) =>
    Math.max(
      1e-6,
      Math.sqrt(column.reduce((sum, x) => sum + (x - (means[at] ?? 0)) ** 2, 0) / column.length),
    ),
  );
  return { means, deviations };
}

export function standardise(row: readonly number[], { means, deviations }: Scale): number[] {
  return row.map((value, at) => (value - (means[at] ?? 0)) / (deviations[at] ?? 1));
}
