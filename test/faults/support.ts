import { join } from "node:path";
import { z } from "zod";
import { openVectorIndex } from "../../embeddings/index-cache.ts";
import { OnRecordError } from "../../src/core/errors.ts";
import type { Store } from "../../src/ports.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";

/** Numbers in [0, below) that come the same for the same seed (mulberry32). */
export type Random = (below: number) => number;

export function randomOf(seed: number): Random {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** How often, from a variable of the environment, for longer runs by hand. */
export function countOf(name: string, inSuite: number): number {
  return Number(process.env[name] ?? inSuite);
}

/** The seed of a run, which is printed so that a failure can be had again. */
export function seedOf(what: string): number {
  const seed = Number(process.env["ON_RECORD_TEST_SEED"] ?? 1);
  console.info(`${what}: ON_RECORD_TEST_SEED=${seed}`);
  return seed;
}

const PAGE_BYTES = 4_096;

/**
 * Changes 1 to 40 bytes. Turn by turn the first of them lies in each page of the file, so that every
 * table is met; the others lie anywhere, or in the same page.
 */
export function flip(bytes: Uint8Array, turn: number, random: Random): Uint8Array {
  const flipped = Uint8Array.from(bytes);
  const pageStart = (turn * PAGE_BYTES) % Math.max(PAGE_BYTES, bytes.length);
  const count = 1 + random(40);
  const isNear = random(2) === 0;
  for (let at = 0; at < count; at += 1) {
    const inPage = pageStart + random(Math.min(PAGE_BYTES, bytes.length - pageStart));
    const place = at === 0 || isNear ? inPage : random(bytes.length);
    flipped[place] = (flipped[place] ?? 0) ^ (1 + random(255));
  }
  return flipped;
}

/** Everything that can be read of a store, as one text. */
export function readAll(store: Store): string {
  const documents = store.documents();
  const words = ["china", "rutte", "troops", "said", "Сибіга", "nowhere", "korea", "élan"];
  const encoder = store.builtWith()?.encoder ?? "";
  return JSON.stringify([
    store.identity(),
    store.generation(),
    store.builtWith(),
    store.coverage(),
    store.counts(),
    store.files(),
    documents.map(({ id, sha256 }) => [
      store.document(id),
      store.versions(sha256.slice(0, 10)),
      store.passagesOf(id),
      store.statementsOf(id),
      store.statementsOf(id, { start: 100, end: 3_000 }),
    ]),
    store.speakers().map((speaker) => [speaker, store.statementsBy(speaker.id)]),
    store.spokenDocuments(),
    store.passages(store.passageIds()),
    store.statements(store.statementIds()),
    words.map((word) => [store.searchWords([word], 100), store.searchStatements([word], 100)]),
    [...store.wordCounts(words)],
    [...store.vectors(encoder, store.passageIds())].map(([id, vector]) => [id, [...vector]]),
  ]);
}

/** What a state folder holds: all of its store, and what its vector index finds. */
export async function readState(
  folder: string,
  options: { readonly check?: boolean } = {},
): Promise<string> {
  const store = await openStore(join(folder, "on-record.db"), options);
  try {
    const all = readAll(store);
    const encoder = store.builtWith()?.encoder ?? "";
    const ids = store.passageIds();
    const [query] = store.vectors(encoder, ids).values();
    if (!query) return all;
    const dimensions = query.length;
    const index = await openVectorIndex({ store, encoder, dimensions, folder });
    const found = index.search(query, 5).map(({ id, similarity }) => [id, similarity.toFixed(4)]);
    return all + JSON.stringify([found, index.similarities(query, ids.slice(0, 5))]);
  } finally {
    store.close();
  }
}

/**
 * What comes of a reading: the text, or the code of an error of ours that says what to do next.
 *
 * @throws whatever else was thrown, which fails the test.
 */
export async function outcomeOf(
  read: () => Promise<string>,
): Promise<{ readonly text: string } | { readonly code: string; readonly message: string }> {
  try {
    return { text: await read() };
  } catch (error) {
    if (!(error instanceof OnRecordError)) throw error;
    return { code: error.code, message: error.message };
  }
}

/** Lets the database's file hold all of its log, as when the last process that uses it ends. */
export async function writeBack(path: string): Promise<void> {
  const database = await openDatabase(path);
  database.rows(z.unknown(), "PRAGMA wal_checkpoint(TRUNCATE)");
  database.close();
}
