import { readFile, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createHashingEmbedder } from "../../embeddings/hashing-embedder.ts";
import { openVectorIndex } from "../../embeddings/index-cache.ts";
import { ingest } from "../../src/use-cases/ingest.ts";
import type { Store } from "../../src/ports.ts";
import { openDatabase } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { memoryCorpus } from "../support/corpus.ts";
import { readersOf } from "../support/readers.ts";
import { tempDir } from "../support/temp.ts";
import { outcomeOf, readState, writeBack } from "./support.ts";

const embedder = createHashingEmbedder();

const filesOf = (edition: string) =>
  Object.fromEntries(
    Array.from({ length: 8 }, (_, at) => [
      `d${at}`,
      `The ${edition} edition tells of topic ${at}.\n\n“China must not look away now.” — Mark Rutte`,
    ]),
  );

const ingestInto = (store: Store, edition: string) =>
  ingest({
    corpus: memoryCorpus(filesOf(edition)),
    store,
    encoder: embedder.fingerprint,
    tagger: "none",
    loadReaders: readersOf(embedder),
  });

const indexOf = (store: Store, folder: string) =>
  openVectorIndex({
    store,
    encoder: embedder.fingerprint,
    dimensions: embedder.dimensions,
    folder,
  });

const textsOf = (store: Store) => store.documents().map(({ id }) => store.document(id)?.text ?? "");

const isWhole = (texts: readonly string[], editions: readonly string[]) =>
  editions.some(
    (edition) => JSON.stringify(texts) === JSON.stringify(Object.values(filesOf(edition))),
  );

describe("files of the state that go while it runs", () => {
  const removals: Record<string, RegExp> = {
    "the database": /^on-record\.db$/,
    "its log": /^on-record\.db-wal$/,
    "the file beside its log": /^on-record\.db-shm$/,
    "log and file beside it": /^on-record\.db-(wal|shm)$/,
    "the lock": /lock$/,
    "the vector index": /^vectors/,
    everything: /./,
  };
  for (const [name, gone] of Object.entries(removals)) {
    it(`${name}: whole answers or an error, and the next start has all`, async () => {
      const folder = await tempDir();
      const store = await openStore(join(folder, "on-record.db"));
      await ingestInto(store, "first");
      await indexOf(store, folder);
      for (const file of await readdir(folder))
        if (gone.test(file)) await rm(join(folder, file), { recursive: true });

      const texts = await outcomeOf(async () => JSON.stringify(textsOf(store)));
      expect("code" in texts || isWhole(JSON.parse(texts.text), ["first"])).toBe(true);
      // Another process starts meanwhile, and both bring it up to date.
      const other = await outcomeOf(async () => {
        const opened = await openStore(join(folder, "on-record.db"));
        try {
          await ingestInto(opened, "second");
          return JSON.stringify(textsOf(opened));
        } finally {
          opened.close();
        }
      });
      expect("code" in other || isWhole(JSON.parse(other.text), ["second"])).toBe(true);
      const later = await outcomeOf(async () => {
        await ingestInto(store, "third");
        return JSON.stringify(textsOf(store));
      });
      expect("code" in later || isWhole(JSON.parse(later.text), ["third"])).toBe(true);
      store.close();

      const next = await outcomeOf(async () => {
        const opened = await openStore(join(folder, "on-record.db"), { check: true });
        await ingestInto(opened, "fourth");
        const { size } = await indexOf(opened, folder);
        expect(size).toBe(opened.counts().passages);
        const found = JSON.stringify(textsOf(opened));
        opened.close();
        return found;
      });
      if ("code" in next) expect(next.code).toBe("E_STATE_TORN");
      else expect(isWhole(JSON.parse(next.text), ["fourth"])).toBe(true);
    });
  }
});

describe("a clock that jumps", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it("changes nothing of what is stored, found or moved aside", async () => {
    const contentOf = async (times: readonly string[]) => {
      const folder = await tempDir();
      const path = join(folder, "on-record.db");
      const contents: unknown[] = [];
      for (const [at, time] of times.entries()) {
        if (time !== "") vi.useFakeTimers({ toFake: ["Date"], now: new Date(time) });
        const store = await openStore(path);
        await ingestInto(store, `edition${at}`);
        await indexOf(store, folder);
        contents.push([store.generation(), textsOf(store), store.searchWords(["topic"], 5)]);
        store.close();
      }
      return contents;
    };
    const jumping = await contentOf(["2026-11-28", "1970-01-01", "2099-12-31", "2026-11-27"]);
    vi.useRealTimers();
    expect(jumping).toEqual(await contentOf(["", "", "", ""]));
  });
});

