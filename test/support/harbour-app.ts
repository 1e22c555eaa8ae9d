import { type App, openApp } from "../../src/app.ts";
import { loadConfig } from "../../src/config.ts";
import type { Excerpt } from "../../src/core/types.ts";
import { tempPlace } from "./cli.ts";
import { harbourCorpus } from "./harbour.ts";

/** The app over the made-up town's news, indexed. */
export async function openHarbour(): Promise<App> {
  const { stateDir, corpusDir } = await tempPlace(await harbourCorpus());
  const app = await openApp(
    loadConfig({ ON_RECORD_CORPUS_DIR: corpusDir, ON_RECORD_STATE_DIR: stateDir }),
  );
  await app.ingest();
  return app;
}

/** "ferry-deal Ines Vold: This is a good day": document, speaker and words of each excerpt. */
export function shown(excerpts: readonly Excerpt[]): string[] {
  return excerpts.map(({ document, statement, spans }) => {
    const who = statement?.speaker ? ` ${statement.speaker.name}` : "";
    return `${document.id}${who}: ${spans.map(({ text }) => text).join(" ")}`;
  });
}
