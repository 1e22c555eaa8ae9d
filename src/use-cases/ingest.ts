import { OnRecordError } from "../core/errors.ts";
import type { IngestReport } from "../core/ingest-report.ts";
import { SEGMENTER } from "../core/text/passages.ts";
import { linkSpeakers } from "../core/speakers/link.ts";
import { EXTRACTOR } from "../core/statements/statement.ts";
import type { OperatorSpeaker } from "../core/speakers/speaker.ts";
import type { SourceDocument } from "../core/types.ts";
import { sha256Of } from "../hash.ts";
import {
  type OpenedCorpus,
  type Plan,
  isNothing,
  keptVersion,
  openChanged,
  planIngest,
  tellRefusal,
} from "./ingest-plan.ts";
import type {
  BuiltWith,
  CorpusFile,
  CorpusReader,
  FileRecord,
  PreparedDocument,
  Store,
} from "../ports.ts";
import type { Readers } from "./read-document.ts";

/**
 * Names the rules of statements, headlines and speakers. Raise the last number with any change of
 * the latter two: documents are read anew.
 */
export const READING = `${EXTRACTOR}, speakers 1`;

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
    const { message } = tellRefusal(error, corpus.name);
    return { speakers: [], problems: [{ path: corpus.name, message }] };
  }
}

async function carryOut(
  plan: Plan,
  operators: Operators,
  builtWith: BuiltWith,
  options: IngestOptions,
): Promise<IngestReport> {
  const { store } = options;
  const opened = await openChanged(plan, store, (done, total) =>
    options.onProgress?.("opening", done, total),
  );
  const result = await prepareAll(opened, plan, builtWith, options);
  const { prepared, files, read } = result;
  const removedPaths = plan.removed.map(({ path }) => path);
  const removedDocumentIds = [
    ...removedDocuments(plan.removed, files, store),
    ...result.lostDocumentIds,
  ];
  const before = new Set(store.documents().map(({ id }) => id));
  const updated = prepared.filter(({ document }) => before.has(document.id)).length;
  const isServedAsBefore =
    plan.sameBuild &&
    plan.sameOperators &&
    prepared.length === 0 &&
    removedDocumentIds.length === 0;
  if (isServedAsBefore) {
    store.recordFiles({ files, removedPaths });
  } else {
    const gone = new Set([...removedDocumentIds, ...prepared.map(({ document }) => document.id)]);
    const spoken = [
      ...store.spokenDocuments().filter(({ documentId }) => !gone.has(documentId)),
      ...prepared.map(({ document, speakers }) => ({ ...speakers, text: document.text })),
    ];
    const linked = linkSpeakers(spoken, operators.speakers);
    store.publish({
      documents: prepared,
      removedDocumentIds,
      files,
      removedPaths,
      linked,
      builtWith,
    });
  }
  return {
    added: prepared.length - updated,
    updated,
    unchanged: before.size - updated - removedDocumentIds.length,
    removed: removedDocumentIds.length,
    problems: [...problemsOf(store), ...operators.problems],
    read,
    generation: store.generation(),
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

/**
 * Reads every document that no ingest before has read, and keeps each reading as it comes. One that
 * cannot be read is recorded, and what was indexed of it before stays.
 */
async function prepareAll(
  { opened, files: openedFiles }: OpenedCorpus,
  plan: Plan,
  builtWith: BuiltWith,
  options: IngestOptions,
) {
  const { store, onProgress } = options;
  const known = new Map(store.files().map((file) => [file.path, file]));
  const prepared: PreparedDocument[] = [];
  const files = [...openedFiles];
  const lostDocumentIds: string[] = [];
  let read = 0;
  for (const [at, { document, file }] of opened.entries()) {
    const one = await prepare(document, builtWith, options);
    if (one.isRead) read += 1;
    if (one.prepared) {
      prepared.push(one.prepared);
      if (file) files.push(file);
    } else if (file) {
      const documentId = known.get(file.path)?.documentId ?? null;
      files.push({ ...file, documentId, problem: `${file.path}: ${one.problem}` });
      const [kept] = keptVersion(documentId, plan, store);
      const again = kept ? await prepare(kept.document, builtWith, options) : null;
      if (again?.prepared) prepared.push(again.prepared);
      else if (kept) lostDocumentIds.push(kept.document.id);
    } else {
      lostDocumentIds.push(document.id);
    }
    onProgress?.("reading", at + 1, opened.length);
  }
  const lost = new Set(lostDocumentIds);
  const standing = files.map((file) =>
    file.problem !== null && lost.has(file.documentId ?? "") ? { ...file, documentId: null } : file,
  );
  return { prepared, files: standing, lostDocumentIds, read };
}

interface Preparation {
  readonly prepared: PreparedDocument | null;
  /** Why there is none. */
  readonly problem: string | null;
  /** Whether it went through encoder and tagger now. */
  readonly isRead: boolean;
}

async function prepare(
  document: SourceDocument,
  builtWith: BuiltWith,
  { store, loadReaders }: IngestOptions,
): Promise<Preparation> {
  const { UnreadableError, findDraft, keepDraft, readOrTell } = await loadRules();
  const draft = findDraft(store, document, builtWith);
  if (draft) return { prepared: draft, problem: null, isRead: false };
  const readers = await loadReaders();
  const result = await readOrTell(document, readers).catch((error: unknown) => {
    if (error instanceof UnreadableError) return error;
    throw error;
  });
  if (result instanceof UnreadableError) {
    const problem = `cannot be cut into passages and statements (${result.message})`;
    return { prepared: null, problem, isRead: false };
  }
  store.putVectors(builtWith.encoder, result.vectors);
  keepDraft(store, result.prepared, builtWith);
  return { prepared: result.prepared, problem: null, isRead: true };
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

/**
 * The rules of reading, loaded where there is something to read.
 *
 * @throws OnRecordError E_STATE_UNWRITABLE where no more files can be opened.
 */
async function loadRules(): Promise<typeof import("./read-document.ts")> {
  try {
    return await import("./read-document.ts");
  } catch (cause) {
    if (!(cause instanceof Error && /\bE[MN]FILE\b/u.test(cause.message))) throw cause;
    throw new OnRecordError(
      "E_STATE_UNWRITABLE",
      `The program cannot open its own files: ${cause.message}. Close other programs, or raise the limit of open files, and try again.`,
      { cause },
    );
  }
}
