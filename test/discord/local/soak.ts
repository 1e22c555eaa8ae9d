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
import { soakWithFaults } from "./soak-faults.ts";
import { soakWithIngest } from "./soak-ingest.ts";

const { values: settings } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    rate: { type: "string" },
    calm: { type: "boolean", default: false },
    ingest: { type: "string" },
    corpus: { type: "string" },
  },
});

async function main(): Promise<void> {
  const { corpusDir: own } = loadConfig();
  const folder = await mkdtemp(join(tmpdir(), "on-record-soak-"));
  const place = { corpusDir: join(folder, "corpus"), stateDir: join(folder, "state") };
  await cp(own, place.corpusDir, { recursive: true });
  const discord = await startDiscord();
  let bot: BotProcess | null = null;
  try {
    const rest = new REST({ api: discord.url }).setToken(discord.token);
    await rest.put(`/applications/${discord.applicationId}/commands`, { body: commandDefinitions });
    bot = await startBotProcess(discord, place);
    const under = { discord, bot, ask: newAsker(discord) };
    const report =
      settings.ingest === undefined
        ? await soakWithFaults(under, {
            count: Number(settings.count),
            rate: Number(settings.rate ?? 50),
            isCalm: settings.calm,
          })
        : await soakWithIngest(under, {
            documents: Number(settings.ingest),
            rate: Number(settings.rate ?? 5),
            corpusFile: settings.corpus ?? null,
            corpusDir: place.corpusDir,
          });
    const code = await bot.stop();
    process.stdout.write(`${[...report, `  exit code of the bot ${code}`].join("\n")}\n`);
    discord.violations.assertClean();
  } finally {
    bot?.kill();
    await discord.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
