import { z } from "zod";
import { type Database, storedText } from "./database.ts";
import { checkSeals, isSealed, readFact, sealColumn } from "./seals.ts";
import { checkText } from "./statements.ts";

const resultRow = z.object({ result: storedText });
const textRow = z.object({ document_id: z.string(), sha256: z.string(), text: storedText });
const keyRow = z.object({ input_hash: z.string() });
const vectorRow = z.object({
  input_hash: storedText,
  vector: z.instanceof(ArrayBuffer),
  seal: sealColumn,
});

/**
 * Reads the whole database for damage: its pages and indexes by SQLite, the search indexes by FTS5,
 * all tables by their seals, each text by its SHA-256, and that each passage has its vector. About a
 * second for 1,000 articles.
 *
 * @throws OnRecordError E_STATE_TORN.
 */
export function checkDatabase(database: Database): void {
  database.snapshot(() => {
    checkPages(database);
    checkSeals(database);
    const versions = database.rows(
      textRow,
      "SELECT document_id, sha256, CAST(text AS BLOB) AS text FROM versions",
    );
    for (const { document_id, sha256, text } of versions)
      checkText(database, document_id, text, sha256);
    checkVectors(database, readFact(database, "encoder") ?? "");
  });
}

/**
 * Lets SQLite and FTS5 look through all pages and indexes.
 *
 * @throws OnRecordError E_STATE_TORN.
 */
export function checkPages(database: Database): void {
  const [row] = database.rows(
    resultRow,
    "SELECT CAST(integrity_check AS BLOB) AS result FROM pragma_integrity_check(1)",
  );
  if (row?.result !== "ok") throw database.torn(row?.result ?? "it cannot be checked");
}

function checkVectors(database: Database, encoder: string): void {
  const wanted = new Set(
    database.rows(keyRow, "SELECT input_hash FROM passages").map(({ input_hash }) => input_hash),
  );
  const stored = database.rows(
    vectorRow,
    "SELECT CAST(input_hash AS BLOB) AS input_hash, vector, seal FROM vectors WHERE encoder = ?",
    encoder,
  );
  for (const { input_hash, vector, seal } of stored) {
    if (!isSealed(seal, input_hash, encoder, new Uint8Array(vector)))
      throw database.torn("a vector is not what was written");
    wanted.delete(input_hash);
  }
  if (wanted.size > 0) throw database.torn(`${wanted.size} passages have no vector`);
}
