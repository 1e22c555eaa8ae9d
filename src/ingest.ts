import { OnRecordError } from "./core/errors.ts";
import { SEGMENTER, makePassages } from "./core/passages.ts";
import type { RawDocument, SourceDocument } from "./core/types.ts";
import { sha256Of } from "./hash.ts";
import type {
  BuiltWith,
  CorpusFile,
  CorpusReader,
  Embedder,
  FileRecord,
  PreparedDocument,
  Store,
} from "./ports.ts";

/** What an ingest did. Counts are of documents. */
export interface IngestReport {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Files that were skipped, each with the reason. An earlier version of theirs stays. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** Texts that went through the encoder. */
  readonly embedded: number;
  readonly generation: number;
}

export type IngestStage = "reading" | "embedding";

export interface IngestOptions {
  readonly corpus: CorpusReader;
  readonly store: Store;
  /** Names the encoder whose vectors are wanted, without loading it. */
  readonly encoder: string;
  /** Loads the encoder; called only where there is something to segment or embed. */
  readonly loadEmbedder: () => Promise<Embedder>;
  readonly onProgress?: (stage: IngestStage, done: number, total: number) => void;
}

/**
 * How long the first ingest waits for another process that is at it. Later ones do not wait: there
 * is a generation that answers meanwhile.
 */
const FIRST_TURN_WAIT_MS = 300_000;

/** Texts between two savings of their vectors: what a crash can cost. */
const EMBED_SAVE_TEXTS = 256;

/**
 * Brings the store to what the corpus holds: reads what changed, segments it, embeds what was
 * never embedded, and publishes all of it as one generation. Nothing changed, nothing done.
 *
 * @throws OnRecordError E_CORPUS_UNREADABLE, E_CORPUS_EMPTY, and the store's and encoder's own.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { store, encoder } = options;
  const files = await scanCorpus(options.corpus);
  const builtWith = { segmenter: SEGMENTER, encoder };
  if (isNothing(planIngest(files, store, builtWith))) return reportNothing(store);

  const unlock = await store.lock(store.generation() === 0 ? FIRST_TURN_WAIT_MS : 0);
  try {
    // Planned again: another process may have done the work while this one waited.
    const plan = planIngest(files, store, builtWith);
    return isNothing(plan) ? reportNothing(store) : await carryOut(plan, builtWith, options);
  } finally {
    unlock();
  }
}

async function carryOut(
  plan: Plan,
  builtWith: BuiltWith,
  options: IngestOptions,
): Promise<IngestReport> {
  const { store } = options;
  const { documents, files } = await readChanged(plan, options);
  const embedder = documents.length > 0 ? await options.loadEmbedder() : null;
  const prepared = embedder ? documents.map((document) => prepare(document, embedder)) : [];
  const embedded = embedder ? await embedMissing(prepared, embedder, options) : 0;

  const before = new Set(store.documents().map(({ id }) => id));
  const removedDocumentIds = removedDocuments(plan.removed, files, store);
  const generation = store.publish({
    documents: prepared.map(({ document, passages }) => ({ document, passages })),
    removedDocumentIds,
    files,
    removedPaths: plan.removed.map(({ path }) => path),
    builtWith,
  });
  const updated = documents.filter(({ id }) => before.has(id)).length;
  return {
    added: documents.length - updated,
    updated,
    unchanged: before.size - updated - removedDocumentIds.length,
    removed: removedDocumentIds.length,
    problems: problemsOf(store),
    embedded,
    generation,
  };
}

async function scanCorpus(corpus: CorpusReader): Promise<CorpusFile[]> {
  const files = await corpus.scan();
  if (files.length > 0) return files;
  throw new OnRecordError(
    "E_CORPUS_EMPTY",
    `The corpus ${corpus.name} holds no .txt or .md file. Put documents into it, or set ON_RECORD_CORPUS_DIR to the folder that has them. ` +
      "What was indexed before is unchanged.",
  );
}

interface Plan {
  readonly changed: readonly CorpusFile[];
  readonly removed: readonly FileRecord[];
  /** Whether segmenter and encoder are the ones that built what is stored. */
  readonly sameBuild: boolean;
}

function isNothing({ changed, removed, sameBuild }: Plan): boolean {
  return sameBuild && changed.length === 0 && removed.length === 0;
}

