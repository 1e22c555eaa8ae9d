import { isDeepStrictEqual } from "node:util";
import { OnRecordError } from "../core/errors.ts";
import type { Citation, RawDocument, SourceDocument } from "../core/types.ts";
import { sha256Of } from "../hash.ts";
import type { BuiltWith, CorpusFile, FileRecord, Store } from "../ports.ts";

/** What an ingest has to do. */
export interface Plan {
  readonly changed: readonly CorpusFile[];
  readonly removed: readonly FileRecord[];
  /** Files in folders that cannot be read: nothing is known of them, so they stay. */
  readonly hidden: readonly FileRecord[];
  /** Whether segmenter, encoder and tagger are the ones that built what is stored. */
  readonly sameBuild: boolean;
  readonly sameOperators: boolean;
}

export function isNothing({ changed, removed, sameBuild, sameOperators }: Plan): boolean {
  return sameBuild && sameOperators && changed.length === 0 && removed.length === 0;
}

/** No file has it, so that one of which it is kept is tried again at each look. */
const SIGNATURE_TO_TRY_AGAIN = "";

/** A file is read again when its signature changed, or all are when segmenter, encoder or tagger did. */
export function planIngest(files: readonly CorpusFile[], store: Store, builtWith: BuiltWith): Plan {
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
  const unreadable = files.map(({ path }) => path).filter((path) => path.endsWith("/"));
  const isHidden = ({ path }: FileRecord) => unreadable.some((folder) => path.startsWith(folder));
  const missing = [...known.values()];
  return {
    changed,
    removed: missing.filter((file) => !isHidden(file)),
    hidden: missing.filter(isHidden),
    sameBuild,
    sameOperators: before?.operators === builtWith.operators,
  };
}

/** A document to be read, and the file that it is from; null for a version that is kept. */
export interface Opened {
  readonly document: SourceDocument;
  readonly file: FileRecord | null;
}

export interface OpenedCorpus {
  readonly opened: readonly Opened[];
  /** How the files stand that need no reading. */
  readonly files: readonly FileRecord[];
}

/**
 * Opens each changed file. One that cannot be opened is recorded, and the rest goes on; one that says
 * what it said before is recorded as it stands now.
 */
export async function openChanged(
  plan: Plan,
  store: Store,
  onDone: (done: number, total: number) => void,
): Promise<OpenedCorpus> {
  const known = new Map(store.files().map((file) => [file.path, file]));
  const stored = new Map(store.documents().map((document) => [document.id, document]));
  const opened: Opened[] = [];
  const files: FileRecord[] = [];
  for (const [at, { path, signature, read }] of plan.changed.entries()) {
    try {
      const document = withHash(await read());
      const file = { path, signature, documentId: document.id, problem: null };
      if (plan.sameBuild && isSame(document, stored.get(document.id))) files.push(file);
      else opened.push({ document, file });
    } catch (error) {
      const { message, isPassing } = tellRefusal(error, path);
      const documentId = known.get(path)?.documentId ?? null;
      const recorded = isPassing ? SIGNATURE_TO_TRY_AGAIN : signature;
      files.push({ path, signature: recorded, documentId, problem: message });
      opened.push(...keptVersion(documentId, plan, store));
    }
    onDone(at + 1, plan.changed.length);
  }
  for (const { documentId } of plan.hidden) opened.push(...keptVersion(documentId, plan, store));
  return { opened, files };
}

function withHash(document: RawDocument): SourceDocument {
  return { ...document, sha256: sha256Of(document.text) };
}

/** Whether a document is the stored one, metadata included. */
function isSame(
  { text: _text, ...document }: SourceDocument,
  stored: Citation | undefined,
): boolean {
  return stored !== undefined && isDeepStrictEqual(document, stored);
}

/** What stays of an earlier version must fit the new segmenter and encoder too. */
export function keptVersion(documentId: string | null, plan: Plan, store: Store): Opened[] {
  const kept = plan.sameBuild || documentId === null ? null : store.document(documentId);
  return kept === null ? [] : [{ document: kept, file: null }];
}

/** Why one file is no document. What is not the file's own fault goes on. */
export function tellRefusal(error: unknown, path: string): { message: string; isPassing: boolean } {
  if (isAbort(error)) throw error;
  if (!(error instanceof OnRecordError)) {
    return { message: `${path}: cannot be opened (${shortReason(error)})`, isPassing: false };
  }
  if (error.code !== "E_DOCUMENT" && error.code !== "E_DOCUMENT_BUSY") throw error;
  return { message: error.message, isPassing: error.code === "E_DOCUMENT_BUSY" };
}

/** Somebody's wish to end, which is not the document's fault. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === "AbortError";
}

const REASON_CHARS_MAX = 200;

/** The first line of what was thrown, with its kind: the same each time for the same document. */
export function shortReason(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return (text.split("\n")[0] ?? "").slice(0, REASON_CHARS_MAX);
}
