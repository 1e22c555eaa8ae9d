/**
 * The edges of the core: what the use cases need from the world.
 * Adapters live in `embeddings/`, `src/corpus/` and `src/store/`; tests pass their own.
 */

import type {
  Citation,
  CorpusCoverage,
  RawDocument,
  SourceDocument,
  Span,
  StoredPassage,
  StoredStatement,
} from "./core/types.ts";
import type { ReaderCalibration, TextReading } from "./core/rank/text-reading.ts";
import type { LinkedSpeakers, SpokenDocument } from "./core/speakers/link.ts";
import type { DocumentSpeakers, OperatorSpeaker, Speaker } from "./core/speakers/speaker.ts";
import type { Statement, TokenStates } from "./core/statements/statement.ts";

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
  /**
   * Reads one passage once for both: its vector, as `embed` gives it, and the states that the
   * statement tagger starts from, with token offsets in `text`.
   *
   * @throws OnRecordError E_TEXT_TOO_LONG.
   */
  read(text: string): Promise<Reading>;
  close(): Promise<void>;
}

export interface Reading {
  readonly vector: Float32Array;
  /** Null where the model has none, or the tokens cannot be placed in the text. */
  readonly states: TokenStates | null;
}

/** Reads a question together with a text: whether the text answers it, and with which words. */
export interface Reader {
  /** Names weights and graph: another value, other scores. */
  readonly fingerprint: string;
  /** What its scores mean; chosen when it was trained. */
  readonly calibration: ReaderCalibration;
  /**
   * @param texts passages or sentences; of one that is too long the beginning is read.
   * @returns one reading for each text, in their order; a text's does not depend on the others.
   */
  read(question: string, texts: readonly string[]): Promise<readonly TextReading[]>;
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
  /** Cosine similarity of `vector` to the vector of each id, in their order; 0 for an unknown id. */
  similarities(vector: Float32Array, ids: readonly number[]): number[];
}

/** One file of a corpus, as a scan finds it, before it is read; or a sub-folder that cannot be read. */
export interface CorpusFile {
  /** Its name in the corpus, unique and stable. One that ends with `/` is a folder: nothing is known of what is in it. */
  readonly path: string;
  /** Changes when the file, or the metadata beside it, may have changed. */
  readonly signature: string;
  /**
   * @throws OnRecordError E_DOCUMENT when this file cannot be a document, E_DOCUMENT_BUSY when that
   *   may be otherwise at the next look; the message says why.
   */
  readonly read: () => Promise<RawDocument>;
}

export interface CorpusReader {
  /** For messages: the folder or file that is read. */
  readonly name: string;
  /**
   * What the operator states of speakers.
   *
   * @throws OnRecordError E_DOCUMENT when it cannot be read.
   */
  speakers(): Promise<readonly OperatorSpeaker[]>;
  /**
   * All files, ordered by path.
   *
   * @throws OnRecordError E_CORPUS_UNREADABLE.
   */
  scan(): Promise<CorpusFile[]>;
}

export interface StoreCounts {
  readonly documents: number;
  readonly passages: number;
  readonly vectors: number;
  readonly statements: number;
  readonly speakers: number;
}

/** What the store remembers of a corpus file. */
export interface FileRecord {
  readonly path: string;
  readonly signature: string;
  /** The document it holds, or null where it never could be read. */
  readonly documentId: string | null;
  /** Why its present content was skipped, or null. */
  readonly problem: string | null;
}

/** A passage ready to be stored. `inputHash` is the SHA-256 of its embedding input. */
export interface PreparedPassage extends Span {
  readonly inputHash: string;
}

export interface PreparedDocument {
  readonly document: SourceDocument;
  readonly passages: readonly PreparedPassage[];
  readonly statements: readonly Statement[];
  /** Who made them, as far as this document alone tells. */
  readonly speakers: DocumentSpeakers;
}

/** Everything that one ingest changes; published in one transaction. */
export interface Change {
  readonly documents: readonly PreparedDocument[];
  readonly removedDocumentIds: readonly string[];
  readonly files: readonly FileRecord[];
  readonly removedPaths: readonly string[];
  /** The speakers of the whole corpus, those of unchanged documents too. */
  readonly linked: LinkedSpeakers;
  /** What made the passages, vectors and statements, see `BuiltWith`. */
  readonly builtWith: BuiltWith;
}