/** A file is read again when its signature changed, or all are when segmenter or encoder did. */
function planIngest(files: readonly CorpusFile[], store: Store, builtWith: BuiltWith): Plan {
  const known = new Map(store.files().map((file) => [file.path, file]));
  const before = store.builtWith();
  const sameBuild =
    before?.segmenter === builtWith.segmenter && before.encoder === builtWith.encoder;
  const changed = files.filter(
    (file) => !sameBuild || known.get(file.path)?.signature !== file.signature,
  );
  for (const file of files) known.delete(file.path);
  return { changed, removed: [...known.values()], sameBuild };
}

/** Reads each changed file. One that cannot be read is recorded, and the rest goes on. */
async function readChanged(plan: Plan, { store, onProgress }: IngestOptions) {
  const known = new Map(store.files().map((file) => [file.path, file]));
  const documents: SourceDocument[] = [];
  const files: FileRecord[] = [];
  for (const [at, { path, signature, read }] of plan.changed.entries()) {
    try {
      const document = withHash(await read());
      documents.push(document);
      files.push({ path, signature, documentId: document.id, problem: null });
    } catch (error) {
      if (!(error instanceof OnRecordError) || error.code !== "E_DOCUMENT") throw error;
      const documentId = known.get(path)?.documentId ?? null;
      files.push({ path, signature, documentId, problem: error.message });
      // What stays of an earlier version must fit the new segmenter and encoder too.
      const kept = plan.sameBuild || documentId === null ? null : store.document(documentId);
      if (kept) documents.push(kept);
    }
    onProgress?.("reading", at + 1, plan.changed.length);
  }
  return { documents, files };
}

function withHash(document: RawDocument): SourceDocument {
  return { ...document, sha256: sha256Of(document.text) };
}

/** A prepared document with the embedding inputs, which are not stored. */
interface Prepared extends PreparedDocument {
  readonly inputs: ReadonlyMap<string, string>;
}

function prepare(document: SourceDocument, embedder: Embedder): Prepared {
  const passages = makePassages({
    text: document.text,
    title: document.title,
    countTokens: (text) => embedder.countTokens(text),
    tokensMax: embedder.tokensMax,
  });
  const inputs = new Map(
    passages.map(({ embeddingInput }) => [sha256Of(embeddingInput), embeddingInput]),
  );
  return {
    document,
    passages: passages.map(({ start, end, embeddingInput }) => ({
      start,
      end,
      inputHash: sha256Of(embeddingInput),
    })),
    inputs,
  };
}

/** Embeds what has no vector yet and saves it as it comes, so that a crash costs little. */
async function embedMissing(
  prepared: readonly Prepared[],
  embedder: Embedder,
  { store, onProgress }: IngestOptions,
): Promise<number> {
  const inputs = new Map(prepared.flatMap((document) => [...document.inputs]));
  const missing = [...store.missingVectors(embedder.fingerprint, [...inputs.keys()])]
    .map((hash) => ({ hash, input: inputs.get(hash) ?? "" }))
    // By length, so that a batch holds texts of one length whichever slice it is cut from.
    .sort((a, b) => a.input.length - b.input.length);
  for (let from = 0; from < missing.length; from += EMBED_SAVE_TEXTS) {
    const slice = missing.slice(from, from + EMBED_SAVE_TEXTS);
    const vectors = await embedder.embed(
      slice.map(({ input }) => input),
      "passage",
      (done) => onProgress?.("embedding", from + done, missing.length),
    );
    const byHash = slice.flatMap(({ hash }, at) => {
      const vector = vectors[at];
      return vector ? [[hash, vector] as const] : [];
    });
    store.putVectors(embedder.fingerprint, new Map(byHash));
  }
  return missing.length;
}

/** Documents whose file is gone and that no other file has taken over. */
function removedDocuments(
  removed: readonly FileRecord[],
  files: readonly FileRecord[],
  store: Store,
): string[] {
  const gone = new Set(removed.map(({ path }) => path));
  const held = new Set(
    [...store.files().filter(({ path }) => !gone.has(path)), ...files].map(
      ({ documentId }) => documentId,
    ),
  );
  const ids = removed.flatMap(({ documentId }) => (documentId === null ? [] : [documentId]));
  return [...new Set(ids)].filter((id) => !held.has(id));
}

function problemsOf(store: Store): IngestReport["problems"] {
  return store
    .files()
    .flatMap(({ path, problem }) => (problem === null ? [] : [{ path, message: problem }]));
}

function reportNothing(store: Store): IngestReport {
  return {
    added: 0,
    updated: 0,
    unchanged: store.counts().documents,
    removed: 0,
    problems: problemsOf(store),
    embedded: 0,
    generation: store.generation(),
  };
}
