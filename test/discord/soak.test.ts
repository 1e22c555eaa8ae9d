import { resolve } from "node:path";
import { REST } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { commandDefinitions } from "../../commands/index.ts";
import { tempPlace } from "../support/cli.ts";
import { discordForTest } from "./double/support.ts";
import { newAsker } from "./local/askers.ts";
import { startBotProcess } from "./local/bot-process.ts";
import { soakWithFaults } from "./local/soak-faults.ts";

/** The long form is `npm run soak`. */
const COUNT = 500;
const RATE = 25;

test(`${COUNT} interactions, with faults: each is answered once, or the log has the reason`, async () => {
  const discord = await discordForTest();
  const rest = new REST({ api: discord.url }).setToken(discord.token);
  await rest.put(`/applications/${discord.applicationId}/commands`, { body: commandDefinitions });
  const corpusDir = resolve(import.meta.dirname, "../../corpus");
  const bot = await startBotProcess(discord, await tempPlace(corpusDir));
  onTestFinished(() => bot.kill());
  const under = { discord, bot, ask: newAsker(discord) };
  const { lines, faults } = await soakWithFaults(under, {
    count: COUNT,
    rate: RATE,
    isCalm: false,
  });
  process.stdout.write(`${lines.join("\n")}\n`);
  expect(faults).toEqual([]);
  expect(await bot.stop()).toBe(0);
  discord.violations.assertClean();
}, 180_000);
