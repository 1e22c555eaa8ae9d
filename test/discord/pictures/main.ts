/** The entry point of `npm run discord:pictures`: what the bot replies, drawn for the README. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startAnswerer } from "../../../src/answerer/client.ts";
import { loadConfig, programVersion } from "../../../src/config.ts";
import { createLog } from "../../../src/discord/run/log.ts";
import { renderer } from "../../../src/discord/render/renderer.ts";
import { openSettings } from "../../../src/store/settings.ts";
import { startLocal } from "../local/local.ts";
import { takePictures } from "./replies.ts";

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "on-record-pictures-"));
  const config = loadConfig();
  // A new index, so that its number is the first; the encoder is the checkout's own.
  const place = { stateDir: folder, databasePath: join(folder, "on-record.db") };
  const answerer = startAnswerer({ ...config, ...place });
  const settings = await openSettings(join(folder, "settings.db"));
  const quiet = (): void => undefined;
  try {
    await answerer.ingest();
    const local = await startLocal({
      answerer,
      settings,
      render: renderer,
      turns: { take: () => ({ ok: true, done: quiet }) },
      metrics: { record: quiet },
      log: createLog("silent"),
      version: programVersion(),
    });
    const pictures = await takePictures(local.discord);
    await local.stop();
    const target = resolve("docs/pictures");
    await mkdir(target, { recursive: true });
    for (const [name, svg] of pictures) await writeFile(join(target, name), svg);
    process.stdout.write(`${pictures.size} pictures in ${target}\n`);
  } finally {
    await answerer.close();
    settings.close();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
