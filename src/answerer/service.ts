import type { App } from "../app.ts";
import { ask } from "../ask.ts";
import { OnRecordError } from "../core/errors.ts";
import { documentsOf } from "../documents.ts";
import type { IngestReport } from "../ingest.ts";
import type { Store } from "../ports.ts";
import { checkReceipt } from "../receipt.ts";
import type { Sources } from "../retrieve.ts";
import { verifyQuote } from "../verify.ts";
import { findQuotes, findWho } from "./look-ups.ts";
import { readNames } from "./names.ts";
import type { Coverage } from "./port.ts";
import type { Handlers } from "./protocol.ts";

/** What a worker serves, over an app of its own. */
export function makeHandlers(app: App): Handlers {
  const { store } = app;
  const index = steadyIndex(app);
  const built = <T>(work: () => T): T => {
    if (store.generation() > 0) return work();
    throw new OnRecordError(
      "E_STATE_MISSING",
      "There is no index yet: the documents are being read for the first time. Ask again in a moment.",
    );
  };
  return {
    ask: ({ question, options }) =>
      built(async () => ask(await index.sources(), question, options)),
    quotes: (asked) => built(() => findQuotes(store, index.sources, asked)),
    who: ({ about, filter }) => built(async () => findWho(await index.sources(), about, filter)),
    verify: async ({ quote, speaker }) => built(() => verifyQuote(store, quote, { speaker })),
    receipt: async (id) => built(() => checkReceipt(store, id)),
    sources: async (search) => {
      const filter = { sources: search === null ? [] : [search], from: null, to: null };
      return documentsOf(store, filter) ?? store.documents();
    },
    document: async (id) => store.document(id),
    names: () => readNames(store),
    coverage: async () => coverageOf(store),
    ingest: () => ingestAndIndex(app),
    refresh: () => index.refresh(),
    close: async () => {
      await app.close();
      return null;
    },
  };
}

function coverageOf(store: Store): Coverage {
  const problems = store.files().filter(({ problem }) => problem !== null).length;
  return { ...store.coverage(), ...store.counts(), problems };
}

/** Ingests, and writes the index file of a new generation, so that a worker that answers only reads it. */
async function ingestAndIndex(app: App): Promise<IngestReport> {
  const before = app.store.generation();
  const report = await app.ingest();
  if (report.generation !== before) await app.sources();
  return report;
}

/** How long a new generation may go unannounced before its index is opened all the same. */
const UNANNOUNCED_MS = 30_000;

/**
 * The vector index that answers are made from. Opening a changed one takes seconds in a large
 * corpus, so meanwhile the one before serves: ids of passages are never used twice, so of a removed
 * passage nothing is found, and of a new one its words.
 */
function steadyIndex(app: App) {
  let current: { readonly generation: number; readonly sources: Sources } | null = null;
  let opening: Promise<Sources> | null = null;
  let noticedAt: number | null = null;

  const open = (): Promise<Sources> => {
    opening ??= (async () => {
      const generation = app.store.generation();
      const sources = await app.sources();
      current = { generation, sources };
      noticedAt = null;
      return sources;
    })().finally(() => {
      opening = null;
    });
    return opening;
  };
  return {
    sources: async (): Promise<Sources> => {
      if (!current) return open();
      if (current.generation !== app.store.generation()) {
        noticedAt ??= performance.now();
        // Where it cannot be opened, the one before goes on, and the next question tries again.
        if (performance.now() - noticedAt > UNANNOUNCED_MS) open().catch(() => undefined);
      }
      return current.sources;
    },
    refresh: async (): Promise<number> => {
      if (app.store.generation() > 0 && current?.generation !== app.store.generation())
        await (opening ?? open());
      return current?.generation ?? 0;
    },
  };
}
