import { type App, openApp } from "../../../src/app.ts";
import { createHandlers } from "../../../src/answerer/service.ts";
import { textPages } from "../../../src/discord/render/text-pages.ts";
import { loadConfig } from "../../../src/config.ts";
import type { Answerer } from "../../../src/discord/bot/ports.ts";
import { ALL_DOCUMENTS } from "../../../src/core/document-filter.ts";
import { tempPlace } from "../../support/cli.ts";

/** The corpus in this process, with the real model: the same answers without another one. */
export async function openCorpus(): Promise<{ answerer: Answerer; app: App }> {
  const { corpusDir, stateDir } = await tempPlace();
  const app = await openApp(
    loadConfig({ ON_RECORD_CORPUS_DIR: corpusDir, ON_RECORD_STATE_DIR: stateDir }),
  );
  await app.ingest();
  return { app, answerer: inProcess(app) };
}

function inProcess(app: App): Answerer {
  const serves = createHandlers(app, textPages);
  return {
    ask: async (question, options = {}) => serves.ask({ question, options }),
    quotes: async (asked) => serves.quotes(asked),
    who: async (about, filter = ALL_DOCUMENTS) => serves.who({ about, filter }),
    verify: async (quote, speaker) => serves.verify({ quote, speaker }),
    receipt: async (id) => serves.receipt(id),
    sources: async (search) => serves.sources(search),
    document: async (id, page) => serves.document({ id, page }),
    names: async () => serves.names(null),
    coverage: async () => serves.coverage(null),
  };
}
