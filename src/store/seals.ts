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
  versions: groupsOf("versions", {
    index: "sqlite_autoindex_versions_1",
    key: ["document_id", "sha256"],
    columns: ["title", "publisher", "author", "author_role", "published", "url"],
    row: "t.rowid = i.rowid",
  }),
  passages: groupsOf("passages", {
    index: "passages_by_document",
    key: ["document_id", "ordinal"],
    columns: ["id", "span_start", "span_end", "input_hash"],
    row: "t.id = i.id",
  }),
  statements: groupsOf("statements", {
    index: "statements_by_document",
    key: ["document_id", "ordinal"],
    columns: ["id", "kind", "content", "cue", "source", "within"],
    row: "t.id = i.id",
  }),
  spoken: rowsOf("spoken", "document_id, data", "document_id"),
  speakers: rowsOf("speakers", "id, name, data", "id"),
  statement_speakers: groupsOf("statement_speakers", {
    index: "statements_by_speaker",
    key: ["speaker_id", "statement_id"],
    columns: ["role"],
    row: "t.statement_id = i.statement_id AND t.speaker_id = i.speaker_id",
  }),
  ...searchIndex("words"),
  ...searchIndex("statement_words"),
};

/** A row a row. As bytes: the driver ends the process on a text that is no UTF-8. */
function rowsOf(table: string, columns: string, order: string): string {
  return `SELECT CAST(json_array(${columns}) AS BLOB) AS content FROM ${table} ORDER BY ${order}`;
}

interface Indexed {
  readonly index: string;
  readonly key: readonly [string, string];
  readonly columns: readonly string[];
  /** Which row of the table `t` an entry of the index `i` means. */
  readonly row: string;
}

/**
 * Both the key in the index and all columns of the table's own row, which SQLite would else read from
 * the index alone. A row for all that begin alike: the driver takes longer for a row than SQLite for its text.
 */
function groupsOf(table: string, { index, key, columns, row }: Indexed): string {
  const order = key.map((name) => `i.${name}`).join();
  const own = [...key, ...columns].map((name) => `t.${name}`).join();
  return `SELECT CAST(group_concat(entry, ' ') AS BLOB) AS content FROM (
      SELECT i.${key[0]} AS first, json_array(${order}, ${own}) AS entry
      FROM ${table} AS i INDEXED BY ${index} CROSS JOIN ${table} AS t ON ${row}
      ORDER BY ${order}
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
