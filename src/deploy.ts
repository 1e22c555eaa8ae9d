/** The entry point of `npm run deploy`. */
import { commandDefinitions } from "../commands/index.ts";
import { readBotConfig } from "./config.ts";
import { OnRecordError } from "./core/errors.ts";
import { openSettings } from "./store/settings.ts";
import { runDeploy } from "./discord/run/register.ts";

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function main(): Promise<void> {
  const config = readBotConfig();
  const settings = await openSettings(config.settingsPath);
  try {
    const definitions = commandDefinitions;
    await runDeploy(process.argv.slice(2), { config, definitions, settings, print });
  } finally {
    settings.close();
  }
}

const EXIT_BROKEN_STATE = 3;

await main().catch((error: unknown) => {
  const known = error instanceof OnRecordError;
  const detail = String(error instanceof Error ? error.stack : error);
  process.stderr.write(`${known ? error.message : `This should not have happened:\n${detail}`}\n`);
  process.exitCode = known ? error.exitCode : EXIT_BROKEN_STATE;
});
