import { dot } from "../src/core/vector.ts";
import type { Hit, VectorIndex } from "../src/ports.ts";

/** Best first, ties by smaller id. */
export function byCloseness(a: Hit, b: Hit): number {
  return b.similarity - a.similarity || a.id - b.id;
}

/** Nearest neighbours by a full scan: slow and right, the measure of the HNSW index. */
export function createExactIndex(vectors: ReadonlyMap<number, Float32Array>): VectorIndex {
  return {
    size: vectors.size,
    search: (query, k) =>
      [...vectors]
        .map(([id, vector]) => ({ id, similarity: dot(query, vector) }))
        .sort(byCloseness)
        .slice(0, k),
    similarities: (query, ids) =>
      ids.map((id) => {
        const vector = vectors.get(id);
        return vector ? dot(query, vector) : 0;
      }),
  };
}
