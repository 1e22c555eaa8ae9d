import { statSync } from "node:fs";
import type { Config } from "../config.ts";
import type { Answer } from "../core/answer.ts";
import { OnRecordError } from "../core/errors.ts";
import { ALL_DOCUMENTS } from "../core/document-filter.ts";
import type { IngestReport } from "../core/ingest-report.ts";
import { type Link, type LinkOptions, createLink } from "./link.ts";
import type { Answerer, AnswererState, OfferedNames } from "./port.ts";
import { type Succession, startSuccession } from "./succession.ts";

export interface AnswererOptions {
  /** Default: the compiled worker. */
  readonly workerUrl?: URL;
  /** Longest time of an answer. Default `ANSWER_MS_MAX`. */
  readonly limitMs?: number;
  /** Told when another generation answers; its names are loaded by then. */
  readonly onGeneration?: (generation: number) => void;
  /** Told the milliseconds of each stage of an answer; "worker" is the whole, its waiting too. */
  readonly onTook?: (stage: string, ms: number) => void;
  readonly onProgress?: LinkOptions["onProgress"];
  /** Told when a worker ended unasked. */
  readonly onDeath?: (worker: string, error: Error | null, restartInMs: number) => void;
}

export interface WorkerAnswerer extends Answerer {
  /** Answers from the newest generation that another process has written; ingests nothing. */
  follow(): Promise<{ readonly generation: number }>;
  state(): AnswererState;
  /** Ends the worker that answers, as a fault would; another one starts. For tests. */
  killWorker(): Promise<void>;
}

/** Longest time of an answer; the first one loads the encoder, and on a fresh machine writes it. */
const ANSWER_MS_MAX = 30_000;
/** Names are read from every statement, and after an ingest that may be under way. */
const NAMES_MS_MAX = 600_000;
/** Opening the index of a large corpus, and reading once what answers need of it. */
const REFRESH_MS_MAX = 600_000;
/** Most requests that wait; an answer takes some 10 to 100 ms, so that the last one waits seconds. */
const WAITING_MAX = 200;

const NO_NAMES: OfferedNames = { speakers: [], sources: [], topics: [], generation: 0 };

/**
 * Starts two workers: one answers, the other ingests and reads the names. Each has an app of its own
 * on the same database. The one that answers holds on to one generation; for the next one another
 * worker is made ready and takes over, since what is read once a generation can take seconds.
 */
export function startAnswerer(config: Config, options: AnswererOptions = {}): WorkerAnswerer {
  const link = (name: string, more: Pick<LinkOptions, "isBackground" | "onProgress">) =>
    createLink({
      config,
      name,
      ...more,
      waitingMax: WAITING_MAX,
      ...(options.workerUrl && { url: options.workerUrl }),
      onDeath: (error, restartInMs) => options.onDeath?.(name, error, restartInMs),
    });
  const answers = startSuccession(() => link("answers", {}));
  const { onProgress } = options;
  const ingests = link("ingest", { isBackground: true, ...(onProgress && { onProgress }) });
  const limit = options.limitMs ?? ANSWER_MS_MAX;
  const known = knownNames(ingests);
  const timed = async (answer: Promise<Answer>): Promise<Answer> => {
    const startedAt = performance.now();
    const { timings } = await answer;
    for (const [stage, ms] of Object.entries(timings))
      options.onTook?.(stage.replace(/Ms$/, ""), ms);
    options.onTook?.("worker", performance.now() - startedAt);
    return answer;
  };
  const database = watchFile(config.databasePath);
  const parts = { answers, ingests, known, options, database };
  const turn = oneAtATime(() => ingestAndRefresh(parts));
  const call: Link["call"] = (...asked) => answers.present().call(...asked);
  return {
    ask: (question, asked = {}) => timed(call("ask", { question, options: asked }, limit)),
    quotes: (asked) => call("quotes", asked, limit),
    who: (about, filter = ALL_DOCUMENTS) => timed(call("who", { about, filter }, limit)),
    verify: (quote, speaker) => call("verify", { quote, speaker }, limit),
    receipt: (id) => call("receipt", id, limit),
    sources: (search) => call("sources", search, limit),
    document: (id, page) => call("document", { id, page }, limit),
    coverage: () => call("coverage", null, limit),
    names: () => known.get(),
    ingest: turn,
    follow: oneAtATime(async () => {
      await refresh(parts, await reopenIfReplaced(parts));
      database.look();
      return { generation: known.generation() };
    }),
    state: () => ({
      depth: answers.present().depth(),
      restarts: answers.restarts() + ingests.restarts(),
      generation: known.generation(),
    }),
    killWorker: () => answers.present().kill(),
    close: async () => {
      await Promise.all([answers.close(), ingests.close()]);
    },
  };
}

