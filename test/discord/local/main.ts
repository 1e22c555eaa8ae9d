/** The entry point of `npm run discord:local`: the bot as it is, on a Discord of its own. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startAnswerer } from "../../../src/answerer/client.ts";
import { loadConfig, programVersion } from "../../../src/config.ts";
import { createLog } from "../../../src/discord/run/log.ts";
import { createMetrics } from "../../../src/discord/run/metrics.ts";
import { renderer } from "../../../src/discord/render/renderer.ts";
import { TURN_LIMITS, createTurns } from "../../../src/discord/run/turns.ts";
import { openSettings } from "../../../src/store/settings.ts";
import { startLocal, talk } from "./local.ts";

/** Settings and buttons of the terminal are forgotten at its end; the index is the checkout's own. */
async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "on-record-discord-"));
  const answerer = startAnswerer(loadConfig());
  // One person, who may be a script.
  const user = { burst: 1_000, everyMs: 1 };
  const ask = { ...TURN_LIMITS.ask, user, server: user };
  const turns = createTurns(() => performance.now(), { ...TURN_LIMITS, ask, press: ask });
  const settings = await openSettings(join(folder, "settings.db"));
  const metrics = createMetrics({
    answerer: () => answerer.state(),
    turns: () => turns.depth(),
    feedback: () => settings.feedback(),
  });
  try {
    process.stdout.write("Reading the documents ...\n");
    await answerer.ingest();
    await talk(
      await startLocal({
        answerer,
        turns,
        metrics,
        settings,
        render: renderer,
        // Standard output is the screen.
        log: createLog("silent"),
        version: programVersion(),
      }),
    );
  } finally {
    metrics.close();
    await answerer.close();
    settings.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
