import { readFile, readdir, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createExactIndex } from "../../embeddings/exact-index.ts";
import { createHashingEmbedder } from "../../embeddings/hashing-embedder.ts";
import { ask } from "../../src/use-cases/ask.ts";
import { OnRecordError } from "../../src/core/errors.ts";
import { openVectorIndex } from "../../embeddings/index-cache.ts";
import type { IngestReport } from "../../src/core/ingest-report.ts";
import { ingest } from "../../src/use-cases/ingest.ts";
import type { CorpusFile, Embedder, Store, VectorIndex } from "../../src/ports.ts";
import { openStore } from "../../src/store/store.ts";
import { memoryCorpus } from "../support/corpus.ts";
import { readersOf } from "../support/readers.ts";
import { errorOf } from "../support/errors.ts";
import { tempDir } from "../support/temp.ts";
import { createWordOverlapReader } from "../support/word-overlap-reader.ts";

type Files = Readonly<Record<string, string | null>>;

const china = "Mark Rutte urged China to use its leverage over Pyongyang. He said so in Brussels.";
const troops =
  "About 11,000 infantrymen are training in eastern Russia. They will be ready in November.";
const bread = "Bakers in Lyon raised the price of bread. Flour had become dearer since the spring.";

async function openAll(embedder: Embedder = createHashingEmbedder()) {
  const folder = await tempDir();
  const store = await openStore(join(folder, "on-record.db"));
  return {
    folder,
    store,
    embedder,
    reader: async () => createWordOverlapReader(),
    ingest: (files: Files): Promise<IngestReport> =>
      ingest({
        corpus: memoryCorpus(files),
        store,
        encoder: embedder.fingerprint,
        tagger: "none",
        loadReaders: readersOf(embedder),
      }),
    index: () =>
      openVectorIndex({
        store,
        encoder: embedder.fingerprint,
        dimensions: embedder.dimensions,
        folder,
      }),
  };
}

/** Counts the texts that are embedded. */
function counting(embedder: Embedder) {
  const texts: string[] = [];
  const counted: Embedder = {
    ...embedder,
    read: (text) => {
      texts.push(text);
      return embedder.read(text);
    },
  };
  return { texts, embedder: counted };
}

/** An encoder that throws for each text with the word. */
function failingOn(word: string, make: () => unknown): Embedder {
  const embedder = createHashingEmbedder();
  return {
    ...embedder,
    read: async (text) => {
      if (text.includes(word)) throw make();
      return embedder.read(text);
    },
  };
}

function ingestFiles(store: Store, embedder: Embedder, files: readonly CorpusFile[]) {
  return ingest({
    corpus: { name: "files", speakers: async () => [], scan: async () => [...files] },
    store,
    encoder: embedder.fingerprint,
    tagger: "none",
    loadReaders: readersOf(embedder),
  });
}

