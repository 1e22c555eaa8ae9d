import type { App } from "../app.ts";
import { ask } from "../use-cases/ask.ts";
import { OnRecordError } from "../core/errors.ts";
import type { SourceDocument, Span } from "../core/types.ts";
import { documentsOf } from "../use-cases/documents.ts";
import type { IngestReport } from "../core/ingest-report.ts";
import type { Store } from "../ports.ts";
import { checkReceipt } from "../use-cases/receipt.ts";
import { findQuotes } from "../use-cases/quotes.ts";
import type { Searchable } from "../use-cases/retrieve.ts";
import { verifyQuote } from "../use-cases/verify.ts";
import { findWho } from "../use-cases/who.ts";
import { boundAnswer, boundQuotes, boundReceipt, boundVerification } from "./bounds.ts";
import { readNames } from "./autocomplete-names.ts";
import type { Coverage, DocumentPage } from "./port.ts";
import type { Handlers } from "./protocol.ts";

/** What a worker serves, over an app of its own. */
export function createHandlers(app: App, cutPages: CutPages): Handlers {
  const { store } = app;
  const searchable = held(app);
  const pages = keptPages(cutPages);
  const built = <T>(work: () => T): T => {
    if (store.generation() > 0) return work();
    throw new OnRecordError(
      "E_STATE_MISSING",
      "There is no index yet: the documents are being read for the first time. Ask again in a moment.",
    );
  };
  return {
    ask: ({ question, options }) =>
      built(async () => boundAnswer(await ask(await searchable(), question, options))),
    quotes: (asked) => built(async () => boundQuotes(await findQuotes(store, searchable, asked))),
    who: ({ about, filter }) =>
      built(async () => boundAnswer(await findWho(await searchable(), about, filter))),
    verify: async ({ quote, speaker }) =>
      built(() => boundVerification(verifyQuote(store, quote, { speaker }))),
    receipt: async (id) => built(() => boundReceipt(checkReceipt(store, id))),
    sources: async (search) => {
      const filter = { sources: search === null ? [] : [search], from: null, to: null };
      return documentsOf(store, filter) ?? store.documents();
    },
    document: async ({ id, page }) => {
      const document = store.document(id);
      return document && pageOf(document, pages(document), page);
    },
    names: () => readNames(store),
    coverage: async () => coverageOf(store),
    ingest: () => ingestAndIndex(app),
    refresh: async () => {
      if (store.generation() > 0) await warmUp(await searchable());
      return store.generation();
    },
    close: async () => {
      await app.close();
      return null;
    },
  };
}

/** Cuts a text into the pages on which it is shown; they lie end to end. */
export type CutPages = (text: string) => readonly Span[];

/** Documents whose pages are remembered: cutting a long one takes a part of a second. */
const PAGED_DOCUMENTS_MAX = 8;

/** The pages of a text, remembered for those who turn them. */
function keptPages(cutPages: CutPages): (document: SourceDocument) => readonly Span[] {
  const kept = new Map<string, readonly Span[]>();
  return ({ sha256, text }) => {
    const pages = kept.get(sha256) ?? cutPages(text);
    kept.delete(sha256);
    kept.set(sha256, pages);
    const [oldest] = kept.keys();
    if (kept.size > PAGED_DOCUMENTS_MAX && oldest !== undefined) kept.delete(oldest);
    return pages;
  };
}

function pageOf(source: SourceDocument, pages: readonly Span[], page: number): DocumentPage {
  const { text, ...document } = source;
  const at = Math.max(0, Math.min(page, pages.length - 1));
  const { start, end } = pages[at] ?? { start: 0, end: 0 };
  return { document, text: text.slice(start, end), page: at, pages: pages.length };
}

function coverageOf(store: Store): Coverage {
  const problems = store.files().filter(({ problem }) => problem !== null).length;
  return { ...store.coverage(), ...store.counts(), problems };
}

/** Ingests, and writes the index file of a new generation, so that a worker that answers only reads it. */
async function ingestAndIndex(app: App): Promise<IngestReport> {
  const before = app.store.generation();
  const report = await app.ingest();
  if (report.generation !== before) await app.openIndex();
  return report;
}

/**
 * What answers are made from: one generation, held from the first question on. Of another generation
 * much has to be read anew, for seconds in a large corpus; another worker does that.
 */
function held(app: App): () => Promise<Searchable> {
  let isHeld = false;
  let opening: Promise<Searchable> | null = null;
  const open = async (): Promise<Searchable> => {
    if (!isHeld) app.store.hold();
    isHeld = true;
    return app.searchable();
  };
  return () => {
    opening ??= open().catch((error: unknown) => {
      opening = null;
      throw error;
    });
    return opening;
  };
}

/** Asks itself before anybody else does, so that what is read once a generation is there. */
async function warmUp(searchable: Searchable): Promise<void> {
  const { store } = searchable;
  const [first] = store.speakers().toSorted((a, b) => b.statementCount - a.statementCount);
  const speaker = first?.name ?? "anybody";
  try {
    await ask(searchable, `What did ${speaker} say about the news?`);
    await ask(searchable, "What happened?");
    verifyQuote(store, "These are the words of nobody", { speaker });
  } catch (error) {
    // A speaker's name can make a question that is refused; then the first to ask waits longer.
    if (!(error instanceof OnRecordError)) throw error;
  }
}
