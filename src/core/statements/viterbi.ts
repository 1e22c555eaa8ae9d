export type Transitions = readonly (readonly number[])[];

/**
 * The best sequence of labels of one chain, by dynamic programming (Viterbi, 1967): the highest sum
 * of each token's emission and of the transitions between neighbours. Of equals, the lowest label.
 *
 * @param emissions `[tokens, labels]`, row-major.
 * @param transitions `[from label][to label]`.
 * @param atBreaks the same for the step to a token at which a new paragraph begins.
 */
export function viterbi(
  emissions: Float32Array,
  transitions: Transitions,
  atBreaks?: { readonly transitions: Transitions; readonly isBreak: (token: number) => boolean },
): Uint8Array {
  const labels = transitions.length;
  const tokens = labels === 0 ? 0 : emissions.length / labels;
  const usual = Float64Array.from(transitions.flat());
  const breaking = Float64Array.from(atBreaks?.transitions.flat() ?? []);
  const back = new Uint8Array(tokens * labels);
  let best = Float64Array.from(emissions.subarray(0, labels));
  for (let token = 1; token < tokens; token += 1) {
    const next = new Float64Array(labels);
    const flat = atBreaks?.isBreak(token) === true ? breaking : usual;
    for (let to = 0; to < labels; to += 1) {
      let highest = -Infinity;
      let from = 0;
      for (let candidate = 0; candidate < labels; candidate += 1) {
        const score = (best[candidate] ?? 0) + (flat[candidate * labels + to] ?? 0);
        if (score > highest) [highest, from] = [score, candidate];
      }
      next[to] = highest + (emissions[token * labels + to] ?? 0);
      back[token * labels + to] = from;
    }
    best = next;
  }
  const path = new Uint8Array(tokens);
  let label = best.reduce((top, score, index) => (score > (best[top] ?? 0) ? index : top), 0);
  for (let token = tokens - 1; token >= 0; token -= 1) {
    path[token] = label;
    label = back[token * labels + label] ?? 0;
  }
  return path;
}