describe("ingest", () => {
  it("does only what changed", async () => {
    const counted = counting(createHashingEmbedder());
    const { ingest } = await openAll(counted.embedder);
    const first = await ingest({ a: china, b: troops });
    expect(first).toMatchObject({
      added: 2,
      updated: 0,
      unchanged: 0,
      removed: 0,
      generation: 1,
      problems: [],
    });
    expect(first.read).toBe(2);
    expect(counted.texts).toHaveLength(2);

    expect(await ingest({ a: china, b: troops })).toMatchObject({
      added: 0,
      unchanged: 2,
      read: 0,
      generation: 1,
    });

    counted.texts.length = 0;
    expect(await ingest({ a: china, c: bread })).toMatchObject({
      added: 1,
      updated: 0,
      unchanged: 1,
      removed: 1,
      generation: 2,
    });
    expect(counted.texts.join()).toContain("Bakers");
    expect(counted.texts.join()).not.toContain("Rutte");
  });

  it("replaces a changed document and forgets a removed one", async () => {
    const { ingest, store, embedder, reader, index } = await openAll();
    await ingest({ a: china, b: troops });
    await ingest({ a: bread });
    expect(store.documents().map(({ id }) => id)).toEqual(["a"]);
    expect(store.document("a")?.text).toBe(bread);
    const found = await ask(
      { store, embedder, reader, index: await index() },
      "Rutte China Pyongyang leverage",
    );
    expect(found.excerpts.map(({ document }) => document.id)).not.toContain("b");
    expect(JSON.stringify([found.excerpts, found.leads])).not.toContain("Rutte");
  });

  it("embeds all again for another encoder, and mixes no vectors", async () => {
    const { ingest: first, store } = await openAll();
    await first({ a: china });
    const other = { ...createHashingEmbedder(), fingerprint: "another" };
    const report = await ingest({
      corpus: memoryCorpus({ a: china }),
      store,
      encoder: other.fingerprint,
      tagger: "none",
      loadReaders: readersOf(other),
    });
    expect(report).toMatchObject({ updated: 1, read: 1 });
    expect(store.builtWith()?.encoder).toBe("another");
    expect(store.vectors("another", store.passageIds()).size).toBe(1);
  });

  it("skips a bad file, reports it, and keeps what it held before", async () => {
    const { ingest, store } = await openAll();
    const report = await ingest({ a: china, bad: null });
    expect(report.problems).toEqual([{ path: "bad", message: "bad: cannot be read" }]);
    expect(store.documents().map(({ id }) => id)).toEqual(["a"]);

    await ingest({ a: null, bad: troops });
    expect(store.document("a")?.text).toBe(china);
    expect(store.document("bad")?.text).toBe(troops);
  });

  it("moves a document to another file without losing it", async () => {
    const { store, embedder } = await openAll();
    const run = async (path: string) =>
      ingest({
        corpus: {
          name: "m",
          speakers: async () => [],
          scan: async () => {
            const [file] = await memoryCorpus({ a: china }).scan();
            return file ? [{ ...file, path }] : [];
          },
        },
        store,
        encoder: embedder.fingerprint,
        tagger: "none",
        loadReaders: readersOf(embedder),
      });
    await run("a.txt");
    await run("a.md");
    expect(store.documents().map(({ id }) => id)).toEqual(["a"]);
    expect(store.files().map(({ path }) => path)).toEqual(["a.md"]);
  });

  it("refuses to empty the index because the corpus is empty", async () => {
    const { ingest, store } = await openAll();
    await ingest({ a: china });
    expect((await errorOf(() => ingest({}))).code).toBe("E_CORPUS_EMPTY");
    expect(store.documents()).toHaveLength(1);
  });

  it("leaves the generation before when the encoder fails on everything", async () => {
    let isBroken = false;
    const embedder = createHashingEmbedder();
    const breaking: Embedder = {
      ...embedder,
      read: async (text) => {
        if (isBroken) throw new Error("out of memory");
        return embedder.read(text);
      },
    };
    const { ingest, store } = await openAll(breaking);
    await ingest({ a: china });
    isBroken = true;
    const error = await errorOf(() => ingest({ a: troops, b: bread }));
    expect(error.code).toBe("E_ENCODER");
    expect(error.message).toContain("out of memory");
    expect(store.generation()).toBe(1);
    expect(store.document("a")?.text).toBe(china);
    isBroken = false;
    expect(await ingest({ a: troops, b: bread })).toMatchObject({ added: 1, updated: 1 });
  });

  it("makes one generation when two ingest at once", async () => {
    const { folder, store, embedder, ingest: first } = await openAll();
    const otherStore = await openStore(join(folder, "on-record.db"));
    const second = ingest({
      corpus: memoryCorpus({ a: china }),
      store: otherStore,
      encoder: embedder.fingerprint,
      tagger: "none",
      loadReaders: readersOf(embedder),
    });
    await Promise.all([first({ a: china }), second]);
    expect(store.generation()).toBe(1);
    expect(store.counts()).toMatchObject({ documents: 1, passages: 1 });
  });
});

