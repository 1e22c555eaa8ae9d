import { createHash } from "node:crypto";
import { z } from "zod";
import { sha256Of } from "../hash.ts";
import type { Database, SqlValue } from "./database.ts";

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
  facts: "SELECT key, value FROM facts WHERE key <> 'seals' ORDER BY key",
  files: "SELECT path, signature, document_id, problem FROM files ORDER BY path",
  documents: "SELECT id, sha256 FROM documents ORDER BY id",
  versions: `SELECT document_id, sha256, title, publisher, author, author_role, published, url
    FROM versions INDEXED BY sqlite_autoindex_versions_1 ORDER BY document_id, sha256`,
  passages: byDocument("passages", "id, span_start, span_end, input_hash"),
  statements: byDocument("statements", "id, kind, content, cue, source, within"),
  spoken: "SELECT document_id, data FROM spoken ORDER BY document_id",
  speakers: "SELECT id, name, data FROM speakers ORDER BY id",
  statement_speakers: `SELECT speaker_id, group_concat(entry, ' ') FROM (
      SELECT speaker_id, json_array(statement_id, role) AS entry
      FROM statement_speakers INDEXED BY statements_by_speaker ORDER BY speaker_id, statement_id
    ) GROUP BY speaker_id ORDER BY speaker_id`,
  ...searchIndex("words"),
  ...searchIndex("statement_words"),
};

/** Joined a document at a time: the driver takes longer for a row than SQLite for its text. */
function byDocument(table: string, columns: string): string {
  return `SELECT document_id, group_concat(entry, ' ') FROM (
      SELECT document_id, json_array(ordinal, ${columns}) AS entry
      FROM ${table} INDEXED BY ${table}_by_document ORDER BY document_id, ordinal
    ) GROUP BY document_id ORDER BY document_id`;
}

function searchIndex(name: string): Record<string, string> {
  return {
    [`${name}_config`]: `SELECT k, v FROM ${name}_config ORDER BY k`,
    [`${name}_data`]: `SELECT id, block FROM ${name}_data ORDER BY id`,
    [`${name}_idx`]: `SELECT segid, term, pgno FROM ${name}_idx ORDER BY segid, term`,
    [`${name}_docsize`]: `SELECT group_concat(entry, ' ') FROM (
        SELECT json_array(id, hex(sz), origin) AS entry FROM ${name}_docsize ORDER BY id
      )`,
  };
}

const anyRow = z.record(
  z.string(),
  z.union([z.string(), z.number(), z.null(), z.instanceof(ArrayBuffer)]),
);

function sealOfTable(database: Database, sql: string): string {
  const hash = createHash("sha256");
  for (const row of database.rows(anyRow, sql)) {
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
const factRow = z.object({ value: z.string() });

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
  const [row] = database.rows(factRow, "SELECT value FROM facts WHERE key = ?", key);
  return row?.value ?? null;
}

export function putFact(database: Database, key: string, value: string): void {
  database.run("INSERT OR REPLACE INTO facts VALUES (?, ?)", key, value);
}

/** The seal of one row: 16 hex digits of the SHA-256 of its values. */
export function sealOf(...values: readonly SqlValue[]): string {
  const parts = values.map((value) =>
    value instanceof Uint8Array ? sha256Of(value) : JSON.stringify(value),
  );
  return sha256Of(parts.join(" ")).slice(0, 16);
}
