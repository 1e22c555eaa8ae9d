/** How a word of the question is used: by how many passages, and by which of the candidates. */
interface WordUse {
  readonly passageCount: number;
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
  passagesTotal: number,
): Map<number, number> {
  const weighted = words.map(({ passageCount: n, heldBy }) => ({
    weight: Math.log(1 + (passagesTotal - n + 0.5) / (n + 0.5)),
    heldBy,
  }));
  const total = weighted.reduce((sum, { weight }) => sum + weight, 0);
  return new Map(
    ids.map((id) => {
      const held = weighted.reduce(
        (sum, { weight, heldBy }) => sum + (heldBy.has(id) ? weight : 0),
        0,
      );
      return [id, total === 0 ? 0 : held / total];
    }),
  );
}