describe("one bad document stops only itself", () => {
  const thrown: Record<string, () => unknown> = {
    "a RangeError": () => new RangeError("Maximum call stack size exceeded"),
    "a TypeError": () => new TypeError("undefined is not a function"),
    "an error of ours": () => new OnRecordError("E_TEXT_TOO_LONG", "A text is too long."),
    "what is no error": () => "a string",
  };
  for (const [what, make] of Object.entries(thrown)) {
    it(`${what} while it is read is told, and the others are indexed`, async () => {
      const embedder = failingOn("Bakers", make);
      const { ingest, store } = await openAll(embedder);
      await ingest({ a: china, b: troops });
      const report = await ingest({ a: china, b: bread, c: `${troops} So they said.` });
      expect(report.problems).toEqual([
        { path: "b", message: expect.stringMatching(/^b: cannot be cut into passages/) },
      ]);
      expect(report).toMatchObject({ added: 1, updated: 0, read: 1, generation: 2 });
      expect(store.document("b")?.text).toBe(troops);
      expect(store.documents().map(({ id }) => id)).toEqual(["a", "b", "c"]);
      // The same text is not tried again, and is told of again.
      expect(await ingest({ a: china, b: bread, c: `${troops} So they said.` })).toMatchObject({
        read: 0,
        generation: 2,
        problems: report.problems,
      });
    });
  }

  it("a reader of countless tokens fails for one text alone", async () => {
    const plain = createHashingEmbedder();
    const { ingest, store } = await openAll({
      ...plain,
      countTokens: (text) => {
        if (text.includes("Bakers")) throw new RangeError("Invalid array length");
        return plain.countTokens(text);
      },
    });
    const { problems } = await ingest({ a: china, b: bread });
    expect(problems).toMatchObject([{ path: "b", message: expect.stringContaining("RangeError") }]);
    expect(store.documents().map(({ id }) => id)).toEqual(["a"]);
  });

  it("20,000 marks on one letter leave the good document beside it", async () => {
    const { ingest, store } = await openAll();
    const marked = `Rutte said "a${"\u0301".repeat(20_000)}`;
    const { problems } = await ingest({ good: china, marked });
    expect(store.document("good")?.text).toBe(china);
    // Read whole, or skipped with its name.
    const kept = store.document("marked")?.text ?? problems.find(({ path }) => path === "marked");
    expect(kept).toEqual(problems.length === 0 ? marked : expect.anything());
  });

  it("a wish to end is not the document's fault", async () => {
    const stop = () => Object.assign(new Error("stop"), { name: "AbortError" });
    const { ingest, store } = await openAll(failingOn("Bakers", stop));
    await expect(ingest({ a: china, b: bread })).rejects.toThrow("stop");
    expect(store.generation()).toBe(0);
  });

  it("what throws while it is opened is told, and the others are indexed", async () => {
    const { store, embedder } = await openAll();
    const good = await memoryCorpus({ a: china }).scan();
    const bad = {
      path: "b",
      signature: "1",
      read: () => Promise.reject(new RangeError("Invalid string length")),
    };
    const report = await ingestFiles(store, embedder, [...good, bad]);
    expect(report.added).toBe(1);
    expect(report.problems).toMatchObject([
      { path: "b", message: expect.stringContaining("RangeError") },
    ]);
  });

  it("a failing disk is no document's fault", async () => {
    const { store, embedder } = await openAll();
    const full = {
      ...store,
      putVectors: () => {
        throw new OnRecordError("E_DISK_FULL", "There is no room left.");
      },
    };
    const good = await memoryCorpus({ a: china }).scan();
    expect((await errorOf(() => ingestFiles(full, embedder, good))).code).toBe("E_DISK_FULL");
  });

  it("a version that another encoder cannot read goes, with its name told", async () => {
    const { ingest: first, store } = await openAll();
    await first({ a: china, b: bread });
    const other = { ...failingOn("Bakers", () => new Error("no")), fingerprint: "another" };
    const report = await ingestFiles(
      store,
      other,
      await memoryCorpus({ a: china, b: bread }).scan(),
    );
    expect(report).toMatchObject({ updated: 1, removed: 1, unchanged: 0 });
    expect(report.problems).toMatchObject([{ path: "b" }]);
    expect(store.documents().map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("a new generation is made only for what is served", () => {
  it("a refused file whose signature changes at each look makes none", async () => {
    const { store, embedder } = await openAll();
    const look = async (signature: string) => {
      const good = await memoryCorpus({ a: china }).scan();
      const refused = {
        path: "b",
        signature,
        read: () => Promise.reject(new OnRecordError("E_DOCUMENT", "b: is not UTF-8")),
      };
      return ingestFiles(store, embedder, [...good, refused]);
    };
    const problems = [{ path: "b", message: "b: is not UTF-8" }];
    expect(await look("1")).toMatchObject({ added: 1, generation: 1, problems });
    for (const signature of ["2", "3", "4"]) {
      const report = await look(signature);
      expect(report).toMatchObject({ added: 0, unchanged: 1, read: 0, generation: 1, problems });
      expect(store.files().find(({ path }) => path === "b")?.signature).toBe(signature);
    }
  });

  it("a file that was touched and says the same makes none, and is not read again", async () => {
    const counted = counting(createHashingEmbedder());
    const { store } = await openAll();
    const touched = async (signature: string) =>
      (await memoryCorpus({ a: china }).scan()).map((file) => ({ ...file, signature }));
    await ingestFiles(store, counted.embedder, await touched("1"));
    counted.texts.length = 0;
    expect(await ingestFiles(store, counted.embedder, await touched("2"))).toMatchObject({
      unchanged: 1,
      read: 0,
      generation: 1,
    });
    expect(counted.texts).toEqual([]);
    expect(store.files()).toMatchObject([{ signature: "2" }]);
  });

  it("other metadata makes one", async () => {
    const { store, embedder } = await openAll();
    const titled = async (title: string) =>
      (await memoryCorpus({ a: china }).scan()).map((file) => ({
        ...file,
        signature: title,
        read: async () => ({ ...(await file.read()), title }),
      }));
    await ingestFiles(store, embedder, await titled("One"));
    expect(await ingestFiles(store, embedder, await titled("Two"))).toMatchObject({
      updated: 1,
      generation: 2,
    });
    expect(store.document("a")?.title).toBe("Two");
  });

  it("a refused file that goes makes none", async () => {
    const { ingest, store } = await openAll();
    await ingest({ a: china, b: null });
    expect(await ingest({ a: china })).toMatchObject({ generation: 1, problems: [], removed: 0 });
    expect(store.files().map(({ path }) => path)).toEqual(["a"]);
  });
});

describe("what cannot be read at the moment", () => {
  it("is told, keeps its version, and is tried again at the next look", async () => {
    const { ingest, store, embedder } = await openAll();
    await ingest({ a: china, b: troops });
    const busy = {
      path: "b",
      signature: "later",
      read: () => Promise.reject(new OnRecordError("E_DOCUMENT_BUSY", "b: changes")),
    };
    const good = await memoryCorpus({ a: china }).scan();
    expect(await ingestFiles(store, embedder, [...good, busy])).toMatchObject({
      generation: 1,
      problems: [{ path: "b", message: "b: changes" }],
    });
    expect(store.document("b")?.text).toBe(troops);
    const [now] = await memoryCorpus({ b: bread }).scan();
    const again = now ? [{ ...now, signature: "later" }] : [];
    expect(await ingestFiles(store, embedder, [...good, ...again])).toMatchObject({
      updated: 1,
      problems: [],
    });
    expect(store.document("b")?.text).toBe(bread);
  });

  it("a folder keeps what was indexed of it, with another encoder too", async () => {
    const { ingest, store, embedder } = await openAll();
    await ingest({ a: china, "sub/b": troops, subway: bread });
    const hidden = {
      path: "sub/",
      signature: "EACCES",
      read: () => Promise.reject(new OnRecordError("E_DOCUMENT", "sub/: permission denied")),
    };
    const visible = [...(await memoryCorpus({ a: china }).scan()), hidden];
    const report = await ingestFiles(store, embedder, visible);
    expect(report).toMatchObject({ removed: 1, unchanged: 2 });
    expect(report.problems).toEqual([{ path: "sub/", message: "sub/: permission denied" }]);
    expect(store.documents().map(({ id }) => id)).toEqual(["a", "sub/b"]);

    const other = { ...embedder, fingerprint: "another" };
    expect(await ingestFiles(store, other, visible)).toMatchObject({ updated: 2, removed: 0 });
    expect(store.vectors("another", store.passageIds()).size).toBe(2);

    expect(await ingestFiles(store, other, visible.slice(0, 1))).toMatchObject({ removed: 1 });
    expect(store.documents().map(({ id }) => id)).toEqual(["a"]);
  });
});

describe("the vector index file", () => {
  const files = Object.fromEntries(
    Array.from({ length: 40 }, (_, at) => [
      `d${at}`,
      `Sentence number ${at} speaks of topic ${at * 7} alone.`,
    ]),
  );
  const indexFile = async (folder: string): Promise<string> => {
    const name = (await readdir(folder)).find((file) => file.endsWith(".hnsw"));
    return join(folder, name ?? "there is no index file");
  };
  const nearest = async (store: Store, embedder: Embedder, search: VectorIndex) => {
    const [vector] = await embedder.embed(["topic 70 number 10"], "query");
    const exact = createExactIndex(store.vectors(embedder.fingerprint, store.passageIds()));
    const query = vector ?? new Float32Array();
    expect(search.size).toBe(exact.size);
    // Compared by closeness: of equally near ones either may be given.
    const closeness = (index: VectorIndex) =>
      index.search(query, 5).map(({ similarity }) => similarity.toFixed(4));
    expect(closeness(search)).toEqual(closeness(exact));
  };

  const damage: Record<string, (path: string) => Promise<void>> = {
    "is whole": async () => undefined,
    "is missing": (path) => rm(path),
    "is torn": (path) => truncate(path, 1_000),
    "is empty": (path) => truncate(path, 0),
    "has a changed byte": async (path) => {
      const bytes = await readFile(path);
      bytes[100] = (bytes[100] ?? 0) ^ 255;
      await writeFile(path, bytes);
    },
    "is something else": (path) => writeFile(path, "hello"),
    "has lost its manifest": (path) => rm(join(path, "..", "vectors.json")),
    "has a torn manifest": (path) => truncate(join(path, "..", "vectors.json"), 20),
  };
  for (const [name, harm] of Object.entries(damage)) {
    it(`${name}: the answer is the same`, async () => {
      const { folder, store, embedder, ingest, index } = await openAll();
      await ingest(files);
      await index();
      await harm(await indexFile(folder));
      await nearest(store, embedder, await index());
      await nearest(store, embedder, await index());
    });
  }

  it("is of an earlier generation: the difference is applied", async () => {
    const { folder, store, embedder, ingest, index } = await openAll();
    await ingest(files);
    await index();
    const { d1: _, d2: __, ...rest } = files;
    await ingest({ ...rest, d3: "Changed beyond recognition.", fresh: "A new one on topic 70." });
    await nearest(store, embedder, await index());
    expect((await readdir(folder)).filter((file) => file.endsWith(".hnsw"))).toEqual([
      "vectors-2.hnsw",
    ]);
    await nearest(store, embedder, await index());
  });

  it("is of another database with the same generation and ids", async () => {
    const { folder, ingest: first, index, embedder } = await openAll();
    await first(files);
    await index();
    const store = await openStore(join(folder, "another.db"));
    const others = Object.fromEntries(
      Object.keys(files).map((id, at) => [id, `Loaf ${at} of topic ${at % 9} is baked by hand.`]),
    );
    await ingest({
      corpus: memoryCorpus(others),
      store,
      encoder: embedder.fingerprint,
      tagger: "none",
      loadReaders: readersOf(embedder),
    });
    expect(store.generation()).toBe(1);
    const { dimensions, fingerprint: encoder } = embedder;
    await nearest(store, embedder, await openVectorIndex({ store, encoder, dimensions, folder }));
  });

  it("is of an earlier generation and most of it is gone", async () => {
    const { store, embedder, ingest, index } = await openAll();
    await ingest(files);
    await index();
    await ingest({ d10: files["d10"] ?? "", d11: files["d11"] ?? "" });
    await nearest(store, embedder, await index());
  });

  it("cannot be written: the index in memory serves", async () => {
    const { store, embedder, ingest, folder } = await openAll();
    await ingest(files);
    await writeFile(join(folder, "blocked"), "");
    const inFile = {
      store,
      encoder: embedder.fingerprint,
      dimensions: embedder.dimensions,
      folder: join(folder, "blocked"),
    };
    await nearest(store, embedder, await openVectorIndex(inFile));
  });
});

describe("ask over generated corpora", () => {
  // Words, quotation marks, stops and oddities in any order.
  const piece = fc.oneof(
    {
      weight: 8,
      arbitrary: fc.constantFrom(
        "Rutte",
        "said",
        "troops",
        "China",
        "the",
        "U.S.",
        "“no",
        "yes”",
        "11,000",
        "Noël",
      ),
    },
    { weight: 2, arbitrary: fc.constantFrom(". ", "! ", "? ", "\n", "\r\n", ".” ", "…") },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", minLength: 1, maxLength: 4 }) },
  );
  const documentText = fc
    .array(piece, { minLength: 1, maxLength: 120 })
    .map((pieces) => pieces.join(" ").replaceAll("\0", ""))
    .filter((text) => !/\p{Cs}/u.test(text) && /\p{L}/u.test(text));

  it("quotes what the stored text says, and nothing else", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(documentText, { minLength: 1, maxLength: 5 }), async (texts) => {
        const { folder, store, embedder, reader, ingest, index } = await openAll();
        await ingest(Object.fromEntries(texts.map((text, at) => [`d${at}`, text])));
        const answer = await ask(
          { store, embedder, reader, index: await index() },
          "What did Rutte say about troops?",
        );
        for (const excerpt of [...answer.excerpts, ...answer.leads]) {
          const source = texts[Number(excerpt.document.id.slice(1))] ?? "";
          for (const span of [...excerpt.spans, excerpt.context]) {
            expect(source.slice(span.start, span.end)).toBe(span.text);
          }
        }
        store.close();
        await rm(folder, { recursive: true, force: true });
      }),
      { numRuns: 40 },
    );
  });
});
