import { wordCoverage } from "./core/coverage.ts";
import { fuseByRank } from "./core/fuse.ts";
import { CANDIDATES_MAX, COVERAGE_CANDIDATES_MAX } from "./core/limits.ts";
import type { StoredPassage } from "./core/types.ts";
import { dot } from "./core/vector.ts";
import { searchTerms } from "./core/words.ts";
import type { Embedder, Store, VectorIndex } from "./ports.ts";

/** How passages are found, weakest first. */
export const backends = ["words", "meaning", "fused"] as const;
export type Backend = (typeof backends)[number];

/** What retrieval needs of the world. */
export interface Sources {
  readonly store: Store;
  readonly embedder: Embedder;
  readonly index: VectorIndex;
}

/** A passage found. */
export interface Candidate {
  readonly passage: StoredPassage;
  /** Cosine similarity of the passage to the question, in [-1, 1]. */
  readonly similarity: number;
  /** Rarity-weighted share of the question's words in it, in [0, 1]; 0 past the first candidates. */
  readonly coverage: number;
}

export interface Retrieved {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  readonly timings: { readonly encodeMs: number; readonly searchMs: number };
}

/** The constant of rank fusion, as its authors have it. */
const FUSION_K = 60;

/** Question in, passages out: by words, by meaning, or both fused by rank. */
export async function retrieve(
  { store, embedder, index }: Sources,
  question: string,
  backend: Backend = "fused",
): Promise<Retrieved> {
  const startedAt = performance.now();
  const [vector = new Float32Array()] = await embedder.embed([question], "query");
  const encodedAt = performance.now();

  const terms = searchTerms(question);
  const byWords = backend === "meaning" ? [] : store.searchWords(terms, CANDIDATES_MAX);
  const byMeaning = backend === "words" ? [] : index.search(vector, CANDIDATES_MAX);
  const ids = fuseByRank([byWords, byMeaning], FUSION_K)
    .slice(0, CANDIDATES_MAX)
    .map(({ id }) => id);

  const passages = new Map(store.passages(ids).map((passage) => [passage.id, passage]));
  const vectors = store.vectors(embedder.fingerprint, ids);
  const first = ids.slice(0, COVERAGE_CANDIDATES_MAX);
  const coverages = wordCoverage(first, store.wordUse(terms, first), store.counts().passages);
  const candidates = ids.flatMap((id) => {
    const passage = passages.get(id);
    const own = vectors.get(id);
    const similarity = own ? dot(vector, own) : 0;
    return passage ? [{ passage, similarity, coverage: coverages.get(id) ?? 0 }] : [];
  });
  const endedAt = performance.now();
  return {
    candidates,
    timings: { encodeMs: encodedAt - startedAt, searchMs: endedAt - encodedAt },
  };
}
