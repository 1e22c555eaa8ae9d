import { fuseByRank } from "../core/fuse.ts";
import { CANDIDATES_MAX, WEIGHED_MAX } from "../core/limits.ts";
import { type FoundEvidence, meanOfNearest } from "../core/rank/passage-evidence.ts";
import { type WeighedQuestion, weighQuestion } from "../core/rank/terms.ts";
import type { StoredPassage } from "../core/types.ts";
import { searchTerms, wordsOf } from "../core/text/words.ts";
import type { Embedder, Reader, Store, VectorIndex } from "../ports.ts";

/** How passages are found: by words, by meaning, or both fused by rank. */
export const searches = ["words", "meaning", "fused"] as const;
export type Search = (typeof searches)[number];

/** What can be searched and read: the passages of one generation. */
export interface Searchable {
  readonly store: Store;
  readonly embedder: Embedder;
  readonly index: VectorIndex;
  /** The reader, loaded at the first call: what somebody said, without a topic, is answered without. */
  readonly reader: () => Promise<Reader>;
}

/** A passage found. */
export interface Candidate {
  readonly passage: StoredPassage;
  readonly found: FoundEvidence;
}

export interface Retrieved {
  /** Best first. */
  readonly candidates: readonly Candidate[];
  readonly timings: {
    readonly encodeMs: number;
    readonly wordsMs: number;
    readonly meaningMs: number;
    readonly weighMs: number;
  };
}

export interface RetrieveOptions {
  /** Default: fused. */
  readonly by?: Search;
  /** Ids of the documents to look in; null, the default, for all. */
  readonly within?: readonly string[] | null;
}

/** The constant of rank fusion, as its authors have it. */
const FUSION_K = 60;

/** Question in, passages out: by words, by meaning, or by both, fused by rank. */
export async function retrieve(
  searchable: Searchable,
  text: string,
  { by = "fused", within = null }: RetrieveOptions = {},
): Promise<Retrieved> {
  const { store, embedder } = searchable;
  const startedAt = performance.now();
  const [vector = new Float32Array()] = await embedder.embed([text], "query");
  const encodedAt = performance.now();
  const among = within && within.flatMap((id) => store.passagesOf(id).map((passage) => passage.id));

  const byWords = by === "meaning" ? [] : searchWords(store, text, among);
  const wordsAt = performance.now();
  const byMeaning = by === "words" ? [] : searchMeaning(searchable, vector, among);
  const meaningAt = performance.now();

  const ids = fuseByRank([byWords, byMeaning], FUSION_K)
    .slice(0, CANDIDATES_MAX)
    .map(({ id }) => id);
  const bm25 = new Map(byWords.map(({ id, score }) => [id, score]));
  const asked = { question: weighWords(store, text), vector, bm25 };
  const candidates = weighCandidates(searchable, asked, passagesInOrder(store, ids));
  return {
    candidates,
    timings: {
      encodeMs: encodedAt - startedAt,
      wordsMs: wordsAt - encodedAt,
      meaningMs: meaningAt - wordsAt,
      weighMs: performance.now() - meaningAt,
    },
  };
}

/** The question's words with their weights in this corpus. */
export function weighWords(store: Store, text: string): WeighedQuestion {
  const counts = store.wordCounts(wordsOf(text).map(({ stem }) => stem));
  return weighQuestion(text, {
    count: (stem) => counts.get(stem) ?? 0,
    total: store.counts().passages,
  });
}

function searchWords(store: Store, text: string, among: readonly number[] | null) {
  return store.searchWords(searchTerms(text), CANDIDATES_MAX, among ?? undefined);
}

/** The nearest of all by the index; of a few documents by a full scan, which a graph cannot do. */
function searchMeaning(
  { index }: Searchable,
  vector: Float32Array,
  among: readonly number[] | null,
): readonly { readonly id: number }[] {
  if (among === null) return index.search(vector, CANDIDATES_MAX);
  const similarities = index.similarities(vector, among);
  return among
    .map((id, at) => ({ id, similarity: similarities[at] ?? 0 }))
    .sort((a, b) => b.similarity - a.similarity || a.id - b.id)
    .slice(0, CANDIDATES_MAX);
}

function passagesInOrder(store: Store, ids: readonly number[]): StoredPassage[] {
  const passages = new Map(store.passages(ids).map((passage) => [passage.id, passage]));
  return ids.flatMap((id) => passages.get(id) ?? []);
}

interface QuestionRead {
  readonly question: WeighedQuestion;
  readonly vector: Float32Array;
  readonly bm25: ReadonlyMap<number, number>;
}

/** What the search tells of each; of the documents of the first alone. */
function weighCandidates(
  { store, index }: Searchable,
  { question, vector, bm25 }: QuestionRead,
  passages: readonly StoredPassage[],
): Candidate[] {
  const weight = question.terms.reduce((sum, term) => sum + term.weight, 0);
  const similarities = index.similarities(
    vector,
    passages.map(({ id }) => id),
  );
  const documents = new Map<string, number>();
  const nearOf = (id: string) => {
    const known = documents.get(id);
    if (known !== undefined) return known;
    const ids = store.passagesOf(id).map((passage) => passage.id);
    const near = meanOfNearest(index.similarities(vector, ids));
    documents.set(id, near);
    return near;
  };
  return passages.map((passage, at) => {
    const similarity = similarities[at] ?? 0;
    const words = weight === 0 ? 0 : (bm25.get(passage.id) ?? 0) / weight;
    const document = at < WEIGHED_MAX ? nearOf(passage.documentId) : similarity;
    return { passage, found: { similarity, words, document } };
  });
}
