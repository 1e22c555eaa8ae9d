import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Place, tempPlace } from "../support/cli.ts";
import { seen } from "./bot/support.ts";
import type { Discord } from "./double/start.ts";
import { discordForTest } from "./double/support.ts";

/** The programs as they are started, each a process of its own. */

const dist = resolve(import.meta.dirname, "../../dist/src");

interface Program {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  readonly ended: Promise<number | null>;
}

function start(file: string, place: Place, env: Readonly<Record<string, string>>): Program {
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

const settingsOf = ({ token, url }: Discord) => ({ DISCORD_TOKEN: token, DISCORD_API_URL: url });

async function startBot(discord: Discord, place: Place): Promise<Program> {
  const bot = start("bot.js", place, settingsOf(discord));
  await expect
    .poll(() => `${bot.out()}${bot.err()}`, { timeout: 20_000 })
    .toContain('"event":"answering"');
  return bot;
}

test("without a token it says what to do, step by step", async () => {
  const bot = start("bot.js", await tempPlace(), { DISCORD_TOKEN: "" });
  expect(await bot.ended).toBe(2);
  expect(bot.err()).toMatch(/1\. Open https:\/\/discord\.com\/developers/);
  expect(bot.err()).toContain("permissions=274877991936");
  expect(bot.out()).toBe("");
});

test("a token that Discord does not know, and a corpus without documents", async () => {
  const discord = await discordForTest();
  const place = await tempPlace();
  const env = settingsOf(discord);
  const wrong = start("bot.js", place, { ...env, DISCORD_TOKEN: "wrong" });
  expect(await wrong.ended).toBe(2);
  expect(wrong.err()).toContain("Discord does not know this token.");
  const empty = start("bot.js", { ...place, corpusDir: place.stateDir }, env);
  expect(await empty.ended).toBe(3);
  expect(empty.err()).toContain("no document to answer from");
}, 30_000);

test("deployed and started it answers, goes on after a kill, and drains at SIGTERM", async () => {
  const discord = await discordForTest();
  const place = await tempPlace();
  const deploy = start("discord/deploy-main.js", place, settingsOf(discord));
  expect(await deploy.ended).toBe(0);
  expect(deploy.out()).toContain("+ /ask");
  const first = await startBot(discord, place);
  expect(first.out()).not.toContain("npm run deploy");
  const handle = discord.slash("ask", { question: "What did Rutte say?" });
  await handle.answered(10_000);
  expect(handle.text).toContain("Understood: statements by Mark Rutte");
  const message = seen(handle.reply);

  first.child.kill("SIGKILL");
  await first.ended;
  const second = await startBot(discord, place);
  await discord.press(message, "Next").answered(10_000);
  expect(discord.textOf(message)).toContain("page 2 of");

  const last = discord.slash("ask", { question: "What did Barrot say?" });
  second.child.kill("SIGTERM");
  await last.answered(10_000);
  expect(last.text).toMatch(/Jean-Noël Barrot|Please wait/);
  expect(await second.ended).toBe(0);
  expect(second.out()).toContain('"event":"stopped"');
  expect(second.err()).toBe("");
  discord.violations.assertClean();
}, 60_000);
