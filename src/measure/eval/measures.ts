/**
 * Measures of retrieval and of abstention. All take ids best first and are in [0, 1].
 * Definitions: Manning, Raghavan and Schütze, Introduction to Information Retrieval, chapter 8;
 * nDCG with gains of 0 and 1 after Järvelin and Kekäläinen (TOIS 2002).
 */

/** 1 when one of the first `k` is wanted, else 0. */
export function hitAt(k: number, ranked: readonly string[], gold: ReadonlySet<string>): number {
  return ranked.slice(0, k).some((id) => gold.has(id)) ? 1 : 0;
}

/** 1 / rank of the first wanted one among the first `k`, or 0. */
export function reciprocalRankAt(
  k: number,
  ranked: readonly string[],
  gold: ReadonlySet<string>,
): number {
  const at = ranked.slice(0, k).findIndex((id) => gold.has(id));
  return at < 0 ? 0 : 1 / (at + 1);
}

const discount = (at: number): number => 1 / Math.log2(at + 2);

/** Gain of the first `k`, discounted by log2(rank + 1), over that of the best order possible. */
export function ndcgAt(k: number, ranked: readonly string[], gold: ReadonlySet<string>): number {
  const gain = ranked
    .slice(0, k)
    .reduce((sum, id, at) => sum + (gold.has(id) ? discount(at) : 0), 0);
  const best = Array.from({ length: Math.min(k, gold.size) }, (_, at) => discount(at)).reduce(
    (a, b) => a + b,
    0,
  );
  return best === 0 ? 0 : gain / best;
}

/**
 * The chance that a random positive scores above a random negative, ties counting a half
 * (Mann-Whitney U over the number of pairs).
 */
export function auroc(positives: readonly number[], negatives: readonly number[]): number {
  if (positives.length === 0 || negatives.length === 0) return Number.NaN;
  let wins = 0;
  for (const positive of positives) {
    for (const negative of negatives) {
      if (positive > negative) wins += 1;
      else if (positive === negative) wins += 0.5;
    }
  }
  return wins / (positives.length * negatives.length);
}

/** Lower case, without punctuation, articles and spare white space, as SQuAD compares answers. */
export function normalizeAnswer(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, "")
    .replace(/\b(?:a|an|the)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Whether the words of `answer` stand in `text`, both normalised, at word boundaries. */
export function holdsAnswer(text: string, answer: string): boolean {
  const wanted = normalizeAnswer(answer);
  return wanted !== "" && ` ${normalizeAnswer(text)} `.includes(` ${wanted} `);
}

export function mean(values: readonly number[]): number {
  return values.length === 0 ? Number.NaN : values.reduce((a, b) => a + b, 0) / values.length;
}

/** The `share` quantile (0.5 is the median) by the nearest rank; NaN for no values. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1));
  return sorted[at] ?? Number.NaN;
}

const FLIPS = 10_000;

/**
 * Two-sided p of the difference in means of paired values, by Fisher's randomisation test (Smucker,
 * Allan and Carterette, CIKM 2007): the share of random sign changes that give as large a difference.
 * Always the same for the same values.
 */
export function pairedP(first: readonly number[], second: readonly number[]): number {
  const differences = first.map((value, at) => value - (second[at] ?? 0));
  const observed = Math.abs(mean(differences));
  // A linear congruential generator (Numerical Recipes): reproducible, and enough for signs.
  let state = 1;
  const isNegative = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >= 0x8000_0000;
  };
  let asLarge = 0;
  for (let flip = 0; flip < FLIPS; flip += 1) {
    const sum = differences.reduce((all, value) => all + (isNegative() ? -value : value), 0);
    if (Math.abs(sum / differences.length) >= observed - 1e-12) asLarge += 1;
  }
  return (asLarge + 1) / (FLIPS + 1);
}
