import { z } from "zod";
import { OnRecordError } from "../core/errors.ts";
import type { Citation, CorpusCoverage, SourceDocument, StoredPassage } from "../core/types.ts";
import { sha256Of } from "../hash.ts";
import type { BuiltWith, FileRecord, Store } from "../ports.ts";
import { type Database, holdLock, openDatabase } from "./database.ts";
import { keep } from "./kept.ts";
import { publishChange, recordFiles } from "./publish.ts";
import { checkDatabase, ensureSchema } from "./schema.ts";
import {
  readSpeakers,
  readSpokenDocuments,
  readStatements,
  readStatementsBy,
  readStatementsOf,
} from "./statements.ts";
import { openWordSearch, readWordCounts } from "./word-search.ts";

export interface StoreOptions {
  /** Reads the whole database for damage first. */
  readonly check?: boolean;
  /** Most pages of 4 KiB that the database may take. Default: no limit but the disk's. */
  readonly pagesMax?: number;
}

/**
 * Opens the store in a database file, which is made when there is none.
 *
 * @throws OnRecordError E_STATE_TORN, E_STATE_NEWER, E_STATE_UNWRITABLE, E_DISK_FULL.
 */
export async function openStore(path: string, options: StoreOptions = {}): Promise<Store> {
  const database = await openDatabase(path);
  try {
    ensureSchema(database, path);
    if (options.pagesMax !== undefined) database.run(`PRAGMA max_page_count = ${options.pagesMax}`);
    if (options.check) checkDatabase(database, path);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    ...readers(database, path),
    lock: (waitMs) => holdLock(`${path}.lock`, waitMs),
    draft: (key) => readDraft(database, key),
    keepDraft: (key, draft) => {
      database.run("INSERT OR REPLACE INTO drafts VALUES (?, ?)", key, draft);
    },
    hold: () => {
      database.run("BEGIN");
      // What is held begins with the first read.
      readFact(database, "generation");
    },
    putVectors: (encoder, vectors) => putVectors(database, encoder, vectors),
    publish: (change) => publishChange(database, change),
    recordFiles: (change) => recordFiles(database, change),
    close: () => database.close(),
  };
}

const factRow = z.object({ value: z.string() });
const draftRow = z.object({ data: z.string() });
const countRow = z.object({ count: z.number() });
const fileRow = z.object({
  path: z.string(),
  signature: z.string(),
  document_id: z.string().nullable(),
  problem: z.string().nullable(),
});
const citationRow = z.object({
  document_id: z.string(),
  sha256: z.string(),
  title: z.string().nullable(),
  publisher: z.string().nullable(),
  author: z.string().nullable(),
  author_role: z.string().nullable(),
  published: z.string().nullable(),
  url: z.string().nullable(),
});
const documentRow = citationRow.extend({ text: z.string() });
const passageRow = z.object({
  id: z.number(),
  document_id: z.string(),
  ordinal: z.number(),
  span_start: z.number(),
  span_end: z.number(),
});
// The driver gives a blob as an ArrayBuffer.
const vectorRow = z.object({ id: z.number(), vector: z.instanceof(ArrayBuffer) });
const idRow = z.object({ id: z.number() });
const rangeRow = z.object({ earliest: z.string().nullable(), latest: z.string().nullable() });

const CURRENT =
  "documents JOIN versions ON versions.document_id = id AND versions.sha256 = documents.sha256";
const CITATION =
  "id AS document_id, documents.sha256, title, publisher, author, author_role, published, url";
const VERSION = "document_id, sha256, title, publisher, author, author_role, published, url";
const PASSAGE = "id, document_id, ordinal, span_start, span_end";

/** Text of documents kept in memory, in UTF-16 code units: about 3,000 articles. */
const KEPT_CHARS_MAX = 20_000_000;

type Readers = Omit<
  Store,
  "hold" | "draft" | "keepDraft" | "lock" | "putVectors" | "publish" | "recordFiles" | "close"
>;

function readers(database: Database, path: string): Readers {
  const count = (table: string): number =>
    countRow.parse(database.all(`SELECT count(*) AS count FROM ${table}`)[0]).count;
  const generation = () => Number(readFact(database, "generation") ?? 0);
  const passagesOf = ofGeneration(generation, () => new Map<string, StoredPassage[]>());
  const documents = ofGeneration(generation, () =>
    keep<SourceDocument | null>(KEPT_CHARS_MAX, (document) => document?.text.length ?? 1),
  );
  const wordCounts = ofGeneration(generation, () => new Map<string, number>());
  const searchPassages = ofGeneration(generation, () => openWordSearch(database, "words"));
  const searchStatements = ofGeneration(generation, () =>
    openWordSearch(database, "statement_words"),
  );
  return {
    generation,
    identity: () => readFact(database, "identity") ?? "",
    builtWith: () => readBuiltWith(database),
    coverage: ofGeneration(generation, () => ({
      documents: count("documents"),
      ...readDates(database),
      generation: generation(),
    })),
    counts: ofGeneration(generation, () => ({
      documents: count("documents"),
      passages: count("passages"),
      vectors: count("vectors"),
      statements: count("statements"),
      speakers: count("speakers"),
    })),
    files: () => database.all("SELECT * FROM files ORDER BY path").map(toFileRecord),
    documents: ofGeneration(generation, () =>
      database
        .all(`SELECT ${CITATION} FROM ${CURRENT} ORDER BY id`)
        .map((row) => toCitation(citationRow.parse(row))),
    ),
    document: (id) => documents()(id, () => readDocument(database, path, id)),
    versions: (sha256Start) => readVersions(database, path, sha256Start),
    passages: (ids) =>
      database
        .all(
          `SELECT ${PASSAGE} FROM passages WHERE id IN (SELECT value FROM json_each(?))`,
          JSON.stringify(ids),
        )
        .map(toPassage),
    passageIds: () =>
      database.all("SELECT id FROM passages ORDER BY id").map((row) => idRow.parse(row).id),
    passagesOf: (documentId) => {
      const kept = passagesOf();
      const own = kept.get(documentId) ?? readPassagesOf(database, documentId);
      kept.set(documentId, own);
      return own;
    },
    vectors: (encoder, passageIds) => readVectors(database, encoder, passageIds),
    searchWords: (words, limit, among) => searchPassages()(words, limit, among),
    wordCounts: (stems) => readWordCounts(database, stems, wordCounts()),
    speakers: ofGeneration(generation, () => readSpeakers(database)),
    spokenDocuments: () => readSpokenDocuments(database),
    statementIds: () =>
      database.all("SELECT id FROM statements ORDER BY id").map((row) => idRow.parse(row).id),
    statements: (ids) => readStatements(database, ids),
    statementsOf: (documentId, inside) => readStatementsOf(database, documentId, inside),
    statementsBy: (speakerId) => readStatementsBy(database, speakerId),
    searchStatements: (words, limit) => searchStatements()(words, limit),
  };
}

