import { createEmbedder, encoderFingerprint } from "../embeddings/transformers-embedder.ts";
import { createReader } from "../embeddings/reader.ts";
import { createTagger, readTaggerParameters } from "../embeddings/tagger.ts";
import { ask } from "./use-cases/ask.ts";
import type { Config } from "./config.ts";
import { folderReader } from "./corpus/folder.ts";
import { OnRecordError } from "./core/errors.ts";
import type { Answer, AskOptions } from "./core/answer.ts";
import type { IngestReport } from "./core/ingest-report.ts";
import { openVectorIndex } from "../embeddings/index-cache.ts";
import { READING, ingest } from "./use-cases/ingest.ts";
import type { CorpusReader, Embedder, Store, VectorIndex } from "./ports.ts";
import type { Readers } from "./use-cases/read-document.ts";
import type { Searchable } from "./use-cases/retrieve.ts";
import { moveDatabaseAside } from "./store/database.ts";
import { openStore } from "./store/store.ts";

export type OnProgress = (stage: string, done: number, total: number) => void;

export interface AppOptions {
  /** Default: the folder that the settings name. */
  readonly corpus?: CorpusReader;
  readonly onProgress?: OnProgress;
  /** Read the whole database for damage first. */
  readonly check?: boolean;
  /** Move the database aside and start with an empty one. */
  readonly rebuild?: boolean;
}

/** Everything wired together; the one place that knows which adapters there are. */
export interface App {
  readonly store: Store;
  /** Brings the index to what the corpus holds. Cheap when nothing changed. */
  ingest(): Promise<IngestReport>;
  ask(question: string, options?: AskOptions): Promise<Answer>;
  /** Store, encoder, reader and vector index of the present generation, ready to search. */
  searchable(): Promise<Searchable>;
  /** Reads the vector index of the present generation, or builds it and writes its file. */
  openIndex(): Promise<VectorIndex>;
  /** The encoder, loaded at the first call. */
  embedder(): Promise<Embedder>;
  /** Encoder and tagger, loaded at the first call. */
  readers(): Promise<Readers>;
  close(): Promise<void>;
}

/**
 * @throws OnRecordError where the state cannot be opened, see `openStore`.
 */
export async function openApp(config: Config, options: AppOptions = {}): Promise<App> {
  if (options.rebuild) moveDatabaseAside(config.databasePath, `damaged-${Date.now()}`);
  const store = await openStore(config.databasePath, { check: options.check ?? false });
  const onProgress = options.onProgress ?? (() => undefined);
  const corpus = options.corpus ?? folderReader(config.corpusDir);

  const encoder = once(() => encoderFingerprint(config.encoder));
  const loadEmbedder = once(() =>
    createEmbedder(config.encoder, () => onProgress("Writing the encoder", 0, 1)),
  );
  const taggerName = once(async () => {
    const { fingerprint } = await readTaggerParameters(config.taggerDir);
    return `${READING}, ${fingerprint}`;
  });
  const loadTagger = once(() => createTagger(config.taggerDir));
  const loadReader = once(() => createReader(config.readerDir));
  const loadReaders = async () => ({ embedder: await loadEmbedder(), tagger: await loadTagger() });
  let opened: { readonly generation: number; readonly index: VectorIndex } | null = null;

  const openIndex = async (): Promise<VectorIndex> => {
    const embedder = await loadEmbedder();
    const generation = store.generation();
    if (opened?.generation === generation) return opened.index;
    const index = await openVectorIndex({
      store,
      encoder: embedder.fingerprint,
      dimensions: embedder.dimensions,
      folder: config.stateDir,
      onProgress: (done, total) => onProgress("Indexing vectors", done, total),
    });
    opened = { generation, index };
    return index;
  };
  const searchable = async (): Promise<Searchable> => {
    const [embedder, index] = await Promise.all([loadEmbedder(), openIndex()]);
    return { store, embedder, reader: loadReader, index };
  };
  return {
    store,
    searchable,
    openIndex,
    embedder: loadEmbedder,
    readers: loadReaders,
    ingest: async () => {
      const report = await ingest({
        corpus,
        store,
        encoder: await encoder(),
        tagger: await taggerName(),
        loadReaders,
        onProgress: (stage, done, total) =>
          onProgress(stage === "opening" ? "Opening documents" : "Reading documents", done, total),
      });
      refuseEmpty(report, store, corpus);
      return report;
    },
    ask: async (question, options) => ask(await searchable(), question, options),
    close: async () => {
      store.close();
      if (loadEmbedder.started()) await loadEmbedder().then((embedder) => embedder.close());
      if (loadTagger.started()) await loadTagger().then((tagger) => tagger.close());
      if (loadReader.started()) await loadReader().then((reader) => reader.close());
    },
  };
}

function refuseEmpty(report: IngestReport, store: Store, corpus: CorpusReader): void {
  if (store.counts().documents > 0) return;
  const reasons = report.problems.map(({ message }) => `\n  ${message}`).join("");
  throw new OnRecordError(
    "E_CORPUS_EMPTY",
    `No file of ${corpus.name} can be used as a document:${reasons}`,
  );
}

/** Runs `work` at the first call and gives its promise to all; a failure is forgotten, so that a retry is possible. */
function once<T>(work: () => Promise<T>): { (): Promise<T>; started(): boolean } {
  let result: Promise<T> | null = null;
  const call = () => {
    result ??= work().catch((error: unknown) => {
      result = null;
      throw error;
    });
    return result;
  };
  return Object.assign(call, { started: () => result !== null });
}
