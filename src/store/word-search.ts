import { z } from "zod";
import { stemOf } from "../core/text/words.ts";
import type { WordHit } from "../ports.ts";
import { type Database, jsonOf } from "./database.ts";
import { keep } from "./kept.ts";

/** The search indexes: of passages, and of statements. */
type WordTable = "words" | "statement_words";

const wordRow = z.object({ id: z.number(), score: z.number() });
const termRow = z.object({ term: z.string() });
const countRow = z.object({ count: z.number() });
const numbers = jsonOf(z.array(z.number()));
const listRow = z.object({ list: numbers });
const sizesRow = z.object({ ids: numbers, sizes: jsonOf(z.array(z.string())) });

/**
 * Entries that hold any of the words, best first by BM25, ties by smaller id.
 *
 * @param among ids of the entries to look in; default all.
 */
type WordSearch = (words: readonly string[], limit: number, among?: readonly number[]) => WordHit[];

/** The entries that hold a word, and its BM25 in each. */
interface ScoredEntries {
  /** Places in the ascending list of all entries. */
  readonly at: Uint32Array;
  readonly scores: Float64Array;
}

/** Entries of words kept in memory, 12 bytes each. */
const KEPT_ENTRIES_MAX = 2_000_000;

/**
 * Search of an index as it stands now. FTS5 finds the entries that hold a word, and the scores of
 * each word are kept: the common words of a question take nearly all of the time and come again in
 * the next. A question's score is the sum over its words, as in FTS5's own `bm25`.
 */
export function openWordSearch(database: Database, table: WordTable): WordSearch {
  const entries = readEntries(database, table);
  const kept = keep<ScoredEntries>(KEPT_ENTRIES_MAX, ({ at }) => at.length);
  const scoresOf = (word: string) =>
    kept(word, () =>
      PLAIN.test(word)
        ? scorePlainWord(database, entries, word)
        : scoreAnyWord(database, entries, word),
    );
  return (words, limit, among) => {
    const sums = new Float64Array(entries.ids.length);
    for (const word of new Set(words.flatMap((one) => one.match(WORD) ?? []))) {
      const { at, scores } = scoresOf(word);
      // Plain loops: this runs over tens of thousands of entries a question.
      for (let order = 0; order < at.length; order += 1) {
        const place = at[order] ?? 0;
        sums[place] = (sums[place] ?? 0) + (scores[order] ?? 0);
      }
    }
    return best(entries.ids, among ? only(sums, entries, among) : sums, limit);
  };
}

const WORD = /[\p{L}\p{N}\p{M}]+/gu;
/** What the tokenizer makes one stem of, see `stemOf`; longer words it does not stem. */
const PLAIN = /^[a-z0-9]{1,64}$/iu;

interface Entries {
  readonly table: WordTable;
  /** Ascending. */
  readonly ids: readonly number[];
  readonly places: ReadonlyMap<number, number>;
  /** How many words each entry has, in the order of `ids`. */
  readonly lengths: readonly number[];
  readonly lengthMean: number;
}

function readEntries(database: Database, table: WordTable): Entries {
  database.run(
    `CREATE VIRTUAL TABLE IF NOT EXISTS temp.${table}_places USING fts5vocab(main, ${table}, instance)`,
  );
  const [row] = database.rows(
    sizesRow,
    `SELECT json_group_array(id) AS ids, json_group_array(hex(sz)) AS sizes
     FROM (SELECT id, sz FROM ${table}_docsize ORDER BY id)`,
  );
  const { ids = [], sizes = [] } = row ?? {};
  const lengths = sizes.map(wordsCounted);
  return {
    table,
    ids,
    places: new Map(ids.map((id, place) => [id, place])),
    lengths,
    lengthMean: lengths.reduce((sum, length) => sum + length, 0) / (lengths.length || 1),
  };
}

/**
 * The words of an entry, title and body: FTS5 keeps the size of each column as a varint, seven bits
 * a byte, the highest bit set on all but the last (sqlite.org/fts5.html, "The Document Sizes Table").
 */
function wordsCounted(hex: string): number {
  let sum = 0;
  let column = 0;
  for (const byte of Buffer.from(hex, "hex")) {
    column = column * 0x80 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    sum += column;
    column = 0;
  }
  return sum;
}

