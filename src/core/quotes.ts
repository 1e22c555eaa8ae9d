import type { SpeakerSummary } from "./speaker-summary.ts";
import type { CorpusCoverage, Excerpt } from "./types.ts";

/** Default of how many statements are given at once. */
export const QUOTES_DEFAULT = 200;

/** Whose statements are wanted, on what, and which of them. */
export interface QuotesAsked {
  /** A name, role or id, see `findSpeaker`. */
  readonly speaker: string;
  readonly about: string | null;
  /** Part of a document's id, title, publisher, author or host. */
  readonly source: string | null;
  /** ISO 8601, inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  /** Statements passed over, for paging. Default 0. */
  readonly offset?: number;
  /** Most statements given. Default `QUOTES_DEFAULT`. */
  readonly limit?: number;
}

/** A speaker's statements, as far as they are given. */
export interface QuotesFound {
  /** Null where nobody has the name, or several do. */
  readonly speaker: SpeakerSummary | null;
  /** Two or more whom the name can mean, else none. */
  readonly namesakes: readonly SpeakerSummary[];
  readonly excerpts: readonly Excerpt[];
  /** How many statements fit, those not given too. */
  readonly total: number;
  readonly corpus: CorpusCoverage;
}
