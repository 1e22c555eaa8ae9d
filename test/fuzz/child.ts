/** The process that works for the fuzz, so that one that hangs or dies stops only its job. */
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { type App, openApp } from "../../src/app.ts";
import { type Config, loadConfig } from "../../src/config.ts";
import { OnRecordError } from "../../src/core/errors.ts";
import { ask } from "../../src/use-cases/ask.ts";
import type { Searchable } from "../../src/use-cases/retrieve.ts";
import type { Embedder } from "../../src/ports.ts";
import { createHashingEmbedder } from "../../embeddings/hashing-embedder.ts";
import { createWordOverlapReader } from "../support/word-overlap-reader.ts";
import { checkAnswer } from "./check.ts";
import { fuzzDocuments } from "./document-job.ts";
import { jobSchema, type Result } from "./protocol.ts";
import { fuzzQuestion } from "./questions.ts";

const own = loadConfig();
/** The state of this run, which several children have one after the other, in the folder they work in. */
const config: Config = {
  ...own,
  stateDir: process.cwd(),
  databasePath: join(process.cwd(), "on-record.db"),
};

const articles = await readArticles();
let opened: Promise<App> | null = null;

/** The app over the corpus of the project, brought up to date. */
function app(): Promise<App> {
  opened ??= openApp(config).then(async (one) => {
    await one.ingest();
    return one;
  });
  return opened;
}

async function readArticles(): Promise<[string, ...string[]]> {
  const names = (await readdir(own.corpusDir)).filter((name) => name.endsWith(".txt")).sort();
  const [first, ...others] = await Promise.all(
    names.map((name) => readFile(join(own.corpusDir, name), "utf8")),
  );
  if (first === undefined) throw new Error(`There is no text in ${own.corpusDir}.`);
  return [first, ...others];
}

/** Every so many questions: one through encoder and reader as shipped, which take most of the time. */
const REAL_EVERY = 10;

/** Everything of the app but encoder and reader, whose places take those that compare words. */
async function standIn(one: App): Promise<Searchable> {
  const sources = await one.searchable();
  const hashing = createHashingEmbedder();
  const times = sources.embedder.dimensions / hashing.dimensions;
  const repeated = (vector: Float32Array) =>
    Float32Array.from({ length: vector.length * times }, (_, at) => {
      const value = vector[at % vector.length] ?? 0;
      return value / Math.sqrt(times);
    });
  const embedder: Embedder = {
    ...sources.embedder,
    embed: async (texts, role) => (await hashing.embed(texts, role)).map(repeated),
  };
  return { ...sources, embedder, reader: async () => createWordOverlapReader() };
}

/** An answer, or an error that has a code; anything else is a fault. */
async function askOne(seed: string, at: number): Promise<Result> {
  const one = await app();
  const question = fuzzQuestion(seed, at);
  const asked = at % REAL_EVERY === 0 ? null : await standIn(one);
  const startedAt = performance.now();
  const told = (outcome: string, faults: readonly string[]): Result => ({
    counts: { [outcome]: 1 },
    faults: [...faults],
    ms: performance.now() - startedAt,
  });
  try {
    const answer = asked ? await ask(asked, question) : await one.ask(question);
    return told(answer.status, checkAnswer(one.store, answer));
  } catch (error) {
    if (error instanceof OnRecordError && error.code.startsWith("E_QUESTION"))
      return told(error.code, []);
    const reason = error instanceof Error ? error.stack : String(error);
    return told("failed", [`threw ${reason}`]);
  }
}

process.on("message", (message) => {
  const job = jobSchema.parse(message);
  const work =
    job.kind === "question"
      ? askOne(job.seed, job.at)
      : fuzzDocuments(job, articles, async () => (await app()).readers());
  work
    .catch((error: unknown): Result => {
      const reason = error instanceof Error ? error.stack : String(error);
      return { counts: { failed: 1 }, faults: [`threw ${reason}`], ms: 0 };
    })
    .then((result) => process.send?.(result))
    .catch((error: unknown) => {
      console.error(error);
      process.exit(1);
    });
});
process.on("disconnect", () => process.exit(0));
