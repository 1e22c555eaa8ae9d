import hnswlib from "hnswlib-node";
import { dot } from "../src/core/vector.ts";
import type { VectorIndex } from "../src/ports.ts";
import { byCloseness } from "./exact-index.ts";

/**
 * Parameters of the graph (Malkov and Yashunin, arXiv 1603.09320): links a node, candidates while
 * building, candidates while searching. Chosen by `npm run bench`: recall at 10 above 0.99 against
 * the exact scan on 20,000 vectors.
 */
const LINKS = 16;
const EF_CONSTRUCTION = 200;
const EF_SEARCH = 200;
const SEED = 100;

/** How far the index may outgrow its vectors before it asks for more room. */
const GROWTH = 1.25;

/** Points that are added before other work gets its turn. */
const POINTS_A_TURN = 200;

/** An HNSW index in memory that can be changed and kept in a file. */
export interface HnswIndex extends VectorIndex {
  ids(): number[];
  remove(id: number): void;
  /** Adds vectors under new ids, letting other work run in between. */
  add(
    vectors: ReadonlyMap<number, Float32Array>,
    onProgress?: (added: number) => void,
  ): Promise<void>;
  write(path: string): Promise<void>;
}

/** An empty index. The only file that imports hnswlib-node. */
export function createHnswIndex(dimensions: number): HnswIndex {
  const graph = new hnswlib.HierarchicalNSW("cosine", dimensions);
  graph.initIndex({
    maxElements: 1,
    m: LINKS,
    efConstruction: EF_CONSTRUCTION,
    randomSeed: SEED,
  });
  return wrap(graph, new Set());
}

/**
 * Reads an index from a file whose bytes were checked: hnswlib does not survive a torn one.
 *
 * @param ids the ids in it that were not removed.
 */
export async function readHnswIndex(
  path: string,
  dimensions: number,
  ids: readonly number[],
): Promise<HnswIndex> {
  const graph = new hnswlib.HierarchicalNSW("cosine", dimensions);
  await graph.readIndex(path);
  return wrap(graph, new Set(ids));
}

// hnswlib takes plain arrays, gives distances (1 - similarity), and throws above `maxElements`.
function wrap(graph: hnswlib.HierarchicalNSW, live: Set<number>): HnswIndex {
  graph.setEf(EF_SEARCH);
  return {
    get size() {
      return live.size;
    },
    ids: () => [...live],
    search: (vector, k) => {
      const count = Math.min(k, live.size);
      if (count === 0) return [];
      graph.setEf(Math.max(EF_SEARCH, count));
      const { neighbors, distances } = graph.searchKnn([...vector], count);
      return neighbors
        .map((id, at) => ({ id, similarity: 1 - (distances[at] ?? Infinity) }))
        .sort(byCloseness);
    },
    similarities: (vector, ids) =>
      ids.map((id) => (live.has(id) ? dot(vector, graph.getPoint(id)) : 0)),
    remove: (id) => {
      if (live.delete(id)) graph.markDelete(id);
    },
    add: async (vectors, onProgress) => {
      const needed = graph.getCurrentCount() + vectors.size;
      if (needed > graph.getMaxElements()) graph.resizeIndex(Math.ceil(needed * GROWTH));
      let added = 0;
      for (const [id, vector] of vectors) {
        graph.addPoint([...vector], id);
        live.add(id);
        added += 1;
        if (added % POINTS_A_TURN === 0) {
          onProgress?.(added);
          await new Promise((resolve) => setImmediate(resolve));
        }
      }
      onProgress?.(added);
    },
    write: async (path) => {
      await graph.writeIndex(path);
    },
  };
}
