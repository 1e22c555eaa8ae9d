import { cp, readdir, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startAnswerer } from "../../src/answerer/client.ts";
import { openSettings } from "../../src/store/settings.ts";
import { tempPlace } from "../support/cli.ts";
import { tempDir } from "../support/temp.ts";
import { configOf, workerUrl } from "./support.ts";

const articles = resolve(import.meta.dirname, "../../corpus");
const RUTTE = "What did Rutte say about China?";

/** Deletes all but the encoder, which takes long to write. */
async function deleteState(stateDir: string): Promise<void> {
  const names = (await readdir(stateDir)).filter((name) => name !== "models");
  for (const name of names) await rm(join(stateDir, name), { recursive: true });
}

test("a state that is deleted while it runs is answered from, and made anew at the next look", async () => {
  const corpusDir = join(await tempDir(), "corpus");
  await cp(articles, corpusDir, { recursive: true });
  const place = await tempPlace(corpusDir);
  const answerer = startAnswerer(configOf(place), { workerUrl: workerUrl() });
  onTestFinished(() => answerer.close());
  await answerer.ingest();
  await deleteState(place.stateDir);
  expect((await answerer.ask(RUTTE)).status).toBe("answered");
  await writeFile(
    join(corpusDir, "bridge.txt"),
    "Mayor Ada Lind of Uppsala said that the bridge is safe.\n",
  );
  expect(await answerer.ingest()).toMatchObject({ added: 6, unchanged: 0 });
  expect((await answerer.ask(RUTTE)).status).toBe("answered");
  expect((await answerer.ask("What did Ada Lind say about the bridge?")).status).toBe("answered");
  expect((await answerer.coverage()).documents).toBe(6);
  expect(await answerer.ingest()).toMatchObject({ added: 0, unchanged: 6 });
}, 120_000);

test("settings that are deleted while it runs go on until it ends", async () => {
  const folder = await tempDir();
  const settings = await openSettings(join(folder, "settings.db"));
  onTestFinished(() => settings.close());
  settings.enable("1", "2");
  for (const name of await readdir(folder)) await rm(join(folder, name));
  settings.enable("1", "3");
  settings.keepQuery("key", "query");
  expect([settings.channels("1"), settings.query("key")]).toEqual([["2", "3"], "query"]);
});
