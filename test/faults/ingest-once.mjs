// Ingests one edition of a small corpus into a state folder and opens its vector index, as a process
// of its own that a test can kill, or let run out of something: `node ingest-once.mjs FOLDER EDITION`.
// With a number after these, it leaves itself only so many descriptors of files.
// Prints "started", then "done GENERATION" or the code of an error of ours.
import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { createHashingEmbedder } from "../../dist/embeddings/hashing-embedder.js";
import { OnRecordError } from "../../dist/src/core/errors.js";
import { openVectorIndex } from "../../dist/embeddings/index-cache.js";
import { ingest } from "../../dist/src/use-cases/ingest.js";
import { openStore } from "../../dist/src/store/store.js";

const DOCUMENTS = 6;
const [folder = "", edition = "", descriptors] = process.argv.slice(2);
const none = new Float64Array();
const about = {
  title: null,
  publisher: null,
  author: null,
  authorRole: null,
  published: null,
  url: null,
};

const corpus = {
  name: "memory",
  speakers: async () => [],
  scan: async () =>
    Array.from({ length: DOCUMENTS }, (_, at) => ({
      path: `d${at}`,
      signature: edition,
      read: async () => ({ id: `d${at}`, text: textOf(at), ...about }),
    })),
};

function textOf(at) {
  const lines = Array.from(
    { length: 30 },
    (_, line) => `In the ${edition} edition, item ${at} tells of topic ${at * line} alone.`,
  );
  return [...lines, "“China must not look away now.” — Mark Rutte"].join("\n\n");
}

function leave(count) {
  const taken = [];
  try {
    for (;;) taken.push(openSync("/dev/null", "r"));
  } catch (error) {
    if (error.code !== "EMFILE") throw error;
  }
  for (const one of taken.slice(0, count)) closeSync(one);
}

/** Nothing is tagged, since the hashing encoder has no token states. */
const tagger = {
  fingerprint: "none",
  parameters: {
    labels: ["O"],
    features: [],
    transitions: [[0]],
    link: { roles: [], size: 0, gaps: [], contentCue: [], cueSource: [], noSource: 0 },
    rerank: { rows: new Map(), bias: none, out: none },
  },
  score: () => Promise.reject(new Error("There is nothing to tag.")),
};

process.stdout.write("started\n");
if (descriptors !== undefined) leave(Number(descriptors));
try {
  const store = await openStore(join(folder, "on-record.db"));
  const embedder = createHashingEmbedder();
  const { fingerprint: encoder, dimensions } = embedder;
  await ingest({
    corpus,
    store,
    encoder,
    tagger: "none",
    loadReaders: async () => ({ embedder, tagger }),
  });
  await openVectorIndex({ store, encoder, dimensions, folder });
  process.stdout.write(`done ${store.generation()}\n`);
  store.close();
} catch (error) {
  if (!(error instanceof OnRecordError)) throw error;
  process.stdout.write(`${error.code}\n${error.message}\n`);
  process.exitCode = error.exitCode;
}
