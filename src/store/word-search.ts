import { z } from "zod";
import type { WordHit, WordUse } from "../ports.ts";
import type { Database } from "./database.ts";

/** The search indexes: of passages, and of statements. */
type WordTable = "words" | "statement_words";

const wordRow = z.object({ id: z.number(), score: z.number() });
const countRow = z.object({ count: z.number() });
const idRow = z.object({ id: z.number() });

/**
 * Entries that hold any of the words, best first by BM25, ties by smaller id. Words are quoted, so
 * that none can be an operator of the query language.
 */
export function searchWords(
  database: Database,
  table: WordTable,
  words: readonly string[],
  limit: number,
): WordHit[] {
  const terms = words.flatMap((word) => word.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
  if (terms.length === 0) return [];
  const query = [...new Set(terms)].map((term) => `"${term}"`).join(" OR ");
  return database
    .all(
      `SELECT rowid AS id, -bm25(${table}) AS score FROM ${table} WHERE ${table} MATCH ? ORDER BY score DESC, id LIMIT ?`,
      query,
      limit,
    )
    .map((row) => wordRow.parse(row));
}

/** How many entries hold a word in any of its forms, and which of the given ones. */
export function wordUse(
  database: Database,
  table: WordTable,
  word: string,
  ids: readonly number[],
): WordUse {
  const query = `"${word.replaceAll('"', "")}"`;
  const [row] = database.all(
    `SELECT count(*) AS count FROM ${table} WHERE ${table} MATCH ?`,
    query,
  );
  const held = database.all(
    `SELECT rowid AS id FROM ${table} WHERE ${table} MATCH ? AND rowid IN (SELECT value FROM json_each(?))`,
    query,
    JSON.stringify(ids),
  );
  return {
    count: countRow.parse(row).count,
    heldBy: new Set(held.map((found) => idRow.parse(found).id)),
  };
}
