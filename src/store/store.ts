import { z } from "zod";
import type { Citation, CorpusCoverage, SourceDocument, StoredPassage } from "../core/types.ts";
import type { BuiltWith, FileRecord, Store } from "../ports.ts";
import { type Database, holdLock, openDatabase, storedText } from "./database.ts";
import { checkDatabase } from "./check.ts";
import { keep } from "./kept.ts";
import { publishChange, recordFiles } from "./publish.ts";
import { keepDraft, putVectors, readDraft, readVectors } from "./readings.ts";
import { ensureSchema } from "./schema.ts";
import { checkSeals, readFact } from "./seals.ts";
import {
  checkText,
  readSpeakers,
  readSpokenDocuments,
  readStatements,
  readStatementsBy,
  readStatementsOf,
} from "./statements.ts";
import { openWordSearch, readStemsFrom, readWordCounts } from "./word-search.ts";

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
    ensureSchema(database);
    if (options.pagesMax !== undefined) database.run(`PRAGMA max_page_count = ${options.pagesMax}`);
    if (options.check) checkDatabase(database);
  } catch (error) {
    database.close();
    throw error;
  }
  const reading = readers(database);
  return {
    ...reading,
    lock: (waitMs) => holdLock(`${path}.lock`, waitMs),
    draft: (key) => readDraft(database, key),
    keepDraft: (key, draft) => keepDraft(database, key, draft),
    hold: () => {
      database.run("BEGIN");
      // What is held begins with the first read.
      reading.generation();
    },
    putVectors: (encoder, vectors) => putVectors(database, encoder, vectors),
    publish: (change) => {
      // What is not what was written must not be sealed again.
      reading.generation();
      return publishChange(database, change);
    },
    recordFiles: (change) => {
      reading.generation();
      recordFiles(database, change);
    },
    close: () => database.close(),
  };
}

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
const documentRow = citationRow.extend({ text: storedText });
const passageRow = z.object({
  id: z.number(),
  document_id: z.string(),
  ordinal: z.number(),
  span_start: z.number(),
  span_end: z.number(),
});
const idRow = z.object({ id: z.number() });
const rangeRow = z.object({ earliest: z.string().nullable(), latest: z.string().nullable() });

const CURRENT =
  "documents JOIN versions ON versions.document_id = id AND versions.sha256 = documents.sha256";
const CITATION =
  "id AS document_id, documents.sha256, title, publisher, author, author_role, published, url";
const VERSION = "document_id, sha256, title, publisher, author, author_role, published, url";
const TEXT = "CAST(text AS BLOB) AS text";
const PASSAGE = "id, document_id, ordinal, span_start, span_end";

/** Text of documents kept in memory, in UTF-16 code units: about 3,000 articles. */
const KEPT_CHARS_MAX = 20_000_000;

type Readers = Omit<
  Store,
  "hold" | "draft" | "keepDraft" | "lock" | "putVectors" | "publish" | "recordFiles" | "close"
>;