/** What made the contents of the store. Another segmenter, encoder or tagger reads documents anew. */
export interface BuiltWith {
  readonly segmenter: string;
  readonly encoder: string;
  readonly tagger: string;
  /** What the operator states of speakers, as a hash. Another value needs no new reading. */
  readonly operators: string;
}

export interface WordHit {
  readonly id: number;
  /** BM25 as a positive number: higher is better. */
  readonly score: number;
}

/**
 * The truth on disk. Every published change makes a new generation; a reader sees one whole
 * generation or another, never a part.
 */
export interface Store {
  /** Names this database: one built anew counts generations and passages from the start again. */
  identity(): string;
  /** 0 before the first publication. */
  generation(): number;
  /** From now on reads what is there now, whatever others publish. For one that only reads, and once. */
  hold(): void;
  builtWith(): BuiltWith | null;
  coverage(): CorpusCoverage;
  counts(): StoreCounts;
  files(): FileRecord[];

  /** All documents by id; the same list as long as the generation stands. */
  documents(): readonly Citation[];
  /**
   * The current version of a document.
   *
   * @throws OnRecordError E_STATE_TORN when the text is not the one its hash names.
   */
  document(id: string): SourceDocument | null;
  /**
   * Versions, present and earlier, of the documents that the corpus has now, whose SHA-256 begins so.
   * Versions of a removed document go with it.
   *
   * @throws OnRecordError E_STATE_TORN when a text is not the one its hash names.
   */
  versions(sha256Start: string): SourceDocument[];
  passages(ids: readonly number[]): StoredPassage[];
  passageIds(): number[];
  passagesOf(documentId: string): StoredPassage[];
  /** Vectors of passages under an encoder; ids without one are absent. */
  vectors(encoder: string, passageIds: readonly number[]): Map<number, Float32Array>;
  /**
   * Passages that hold any of the words, best first, ties by smaller id.
   *
   * @param words plain words; anything that is not a letter or digit in them separates.
   * @param among ids of the passages to look in; default all.
   */
  searchWords(words: readonly string[], limit: number, among?: readonly number[]): WordHit[];
  /** In how many passages of the whole corpus, or their titles, each stem stands, see `stemOf`. */
  wordCounts(stems: readonly string[]): ReadonlyMap<string, number>;
  /** The stems of the whole corpus that begin with a letter. */
  stemsFrom(initial: string): readonly string[];

  /**
   * Waits its turn to ingest and gives the function that ends it; a turn ends with its process too.
   *
   * @throws OnRecordError E_STATE_BUSY when another process still has it after `waitMs`.
   */
  lock(waitMs: number): Promise<() => void>;
  /** All speakers of the corpus, by id. */
  speakers(): readonly Speaker[];
  /** The speakers as each document alone tells them, with the document's text. */
  spokenDocuments(): SpokenDocument[];
  statementIds(): number[];
  /**
   * Those of one document, in the order of the document.
   *
   * @param inside only those whose content begins with a span that lies in this one; default all.
   */
  statementsOf(documentId: string, inside?: Span): StoredStatement[];
  statements(ids: readonly number[]): StoredStatement[];
  /** Statements that the speaker made, alone or with others, by document and place. */
  statementsBy(speakerId: string): StoredStatement[];
  /** As `searchWords`, over the words of statements with their sources and cues. */
  searchStatements(words: readonly string[], limit: number): WordHit[];

  /** What was kept under a key by `keepDraft`, or null. */
  draft(key: string): string | null;
  /** Keeps a document's reading until the next publication, so that a crash costs one document. */
  keepDraft(key: string, draft: string): void;
  putVectors(encoder: string, vectors: ReadonlyMap<string, Float32Array>): void;
  /** Stores a change and returns the new generation. Drops vectors that no passage uses. */
  publish(change: Change): number;
  /** Remembers how the corpus's files stand, where nothing that is served changed: no new generation. */
  recordFiles(change: Pick<Change, "files" | "removedPaths">): void;
  close(): void;
}
