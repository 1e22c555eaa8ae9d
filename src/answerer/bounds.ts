import type { Answer } from "../core/answer.ts";
import { withHighlight } from "../core/excerpt.ts";
import { CROSSING_CHARS_MAX } from "../core/limits.ts";
import type { Excerpt, Span, TextSpan } from "../core/types.ts";
import type { Finding, LeftOut, Place, Segment, Verification } from "../core/verify/finding.ts";
import type { QuotesFound } from "../core/quotes.ts";
import type { ReceiptCheck } from "../core/receipt.ts";

/**
 * What crosses to the bot's main thread is of bounded size, whatever a document holds: heartbeats wait
 * for whatever that thread reads, escapes and lays out. Every text is at most `CROSSING_CHARS_MAX` long.
 * A span that is longer is handed on as its beginning, which says so with `goesOn`; its offsets are those
 * of the text that it has, and the receipt names the whole, so that the whole can still be found.
 */

type Some<T> = readonly [T, ...T[]];

/** How much of a span's beginning is kept where the words that were looked for stand far behind it. */
const BEGINNING_CHARS = 200;
/** How much is kept before those words. */
const BEFORE_CHARS = 200;

export function boundAnswer(answer: Answer): Answer {
  const leads = answer.leads.map((lead) => boundExcerpt(lead));
  const finding = answer.finding && boundFinding(answer.finding);
  const note = answer.note === null ? null : cutText(answer.note);
  const parts = answer.parts.map((part) => ({
    ...part,
    question: cutText(part.question),
    reason: part.reason && { ...part.reason, message: cutText(part.reason.message) },
  }));
  const bounded = { leads, finding, note, parts };
  return answer.status === "answered"
    ? { ...answer, ...bounded, excerpts: each(answer.excerpts, (one) => boundExcerpt(one)) }
    : { ...answer, ...bounded };
}

export function boundQuotes(found: QuotesFound): QuotesFound {
  return { ...found, excerpts: found.excerpts.map((one) => boundExcerpt(one)) };
}

export function boundVerification(verification: Verification): Verification {
  return { ...verification, ...boundFinding(verification) };
}

export function boundReceipt(check: ReceiptCheck): ReceiptCheck {
  switch (check.outcome) {
    case "unchanged":
      return { ...check, excerpt: boundExcerpt(check.excerpt) };
    case "moved":
      return { ...check, was: boundExcerpt(check.was), now: boundExcerpt(check.now) };
    case "changed":
      return { ...check, was: boundExcerpt(check.was), now: boundFinding(check.now) };
    case "unknown":
  }
  return check;
}

function boundFinding(finding: Finding): Finding {
  switch (finding.outcome) {
    case "altered":
      return {
        ...finding,
        places: each(finding.places, (place) => ({
          ...boundPlace(place),
          segments: each(place.segments, boundSegment),
        })),
      };
    case "stitched": {
      const [first, second, ...others] = finding.pieces;
      const bound = (piece: typeof first) => ({
        ...boundPlace(piece),
        between: piece.between && beginningOf(piece.between),
      });
      return { ...finding, pieces: [bound(first), bound(second), ...others.map(bound)] };
    }
    case "not-in-corpus":
      return { ...finding, leads: finding.leads.map(boundPlace) };
    case "exact":
    case "part":
    case "other-speaker":
    case "speaker-not-told":
  }
  return { ...finding, places: each(finding.places, boundPlace) };
}

function boundPlace<P extends Place>(place: P): P {
  const { excerpt, match, leftOut } = place;
  return {
    ...place,
    excerpt: boundExcerpt(excerpt, match),
    match: beginningOf(match),
    leftOut: leftOut && boundLeftOut(leftOut),
  };
}

/** Of the words before a place the last ones matter, of those after it the first. */
function boundLeftOut({ before, after, words }: LeftOut): LeftOut {
  return {
    before: before && endOf(before),
    after: after && beginningOf(after),
    words: words.map(cutText),
  };
}

function boundSegment({ kind, yours, theirs }: Segment): Segment {
  return { kind, yours: cutText(yours), theirs: cutText(theirs) };
}

/** @param match words that are to stay in sight. Default: of each span the first that answer. */
function boundExcerpt(excerpt: Excerpt, match: Span | null = null): Excerpt {
  const { spans, highlight, context, statement, alsoIn } = excerpt;
  const [first, ...others] = spans;
  const answering = ({ start, end }: Span) =>
    highlight.find((one) => start <= one.start && one.end <= end) ?? null;
  const bound = boundSpan(first, match ?? answering(first));
  const bounded: Excerpt = {
    ...excerpt,
    spans: [...bound, ...others.flatMap((span) => boundSpan(span, match ?? answering(span)))],
    context: windowOf(context, bound[0]),
    statement: statement && {
      ...statement,
      source: statement.source && beginningOf(statement.source),
      cue: statement.cue && beginningOf(statement.cue),
    },
    alsoIn: alsoIn.map(({ document, spans: places }) => ({
      document,
      // Receipts are made of these offsets, so that only their text is less.
      spans: places.map((place) => ({ ...place, text: beginningOf(place).text })),
    })),
  };
  // What was cut off has no words in bold.
  return withHighlight(bounded, highlight);
}

/** A span that is too long as its beginning, and where the match is behind that, the text from there. */
function boundSpan(span: TextSpan, match: Span | null): [TextSpan, ...TextSpan[]] {
  if (span.text.length <= CROSSING_CHARS_MAX) return [span];
  const isBehind = match !== null && match.start < span.end && match.end > span.start;
  if (!isBehind || match.end - span.start <= CROSSING_CHARS_MAX) return [beginningOf(span)];
  const from = Math.max(BEGINNING_CHARS, match.start - span.start - BEFORE_CHARS);
  return [beginningOf(span, BEGINNING_CHARS), beginningOf(partOf(span, from, span.text.length))];
}

/** The part of a context around where its excerpt begins. A context is a window: a smaller one is one too. */
function windowOf(context: TextSpan, shown: Span): TextSpan {
  if (context.text.length <= CROSSING_CHARS_MAX) return context;
  const room = Math.max(0, CROSSING_CHARS_MAX - (shown.end - shown.start));
  const from = Math.max(0, shown.start - context.start - Math.floor(room / 2));
  return partOf(context, from, from + CROSSING_CHARS_MAX);
}

function beginningOf(span: TextSpan, max: number = CROSSING_CHARS_MAX): TextSpan {
  if (span.text.length <= max) return span;
  return { ...partOf(span, 0, max), goesOn: true };
}

function endOf(span: TextSpan): TextSpan {
  const from = span.text.length - CROSSING_CHARS_MAX;
  return from <= 0 ? span : partOf(span, from, span.text.length);
}

/** Offsets in the span's text, moved to where no character of two units is cut. */
function partOf({ start, text }: TextSpan, from: number, to: number): TextSpan {
  const [first, last] = [wholeEnd(text, from), wholeEnd(text, to)];
  return { start: start + first, end: start + last, text: text.slice(first, last) };
}

function cutText(text: string): string {
  return text.slice(0, wholeEnd(text, CROSSING_CHARS_MAX));
}

function wholeEnd(text: string, at: number): number {
  const isInside = at < text.length && /[\udc00-\udfff]/.test(text.charAt(at));
  return isInside ? at - 1 : Math.min(at, text.length);
}

function each<T, U>([first, ...others]: Some<T>, change: (one: T) => U): [U, ...U[]] {
  return [change(first), ...others.map(change)];
}
