/** The entry point of `npm run fuzz`: made-up questions and documents, as many as one likes. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Job, Result } from "./protocol.ts";
import { fuzzQuestion } from "./questions.ts";
import { type FuzzWorker, startFuzzWorker } from "./worker.ts";

const HELP = `npm run fuzz -- [--questions N] [--documents N] [--seed S] [--from N]

Asks N made-up questions over the corpus and indexes N made-up documents: each is answered or
indexed, or refused with a reason. Ends with 1 where one is not.

  --questions N  default 1000; one in ten goes through the real encoder
  --documents N  default 200; one batch in ten goes through the real encoder and tagger
  --seed S       default: the time. The same seed makes the same questions and documents
  --from N       number of the first; default 0. With a count of 1 it repeats one
`;

/** Documents ingested together. */
const BATCH = 8;
/** Every so many batches: one through encoder and tagger as shipped, one as lines of a file. */
const REAL_EVERY = 10;
const LINES_EVERY = 4;
/** Far more than any question or document needs on a busy machine; the slowest is reported. */
const QUESTION_LIMIT_MS = 10_000;
const DOCUMENT_LIMIT_MS = 20_000;
/** The first job of a process loads the encoder and reads the corpus. */
const START_LIMIT_MS = 300_000;
const FAULTS_SHOWN_MAX = 20;

const { values } = parseArgs({
  options: {
    questions: { type: "string", default: "1000" },
    documents: { type: "string", default: "200" },
    seed: { type: "string", default: String(Date.now()) },
    from: { type: "string", default: "0" },
    help: { type: "boolean", short: "h", default: false },
  },
});

/** Sums over all jobs of a kind. */
interface Tally {
  readonly counts: Map<string, number>;
  readonly faults: string[];
  slowestMs: number;
  slowest: string;
}

function newTally(): Tally {
  return { counts: new Map(), faults: [], slowestMs: 0, slowest: "" };
}

function note(tally: Tally, name: string, { counts, faults, ms }: Result): void {
  for (const [key, count] of Object.entries(counts)) {
    tally.counts.set(key, (tally.counts.get(key) ?? 0) + count);
  }
  tally.faults.push(...faults.map((fault) => `${name}: ${fault}`));
  if (ms > tally.slowestMs) Object.assign(tally, { slowestMs: ms, slowest: name });
}

async function fuzzQuestions(worker: FuzzWorker, seed: string, from: number, count: number) {
  const tally = newTally();
  let isFailed = true;
  for (let at = from; at < from + count; at += 1) {
    const limitMs = isFailed ? START_LIMIT_MS : QUESTION_LIMIT_MS;
    const result = await worker.run({ kind: "question", seed, at }, limitMs);
    isFailed = result.counts["failed"] !== undefined;
    note(tally, `question ${at} ${JSON.stringify(fuzzQuestion(seed, at)).slice(0, 300)}`, result);
    progress("questions", at - from + 1, count);
  }
  return tally;
}

async function fuzzDocuments(worker: FuzzWorker, seed: string, from: number, count: number) {
  const tally = newTally();
  let isFailed = true;
  for (let at = from; at < from + count; at += BATCH) {
    const batch = Math.floor(at / BATCH);
    const job: Job = {
      kind: "documents",
      seed,
      from: at,
      count: Math.min(BATCH, from + count - at),
      as: batch % LINES_EVERY === 1 ? "lines" : "files",
      isReal: batch % REAL_EVERY === 0,
    };
    const limitMs = job.count * DOCUMENT_LIMIT_MS + (isFailed ? START_LIMIT_MS : 0);
    const result = await worker.run(job, limitMs);
    isFailed = result.counts["failed"] !== undefined;
    note(tally, `documents ${at} to ${at + job.count - 1} as ${job.as}`, result);
    progress("documents", at - from + job.count, count);
  }
  return tally;
}

/** A line a tenth, so that a long run shows that it goes on. */
function progress(what: string, done: number, total: number): void {
  const tenth = Math.max(1, Math.floor(total / 10));
  if (done % tenth < BATCH && process.stderr.isTTY) process.stderr.write(`${what} ${done}\n`);
}

function print(what: string, count: number, tally: Tally, seconds: number): void {
  const counts = [...tally.counts]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, number]) => `${number} ${name}`);
  const lines = [
    `${count} ${what} in ${Math.round(seconds)} s: ${counts.join(", ")}; ${tally.faults.length} faults`,
    `  the slowest took ${Math.round(tally.slowestMs)} ms: ${tally.slowest}`,
    ...tally.faults.slice(0, FAULTS_SHOWN_MAX).map((fault) => `  FAULT ${fault}`),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

async function main(): Promise<void> {
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const { seed } = values;
  process.stdout.write(`seed ${seed}\n`);
  const folder = await mkdtemp(join(tmpdir(), "on-record-fuzz-"));
  const worker = startFuzzWorker(folder);
  const kinds = [
    { what: "documents", count: Number(values.documents), fuzz: fuzzDocuments },
    { what: "questions", count: Number(values.questions), fuzz: fuzzQuestions },
  ];
  try {
    for (const { what, count, fuzz } of kinds) {
      if (count === 0) continue;
      const startedAt = performance.now();
      const tally = await fuzz(worker, seed, Number(values.from), count);
      print(what, count, tally, (performance.now() - startedAt) / 1000);
      if (tally.faults.length > 0) process.exitCode = 1;
    }
  } finally {
    worker.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
