import { type DateRange, isWithin, namesDateWithin } from "./core/question/dates.ts";
import { fold } from "./core/speakers/fold.ts";
import type { Citation, SourceDocument, Span } from "./core/types.ts";
import type { Store } from "./ports.ts";

/** Which documents are wanted. */
export interface DocumentFilter extends DateRange {
  /** Parts of ids, titles, publishers, authors or hosts, without regard to case; one must fit. Empty: all. */
  readonly sources: readonly string[];
}

export const ALL_DOCUMENTS: DocumentFilter = { sources: [], from: null, to: null };

/** The documents of the wanted sources, whatever their dates; null for all. */
export function documentsOf(store: Store, { sources }: DocumentFilter): readonly Citation[] | null {
  if (sources.length === 0) return null;
  const wanted = sources.map(fold);
  return store
    .documents()
    .filter((document) =>
      [document.id, document.title, document.publisher, document.author, hostOf(document)].some(
        (name) => name !== null && wanted.some((source) => fold(name).includes(source)),
      ),
    );
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
  const documents = store.documents();
  const whole = documents.flatMap(({ id, publisher, title }) => [publisher, title, id]);
  const authors = documents.flatMap(({ author }) => author ?? []);
  const named = [
    ...whole.filter((name) => name !== null && fold(name).replace(/^the /u, "") === wanted),
    ...authors.filter((name) => ` ${fold(name)}`.endsWith(` ${wanted}`)),
  ];
  return [...new Set(named.flatMap((name) => name ?? []))];
}

function hostOf({ url }: Citation): string | null {
  return url !== null && URL.canParse(url) ? new URL(url).hostname : null;
}
