/**
 * The values that flow through On Record. All are plain, readonly data.
 *
 * Offsets are half-open `[start, end)` in UTF-16 code units of the document's stored text,
 * so `document.text.slice(span.start, span.end)` is the text of a span.
 */

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A span that carries its own text, so that it can be checked against the document. */
export interface TextSpan extends Span {
  readonly text: string;
  /** Set where this is the beginning of a span that was too long to be handed on whole. */
  readonly goesOn?: true;
}

/** What a source states of itself. What it does not state is null, never guessed. */
export interface DocumentMeta {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  /** Offices that the text gives its author, in the text's own words. */
  readonly authorRole: string | null;
  /** ISO 8601 date or date-time, as precise as the source: `2024`, `2024-11-18`, `2024-11-18T14:55+10:00`. */
  readonly published: string | null;
  /** An `http` or `https` link. */
  readonly url: string | null;
}

/** A document as the corpus holds it. */
export interface RawDocument extends DocumentMeta {
  readonly id: string;
  readonly text: string;
}

/** One version of a source text. A changed text is another version with another `sha256`. */
export interface SourceDocument extends RawDocument {
  /** Lower-case hex SHA-256 of the UTF-8 bytes of `text`. */
  readonly sha256: string;
}

/** Which version of which document an excerpt is from. */
export interface Citation extends DocumentMeta {
  readonly id: string;
  readonly sha256: string;
}

/** A span of whole sentences, the unit of retrieval. */
export interface Passage extends Span {
  /** The sentences inside, in order; the first starts at `start`, the last ends at `end`. */
  readonly sentences: readonly Span[];
  /** What the encoder reads: context (the title), then the passage's text. Never shown. */
  readonly embeddingInput: string;
}

/** A passage as the store knows it. */
export interface StoredPassage extends Span {
  readonly id: number;
  readonly documentId: string;
  /** Its place among the passages of its document, from 0. */
  readonly ordinal: number;
}

/** A statement as the store knows it. Spans of `content`, `cue` and `source` as in `Statement`. */
export interface StoredStatement {
  readonly id: number;
  readonly documentId: string;
  /** Its place among the statements of its document, from 0. */
  readonly ordinal: number;
  readonly kind: "direct" | "mixed" | "reported";
  readonly content: readonly Span[];
  readonly cue: readonly Span[];
  readonly source: readonly Span[];
  /** Ordinal of the statement that it sits in, or null. */
  readonly within: number | null;
  /** Who made it: nobody where the text does not tell, several who spoke jointly. */
  readonly speakers: readonly StatementSpeaker[];
}

export interface StatementSpeaker {
  readonly id: string;
  readonly name: string;
  /** The role that this document gives the speaker, in its own words. */
  readonly role: string | null;
}

export type ExcerptKind = "direct" | "mixed" | "reported" | "passage";

/** One attribution found in a document, as an excerpt shows it. */
export interface ExcerptStatement {
  readonly speaker: StatementSpeaker | null;
  readonly source: TextSpan | null;
  readonly cue: TextSpan | null;
}

/**
 * What is shown. It cannot be made without a citation and at least one span; `excerpt.ts` makes it,
 * and its `verifyExcerpt` compares every text in it with the stored document before it leaves.
 */
export interface Excerpt {
  /** Short id from which the excerpt can be found again, see `createReceipt`. */
  readonly receipt: string;
  readonly kind: ExcerptKind;
  readonly document: Citation;
  readonly spans: readonly [TextSpan, ...TextSpan[]];
  /** The words that answer: in order, apart from each other, each inside one of the spans. None where they are not told. */
  readonly highlight: readonly Span[];
  readonly statement: ExcerptStatement | null;
  /** The text around the spans, for "show more". Contains them. */
  readonly context: TextSpan;
  /** How well it fits the question, in [0, 1]. */
  readonly score: number;
  readonly alsoIn: readonly {
    readonly document: Citation;
    readonly spans: readonly TextSpan[];
  }[];
}

/**
 * Somebody's statements; who made a statement; whether words were said; who somebody is; what there
 * is in the corpus; or whatever passages tell.
 */
export type QuestionKind = "statements" | "who" | "verify" | "introduction" | "corpus" | "passages";

/**
 * What is asked of the corpus itself: what can be asked at all, who is quoted, which sources there
 * are, how many documents, the latest ones, or what a document tells in short.
 */
export type CorpusAsk = "abilities" | "speakers" | "sources" | "count" | "latest" | "document";

export interface SpeakerName {
  readonly id: string;
  readonly name: string;
}

/** What was understood of a question. */
export interface Interpretation {
  /** The plain question: without greeting, thanks and filler, its spelling mended to words of the corpus. */
  readonly text: string;
  readonly kind: QuestionKind;
  /** What the answer must hold; null where the question asks for nothing of the kind. */
  readonly wants: "number" | "date" | "person" | "place" | "reason" | null;
  /** What the number counts, where the question tells: "year", "percent". */
  readonly unit: string | null;
  readonly speaker: SpeakerName | null;
  /** Two or more whom the question's words can mean; `speaker` is then null. */
  readonly namesakes: readonly SpeakerName[];
  /** Whether the namesakes are all asked for: "Macron and Rutte on China". */
  readonly together: boolean;
  /** Which acts of speech are asked for, base forms: "deny", "warn". None for plain saying. */
  readonly verbs: readonly string[];
  /** What is asked of the corpus itself; set for kind "corpus" alone. */
  readonly about: CorpusAsk | null;
  /** A name in the question that this corpus does not have. */
  readonly unknown: { readonly what: "speaker" | "source"; readonly name: string } | null;
  readonly topic: string | null;
  /** Publishers, authors or titles to which the question keeps. */
  readonly sources: readonly string[];
  /** ISO 8601 days, inclusive. */
  readonly from: string | null;
  readonly to: string | null;
  /** Words whose wording or speaker is asked for. */
  readonly quote: string | null;
  readonly order: "relevance" | "newest" | "oldest";
  /** Words that look like a date and could not be read as one: "31/02/2024". */
  readonly misread: string | null;
  readonly language: "english" | "other";
  /** How many excerpts an answer before had already shown: "more". Else 0. */
  readonly skip: number;
}

export type NoAnswerCode =
  | "not-a-question"
  /** Questions are understood in English alone. */
  | "other-language"
  | "weak-matches"
  /** Nobody of that name is in the corpus. */
  | "speaker-unknown"
  /** The speaker is in the corpus, and no statement of theirs was found on this. */
  | "speaker-not-on-this"
  /** No document of the corpus is from that source. */
  | "source-unknown"
  /** Nothing that fits is from the sources that were asked for; others have it. */
  | "outside-sources"
  /** Nothing that fits is of those dates, or tells of them. */
  | "outside-dates"
  /** All that fits was shown before: "more". */
  | "no-more"
  /** The words to be checked are not in the corpus. */
  | "quote-not-found";

export interface NoAnswerReason {
  readonly code: NoAnswerCode;
  readonly message: string;
}

/** What the corpus covers, so that a reader knows what "no answer" is worth. */
export interface CorpusCoverage {
  readonly documents: number;
  /** Earliest and latest publication dates that documents state, ISO 8601, or null. */
  readonly from: string | null;
  readonly to: string | null;
  readonly generation: number;
}
