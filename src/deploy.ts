/** The entry point of `npm run deploy`. */
import { commandDefinitions } from "../commands/index.ts";
import { readBotConfig } from "./config.ts";
import { tellError } from "./core/errors.ts";
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

await main().catch((error: unknown) => {
  const { text, exitCode } = tellError(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = exitCode;
});
