import { OnRecordError } from "./errors.ts";
import { wholeWords } from "./text/whole-words.ts";
import { hasWords } from "./text/words.ts";
import type {
  Citation,
  Excerpt,
  SourceDocument,
  Span,
  StatementSpeaker,
  StoredStatement,
  TextSpan,
} from "./types.ts";

/**
 * The exact text of a span.
 *
 * @throws OnRecordError E_SPAN_MISMATCH when the span does not lie in the text or is empty.
 */
export function sliceSpan(text: string, span: Span): TextSpan {
  const lies =
    Number.isInteger(span.start) &&
    Number.isInteger(span.end) &&
    0 <= span.start &&
    span.start < span.end &&
    span.end <= text.length;
  if (!lies) {
    throw new OnRecordError(
      "E_SPAN_MISMATCH",
      `The span ${span.start}-${span.end} does not lie in a text of ${text.length} characters.`,
    );
  }
  return { start: span.start, end: span.end, text: text.slice(span.start, span.end) };
}

const RECEIPT_HASH_CHARS = 10;
const RECEIPT_RADIX = 36;

/**
 * The receipt of spans in one version of a document: the first ten hex digits of the text's
 * SHA-256, then start and length of each span in base 36, joined by dots: `1cb87842f9.1k2.4d`.
 * It carries all that is needed to find the excerpt again, so nothing has to be remembered.
 */
export function createReceipt(sha256: string, spans: readonly Span[]): string {
  const parts = spans.flatMap((span) => [
    span.start.toString(RECEIPT_RADIX),
    (span.end - span.start).toString(RECEIPT_RADIX),
  ]);
  return [sha256.slice(0, RECEIPT_HASH_CHARS), ...parts].join(".");
}

function citationOf(document: SourceDocument): Citation {
  const { text: _, ...citation } = document;
  return citation;
}

/**
 * Makes the excerpt of one passage.
 *
 * @param passage the span to quote.
 * @param context a span around it.
 * @param score in [0, 1]; values outside are clipped.
 * @throws OnRecordError E_SPAN_MISMATCH when a span does not lie in the text.
 */
export function createPassageExcerpt(
  document: SourceDocument,
  passage: Span,
  context: Span,
  score: number,
): Excerpt {
  return createWordsExcerpt(document, [passage], context, score);
}

/**
 * As `createPassageExcerpt`, of words in several places, in the order of the document.
 *
 * @throws OnRecordError E_SPAN_MISMATCH when a span does not lie in the text.
 */
export function createWordsExcerpt(
  document: SourceDocument,
  [first, ...others]: readonly [Span, ...Span[]],
  context: Span,
  score: number,
): Excerpt {
  const slice = (span: Span) => sliceSpan(document.text, span);
  return {
    receipt: createReceipt(document.sha256, [first, ...others]),
    kind: "passage",
    document: citationOf(document),
    spans: [slice(first), ...others.map(slice)],
    highlight: [],
    statement: null,
    context: sliceSpan(document.text, context),
    score: Math.min(1, Math.max(0, score)),
    alsoIn: [],
  };
}

/**
 * Makes the excerpt of one statement: its content spans in the document's order, with the words
 * that attribute it.
 *
 * @param speaker whom to name of those who made it, or null.
 * @param context a span around all of them.
 * @throws OnRecordError E_SPAN_MISMATCH when a span does not lie in the text.
 */
export function createStatementExcerpt(
  document: SourceDocument,
  statement: Pick<StoredStatement, "kind" | "content" | "cue" | "source">,
  speaker: StatementSpeaker | null,
  context: Span,
  score: number,
): Excerpt {
  const [first, ...others] = statement.content.map((span) => sliceSpan(document.text, span));
  if (!first) {
    throw new OnRecordError("E_SPAN_MISMATCH", `A statement of "${document.id}" has no content.`);
  }
  const [source] = statement.source;
  const [cue] = statement.cue;
  return {
    receipt: createReceipt(document.sha256, statement.content),
    kind: statement.kind,
    document: citationOf(document),
    spans: [first, ...others],
    highlight: [],
    statement: {
      speaker,
      source: source ? sliceSpan(document.text, source) : null,
      cue: cue ? sliceSpan(document.text, cue) : null,
    },
    context: sliceSpan(document.text, context),
    score: Math.min(1, Math.max(0, score)),
    alsoIn: [],
  };
}

/**
 * The excerpt with the words that answer: those of its words that `words` touch, each span from the start of
 * a word to the end of one; in the order of the document, apart from each other.
 *
 * @param words offsets in the document. What lies outside of the excerpt's spans is left out.
 */
export function withHighlight(excerpt: Excerpt, words: readonly Span[]): Excerpt {
  const highlight = excerpt.spans.flatMap((span) =>
    wholeWords(
      span.text,
      words.map((one) => moved(one, -span.start)),
    ).map((one) => moved(one, span.start)),
  );
  return { ...excerpt, highlight };
}

/**
 * What of an excerpt is shown in bold: the words that answer, from whole word to whole word. None where
 * nothing would stand out, since they are all of it.
 */
export function boldWords(excerpt: Excerpt): readonly Span[] {
  const { highlight } = withHighlight(excerpt, excerpt.highlight);
  return excerpt.spans.some((span) => hasWords(textWithout(span, highlight))) ? highlight : [];
}

function moved({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** A span's text but for what other spans have of it; they are in order and apart. */
function textWithout({ start, end, text }: TextSpan, others: readonly Span[]): string {
  const inside = others.filter((one) => start <= one.start && one.end <= end);
  const ends = [start, ...inside.map((one) => one.end)];
  return ends
    .map((from, at) => text.slice(from - start, (inside[at]?.start ?? end) - start))
    .join(" ");
}

/**
 * Compares every text of an excerpt with the document once more, just before it leaves.
 *
 * @throws OnRecordError E_SPAN_MISMATCH naming the receipt.
 */
export function verifyExcerpt(excerpt: Excerpt, document: SourceDocument): void {
  const { statement } = excerpt;
  const quoted = [...excerpt.spans, excerpt.context, statement?.source, statement?.cue];
  const matches =
    excerpt.document.id === document.id &&
    excerpt.document.sha256 === document.sha256 &&
    quoted.every(
      (span) =>
        !span || (span.text !== "" && document.text.slice(span.start, span.end) === span.text),
    );
  if (!matches) {
    throw new OnRecordError(
      "E_SPAN_MISMATCH",
      `The excerpt ${excerpt.receipt} is not what the stored document "${document.id}" says. ` +
        "It was not shown. Run: npm run index -- --rebuild",
    );
  }
}
