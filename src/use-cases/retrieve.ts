import { fuseByRank } from "../core/fuse.ts";
import { CANDIDATES_MAX, RANKED_MAX } from "../core/limits.ts";
import { type PassageEvidence, passageScore, weighPassage } from "../core/rank/passage-evidence.ts";
import { type WeighedQuestion, weighQuestion } from "../core/rank/terms.ts";
import type { TokenVectors } from "../core/rank/token-match.ts";
import type { SourceDocument, StoredPassage } from "../core/types.ts";
import { searchTerms, wordsOf } from "../core/text/words.ts";
import type { Embedder, Reader, Store, VectorIndex } from "../ports.ts";

/** How passages are found, weakest first. */
export const backends = ["words", "meaning", "fused", "full"] as const;
export type Backend = (typeof backends)[number];

/** What can be searched: the passages of one generation, by words and by meaning. */
export interface Searchable {
  readonly store: Store;
  readonly embedder: Embedder;
  readonly index: VectorIndex;
  readonly reader: Reader;
}

/** A passage found. */
export interface Candidate {
  readonly passage: StoredPassage;
  /** Null past the first candidates, which alone are read. */
  readonly document: SourceDocument | null;
  /** What speaks for it; null where it was not read. */
  readonly evidence: PassageEvidence | null;
}

export interface Retrieved {
  readonly question: WeighedQuestion;
  /** The question's, for reading a candidate token by token. */
  readonly tokens: TokenVectors;
  /** Best first. */
  readonly candidates: readonly Candidate[];
  readonly timings: {
    readonly encodeMs: number;
    readonly wordsMs: number;
    readonly meaningMs: number;
    readonly rankMs: number;
  };
}

/** The constant of rank fusion, as its authors have it. */
const FUSION_K = 60;

/**
 * Question in, passages out: by words, by meaning, both fused by rank, or the first of these ordered
 * by all that speaks for them.
 *
 * @param within ids of the documents to look in; null for all.
 */
export async function retrieve(
  searchable: Searchable,
  text: string,
  { backend = "full", within = null }: RetrieveOptions = {},
): Promise<Retrieved> {
  const { store, embedder } = searchable;
  const startedAt = performance.now();
  const { vector, tokens } = await embedder.encode(text, "query");
  const encodedAt = performance.now();
  const among = within && within.flatMap((id) => store.passagesOf(id).map((passage) => passage.id));

  const byWords = backend === "meaning" ? [] : searchWords(store, text, among);
  const wordsAt = performance.now();
  const byMeaning = backend === "words" ? [] : searchMeaning(searchable, vector, among);
  const meaningAt = performance.now();

  const question = weighWords(store, text);
  const ids = fuseByRank([byWords, byMeaning], FUSION_K)
    .slice(0, CANDIDATES_MAX)
    .map(({ id }) => id);
  const passages = passagesInOrder(store, ids);
  const bm25 = new Map(byWords.map(({ id, score }) => [id, score]));
  const candidates =
    backend === "full"
      ? rank(searchable, { question, vector, bm25 }, passages)
      : passages.map((passage) => ({ passage, document: null, evidence: null }));
  return {
    question,
    tokens,
    candidates,
    timings: {
      encodeMs: encodedAt - startedAt,
      wordsMs: wordsAt - encodedAt,
      meaningMs: meaningAt - wordsAt,
      rankMs: performance.now() - meaningAt,
    },
  };
}

export interface RetrieveOptions {
  /** Default: full. */
  readonly backend?: Backend;
  readonly within?: readonly string[] | null;
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

/** Reads the first passages and orders them by what speaks for them; the rest follow as they come. */
function rank(
  { store, index }: Searchable,
  { question, vector, bm25 }: QuestionRead,
  passages: readonly StoredPassage[],
): Candidate[] {
  const first = passages.slice(0, RANKED_MAX);
  const documents = new Map<string, ScoredDocument>();
  for (const { documentId } of first) {
    const document = documents.has(documentId) ? null : store.document(documentId);
    if (!document) continue;
    const own = store.passagesOf(documentId);
    const similarities = index.similarities(
      vector,
      own.map(({ id }) => id),
    );
    documents.set(documentId, { document, similarities });
  }
  const ranked = first.flatMap((passage) => {
    const read = documents.get(passage.documentId);
    if (!read) return [];
    const evidence = weighPassage(question, {
      text: read.document.text.slice(passage.start, passage.end),
      title: read.document.title,
      bm25: bm25.get(passage.id) ?? 0,
      ordinal: passage.ordinal,
      similarity: read.similarities[passage.ordinal] ?? 0,
      documentSimilarities: read.similarities,
    });
    return [{ passage, document: read.document, evidence, score: passageScore(evidence) }];
  });
  return [
    ...ranked.sort((a, b) => b.score - a.score || a.passage.id - b.passage.id),
    ...passages.slice(RANKED_MAX).map((passage) => ({ passage, document: null, evidence: null })),
  ];
}

interface ScoredDocument {
  readonly document: SourceDocument;
  /** Of its passages to the question, by ordinal. */
  readonly similarities: readonly number[];
}
