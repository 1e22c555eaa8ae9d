import type {
  CorpusCoverage,
  Excerpt,
  SourceDocument,
  Span,
  StatementSpeaker,
  StoredStatement,
  TextSpan,
} from "../types.ts";

/** A stretch of a document in which a quote is looked for, with what is known of the document. */
export interface Material {
  readonly document: SourceDocument;
  /** Begins and ends with a line of the text. */
  readonly window: Span;
  readonly statements: readonly StoredStatement[];
  readonly passages: readonly Span[];
}

/** Whose words the quote is said to be. */
export interface AskedSpeaker {
  /** As it was asked. */
  readonly name: string;
  /** Whom the name can mean among the speakers of the corpus: nobody, one, or several. */
  readonly found: readonly { readonly id: string; readonly name: string }[];
}

export type DifferenceKind =
  | "white-space"
  | "quotation-marks"
  | "dashes"
  | "case"
  | "accents"
  | "unicode-form"
  | "ellipsis"
  | "invisible"
  | "markup";

/** A difference in writing that changes no word. Both sides with the words at which it stands. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly yours: string;
  readonly theirs: string;
}

/**
 * What the sentence has around the quoted words, where that holds a word by which they can mean
 * something else ("denied", "not", "if"). Nothing is judged: it is shown.
 */
export interface LeftOut {
  /** The sentence's words before the quoted ones, or null. */
  readonly before: TextSpan | null;
  readonly after: TextSpan | null;
  /** The words that may change it, in the text's own writing. */
  readonly words: readonly string[];
}

/** Whether a place is the asked speaker's; null where none was asked. */
export type By = "asked" | "other" | "not-told" | null;

/** A place of the corpus where words of the quote stand. */
export interface Place {
  /** The whole statement, or the whole sentences. */
  readonly excerpt: Excerpt;
  /** The quote's own words in the document; mostly inside a span of the excerpt. */
  readonly match: TextSpan;
  /** Who said them, as the text tells: of nested statements the innermost first; joint speakers all. */
  readonly speakers: readonly StatementSpeaker[];
  readonly by: By;
  readonly leftOut: LeftOut | null;
}

/** A place that has the quote's words, all of them and in order. */
export interface ExactPlace extends Place {
  /** Whether the quote is a whole, see `isWhole`, or a part of something longer. */
  readonly whole: boolean;
  readonly differences: readonly Difference[];
}

/**
 * A stretch of an alignment. All `yours` joined are the quote from its first word to its last, all
 * `theirs` joined the source's words, both to the character. What one side lacks is "".
 */
export interface Segment {
  readonly kind: "same" | "yours" | "theirs";
  readonly yours: string;
  readonly theirs: string;
}

/** A place that has the quote with other words. */
export interface AlteredPlace extends Place {
  readonly segments: readonly [Segment, ...Segment[]];
  /** The share of the words that are the same, common words counting less, in [0, 1]. */
  readonly similarity: number;
}

/** One piece of a stitched quote. */
export interface Piece extends Place {
  /** The quote's words that stand there. */
  readonly yours: string;
  readonly differences: readonly Difference[];
  /** The source's words since the piece before, where both are in one document and in order. */
  readonly between: TextSpan | null;
}

interface Checked {
  readonly quote: string;
  /** Null where no speaker was asked. */
  readonly speaker: AskedSpeaker | null;
  readonly corpus: CorpusCoverage;
  readonly timings: { readonly totalMs: number };
}

type Some<T> = readonly [T, ...T[]];

/** What the corpus tells of a quote. Every outcome but the last shows words of the corpus. */
export type Finding =
  /** The words stand so, as a whole of their own. Of the asked speaker, where one was asked. */
  | { readonly outcome: "exact"; readonly places: Some<ExactPlace>; readonly total: number }
  /** The words stand so, as a part of something longer. */
  | { readonly outcome: "part"; readonly places: Some<ExactPlace>; readonly total: number }
  /** Exact or part, and where the text names who said it, it is nobody who was asked. */
  | { readonly outcome: "other-speaker"; readonly places: Some<ExactPlace>; readonly total: number }
  /** Exact or part, and the text does not tell, as far as it is understood, who said it. */
  | {
      readonly outcome: "speaker-not-told";
      readonly places: Some<ExactPlace>;
      readonly total: number;
    }
  /** Near one place, and words differ. `onlyMarks`: all words are the same and punctuation differs. */
  | {
      readonly outcome: "altered";
      readonly places: Some<AlteredPlace>;
      readonly onlyMarks: boolean;
    }
  /** Joined from several places. */
  | {
      readonly outcome: "stitched";
      readonly pieces: readonly [Piece, Piece, ...Piece[]];
      /** Whether the quote shows its cuts, with "[…]" or "...". */
      readonly marked: boolean;
    }
  /** Not in this corpus; which does not mean that nobody said it. `leads` are near and not it. */
  | { readonly outcome: "not-in-corpus"; readonly leads: readonly Place[] };

export type Verification = Checked & Finding;
