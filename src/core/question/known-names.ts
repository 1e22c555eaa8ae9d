import type { SpeakerSummary } from "../speaker-summary.ts";
import type { Interpretation } from "../types.ts";

/** What the corpus knows of names. */
export interface KnownNames {
  /** The speakers whom a name, role or body can mean: nobody, one, or several of equal right. */
  readonly speakers: (words: string) => readonly SpeakerSummary[];
  /** The publishers, authors and titles that words name. */
  readonly sources: (words: string) => readonly string[];
  /** Whether any passage holds the word, in any of its forms. */
  readonly holds: (stem: string) => boolean;
}

/** What a question is understood by, besides its words. */
export interface InterpretOptions {
  readonly names: KnownNames;
  /** The day of asking, ISO 8601, for "last week"; null where there is no clock. */
  readonly today: string | null;
  /** What was understood of the question before, for "And Barrot?". */
  readonly previous: Interpretation | null;
}
