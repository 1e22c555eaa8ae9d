import { execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import { z } from "zod";
import type { Discord } from "../double/start.ts";

/** Resident memory in MB: of the process with the connection, and of its workers together. */
export interface Memory {
  readonly bot: number;
  readonly workers: number;
}

/** The bot as `npm start` runs it, a process of its own, and what its log tells. */
export interface BotProcess {
  /** How it logged the end of each interaction, by the interaction's id; once each if all is well. */
  readonly outcomes: ReadonlyMap<string, readonly string[]>;
  /** Generation of the corpus that it last told to have read. */
  generation(): number;
  /** Some of its metrics, read at once; NaN where there is none. */
  metrics(names: readonly string[]): Promise<number[]>;
  memory(): Promise<Memory>;
  /** Has it look at the corpus now. */
  lookAgain(): void;
  /** Gives the exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once; its workers follow. */
  kill(): void;
}

export const RESTARTS = "on_record_worker_restarts";
/** Of the bot's event loop, in seconds; a reading begins the measure anew. */
export const DELAY = 'on_record_event_loop_delay_seconds{quantile="0.99"}';
export const LONGEST_DELAY = 'on_record_event_loop_delay_seconds{quantile="1"}';

const lineSchema = z.looseObject({
  event: z.string(),
  interaction: z.string().optional(),
  outcome: z.string().optional(),
  generation: z.number().optional(),
  count: z.number().optional(),
});

export interface BotPlace {
  readonly corpusDir: string;
  readonly stateDir: string;
}

/** Starts it, and waits until it answers. */
export async function startBotProcess(discord: Discord, place: BotPlace): Promise<BotProcess> {
  const program = compiledProgram();
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: "/usr/local/bin:/usr/bin:/bin",
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      ON_RECORD_CORPUS_DIR: place.corpusDir,
      ON_RECORD_STATE_DIR: place.stateDir,
      ON_RECORD_HEALTH_PORT: "127.0.0.1:0",
      ON_RECORD_INGEST_MINUTES: "0",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((settle) => {
    child.on("close", settle);
  });
  const outcomes = new Map<string, string[]>();
  const seen = { isAnswering: false, port: 0, generation: 0 };
  createInterface({ input: child.stdout }).on("line", (line) => {
    const { event, interaction, outcome, generation, count } = lineSchema.parse(JSON.parse(line));
    if (event === "answering") seen.isAnswering = true;
    if (event === "health is served") seen.port = count ?? 0;
    if (event === "corpus read") seen.generation = generation ?? 0;
    if (interaction !== undefined && outcome !== undefined)
      outcomes.set(interaction, [...(outcomes.get(interaction) ?? []), outcome]);
  });
  while (!seen.isAnswering) {
    if (child.exitCode !== null) throw new Error("The bot ended before it answered.");
    await wait(100);
  }
  return {
    outcomes,
    generation: () => seen.generation,
    metrics: async (names) => {
      const text = await (await fetch(`http://127.0.0.1:${seen.port}/metrics`)).text();
      const lines = text.split("\n");
      return names.map((name) => {
        const line = lines.find((one) => one.startsWith(`${name} `));
        return Number(line?.slice(name.length) ?? Number.NaN);
      });
    },
    memory: () => memoryOf(child.pid ?? 0),
    lookAgain: () => void child.kill("SIGHUP"),
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

/** Compiled code lies one folder deeper than this source, and beside it where this is compiled too. */
function compiledProgram(): string {
  const places = ["../../../src/bot.js", "../../../dist/src/bot.js"];
  const found = places.map((one) => resolve(import.meta.dirname, one)).find(existsSync);
  if (found === undefined) throw new Error("There is no compiled bot: run npm run build.");
  return found;
}

const KB_PER_MB = 1_024;

/** By `ps`, which knows the workers too. */
async function memoryOf(botPid: number): Promise<Memory> {
  const { stdout } = await promisify(execFile)("ps", ["-A", "-o", "pid=,ppid=,rss="]);
  const rows = stdout.split("\n").map((line) => line.trim().split(/\s+/).map(Number));
  const mbOf = (column: number): number => {
    const own = rows.filter((row) => row[column] === botPid);
    return Math.round(own.reduce((sum, [, , kb = 0]) => sum + kb, 0) / KB_PER_MB);
  };
  return { bot: mbOf(0), workers: mbOf(1) };
}
