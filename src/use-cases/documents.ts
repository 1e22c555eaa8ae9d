import type { DocumentFilter } from "../core/document-filter.ts";
import { type DateRange, isWithin, namesDateWithin } from "../core/question/dates.ts";
import { type SourceIndex, createSourceIndex } from "../core/question/source-marks.ts";
import { fold } from "../core/speakers/fold.ts";
import type { Citation, SourceDocument, Span } from "../core/types.ts";
import type { Store } from "../ports.ts";

/** The documents of the wanted sources, whatever their dates; null for all. */
export function documentsOf(store: Store, { sources }: DocumentFilter): readonly Citation[] | null {
  if (sources.length === 0) return null;
  const wanted = sources.map(fold);
  return foldedDocuments(store.documents()).flatMap(({ document, texts }) =>
    texts.some((text) => wanted.some((source) => text.includes(source))) ? document : [],
  );
}

/** A document with what it is called, folded. */
interface FoldedDocument {
  readonly document: Citation;
  /** Id, title, publisher, author and host, as far as there are. */
  readonly texts: readonly string[];
  /** Publisher, title and id, without "the". */
  readonly names: readonly { readonly name: string; readonly folded: string }[];
}

const folded = new WeakMap<readonly Citation[], readonly FoldedDocument[]>();

/** The store gives one list for a generation, so its names are folded once. */
function foldedDocuments(documents: readonly Citation[]): readonly FoldedDocument[] {
  const known = folded.get(documents);
  if (known) return known;
  const own = documents.map((document) => {
    const { id, title, publisher, author } = document;
    const texts = [id, title, publisher, author, hostOf(document)].flatMap((text) => text ?? []);
    const names = [publisher, title, id].flatMap((name) => name ?? []);
    return {
      document,
      texts: texts.map(fold),
      names: names.map((name) => ({ name, folded: fold(name).replace(/^the /u, "") })),
    };
  });
  folded.set(documents, own);
  return own;
}

/** The documents of the wanted sources that were published within the dates; null for all. */
export function documentsWithin(store: Store, filter: DocumentFilter): readonly string[] | null {
  const documents = documentsOf(store, filter);
  if (filter.from === null && filter.to === null) return documents && documents.map(({ id }) => id);
  return (documents ?? store.documents())
    .filter(({ published }) => isWithin(published, filter))
    .map(({ id }) => id);
}

/** Whether what stands in a span is of the wanted dates: published then, or naming them. */
export function isOfDates(document: SourceDocument, span: Span, range: DateRange): boolean {
  return (
    isWithin(document.published, range) ||
    namesDateWithin(document.text.slice(span.start, span.end), range)
  );
}

/** The publishers, authors and titles that words name; of an author the surname is enough. */
export function namedSources(store: Store, words: string): string[] {
  const wanted = fold(words).replace(/^the /u, "");
  if (wanted === "") return [];
  const documents = foldedDocuments(store.documents());
  const whole = documents.flatMap(({ names }) =>
    names.flatMap(({ name, folded: own }) => (own === wanted ? name : [])),
  );
  const authors = documents.flatMap(({ document: { author } }) =>
    author !== null && ` ${fold(author)}`.endsWith(` ${wanted}`) ? author : [],
  );
  return [...new Set([...whole, ...authors])];
}

const sourceIndexes = new WeakMap<readonly Citation[], SourceIndex>();

/** What the documents of the corpus are called, read once a generation. */
export function sourceIndexOf(store: Store): SourceIndex {
  const documents = store.documents();
  const known = sourceIndexes.get(documents);
  if (known) return known;
  const names = documents.flatMap(({ publisher, title, id }) => [publisher, title, id]);
  const index = createSourceIndex(
    names.flatMap((name) => name ?? []),
    documents.flatMap(({ author }) => author ?? []),
  );
  sourceIndexes.set(documents, index);
  return index;
}

function hostOf({ url }: Citation): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).hostname : null;
}
