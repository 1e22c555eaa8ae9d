import { createHash } from "node:crypto";
import { z } from "zod";
import { type Database, type SqlValue, storedText } from "./database.ts";

/**
 * Damage of a database file that SQLite does not see: a changed byte inside a row, or a row that an
 * index no longer finds. A publication seals each table that it writes: the SHA-256 of all of its
 * rows, read in the order of the index by which they are found, so that a row missing there is missed.
 * The first look at a generation compares them. What is written between publications has a seal a row.
 */

/**
 * The content of each sealed table, as rows of columns. Texts of documents are left out, since each
 * has its SHA-256 in its row and is compared with it at every reading. The tables of a search index
 * are the ones behind it (sqlite.org/fts5.html, "FTS5 Data Structures").
 */
const contents: Readonly<Record<string, string>> = {
  facts: rowsOf("facts WHERE key <> 'seals'", "key, value", "key"),
  files: rowsOf("files", "path, signature, document_id, problem", "path"),
  documents: rowsOf("documents", "id, sha256", "id"),
  versions: rowsOf(
    "versions INDEXED BY sqlite_autoindex_versions_1",
    "document_id, sha256, title, publisher, author, author_role, published, url",
    "document_id, sha256",
  ),
  passages: groupsOf(
    "passages INDEXED BY passages_by_document",
    "id, span_start, span_end, input_hash",
    "document_id, ordinal",
  ),
  statements: groupsOf(
    "statements INDEXED BY statements_by_document",
    "id, kind, content, cue, source, within",
    "document_id, ordinal",
  ),
  spoken: rowsOf("spoken", "document_id, data", "document_id"),
  speakers: rowsOf("speakers", "id, name, data", "id"),
  statement_speakers: groupsOf(
    "statement_speakers INDEXED BY statements_by_speaker",
    "role",
    "speaker_id, statement_id",
  ),
  ...searchIndex("words"),
  ...searchIndex("statement_words"),
};

/** A row a row. As bytes: the driver ends the process on a text that is no UTF-8. */
function rowsOf(table: string, columns: string, order: string): string {
  return `SELECT CAST(json_array(${columns}) AS BLOB) AS content FROM ${table} ORDER BY ${order}`;
}

/** A row for all that begin alike: the driver takes longer for a row than SQLite for its text. */
function groupsOf(table: string, columns: string, order: string): string {
  const [first = ""] = order.split(",");
  return `SELECT CAST(group_concat(entry, ' ') AS BLOB) AS content FROM (
      SELECT ${first} AS first, json_array(${order}, ${columns}) AS entry
      FROM ${table} ORDER BY ${order}
    ) GROUP BY first ORDER BY first`;
}

function searchIndex(name: string): Record<string, string> {
  return {
    [`${name}_config`]: rowsOf(`${name}_config`, "k, v", "k"),
    [`${name}_data`]: `SELECT id, block FROM ${name}_data ORDER BY id`,
    [`${name}_idx`]: rowsOf(`${name}_idx`, "segid, hex(term), pgno", "segid, term"),
    [`${name}_docsize`]: `SELECT CAST(group_concat(entry, ' ') AS BLOB) AS content FROM (
        SELECT json_array(id, hex(sz), origin) AS entry FROM ${name}_docsize ORDER BY id
      )`,
  };
}

const contentRow = z.record(z.string(), z.union([z.instanceof(ArrayBuffer), z.number(), z.null()]));

function sealOfTable(database: Database, sql: string): string {
  const hash = createHash("sha256");
  for (const row of database.rows(contentRow, sql)) {
    for (const value of Object.values(row)) {
      const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : JSON.stringify(value);
      // With its length before it, so that no two rows can be joined to the same bytes.
      hash.update(`${bytes.length} `).update(bytes);
    }
    hash.update("\n");
  }
  return hash.digest("hex");
}

const sealsShape = z.record(z.string(), z.string());
const factRow = z.object({ value: storedText });

/** Seals one table anew, for a change that is no publication. Part of the transaction that made it. */
export function sealTable(database: Database, table: keyof typeof contents): void {
  const seal = sealOfTable(database, contents[table] ?? "");
  putFact(database, "seals", JSON.stringify({ ...readSeals(database), [table]: seal }));
}

/** Seals all tables as they are. Part of the transaction that changed them. */
export function sealAll(database: Database): void {
  // FTS5 keeps what is new in memory until the transaction ends, or a savepoint begins.
  database.run("SAVEPOINT written");
  database.run("RELEASE written");
  const seals = Object.entries(contents).map(([table, sql]) => [table, sealOfTable(database, sql)]);
  putFact(database, "seals", JSON.stringify(Object.fromEntries(seals)));
}

/**
 * Compares all tables with their seals.
 *
 * @throws OnRecordError E_STATE_TORN.
 */
export function checkSeals(database: Database): void {
  database.snapshot(() => {
    const seals = readSeals(database);
    for (const [table, sql] of Object.entries(contents)) {
      if (seals[table] !== sealOfTable(database, sql))
        throw database.torn(`the table ${table} is not what was written`);
    }
  });
}

function readSeals(database: Database): Readonly<Record<string, string>> {
  try {
    return sealsShape.parse(JSON.parse(readFact(database, "seals") ?? ""));
  } catch (error) {
    throw database.torn("its checksums cannot be read", error);
  }
}

export function readFact(database: Database, key: string): string | null {
  const [row] = database.rows(
    factRow,
    "SELECT CAST(value AS BLOB) AS value FROM facts WHERE key = ?",
    key,
  );
  return row?.value ?? null;
}

export function putFact(database: Database, key: string, value: string): void {
  database.run("INSERT OR REPLACE INTO facts VALUES (?, ?)", key, value);
}

/** The seal of one row: the first 8 bytes of the SHA-256 of its values. */
export function sealOf(...values: readonly SqlValue[]): Uint8Array {
  const hash = createHash("sha256");
  for (const value of values) {
    const bytes = value instanceof Uint8Array ? value : JSON.stringify(value);
    hash.update(`${bytes.length} `).update(bytes);
  }
  return Uint8Array.from(hash.digest().subarray(0, SEAL_BYTES));
}

const SEAL_BYTES = 8;

/** A column that holds the seal of its row. */
export const sealColumn = z.instanceof(ArrayBuffer);

export function isSealed(seal: ArrayBuffer | null, ...values: readonly SqlValue[]): boolean {
  return seal !== null && Buffer.from(seal).equals(sealOf(...values));
}