/** Of the earliest and the latest document. */
function readDates(database: Database): Pick<CorpusCoverage, "from" | "to"> {
  const { earliest, latest } = rangeRow.parse(
    database.all(`SELECT min(published) AS earliest, max(published) AS latest FROM ${CURRENT}`)[0],
  );
  return { from: earliest, to: latest };
}

function readDocument(database: Database, path: string, id: string): SourceDocument | null {
  const [row] = database.all(`SELECT ${CITATION}, text FROM ${CURRENT} WHERE id = ?`, id);
  return row === undefined ? null : toDocument(documentRow.parse(row), path);
}

function readVersions(database: Database, path: string, sha256Start: string): SourceDocument[] {
  return database
    .all(
      `SELECT ${VERSION}, text FROM versions WHERE substr(sha256, 1, ?) = ? ORDER BY document_id, sha256`,
      sha256Start.length,
      sha256Start,
    )
    .map((row) => toDocument(documentRow.parse(row), path));
}

function readPassagesOf(database: Database, documentId: string): StoredPassage[] {
  return database
    .all(`SELECT ${PASSAGE} FROM passages WHERE document_id = ? ORDER BY ordinal`, documentId)
    .map(toPassage);
}

function readBuiltWith(database: Database): BuiltWith | null {
  const segmenter = readFact(database, "segmenter");
  const encoder = readFact(database, "encoder");
  const tagger = readFact(database, "tagger");
  const operators = readFact(database, "operators");
  const known = segmenter !== null && encoder !== null && tagger !== null && operators !== null;
  return known ? { segmenter, encoder, tagger, operators } : null;
}

/** Counting reads whole tables, so what was counted is kept until the generation changes. */
function ofGeneration<T>(generation: () => number, compute: () => T): () => T {
  let kept: { readonly generation: number; readonly value: T } | null = null;
  return () => {
    const now = generation();
    if (kept?.generation !== now) kept = { generation: now, value: compute() };
    return kept.value;
  };
}

function readFact(database: Database, key: string): string | null {
  const [row] = database.all("SELECT value FROM facts WHERE key = ?", key);
  return row === undefined ? null : factRow.parse(row).value;
}

function toFileRecord(row: unknown): FileRecord {
  const { path, signature, document_id, problem } = fileRow.parse(row);
  return { path, signature, documentId: document_id, problem };
}

function toCitation(row: z.infer<typeof citationRow>): Citation {
  const { title, publisher, author, published, url } = row;
  return {
    id: row.document_id,
    title,
    publisher,
    author,
    authorRole: row.author_role,
    published,
    url,
    sha256: row.sha256,
  };
}

function toDocument(row: z.infer<typeof documentRow>, path: string): SourceDocument {
  if (sha256Of(row.text) !== row.sha256) {
    throw new OnRecordError(
      "E_STATE_TORN",
      `The stored text of "${row.document_id}" in ${path} is damaged. Build the index anew: npm run index -- --rebuild`,
    );
  }
  return { ...toCitation(row), text: row.text };
}

function toPassage(row: unknown): StoredPassage {
  const { id, document_id, ordinal, span_start, span_end } = passageRow.parse(row);
  return { id, documentId: document_id, ordinal, start: span_start, end: span_end };
}

function readVectors(
  database: Database,
  encoder: string,
  passageIds: readonly number[],
): Map<number, Float32Array> {
  const rows = database.all(
    `SELECT passages.id AS id, vector FROM passages JOIN vectors USING (input_hash)
     WHERE encoder = ? AND passages.id IN (SELECT value FROM json_each(?))`,
    encoder,
    JSON.stringify(passageIds),
  );
  return new Map(
    rows.map((row) => {
      const { id, vector } = vectorRow.parse(row);
      return [id, new Float32Array(vector)];
    }),
  );
}

function readDraft(database: Database, key: string): string | null {
  const [row] = database.all("SELECT data FROM drafts WHERE key = ?", key);
  return row === undefined ? null : draftRow.parse(row).data;
}

function putVectors(
  database: Database,
  encoder: string,
  vectors: ReadonlyMap<string, Float32Array>,
): void {
  database.transaction(() => {
    for (const [inputHash, vector] of vectors) {
      const bytes = new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);
      database.run("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", inputHash, encoder, bytes);
    }
  });
}
