/**
 * The edges of the core: what `ingest` and `ask` need from the world.
 * Adapters live in `embeddings/` and `src/`; tests pass their own.
 */

export type EmbedRole = "passage" | "query";

/**
 * Turns texts into unit vectors.
 *
 * `embed(["a", "b"], "passage")` gives two `Float32Array`s of `dimensions` numbers, in input
 * order, each of Euclidean length 1 within 1e-5. Equal text gives an equal vector.
 */
export interface Embedder {
  /** Names model, weights, graph, pooling, prefixes and limits: another value, other vectors. */
  readonly fingerprint: string;
  readonly dimensions: number;
  /** Longest input in tokens, special tokens and prefix included. */
  readonly tokensMax: number;
  /** Tokens that `text` takes as a passage, special tokens and prefix included. Synchronous. */
  countTokens(text: string): number;
  /**
   * @param onProgress called with the number of texts done so far.
   * @throws OnRecordError E_TEXT_TOO_LONG when a text exceeds `tokensMax`: nothing is cut silently.
   */
  embed(
    texts: readonly string[],
    role: EmbedRole,
    onProgress?: (done: number) => void,
  ): Promise<Float32Array[]>;
  close(): Promise<void>;
}

export interface Hit {
  readonly id: number;
  /** Cosine similarity in [-1, 1]; higher is closer. */
  readonly similarity: number;
}

/**
 * Nearest neighbours by cosine similarity over unit vectors, each under an integer id.
 *
 * `search(vector, k)` gives at most `k` hits, best first, ties by smaller id; `k` above `size`
 * gives `size` hits.
 */
export interface VectorIndex {
  readonly size: number;
  search(vector: Float32Array, k: number): Hit[];
}
