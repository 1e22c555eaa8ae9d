/** How a word of the question is used: by how many passages or statements, and by which of the candidates. */
interface WordUse {
  readonly count: number;
  readonly heldBy: ReadonlySet<number>;
}

/**
 * The share of the question's words that each candidate holds, weighted by their rarity, in [0, 1].
 * The weight is the inverse document frequency of BM25 (Robertson and Zaragoza, 2009):
 * `ln(1 + (N - n + 0.5) / (n + 0.5))` for a word in n of N passages. A word that no passage holds
 * weighs most: a question about it is hardly answered.
 */
export function wordCoverage(
  ids: readonly number[],
  words: readonly WordUse[],
  total: number,
): Map<number, number> {
  const weighted = words.map(({ count: n, heldBy }) => ({
    weight: Math.log(1 + (total - n + 0.5) / (n + 0.5)),
    heldBy,
  }));
  const sum = weighted.reduce((all, { weight }) => all + weight, 0);
  return new Map(
    ids.map((id) => {
      const held = weighted.reduce(
        (all, { weight, heldBy }) => all + (heldBy.has(id) ? weight : 0),
        0,
      );
      return [id, sum === 0 ? 0 : held / sum];
    }),
  );
}
