import { createHash } from "node:crypto";
import { readFile, readdir, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Libsql from "libsql";
import { describe, expect, it } from "vitest";
import type { SourceDocument } from "../../src/core/types.ts";
import type { Change, PreparedDocument, Store } from "../../src/ports.ts";
import { moveDatabaseAside } from "../../src/store/database.ts";
import { openStore } from "../../src/store/store.ts";
import { errorOf } from "../support/errors.ts";
import { tempDir } from "../support/temp.ts";

function makeDocument(id: string, text: string, published: string | null = null): SourceDocument {
  const sha256 = createHash("sha256").update(text).digest("hex");
  return {
    id,
    text,
    sha256,
    title: `About ${id}`,
    publisher: null,
    author: null,
    authorRole: null,
    published,
    url: null,
  };
}

/** One passage a line. */
function prepare(document: SourceDocument): PreparedDocument {
  const passages = [...document.text.matchAll(/[^\n]+/g)].map((line) => ({
    start: line.index,
    end: line.index + line[0].length,
    inputHash: `hash of ${line[0]}`,
  }));
  const speakers = { documentId: document.id, mentions: [], statements: [] };
  return { document, passages, statements: [], speakers };
}

function change(documents: SourceDocument[], removedDocumentIds: string[] = []): Change {
  return {
    documents: documents.map(prepare),
    removedDocumentIds,
    files: documents.map(({ id }) => ({
      path: `${id}.txt`,
      signature: "1",
      documentId: id,
      problem: null,
    })),
    removedPaths: removedDocumentIds.map((id) => `${id}.txt`),
    linked: { speakers: [], ids: new Map() },
    builtWith: { segmenter: "s", encoder: "e", tagger: "t", operators: "o" },
  };
}

/** Any vector for each passage. */
function putVectors(store: Store, documents: SourceDocument[]): void {
  const hashes = documents.flatMap((own) => prepare(own).passages.map((one) => one.inputHash));
  store.putVectors("e", new Map(hashes.map((hash) => [hash, new Float32Array([1, 0])])));
}

async function openTemp(): Promise<{ store: Store; path: string }> {
  const path = join(await tempDir(), "state", "on-record.db");
  return { store: await openStore(path), path };
}

const texts = (store: Store, words: string[]): string[] => {
  const hits = store.searchWords(words, 10);
  const passages = new Map(store.passages(hits.map(({ id }) => id)).map((p) => [p.id, p]));
  return hits.map(({ id }) => {
    const passage = passages.get(id);
    return (
      store.document(passage?.documentId ?? "")?.text.slice(passage?.start, passage?.end) ?? "?"
    );
  });
};

describe("the store", () => {
  it("starts empty, at generation 0", async () => {
    const { store } = await openTemp();
    expect(store.generation()).toBe(0);
    expect(store.builtWith()).toBeNull();
    expect(store.coverage()).toEqual({ documents: 0, from: null, to: null, generation: 0 });
    expect(store.searchWords(["anything"], 5)).toEqual([]);
  });

  it("gives back what was published, byte for byte, after a reopening", async () => {
    const { store, path } = await openTemp();
    const text = "\uFEFF One “two” Noël 🙂\r\nthree\u2028four \u202E five\n";
    const documents = [makeDocument("a/b", text, "2024-11-18"), makeDocument("c", "see")];
    store.publish(change(documents));
    putVectors(store, documents);
    store.close();
    const again = await openStore(path, { check: true });
    expect(again.document("a/b")?.text).toBe(text);
    expect(again.document("nobody")).toBeNull();
    expect(again.documents().map(({ id }) => id)).toEqual(["a/b", "c"]);
    expect(again.coverage()).toEqual({
      documents: 2,
      from: "2024-11-18",
      to: "2024-11-18",
      generation: 1,
    });
    expect(again.builtWith()).toEqual({
      segmenter: "s",
      encoder: "e",
      tagger: "t",
      operators: "o",
    });
  });

  it("replaces a changed document's passages, never using an id twice", async () => {
    const { store } = await openTemp();
    store.publish(change([makeDocument("a", "old words\nkept line"), makeDocument("b", "other")]));
    const before = store.passagesOf("a").map(({ id }) => id);
    const untouched = store.passagesOf("b");
    expect(store.publish(change([makeDocument("a", "new words")]))).toBe(2);
    expect(store.passagesOf("a")).toHaveLength(1);
    expect(before).not.toContain(store.passagesOf("a")[0]?.id);
    expect(store.passagesOf("b")).toEqual(untouched);
    expect(texts(store, ["old", "kept"])).toEqual([]);
    expect(texts(store, ["new"])).toEqual(["new words"]);
  });

  it("holds on to what is there, whatever another publishes", async () => {
    const { store, path } = await openTemp();
    store.publish(change([makeDocument("a", "old words")]));
    const reader = await openStore(path);
    reader.hold();
    store.publish(change([makeDocument("a", "new words")]));
    expect([reader.generation(), reader.document("a")?.text]).toEqual([1, "old words"]);
    expect(texts(reader, ["new"])).toEqual([]);
    const next = await openStore(path);
    expect([next.generation(), next.document("a")?.text]).toEqual([2, "new words"]);
    for (const one of [store, reader, next]) one.close();
  });

  it("removes a document with its passages, words, text and vectors", async () => {
    const { store } = await openTemp();
    store.publish(change([makeDocument("a", "alpha"), makeDocument("b", "beta")]));
    store.putVectors(
      "e",
      new Map([
        ["hash of alpha", new Float32Array([1, 0])],
        ["hash of beta", new Float32Array([0, 1])],
      ]),
    );
    store.publish(change([], ["a"]));
    expect(store.document("a")).toBeNull();
    expect(store.counts()).toEqual({
      documents: 1,
      passages: 1,
      vectors: 1,
      statements: 0,
      speakers: 0,
    });
    expect(texts(store, ["alpha", "beta"])).toEqual(["beta"]);
    expect(store.files().map(({ path }) => path)).toEqual(["b.txt"]);
  });

  it("keeps vectors by input and encoder", async () => {
    const { store } = await openTemp();
    store.publish(change([makeDocument("a", "alpha\nbeta")]));
    store.putVectors("other", new Map([["hash of alpha", new Float32Array([0.25, -1])]]));
    const [alpha, beta] = store.passageIds();
    expect(store.vectors("other", [alpha ?? 0, beta ?? 0])).toEqual(
      new Map([[alpha, new Float32Array([0.25, -1])]]),
    );
  });

  it("shows other connections a whole generation or none", async () => {
    const { store, path } = await openTemp();
    const reader = await openStore(path);
    store.publish(change([makeDocument("a", "alpha")]));
    expect(reader.generation()).toBe(1);
    const broken = {
      ...change([makeDocument("b", "beta")]),
      files: [{ path: "x", signature: "1", documentId: null, problem: null }],
    };
    // A fact without a value breaks a rule of the tables, after the documents were written.
    const twice = {
      ...broken,
      documents: broken.documents.map((d) => ({
        ...d,
        passages: [{ start: 0, end: 0, inputHash: "\uD800" }],
      })),
      removedDocumentIds: ["a"],
    };
    expect(() =>
      store.publish({
        ...twice,
        builtWith: JSON.parse('{"segmenter":null,"encoder":"e","tagger":"t","operators":"o"}'),
      }),
    ).toThrow();
    expect(reader.generation()).toBe(1);
    expect(reader.document("a")?.text).toBe("alpha");
    expect(store.document("b")).toBeNull();
  });
});

describe("word search", () => {
  const corpus = [
    "Rutte urged China to act.",
    "The transfers of missiles worry Japan.",
    "Jean-Noël Barrot spoke in Kyiv.",
    "Nothing of note.",
  ].join("\n");
  const check = (words: string[], expected: string[]) =>
    it(words.join(" "), async () => {
      const { store } = await openTemp();
      store.publish(change([makeDocument("a", corpus)]));
      expect(texts(store, words)).toEqual(expected);
    });

  check(["rutte"], ["Rutte urged China to act."]);
  check(["transfer", "missile"], ["The transfers of missiles worry Japan."]);
  check(["noel"], ["Jean-Noël Barrot spoke in Kyiv."]);
  check(["NOËL"], ["Jean-Noël Barrot spoke in Kyiv."]);
  check(['"', "*", "NEAR(", "xx OR yy"], []);
  check(["kyiv", "OR", "AND", "NOT"], ["Jean-Noël Barrot spoke in Kyiv."]);
});

describe("a database that does not fit", () => {
  it("is told when it is no database", async () => {
    const path = join(await tempDir(), "on-record.db");
    await writeFile(
      path,
      "this is a text, and a rather long one, so that it is read as a page ".repeat(100),
    );
    const error = await errorOf(() => openStore(path));
    expect(error.code).toBe("E_STATE_TORN");
    expect(error.message).toContain(path);
    expect(error.message).toContain("--rebuild");
  });

  it("is told when it is torn, at whatever byte", async () => {
    const { store, path } = await openTemp();
    store.publish(change([makeDocument("a", "alpha line\n".repeat(5_000))]));
    store.close();
    new Libsql(path).exec("PRAGMA wal_checkpoint(TRUNCATE)");
    const { length } = await readFile(path);
    await truncate(path, length - 5_000);
    expect((await errorOf(() => openStore(path, { check: true }))).code).toBe("E_STATE_TORN");
  });

  it("never gives a text that is not the one its hash names", async () => {
    const { store, path } = await openTemp();
    store.publish(change([makeDocument("a", "He said yes.")]));
    const other = new Libsql(path);
    other.exec("UPDATE versions SET text = 'He said no.'");
    other.close();
    expect((await errorOf(() => store.document("a"))).code).toBe("E_STATE_TORN");
  });

  it("is emptied when it is of an older version", async () => {
    const { store, path } = await openTemp();
    store.publish(change([makeDocument("a", "alpha")]));
    const identity = store.identity();
    store.close();
    const driver = new Libsql(path);
    driver.exec("PRAGMA user_version = 1");
    driver.close();
    const again = await openStore(path, { check: true });
    expect(again.generation()).toBe(0);
    expect(again.identity()).not.toBe(identity);
    expect(again.counts()).toMatchObject({ documents: 0, passages: 0, vectors: 0 });
    expect(again.publish(change([makeDocument("a", "alpha")]))).toBe(1);
  });

  it("is told when it is of a newer version", async () => {
    const { store, path } = await openTemp();
    store.close();
    const driver = new Libsql(path);
    driver.exec("PRAGMA user_version = 99");
    driver.close();
    const error = await errorOf(() => openStore(path));
    expect(error.code).toBe("E_STATE_NEWER");
    expect(error.exitCode).toBe(3);
  });

  it("is told when its folder cannot be made", async () => {
    const file = join(await tempDir(), "a-file");
    await writeFile(file, "");
    expect((await errorOf(() => openStore(join(file, "on-record.db")))).code).toBe(
      "E_STATE_UNWRITABLE",
    );
  });

  it("can be moved aside, whole", async () => {
    const { store, path } = await openTemp();
    store.publish(change([makeDocument("a", "alpha")]));
    store.close();
    const aside = moveDatabaseAside(path, "old");
    expect((await openStore(path)).generation()).toBe(0);
    expect((await openStore(aside)).generation()).toBe(1);
    expect(await readdir(join(path, ".."))).toContain("on-record.db.old");
  });
});

describe("a full disk", () => {
  it("leaves the generation before, and says so", async () => {
    const { store, path } = await openTemp();
    store.publish(change([makeDocument("a", "alpha")]));
    store.close();
    // SQLite's own limit on pages ends a write as a full disk does, with SQLITE_FULL.
    const full = await openStore(path, { pagesMax: 40 });
    const error = await errorOf(() =>
      full.publish(change([makeDocument("b", "beta line\n".repeat(50_000))], ["a"])),
    );
    expect(error.code).toBe("E_DISK_FULL");
    expect(full.generation()).toBe(1);
    expect(full.document("a")?.text).toBe("alpha");
    expect(full.document("b")).toBeNull();
  });
});

describe("the turn to ingest", () => {
  it("is one process's at a time", async () => {
    const { store, path } = await openTemp();
    const other = await openStore(path);
    const unlock = await store.lock(0);
    expect((await errorOf(() => other.lock(0))).code).toBe("E_STATE_BUSY");
    const waiting = other.lock(5_000);
    unlock();
    (await waiting)();
    (await store.lock(0))();
  });
});
