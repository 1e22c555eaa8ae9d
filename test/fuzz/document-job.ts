import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { createExactIndex } from "../../embeddings/exact-index.ts";
import { createHashingEmbedder } from "../../embeddings/hashing-embedder.ts";
import { ask } from "../../src/use-cases/ask.ts";
import { folderReader } from "../../src/corpus/folder.ts";
import { jsonlReader } from "../../src/corpus/jsonl.ts";
import type { IngestReport } from "../../src/core/ingest-report.ts";
import { ingest } from "../../src/use-cases/ingest.ts";
import type { CorpusReader, Embedder, Store } from "../../src/ports.ts";
import type { Readers } from "../../src/use-cases/read-document.ts";
import { openStore } from "../../src/store/store.ts";
import { readersOf } from "../support/readers.ts";
import { createWordOverlapReader } from "../support/word-overlap-reader.ts";
import { checkAnswer, checkStored } from "./check.ts";
import { type FuzzedDocument, fuzzDocument, fuzzLine } from "./documents.ts";
import type { Job, Result } from "./protocol.ts";

/** What a batch of documents becomes. */
interface Batch {
  readonly corpus: CorpusReader;
  /** Each document's path, its id, and what its text has to be; null where any will do. */
  readonly expected: readonly {
    readonly path: string;
    readonly id: string;
    readonly isText: (text: string) => boolean;
  }[];
}

type Articles = readonly [string, ...string[]];
type DocumentJob = Extract<Job, { kind: "documents" }>;

/** A good document in each batch: whatever the others are, it is indexed. */
const GOOD = "Mark Rutte urged China to use its leverage over Pyongyang, he said in Brussels.";

/** Ingests a batch into a new store, and compares what is stored with what was given. */
export async function fuzzDocuments(
  job: DocumentJob,
  articles: Articles,
  loadReal: () => Promise<Readers>,
): Promise<Result> {
  const folder = await mkdtemp(join(process.cwd(), "batch-"));
  const store = await openStore(join(folder, "on-record.db"));
  try {
    const { corpus, expected } = await makeBatch(job, articles, folder);
    const stand = createHashingEmbedder();
    const loadReaders = job.isReal ? loadReal : readersOf(stand);
    const { embedder } = await loadReaders();
    const startedAt = performance.now();
    const report = await ingest({
      corpus,
      store,
      encoder: embedder.fingerprint,
      tagger: job.isReal ? "real" : "none",
      loadReaders,
    });
    const ms = performance.now() - startedAt;
    const faults = expected.flatMap((one) =>
      faultsOf(store, report, one).map((fault) => `${one.path} ${fault}`),
    );
    const asked = await askAbout(store, embedder);
    const refused = report.problems.length;
    return {
      counts: { indexed: expected.length - refused, refused, asked: asked.count },
      faults: [...faults, ...asked.faults],
      ms,
    };
  } finally {
    store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function makeBatch(job: DocumentJob, articles: Articles, folder: string): Promise<Batch> {
  return job.as === "files" ? makeFiles(job, articles, folder) : makeLines(job, articles, folder);
}

async function makeFiles(
  { seed, from, count }: DocumentJob,
  articles: Articles,
  folder: string,
): Promise<Batch> {
  const corpusDir = join(folder, "corpus");
  const put = async (name: string, bytes: Buffer) => {
    await mkdir(dirname(join(corpusDir, name)), { recursive: true });
    await writeFile(join(corpusDir, name), bytes);
  };
  const documents = Array.from({ length: count }, (_, at) =>
    fuzzDocument(seed, from + at, articles),
  );
  const good = { name: "good.txt", bytes: Buffer.from(GOOD), metadata: null };
  for (const { name, bytes, metadata } of [...documents, good]) {
    await put(name, bytes);
    if (metadata) await put(name.replace(/\.\w+$/, ".json"), metadata);
  }
  return {
    corpus: folderReader(corpusDir),
    expected: [...documents, good].map((document) => ({
      path: document.name,
      id: document.name.replace(/\.\w+$/, ""),
      isText: (text) => isTextOf(text, document),
    })),
  };
}

/** The whole file; of a Markdown file with front matter its end. */
function isTextOf(text: string, { name, bytes }: FuzzedDocument): boolean {
  const stored = Buffer.from(text, "utf8");
  if (stored.equals(bytes)) return true;
  const hasHead = name.endsWith(".md") && /^\uFEFF?---/.test(bytes.toString("utf8", 0, 10));
  return hasHead && bytes.subarray(bytes.length - stored.length).equals(stored);
}

async function makeLines(
  { seed, from, count }: DocumentJob,
  articles: Articles,
  folder: string,
): Promise<Batch> {
  const path = join(folder, "corpus.jsonl");
  const made = Array.from({ length: count }, (_, at) => fuzzLine(seed, from + at, articles));
  const lines = [...made, JSON.stringify({ id: "good", text: GOOD })];
  await writeFile(path, lines.join("\n"));
  const corpus = jsonlReader(path);
  const ids = (await corpus.scan()).map((file) => file.path);
  const texts = new Map(lines.flatMap((line) => rowOf(line)).toReversed());
  return {
    corpus,
    expected: ids.map((id) => ({ path: id, id, isText: (text) => texts.get(id) === text })),
  };
}

function rowOf(line: string): [string, unknown][] {
  try {
    const row: unknown = JSON.parse(line);
    if (typeof row !== "object" || row === null || !("id" in row) || !("text" in row)) return [];
    return [[String(row.id), row.text]];
  } catch {
    return [];
  }
}

function faultsOf(store: Store, report: IngestReport, one: Batch["expected"][number]): string[] {
  const problem = report.problems.find(({ path }) => path === one.path);
  if (!problem) {
    const text = store.document(one.id)?.text;
    const isSame = text === undefined || one.isText(text);
    return [...checkStored(store, one.id), ...(isSame ? [] : ["is stored with another text"])];
  }
  const { message } = problem;
  if (one.id === "good") return [`is refused beside others: ${message}`];
  if (store.document(one.id) !== null) return ["is refused and stored"];
  // What the reading throws is caught, and is a fault all the same: what is refused has a reason.
  return /cannot be (opened|cut into)/.test(message) ? [`is refused by a fault: ${message}`] : [];
}

const QUESTIONS = [
  "What did Rutte say about China?",
  "Who said that troops would?",
  "11,000 troops",
];

/** Asks over the hostile documents, and compares each answer with them. */
async function askAbout(store: Store, embedder: Embedder) {
  const index = createExactIndex(store.vectors(embedder.fingerprint, store.passageIds()));
  const reader = async () => createWordOverlapReader();
  const faults: string[] = [];
  for (const question of QUESTIONS) {
    const answer = await ask({ store, embedder, reader, index }, question);
    faults.push(...checkAnswer(store, answer).map((fault) => `${question}: ${fault}`));
  }
  return { count: QUESTIONS.length, faults };
}