function readers(raw: Database): Readers {
  const generation = checkedGeneration(raw);
  /** Reads nothing of a generation before that is checked. */
  const database: Database = {
    ...raw,
    rows: (shape, sql, ...parameters) => {
      generation();
      return raw.rows(shape, sql, ...parameters);
    },
  };
  const count = (table: string): number =>
    database.rows(countRow, `SELECT count(*) AS count FROM ${table}`)[0]?.count ?? 0;
  const passagesOf = ofGeneration(generation, () => new Map<string, StoredPassage[]>());
  const documents = ofGeneration(generation, () =>
    keep<SourceDocument | null>(KEPT_CHARS_MAX, (document) => document?.text.length ?? 1),
  );
  const wordCounts = ofGeneration(generation, () => new Map<string, number>());
  const stemsByInitial = ofGeneration(generation, () => new Map<string, readonly string[]>());
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
    files: () => database.rows(fileRow, "SELECT * FROM files ORDER BY path").map(toFileRecord),
    documents: ofGeneration(generation, () =>
      database
        .rows(citationRow, `SELECT ${CITATION} FROM ${CURRENT} ORDER BY id`)
        .map((row) => toCitation(row)),
    ),
    document: (id) => documents()(id, () => readDocument(database, id)),
    versions: (sha256Start) => readVersions(database, sha256Start),
    passages: (ids) => readPassages(database, ids),
    passageIds: () =>
      database.rows(idRow, "SELECT id FROM passages ORDER BY id").map(({ id }) => id),
    passagesOf: (documentId) => {
      const kept = passagesOf();
      const own = kept.get(documentId) ?? readPassagesOf(database, documentId);
      kept.set(documentId, own);
      return own;
    },
    vectors: (encoder, passageIds) => readVectors(database, encoder, passageIds),
    searchWords: (words, limit, among) => searchPassages()(words, limit, among),
    wordCounts: (stems) => readWordCounts(database, stems, wordCounts()),
    stemsFrom: (initial) => readStemsFrom(database, initial, stemsByInitial()),
    speakers: ofGeneration(generation, () => readSpeakers(database)),
    spokenDocuments: () => readSpokenDocuments(database),
    statementIds: () =>
      database.rows(idRow, "SELECT id FROM statements ORDER BY id").map(({ id }) => id),
    statements: (ids) => readStatements(database, ids),
    statementsOf: (documentId, inside) => readStatementsOf(database, documentId, inside),
    statementsBy: (speakerId) => readStatementsBy(database, speakerId),
    searchStatements: (words, limit) => searchStatements()(words, limit),
  };
}

/** Gives the present generation, and compares its tables with their seals when it is a new one. */
function checkedGeneration(database: Database): () => number {
  const read = () => {
    const generation = readFact(database, "generation");
    if (generation === null) throw database.torn("it has no generation");
    return generation;
  };
  let known: string | null = null;
  return () => {
    if (read() !== known) {
      known = database.snapshot(() => {
        checkSeals(database);
        return read();
      });
    }
    return Number(known);
  };
}

/** Of the earliest and the latest document. */
function readDates(database: Database): Pick<CorpusCoverage, "from" | "to"> {
  const [row] = database.rows(
    rangeRow,
    `SELECT min(published) AS earliest, max(published) AS latest FROM ${CURRENT}`,
  );
  return { from: row?.earliest ?? null, to: row?.latest ?? null };
}

function readDocument(database: Database, id: string): SourceDocument | null {
  const [row] = database.rows(
    documentRow,
    `SELECT ${CITATION}, ${TEXT} FROM ${CURRENT} WHERE id = ?`,
    id,
  );
  return row === undefined ? null : toDocument(database, row);
}

function readVersions(database: Database, sha256Start: string): SourceDocument[] {
  return database
    .rows(
      documentRow,
      `SELECT ${VERSION}, ${TEXT} FROM versions WHERE substr(sha256, 1, ?) = ? ORDER BY document_id, sha256`,
      sha256Start.length,
      sha256Start,
    )
    .map((row) => toDocument(database, row));
}

function readPassages(database: Database, ids: readonly number[]): StoredPassage[] {
  return database
    .rows(
      passageRow,
      `SELECT ${PASSAGE} FROM passages WHERE id IN (SELECT value FROM json_each(?))`,
      JSON.stringify(ids),
    )
    .map(toPassage);
}

function readPassagesOf(database: Database, documentId: string): StoredPassage[] {
  return database
    .rows(
      passageRow,
      `SELECT ${PASSAGE} FROM passages WHERE document_id = ? ORDER BY ordinal`,
      documentId,
    )
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

function toFileRecord({ document_id, ...row }: z.infer<typeof fileRow>): FileRecord {
  return { ...row, documentId: document_id };
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

function toDocument(database: Database, row: z.infer<typeof documentRow>): SourceDocument {
  const text = checkText(database, row.document_id, row.text, row.sha256);
  return { ...toCitation(row), text };
}

function toPassage(row: z.infer<typeof passageRow>): StoredPassage {
  const { id, document_id, ordinal, span_start, span_end } = row;
  return { id, documentId: document_id, ordinal, start: span_start, end: span_end };
}
