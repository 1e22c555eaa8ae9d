import { dot } from "../../core/vector.ts";
import { descend, scaleOf, standardise } from "./descend.ts";

/** The candidates of one question: a row of numbers each, and whether it is from a wanted document. */
export interface CandidateList {
  readonly rows: readonly (readonly number[])[];
  readonly isWanted: readonly boolean[];
}

/**
 * Weights of a sum that puts wanted candidates first: the cross entropy between a softmax over a
 * question's candidates and the wanted ones (ListNet's top one, Cao et al., ICML 2007), with a
 * quadratic penalty on the standardised weights. Questions without a wanted candidate do not count.
 */
export function fitListwise(lists: readonly CandidateList[], penalty: number): number[] {
  const used = lists.filter(({ isWanted }) => isWanted.includes(true));
  const scale = scaleOf(used.flatMap(({ rows }) => rows));
  const scaled = used.map(({ rows, isWanted }) => ({
    rows: rows.map((row) => standardise(row, scale)),
    isWanted,
  }));
  const dimensions = scale.means.length;
  const weights = descend(dimensions, (current) => {
    const gradient = current.map((weight) => (2 * penalty * weight) / used.length);
    for (const { rows, isWanted } of scaled) {
      const scores = rows.map((row) => dot(row, current));
      const all = softmax(scores, () => true);
      const wanted = softmax(scores, (at) => isWanted[at] ?? false);
      for (const [at, row] of rows.entries()) {
        const pull = ((all[at] ?? 0) - (wanted[at] ?? 0)) / used.length;
        for (let d = 0; d < dimensions; d += 1) {
          gradient[d] = (gradient[d] ?? 0) + pull * (row[d] ?? 0);
        }
      }
    }
    return gradient;
  });
  return weights.map((weight, at) => weight / (scale.deviations[at] ?? 1));
}

function softmax(scores: readonly number[], counts: (at: number) => boolean): number[] {
  const top = Math.max(...scores.filter((_, at) => counts(at)));
  const powers = scores.map((score, at) => (counts(at) ? Math.exp(score - top) : 0));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}