describe("a log or a checkpoint that was cut short", () => {
  it("anywhere: a whole generation", async () => {
    const folder = await tempDir();
    const path = join(folder, "on-record.db");
    const writer = await openStore(path);
    await ingestInto(writer, "first");
    writer.close();
    await writeBack(path);
    const before = await readFile(path);
    const store = await openStore(path);
    const wholes = [wholeOf(store)];
    await ingestInto(store, "second");
    const log = await readFile(`${path}-wal`);
    wholes.push(wholeOf(store));
    store.close();
    await writeBack(path);
    const after = await readFile(path);
    expect(after.equals(before)).toBe(false);

    const outcome = async (database: Uint8Array, logLength: number): Promise<string> => {
      const place = await tempDir();
      await writeFile(join(place, "on-record.db"), database);
      await writeFile(join(place, "on-record.db-wal"), log);
      await truncate(join(place, "on-record.db-wal"), logLength);
      const opened = await openStore(join(place, "on-record.db"), { check: true });
      const text = wholeOf(opened);
      opened.close();
      await rm(place, { recursive: true });
      return text;
    };
    const frames = Math.floor(log.length / FRAME_BYTES);
    for (let cut = 0; cut <= 24; cut += 1) {
      // At the end of a frame, and inside of one.
      const length = LOG_HEADER_BYTES + Math.floor((frames * cut) / 24) * FRAME_BYTES;
      const inside = cut % 2 === 0 ? 0 : -1_000;
      expect(wholes).toContain(await outcome(before, Math.max(0, length + inside)));
    }
    // A checkpoint writes pages into the file, while the log still has all of them.
    const pages = Math.ceil(after.length / PAGE_BYTES);
    for (let cut = 0; cut <= 24; cut += 1) {
      const at = Math.floor((pages * cut) / 24) * PAGE_BYTES + (cut % 2) * 1_000;
      const mixed = Buffer.concat([after.subarray(0, at), before.subarray(at)]);
      expect(await outcome(mixed, log.length)).toBe(wholes[1]);
    }
  });
});

/** Sizes of SQLite's file format (sqlite.org/fileformat2.html), with the default page. */
const PAGE_BYTES = 4_096;
const LOG_HEADER_BYTES = 32;
const FRAME_BYTES = PAGE_BYTES + 24;

/** All but the vectors of a generation to come. */
const wholeOf = (store: Store) =>
  JSON.stringify([store.generation(), textsOf(store), store.speakers(), store.files()]);

describe("a row that is changed by its own rules", () => {
  // As bytes that happen to fit would; each table that is read.
  const changes = [
    "UPDATE facts SET value = '7' WHERE key = 'generation'",
    "UPDATE facts SET value = 'other' WHERE key = 'encoder'",
    "UPDATE files SET signature = 'other'",
    "UPDATE documents SET id = 'e0' WHERE id = 'd0'",
    "UPDATE versions SET title = 'Another' WHERE document_id = 'd1'",
    "UPDATE versions SET text = text || '.' WHERE document_id = 'd1'",
    "UPDATE passages SET span_end = span_end - 1 WHERE id = 2",
    "DELETE FROM passages WHERE id = 3",
    "UPDATE vectors SET vector = zeroblob(length(vector))",
    "DELETE FROM vectors",
    "UPDATE statements SET kind = 'reported'",
    "UPDATE statements SET content = '[{}]'",
    "UPDATE spoken SET data = '{'",
    "UPDATE speakers SET name = 'Somebody'",
    "UPDATE speakers SET data = replace(data, 'Rutte', 'Orbán')",
    "DELETE FROM statement_speakers",
    "UPDATE words_docsize SET sz = x'0101' WHERE id = 1",
    "INSERT INTO words (rowid, title, body) VALUES (99, '', 'rutte')",
    "INSERT INTO statement_words (rowid, title, body) VALUES (99, '', 'rutte')",
    "DROP TABLE spoken",
  ];
  for (const sql of changes) {
    it(sql, async () => {
      const folder = await tempDir();
      const path = join(folder, "on-record.db");
      const store = await openStore(path);
      await ingestInto(store, "first");
      store.close();
      const database = await openDatabase(path);
      database.run(sql);
      database.close();
      for (const check of [false, true]) {
        const outcome = await outcomeOf(() => readState(folder, { check }));
        expect("code" in outcome ? outcome.code : "sound").toBe("E_STATE_TORN");
        expect("code" in outcome && outcome.message).toContain(`${path} is damaged`);
        expect("code" in outcome && outcome.message).toContain("npm run index -- --rebuild");
      }
    });
  }
});
