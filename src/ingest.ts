import { OnRecordError } from "./core/errors.ts";
import { SEGMENTER } from "./core/passages.ts";
import { linkSpeakers } from "./core/speakers/link.ts";
import type { OperatorSpeaker } from "./core/speakers/types.ts";
import type { RawDocument, SourceDocument } from "./core/types.ts";
import { sha256Of } from "./hash.ts";
import type {
  BuiltWith,
  CorpusFile,
  CorpusReader,
  FileRecord,
  PreparedDocument,
  Store,
} from "./ports.ts";
import { type Readers, findDraft, keepDraft, readDocument } from "./read-document.ts";

/** What an ingest did. Counts are of documents. */
export interface IngestReport {
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Files that were skipped, each with the reason. An earlier version of theirs stays. */
  readonly problems: readonly { readonly path: string; readonly message: string }[];
  /** Documents that went through encoder and tagger. */
  readonly read: number;
  readonly generation: number;
}

export type IngestStage = "opening" | "reading";

export interface IngestOptions {
  readonly corpus: CorpusReader;
  readonly store: Store;
  /** Name the encoder and the tagger that are wanted, without loading them. */
  readonly encoder: string;
  readonly tagger: string;
  /** Loads both; called only where there is something to read. */
  readonly loadReaders: () => Promise<Readers>;
  readonly onProgress?: (stage: IngestStage, done: number, total: number) => void;
}

/**
 * How long the first ingest waits for another process that is at it. Later ones do not wait: there
 * is a generation that answers meanwhile.
 */
const FIRST_TURN_WAIT_MS = 300_000;

/**
 * Brings the store to what the corpus holds: reads what changed (passages, vectors, statements),
 * links the speakers of the whole corpus, and publishes all of it as one generation. Nothing
 * changed, nothing done.
 *
 * @throws OnRecordError E_CORPUS_UNREADABLE, E_CORPUS_EMPTY, and the store's and encoder's own.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { store, encoder } = options;
  const files = await scanCorpus(options.corpus);
  const operators = await readOperators(options.corpus);
  const builtWith = {
    segmenter: SEGMENTER,
    encoder,
    tagger: options.tagger,
    operators: sha256Of(JSON.stringify(operators.speakers)),
  };
  if (isNothing(planIngest(files, store, builtWith))) return reportNothing(store, operators);

  const unlock = await store.lock(store.generation() === 0 ? FIRST_TURN_WAIT_MS : 0);
  try {
    // Planned again: another process may have done the work while this one waited.
    const plan = planIngest(files, store, builtWith);
    return isNothing(plan)
      ? reportNothing(store, operators)
      : await carryOut(plan, operators, builtWith, options);
  } finally {
    unlock();
  }
}

/** What the operator states of speakers; a file that cannot be read counts as none and is reported. */
interface Operators {
  readonly speakers: readonly OperatorSpeaker[];
  readonly problems: IngestReport["problems"];
}

async function readOperators(corpus: CorpusReader): Promise<Operators> {
  try {
    return { speakers: await corpus.speakers(), problems: [] };
  } catch (error) {
    if (!(error instanceof OnRecordError) || error.code !== "E_DOCUMENT") throw error;
    return { speakers: [], problems: [{ path: corpus.name, message: error.message }] };
  }
}

async function carryOut(
  plan: Plan,
  operators: Operators,
  builtWith: BuiltWith,
  options: IngestOptions,
): Promise<IngestReport> {
  const { store } = options;
  const { documents, files } = await readChanged(plan, options);
  const { prepared, read } = await prepareAll(documents, builtWith, options);

  const before = new Set(store.documents().map(({ id }) => id));
  const removedDocumentIds = removedDocuments(plan.removed, files, store);
  const gone = new Set([...removedDocumentIds, ...documents.map(({ id }) => id)]);
  const spoken = [
    ...store.spokenDocuments().filter(({ documentId }) => !gone.has(documentId)),
    ...prepared.map(({ document, speakers }) => ({ ...speakers, text: document.text })),
  ];
  const generation = store.publish({
    documents: prepared,
    removedDocumentIds,
    files,
    removedPaths: plan.removed.map(({ path }) => path),
    linked: linkSpeakers(spoken, operators.speakers),
    builtWith,
  });
  const updated = documents.filter(({ id }) => before.has(id)).length;
  return {
    added: documents.length - updated,
    updated,
    unchanged: before.size - updated - removedDocumentIds.length,
    removed: removedDocumentIds.length,
    problems: [...problemsOf(store), ...operators.problems],
    read,
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
  /** Whether segmenter, encoder and tagger are the ones that built what is stored. */
  readonly sameBuild: boolean;
  readonly sameOperators: boolean;
}

function isNothing({ changed, removed, sameBuild, sameOperators }: Plan): boolean {
  return sameBuild && sameOperators && changed.length === 0 && removed.length === 0;
}

/** A file is read again when its signature changed, or all are when segmenter, encoder or tagger did. */
function planIngest(files: readonly CorpusFile[], store: Store, builtWith: BuiltWith): Plan {
  const known = new Map(store.files().map((file) => [file.path, file]));
  const before = store.builtWith();
  const sameBuild =
    before?.segmenter === builtWith.segmenter &&
    before.encoder === builtWith.encoder &&
    before.tagger === builtWith.tagger;
  const changed = files.filter(
    (file) => !sameBuild || known.get(file.path)?.signature !== file.signature,
  );
  for (const file of files) known.delete(file.path);
  const sameOperators = before?.operators === builtWith.operators;
  return { changed, removed: [...known.values()], sameBuild, sameOperators };
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
    onProgress?.("opening", at + 1, plan.changed.length);
  }
  return { documents, files };
}

function withHash(document: RawDocument): SourceDocument {
  return { ...document, sha256: sha256Of(document.text) };
}

/** Reads every document that no ingest before has read, and keeps each reading as it comes. */
async function prepareAll(
  documents: readonly SourceDocument[],
  builtWith: BuiltWith,
  { store, loadReaders, onProgress }: IngestOptions,
): Promise<{ readonly prepared: readonly PreparedDocument[]; readonly read: number }> {
  const prepared: PreparedDocument[] = [];
  let read = 0;
  for (const [at, document] of documents.entries()) {
    const draft = findDraft(store, document, builtWith);
    if (draft) {
      prepared.push(draft);
    } else {
      const result = await readDocument(document, await loadReaders());
      store.putVectors(builtWith.encoder, result.vectors);
      keepDraft(store, result.prepared, builtWith);
      prepared.push(result.prepared);
      read += 1;
    }
    onProgress?.("reading", at + 1, documents.length);
  }
  return { prepared, read };
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

function reportNothing(store: Store, operators: Operators): IngestReport {
  return {
    added: 0,
    updated: 0,
    unchanged: store.counts().documents,
    removed: 0,
    problems: [...problemsOf(store), ...operators.problems],
    read: 0,
    generation: store.generation(),
  };
}
