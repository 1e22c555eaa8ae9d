/** A candidate with an id. */
interface Ranked {
  readonly id: number;
}

interface Fused extends Ranked {
  readonly score: number;
}

/**
 * Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): each list, best first, gives a
 * candidate `1 / (k + rank)`, rank from 1. Only ranks are added, since BM25 and cosine are unlike
 * scores. Best first, ties by smaller id.
 *
 * With k = 60, first in both lists gives 2/61 = 0.0328, second in one 1/62 = 0.0161.
 */
export function fuseByRank(lists: readonly (readonly Ranked[])[], k: number): Fused[] {
  const scores = new Map<number, number>();
  for (const list of lists) {
    for (const [at, { id }] of list.entries()) {
      scores.set(id, (scores.get(id) ?? 0) + 1 / (k + at + 1));
    }
  }
  return [...scores]
    .map(([id, score]) => ({ id, score }))
    .sort((a, b) => b.score - a.score || a.id - b.id);
}
