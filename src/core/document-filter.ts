import type { DateRange } from "./question/dates.ts";

/** Which documents are wanted. */
export interface DocumentFilter extends DateRange {
  /** Parts of ids, titles, publishers, authors or hosts, without regard to case; one must fit. Empty: all. */
  readonly sources: readonly string[];
}

export const ALL_DOCUMENTS: DocumentFilter = { sources: [], from: null, to: null };
