import { z } from "zod";
import type { WordHit } from "../ports.ts";
import type { Database } from "./database.ts";

/** The search indexes: of passages, and of statements. */
type WordTable = "words" | "statement_words";

const wordRow = z.object({ id: z.number(), score: z.number() });
const countRow = z.object({ count: z.number() });

/**
 * Entries that hold any of the words, best first by BM25, ties by smaller id. Words are quoted, so
 * that none can be an operator of the query language.
 */
export function searchWords(
  database: Database,
  table: WordTable,
  words: readonly string[],
  limit: number,
  among: readonly number[] | null = null,
): WordHit[] {
  const terms = words.flatMap((word) => word.match(/[\p{L}\p{N}\p{M}]+/gu) ?? []);
  if (terms.length === 0) return [];
  const query = [...new Set(terms)].map((term) => `"${term}"`).join(" OR ");
  return database
    .all(
      `SELECT rowid AS id, -bm25(${table}) AS score FROM ${table} WHERE ${table} MATCH ?1
       AND (?2 IS NULL OR rowid IN (SELECT value FROM json_each(?2)))
       ORDER BY score DESC, id LIMIT ?3`,
      query,
      among && JSON.stringify(among),
      limit,
    )
    .map((row) => wordRow.parse(row));
}

/**
 * In how many passages each stem stands, from the index's own vocabulary. Kept for the generation:
 * questions use the same words again.
 */
export function readWordCounts(
  database: Database,
  stems: readonly string[],
  kept: Map<string, number>,
): ReadonlyMap<string, number> {
  for (const stem of stems) {
    if (kept.has(stem)) continue;
    const [row] = database.all("SELECT doc AS count FROM word_counts WHERE term = ?", stem);
    kept.set(stem, row === undefined ? 0 : countRow.parse(row).count);
  }
  return kept;
}
