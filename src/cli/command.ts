import { join, resolve } from "node:path";
import { type ParseArgsConfig, parseArgs } from "node:util";
import { type App, openApp } from "../app.ts";
import { OnRecordError, isStaleButGood } from "../core/errors.ts";
import type { Config } from "../config.ts";
import { sha256Of } from "../hash.ts";
import type { Progress, Style } from "./terminal.ts";

/** What a command is given: settings, and where to print. */
export interface Context {
  readonly config: Config;
  readonly style: Style;
  readonly progress: Progress;
  readonly print: (text: string) => void;
  /** For notes beside the result: goes to standard error. */
  readonly note: (text: string) => void;
}

export interface CommandInput {
  readonly positionals: readonly string[];
  /** The value of a string option, or null. */
  option(name: string): string | null;
  /** The values of a string option that may be given several times, in order. */
  all(name: string): readonly string[];
  flag(name: string): boolean;
}

/** One command of the command line, as data. `run` gives the exit code. */
export interface Command {
  readonly name: string;
  readonly usage: string;
  readonly summary: string;
  /** A line each: `["--json", "print the answer as JSON"]`. */
  readonly help: readonly (readonly [string, string])[];
  readonly options: NonNullable<ParseArgsConfig["options"]>;
  run(context: Context, input: CommandInput): Promise<number>;
}

export const EXIT_ANSWERED = 0;
export const EXIT_NO_ANSWER = 1;

/** @throws OnRecordError E_USAGE naming the argument. */
export function parseInput(command: Command, args: readonly string[]): CommandInput {
  try {
    const parsed = parseArgs({
      args: [...args],
      options: {
        ...command.options,
        help: { type: "boolean", short: "h" },
        json: { type: "boolean" },
      },
      allowPositionals: true,
    });
    const values = new Map<string, unknown>(Object.entries(parsed.values));
    return {
      positionals: parsed.positionals,
      option: (name) => {
        const value = values.get(name);
        return typeof value === "string" ? value : null;
      },
      all: (name) => {
        const value = values.get(name);
        return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
      },
      flag: (name) => values.get(name) === true,
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OnRecordError("E_USAGE", `${reason}\nUsage: ${command.usage}`, { cause: error });
  }
}

export function wrongUse(command: Pick<Command, "usage">, message: string): OnRecordError {
  return new OnRecordError("E_USAGE", `${message}\nUsage: ${command.usage}`);
}

/** Opens the app, brings its index to what the corpus holds, and runs `work`. */
export async function withFreshStore(
  context: Context,
  work: (app: App) => Promise<number>,
): Promise<number> {
  return withApp(context, (app) => refresh(app, context), work);
}

/** As `withFreshStore`, for work with the encoder: it loads while the corpus is looked through. */
export async function withFreshApp(
  context: Context,
  work: (app: App) => Promise<number>,
): Promise<number> {
  return withApp(context, (app) => Promise.all([app.embedder(), refresh(app, context)]), work);
}

async function withApp(
  context: Context,
  prepare: (app: App) => Promise<unknown>,
  work: (app: App) => Promise<number>,
): Promise<number> {
  const app = await openApp(context.config, { onProgress: context.progress.update });
  try {
    await prepare(app);
    context.progress.stop();
    return await work(app);
  } finally {
    await app.close();
  }
}

async function refresh(app: App, context: Context): Promise<void> {
  try {
    const { problems } = await app.ingest();
    for (const { message } of problems) context.note(context.style.warn(`skipped ${message}`));
  } catch (error) {
    const generation = app.store.generation();
    if (!isStaleButGood(error, { generation, isServing: false })) throw error;
    context.note(context.style.warn(`${error.message}\nAnswering from the last good index.`));
  }
}

/** The value of an option that must be given. */
export function required(
  command: Pick<Command, "usage">,
  input: CommandInput,
  name: string,
): string {
  const value = input.option(name);
  if (value === null) throw wrongUse(command, `--${name} is missing.`);
  return value;
}

/** A corpus named on the command line keeps a state of its own, so that a second run reads nothing again. */
export function stateFor(config: Config, corpus: string): Config {
  const key = sha256Of(resolve(corpus)).slice(0, 16);
  const stateDir = join(config.stateDir, "eval", key);
  return { ...config, stateDir, databasePath: join(stateDir, "on-record.db") };
}

/** A date of the command line, as precise as it is written: 2024, 2024-11 or 2024-11-18. */
export function dateOption(command: Command, input: CommandInput, name: string): string | null {
  const date = input.option(name);
  if (date !== null && !/^\d{4}(-\d{2}){0,2}$/.test(date)) {
    throw wrongUse(command, "A date is written 2024, 2024-11 or 2024-11-18.");
  }
  return date;
}
