/** The entry point of `npm run soak`: the bot as a process, asked much, while something goes wrong. */
import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { REST } from "discord.js";
import { commandDefinitions } from "../../../commands/index.ts";
import { loadConfig } from "../../../src/config.ts";
import { startDiscord } from "../double/start.ts";
import { newAsker } from "./askers.ts";
import { type BotProcess, startBotProcess } from "./bot-process.ts";
import { type Soaked, type Under, soakWithFaults } from "./soak-faults.ts";
import { addHostileDocuments, soakHostile } from "./soak-hostile.ts";
import { soakWithIngest } from "./soak-ingest.ts";

const { values: settings } = parseArgs({
  options: {
    count: { type: "string" },
    rate: { type: "string" },
    calm: { type: "boolean", default: false },
    ingest: { type: "string" },
    corpus: { type: "string" },
    hostile: { type: "boolean", default: false },
    size: { type: "string", default: "6000" },
    documents: { type: "string", default: "4000" },
  },
});

async function main(): Promise<void> {
  const { corpusDir: own } = loadConfig();
  const folder = await mkdtemp(join(tmpdir(), "on-record-soak-"));
  const place = { corpusDir: join(folder, "corpus"), stateDir: join(folder, "state") };
  await cp(own, place.corpusDir, { recursive: true });
  if (settings.hostile) await addHostileDocuments(place.corpusDir, Number(settings.documents));
  const discord = await startDiscord();
  let bot: BotProcess | null = null;
  try {
    const rest = new REST({ api: discord.url }).setToken(discord.token);
    await rest.put(`/applications/${discord.applicationId}/commands`, { body: commandDefinitions });
    bot = await startBotProcess(discord, place);
    const under = { discord, bot, ask: newAsker(discord) };
    const { lines, faults } = await soak(under, place.corpusDir);
    const code = await bot.stop();
    process.stdout.write(`${[...lines, `  exit code of the bot ${code}`].join("\n")}\n`);
    if (faults.length > 0) process.exitCode = 1;
    discord.violations.assertClean();
  } finally {
    bot?.kill();
    await discord.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function soak(under: Under, corpusDir: string): Promise<Soaked> {
  if (settings.hostile) {
    const count = Number(settings.count ?? 2_000);
    return soakHostile(under, {
      count,
      rate: Number(settings.rate ?? 25),
      size: Number(settings.size),
    });
  }
  if (settings.ingest === undefined) {
    return soakWithFaults(under, {
      count: Number(settings.count ?? 10_000),
      rate: Number(settings.rate ?? 50),
      isCalm: settings.calm,
    });
  }
  const lines = await soakWithIngest(under, {
    documents: Number(settings.ingest),
    rate: Number(settings.rate ?? 5),
    corpusFile: settings.corpus ?? null,
    corpusDir,
  });
  return { lines, faults: [] };
}

await main();
