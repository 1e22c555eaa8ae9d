import type { SpeakerSummary } from "../speaker-summary.ts";
import type { Interpretation } from "../types.ts";
import type { DateRange } from "./dates.ts";
import type { Spellings } from "./spelling.ts";

/** Words that stand together and name somebody. */
export interface SpeakerMark {
  /** Numbers of the words, half-open. */
  readonly from: number;
  readonly to: number;
  /** One, or several of equal right. */
  readonly speakers: readonly SpeakerSummary[];
  readonly way: "name" | "part" | "role";
}

/** Words that stand together and name publishers, authors or titles. */
export interface SourceMark {
  readonly from: number;
  readonly to: number;
  readonly sources: readonly string[];
}

/** What the corpus knows of names. */
export interface KnownNames extends Spellings {
  /** The speakers whom a name, role or body can mean: nobody, one, or several of equal right. */
  readonly speakers: (words: string) => readonly SpeakerSummary[];
  /** The publishers, authors and titles that words name. */
  readonly sources: (words: string) => readonly string[];
  /** Whom words of a question name, in order; "'s" is a word of its own. */
  readonly speakersIn: (words: readonly string[]) => readonly SpeakerMark[];
  readonly sourcesIn: (words: readonly string[]) => readonly SourceMark[];
  /** From when to when the documents are, for a day without its year. */
  readonly published: DateRange;
}

/** What a question is understood by, besides its words. */
export interface InterpretOptions {
  readonly names: KnownNames;
  /** The day of asking, ISO 8601, for "last week"; null where there is no clock. */
  readonly today: string | null;
  /** What was understood of the question before, for "And Barrot?". */
  readonly previous: Interpretation | null;
  /** Whether an "and" that stood before the question was taken away. Default: no. */
  readonly isJoined?: boolean;
}
