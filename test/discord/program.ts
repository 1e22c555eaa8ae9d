import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { Place } from "../support/cli.ts";
import type { Discord } from "./double/start.ts";

const dist = resolve(import.meta.dirname, "../../dist/src");

/** A program of the bot, started as its users start it: a process of its own. */
export interface Program {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** The exit code, once nothing of it runs any more; null after a signal. */
  readonly ended: Promise<number | null>;
}

export function startProgram(
  file: string,
  place: Place,
  env: Readonly<Record<string, string>>,
): Program {
  const program = resolve(dist, file);
  if (!existsSync(program)) throw new Error(`${program} is missing: run npm run build`);
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: process.env["PATH"] ?? "",
      ON_RECORD_CORPUS_DIR: place.corpusDir,
      ON_RECORD_STATE_DIR: place.stateDir,
      ON_RECORD_HEALTH_PORT: "",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let out = "";
  let err = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
  const ended = new Promise<number | null>((settle) => {
    child.on("close", (code) => settle(code));
  });
  return { child, out: () => out, err: () => err, ended };
}

export const settingsOf = ({ token, url }: Discord) => ({
  DISCORD_TOKEN: token,
  DISCORD_API_URL: url,
});

/** Registers the commands, as `npm run deploy` does, and gives what it printed. */
export async function deployCommands(discord: Discord, place: Place): Promise<string> {
  const deploy = startProgram("deploy.js", place, settingsOf(discord));
  expect(await deploy.ended).toBe(0);
  return deploy.out();
}

/** Starts the bot, and waits until each of its shards answers. */
export async function startBot(
  discord: Discord,
  place: Place,
  { shards }: { readonly shards?: number } = {},
): Promise<Program> {
  const env = shards === undefined ? {} : { ON_RECORD_SHARDS: String(shards) };
  const bot = startProgram("bot.js", place, { ...settingsOf(discord), ...env });
  const answering = () => bot.out().split('"event":"answering"').length - 1;
  const isUp = () => `${answering() === (shards ?? 1)}${bot.err()}`;
  await expect.poll(isUp, { timeout: 60_000 }).toBe("true");
  return bot;
}
