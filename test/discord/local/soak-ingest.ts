import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { readJsonl } from "../../../src/corpus/jsonl.ts";
import { folderReader } from "../../../src/corpus/folder.ts";
import type { InteractionHandle } from "../double/handle.ts";
import { DELAY, LONGEST_DELAY } from "./bot-process.ts";
import { answerTimes } from "./figures.ts";
import type { Under } from "./soak-faults.ts";

export interface IngestOptions {
  readonly documents: number;
  /** Interactions a second. */
  readonly rate: number;
  /** JSON Lines with `id`, `text` and metadata, plain or gzipped; null makes documents of the corpus's own. */
  readonly corpusFile: string | null;
  /** Of the running bot. */
  readonly corpusDir: string;
}

/** Interactions before the ingest and after it. */
const CALM_COUNT = 200;
const SLOW_MS = 1_000;

/** Asks before, while and after documents are ingested. Gives the report's lines. */
export async function soakWithIngest(under: Under, options: IngestOptions): Promise<string[]> {
  const { bot } = under;
  const before = await phase(under, options, (asked) => asked < CALM_COUNT);
  await addDocuments(options);
  const generation = bot.generation();
  const startedAt = performance.now();
  bot.lookAgain();
  const meanwhile = await phase(under, options, () => bot.generation() === generation);
  const seconds = Math.round((performance.now() - startedAt) / 1_000);
  const after = await phase(under, options, (asked) => asked < CALM_COUNT);
  const { bot: mb, workers } = await bot.memory();
  return [
    `${options.documents} documents ingested in ${seconds} s, asked ${options.rate} times a second`,
    ...told("before", before),
    ...told("meanwhile", meanwhile),
    ...told("after", after),
    `  memory at the end: bot ${mb} MB, its two workers ${workers} MB`,
  ];
}

interface Phase {
  readonly handles: readonly InteractionHandle[];
  readonly delayMs: number;
  readonly longestDelayMs: number;
}

let askedInAll = 0;

async function phase(
  { bot, ask }: Under,
  { rate }: IngestOptions,
  goesOn: (asked: number) => boolean,
): Promise<Phase> {
  // Each reading begins the measure anew.
  await bot.metrics([DELAY]);
  const handles: InteractionHandle[] = [];
  while (goesOn(handles.length)) {
    askedInAll += 1;
    handles.push(ask(askedInAll));
    await wait(1_000 / rate);
  }
  for (const handle of handles) await handle.answered().catch(() => undefined);
  const figures = await bot.metrics([DELAY, LONGEST_DELAY]);
  const [delay = Number.NaN, longest = Number.NaN] = figures;
  return { handles, delayMs: delay * 1_000, longestDelayMs: longest * 1_000 };
}

function told(when: string, { handles, delayMs, longestDelayMs }: Phase): string[] {
  const unanswered = handles.filter(({ answeredMs }) => answeredMs === null).length;
  const slow = handles.filter(({ answeredMs }) => (answeredMs ?? 0) > SLOW_MS).length;
  return [
    `  ${when}: ${handles.length} interactions, unanswered ${unanswered}, after more than 1 s ${slow}; ${answerTimes(handles)}`,
    `    event-loop delay: 99th percentile ${delayMs.toFixed(1)} ms, longest ${longestDelayMs.toFixed(1)} ms`,
  ];
}

const rowSchema = z.looseObject({ id: z.string(), text: z.string() });

/** Writes them beside those that the bot has. */
async function addDocuments({ documents, corpusFile, corpusDir }: IngestOptions): Promise<void> {
  const rows =
    corpusFile === null
      ? await madeDocuments(corpusDir, documents)
      : (await readJsonl(corpusFile, rowSchema)).slice(0, documents);
  if (rows.length < documents) throw new Error(`The file has only ${rows.length} documents.`);
  for (const [at, { id: _, text, ...metadata }] of rows.entries()) {
    await writeFile(join(corpusDir, `added-${at}.txt`), text);
    await writeFile(join(corpusDir, `added-${at}.json`), JSON.stringify(metadata));
  }
}

/** The corpus's own documents again, paragraphs in another order and a number among them, so that none is a copy. */
async function madeDocuments(corpusDir: string, count: number) {
  const files = await folderReader(corpusDir).scan();
  const own = await Promise.all(files.map(({ read }) => read()));
  return Array.from({ length: count }, (_, at) => {
    const paragraphs = (own[at % own.length]?.text ?? "").split("\n\n");
    const cut = at % paragraphs.length;
    const turned = [
      ...paragraphs.slice(cut),
      `This is edition ${at}.`,
      ...paragraphs.slice(0, cut),
    ];
    return { id: `${at}`, title: `Edition ${at}`, text: turned.join("\n\n") };
  });
}