/** Constants of BM25 as FTS5 has them; a word in more than half of the entries hardly counts. */
const K1 = 1.2;
const B = 0.75;
const IDF_MIN = 1e-6;

/** The scores that `bm25` gives, which looks each entry up and takes ten times as long. */
function scorePlainWord(database: Database, entries: Entries, word: string): ScoredEntries {
  const [row] = database.rows(
    listRow,
    `SELECT json_group_array(doc) AS list FROM temp.${entries.table}_places WHERE term = ?`,
    stemOf(word),
  );
  // An entry stands in the list as often as it holds the word, each time after the other.
  const at: number[] = [];
  const counts: number[] = [];
  for (const id of row?.list ?? []) {
    const place = entries.places.get(id);
    if (place === undefined) continue;
    const isNext = place !== at.at(-1);
    if (isNext) at.push(place);
    counts[at.length - 1] = isNext ? 1 : (counts.at(-1) ?? 0) + 1;
  }
  // Of the entries that there are: `bm25` of a contentless index goes on counting removed ones.
  const idf = Math.log((entries.ids.length - at.length + 0.5) / (at.length + 0.5));
  const weight = idf > 0 ? idf : IDF_MIN;
  const scores = counts.map((count, order) => {
    const length = (entries.lengths[at[order] ?? 0] ?? 0) / entries.lengthMean;
    return weight * ((count * (K1 + 1)) / (count + K1 * (1 - B + B * length)));
  });
  return { at: Uint32Array.from(at), scores: Float64Array.from(scores) };
}

/** A word of any script, scored by FTS5. It is quoted, so that it cannot be an operator. */
function scoreAnyWord(database: Database, entries: Entries, word: string): ScoredEntries {
  const { table } = entries;
  const hits = database.rows(
    wordRow,
    `SELECT rowid AS id, -bm25(${table}) AS score FROM ${table} WHERE ${table} MATCH ?`,
    `"${word}"`,
  );
  const found = hits.flatMap(({ id, score }) => {
    const place = entries.places.get(id);
    // Another process may have published entries since the list of all was read.
    return place === undefined ? [] : { place, score };
  });
  return {
    at: Uint32Array.from(found, ({ place }) => place),
    scores: Float64Array.from(found, ({ score }) => score),
  };
}

/** The sums of the entries to look in; 0 for all others. */
function only(sums: Float64Array, { places }: Entries, ids: readonly number[]): Float64Array {
  const own = new Float64Array(sums.length);
  for (const id of ids) {
    const place = places.get(id);
    if (place !== undefined) own[place] = sums[place] ?? 0;
  }
  return own;
}

/** The entries of the highest sums, without those that hold no word. */
function best(ids: readonly number[], sums: Float64Array, limit: number): WordHit[] {
  const hits: WordHit[] = [];
  let least = 0;
  for (let place = 0; place < sums.length; place += 1) {
    const score = sums[place] ?? 0;
    if (score <= least) continue;
    hits.push({ id: ids[place] ?? 0, score });
    if (hits.length < 2 * limit) continue;
    // Ids ascend, so a later entry of the least score comes after those that there are.
    hits.sort(byScore).splice(limit);
    least = hits.at(-1)?.score ?? 0;
  }
  return hits.sort(byScore).slice(0, limit);
}

function byScore(a: WordHit, b: WordHit): number {
  return b.score - a.score || a.id - b.id;
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
    const [row] = database.rows(
      countRow,
      "SELECT doc AS count FROM word_counts WHERE term = ?",
      stem,
    );
    kept.set(stem, row?.count ?? 0);
  }
  return kept;
}

/** The stems of all passages that begin with a letter, kept for the generation. */
export function readStemsFrom(
  database: Database,
  initial: string,
  kept: Map<string, readonly string[]>,
): readonly string[] {
  const known = kept.get(initial);
  if (known) return known;
  const stems = database
    .rows(
      termRow,
      "SELECT term FROM word_counts WHERE term >= ? AND term < ?",
      initial,
      `${initial}\u{10FFFF}`,
    )
    .map(({ term }) => term);
  kept.set(initial, stems);
  return stems;
}
