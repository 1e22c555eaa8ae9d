import { createExactIndex } from "../../../embeddings/exact-index.ts";
import { createHnswIndex } from "../../../embeddings/hnsw-index.ts";
import { quantile } from "../eval/measures.ts";

const VECTORS = 20_000;
const QUERIES = 500;
const K = 10;
/** How many of the given vectors each made one mixes, and how much noise it gets. */
const MIXED = 3;
const NOISE = 0.5;

/** A small seeded generator (mulberry32), so that each run measures the same vectors. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A unit vector like those of the seeds: a mixture of some of them, and noise of that share. */
function mix(
  seeds: readonly Float32Array[],
  dimensions: number,
  random: () => number,
): Float32Array {
  const vector = new Float32Array(dimensions);
  for (let part = 0; part < MIXED; part += 1) {
    const seed = seeds[Math.floor(random() * seeds.length)] ?? vector;
    const weight = random();
    for (let at = 0; at < dimensions; at += 1)
      vector[at] = (vector[at] ?? 0) + weight * (seed[at] ?? 0);
  }
  // Uniform noise on each axis; its length grows with the root of the dimensions.
  const noise = (NOISE * 2) / Math.sqrt(dimensions / 3);
  for (let at = 0; at < dimensions; at += 1)
    vector[at] = (vector[at] ?? 0) + noise * (random() - 0.5);
  return unit(vector);
}

function unit(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}

export interface RecallReport {
  readonly vectors: number;
  readonly queries: number;
  /** Share of the exact ten nearest that HNSW gives, mean over the queries. */
  readonly recall10: number;
  readonly buildSeconds: number;
  readonly hnswMedianMs: number;
  readonly exactMedianMs: number;
}

/** HNSW against the exact scan on 20,000 vectors made from the given ones by a fixed seed. */
export async function benchIndexRecall(seeds: readonly Float32Array[]): Promise<RecallReport> {
  const dimensions = seeds[0]?.length ?? 0;
  const random = createRandom(1);
  const vectors = new Map(
    Array.from({ length: VECTORS }, (_, id) => [id, mix(seeds, dimensions, random)] as const),
  );
  const queries = Array.from({ length: QUERIES }, () => mix(seeds, dimensions, random));

  const startedAt = performance.now();
  const hnsw = createHnswIndex(dimensions);
  await hnsw.add(vectors);
  const buildSeconds = (performance.now() - startedAt) / 1_000;
  const exact = createExactIndex(vectors);

  const hnswMs: number[] = [];
  const exactMs: number[] = [];
  let found = 0;
  for (const query of queries) {
    const from = performance.now();
    const near = hnsw.search(query, K);
    const between = performance.now();
    const nearest = new Set(exact.search(query, K).map(({ id }) => id));
    exactMs.push(performance.now() - between);
    hnswMs.push(between - from);
    found += near.filter(({ id }) => nearest.has(id)).length;
  }
  return {
    vectors: VECTORS,
    queries: QUERIES,
    recall10: found / (QUERIES * K),
    buildSeconds,
    hnswMedianMs: quantile(hnswMs, 0.5),
    exactMedianMs: quantile(exactMs, 0.5),
  };
}
