import { expect, test } from "vitest";
import { tempPlace } from "../support/cli.ts";
import { seen } from "./bot/support.ts";
import { discordForTest } from "./double/support.ts";
import { deployCommands, settingsOf, startBot, startProgram } from "./program.ts";

/** The programs as they are started, each a process of its own. */

const WAIT_MS = 10_000;

test("without a token it says what to do, step by step", async () => {
  const bot = startProgram("bot.js", await tempPlace(), { DISCORD_TOKEN: "" });
  expect(await bot.ended).toBe(2);
  expect(bot.err()).toMatch(/1\. Open https:\/\/discord\.com\/developers/);
  expect(bot.err()).toContain("permissions=274877991936");
  expect(bot.out()).toBe("");
});

test("a token that Discord does not know, and a corpus without documents", async () => {
  const discord = await discordForTest();
  const place = await tempPlace();
  const env = settingsOf(discord);
  const wrong = startProgram("bot.js", place, { ...env, DISCORD_TOKEN: "wrong" });
  expect(await wrong.ended).toBe(2);
  expect(wrong.err()).toContain("Discord does not know this token.");
  const empty = startProgram("bot.js", { ...place, corpusDir: place.stateDir }, env);
  expect(await empty.ended).toBe(3);
  expect(empty.err()).toContain("no document to answer from");
}, 30_000);

test("started without its commands registered it says how to, and not when they are", async () => {
  const discord = await discordForTest();
  const place = await tempPlace();
  const first = await startBot(discord, place);
  expect(first.out()).toContain("run npm run deploy");
  first.child.kill("SIGTERM");
  expect(await first.ended).toBe(0);
  expect(await deployCommands(discord, place)).toContain("+ /ask");
  const second = await startBot(discord, place);
  expect(second.out()).not.toContain("npm run deploy");
}, 150_000);

test("killed in use and started again, it answers every button of before", async () => {
  const discord = await discordForTest();
  const place = await tempPlace();
  await deployCommands(discord, place);
  const first = await startBot(discord, place);
  const question = "What did Rutte say?";
  const open = await discord.slash("ask", { question }).answered(WAIT_MS);
  const own = await discord.slash("ask", { question, private: true }).answered(WAIT_MS);
  expect(open.text).toContain("Understood: statements by Mark Rutte");
  const message = seen(open.reply);
  for (let at = 0; at < 4; at += 1) discord.slash("who", { about: "China" });
  first.child.kill("SIGKILL");
  // Its workers hold its output, so they are gone too.
  await first.ended;
  await startBot(discord, place);
  await discord.press(message, "Next").answered(WAIT_MS);
  expect(discord.textOf(message)).toContain("page 2 of");
  // Each by somebody else: who presses much is told to wait.
  const press = (button: string) =>
    discord.press(message, button, { user: discord.addUser(button) }).answered(WAIT_MS);
  expect((await press("More context")).text).toContain("In its context");
  expect((await press("Cite")).text).toContain("Copy this.");
  const user = discord.addUser("Reader");
  const source = await discord.press(message, "Open source", { user }).answered(WAIT_MS);
  await discord.press(seen(source.reply), "Next", { user }).answered(WAIT_MS);
  expect(source.text).toContain("page 2 of");
  const post = discord.press(seen(own.reply), "Post publicly");
  await expect.poll(() => post.followUps.length, { timeout: WAIT_MS }).toBe(1);
  expect(discord.textOf(seen(post.followUps[0]))).toContain(question);
  discord.violations.assertClean();
}, 180_000);

test("at SIGTERM what is under way is answered, and it ends", async () => {
  const discord = await discordForTest();
  const place = await tempPlace();
  await deployCommands(discord, place);
  const bot = await startBot(discord, place);
  const last = discord.slash("ask", { question: "What did Barrot say?" });
  bot.child.kill("SIGTERM");
  await last.answered(WAIT_MS);
  expect(last.text).toMatch(/Jean-Noël Barrot|Please wait/);
  expect(await bot.ended).toBe(0);
  expect(bot.out()).toContain('"event":"stopped"');
  expect(bot.err()).toBe("");
  discord.violations.assertClean();
}, 150_000);
