import { logistic } from "../../core/rank/passage-evidence.ts";
import { dot } from "../../core/vector.ts";
import { descend, scaleOf, standardise } from "./descend.ts";

/** One question: its signals, whether it can be answered, and how much it counts. */
export interface Sample {
  readonly row: readonly number[];
  readonly isPositive: boolean;
  readonly weight: number;
}

export interface Logistic {
  readonly weights: readonly number[];
  readonly intercept: number;
}

/** Logistic regression with a quadratic penalty on the standardised weights. */
export function fitLogistic(samples: readonly Sample[], penalty: number): Logistic {
  const scale = scaleOf(samples.map(({ row }) => row));
  const scaled = samples.map((sample) => ({
    ...sample,
    row: [...standardise(sample.row, scale), 1],
  }));
  const dimensions = scale.means.length + 1;
  const fitted = descend(dimensions, (current) => {
    const gradient = current.map((weight, at) =>
      at === dimensions - 1 ? 0 : (2 * penalty * weight) / samples.length,
    );
    for (const { row, isPositive, weight } of scaled) {
      const error = logistic(dot(row, current)) - (isPositive ? 1 : 0);
      for (let d = 0; d < dimensions; d += 1) {
        gradient[d] = (gradient[d] ?? 0) + weight * error * (row[d] ?? 0);
      }
    }
    return gradient;
  });
  const weights = fitted.slice(0, -1).map((weight, at) => weight / (scale.deviations[at] ?? 1));
  return { weights, intercept: (fitted.at(-1) ?? 0) - dot(weights, scale.means) };
}