interface NamesCache {
  get(): Promise<OfferedNames>;
  /** Of the names that are known; 0 before any. */
  generation(): number;
  load(): Promise<OfferedNames>;
}

/** The names of the last generation that was read: from memory, whatever is being read meanwhile. */
function knownNames(ingests: Link): NamesCache {
  let names: OfferedNames | null = null;
  const load = async (): Promise<OfferedNames> => {
    names = await ingests.call("names", null, NAMES_MS_MAX);
    return names;
  };
  return {
    get: async () => names ?? NO_NAMES,
    generation: () => names?.generation ?? 0,
    load,
  };
}

interface Parts {
  readonly answers: Succession;
  readonly ingests: Link;
  readonly known: NamesCache;
  readonly options: AnswererOptions;
  readonly database: WatchedFile;
}

/** What an earlier run has left answers first; then the corpus is looked through. */
async function ingestAndRefresh(parts: Parts): Promise<IngestReport> {
  const isReplaced = await reopenIfReplaced(parts);
  if (parts.known.generation() === 0) await refresh(parts);
  const report = await parts.ingests.call("ingest", null, null);
  parts.database.look();
  if (isReplaced || report.generation !== parts.known.generation()) {
    await refresh(parts, isReplaced);
  }
  return report;
}

/**
 * Somebody may delete the state while the bot runs, or put another in its place. The worker that ingests
 * would go on in the deleted file, which nobody else can open: it is started again, on what is there now. The
 * one that answers keeps what it has until the next one is ready.
 */
async function reopenIfReplaced({ ingests, database }: Parts): Promise<boolean> {
  if (!database.isReplaced()) return false;
  await ingests.kill();
  return true;
}

interface WatchedFile {
  /** Remembers the file as it is now. */
  look(): void;
  /** Whether another file, or none, is there now. */
  isReplaced(): boolean;
}

function watchFile(path: string): WatchedFile {
  const idNow = (): string | null => {
    const found = statSync(path, { bigint: true, throwIfNoEntry: false });
    return found ? `${found.dev} ${found.ino}` : null;
  };
  let seen: string | null = null;
  return {
    look: () => {
      seen = idNow();
    },
    isReplaced: () => seen !== null && idNow() !== seen,
  };
}

/**
 * Answers are made from the new generation, and its names known, before it is told of.
 *
 * @param isReplaced whether it is of another database, where an equal number says nothing.
 */
async function refresh(
  { answers, ingests, known, options }: Parts,
  isReplaced = false,
): Promise<void> {
  const before = known.generation();
  const { generation } = await ingests.call("coverage", null, REFRESH_MS_MAX);
  if (generation === before && !isReplaced) return;
  // One that finds nothing to answer from takes over from nobody.
  const makeReady = async (link: Link): Promise<void> => {
    const ready = await link.call("refresh", null, REFRESH_MS_MAX);
    if (ready === 0 && before > 0) throw lostIndex();
  };
  if (before === 0) await makeReady(answers.present());
  else await answers.handOver(makeReady);
  await known.load();
  options.onGeneration?.(known.generation());
}

function lostIndex(): OnRecordError {
  return new OnRecordError(
    "E_STATE_MISSING",
    "The index is no longer there. It is made anew at the next look at the documents.",
  );
}

/** Whoever asks while the work is under way gets its result. */
function oneAtATime<T>(work: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= work().finally(() => {
      running = null;
    });
    return running;
  };
}
