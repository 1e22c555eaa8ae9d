import { type ParseArgsConfig, parseArgs } from "node:util";
import { OnRecordError } from "../core/errors.ts";
import type { Config } from "../config.ts";
import type { Progress, Style } from "./terminal.ts";

/** What a command is given: settings, and where to print. */
export interface Context {
  readonly config: Config;
  readonly style: Style;
  readonly progress: Progress;
  print(text: string): void;
  /** For notes beside the result: goes to standard error. */
  note(text: string): void;
}

export interface CommandInput {
  readonly positionals: readonly string[];
  /** The value of a string option, or null. */
  option(name: string): string | null;
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
