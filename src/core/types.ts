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
}

/** What a source states of itself. What it does not state is null, never guessed. */
export interface DocumentMeta {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly author: string | null;
  /** Offices the text gives its author, in the text's own words. */
  readonly authorRole: string | null;
  /** ISO 8601 date or date-time. */
  readonly published: string | null;
  readonly url: string | null;
}

/** One version of a source text. A changed text is another version with another `sha256`. */
export interface SourceDocument extends DocumentMeta {
  readonly id: string;
  readonly text: string;
  /** Lower-case hex SHA-256 of the UTF-8 bytes of `text`. */
  readonly sha256: string;
}

/** A span of whole sentences, the unit of retrieval. */
export interface Passage extends Span {
  /** The sentences inside, in order; the first starts at `start`, the last ends at `end`. */
  readonly sentences: readonly Span[];
  /** What the encoder reads: context (the title), then the passage's text. Never shown. */
  readonly embeddingInput: string;
}
