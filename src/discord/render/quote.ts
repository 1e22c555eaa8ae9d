import type { Span, TextSpan } from "../../core/types.ts";
import { printable } from "../../core/printable.ts";
import { splitSentences } from "../../core/text/sentences.ts";
import { cutQuote } from "./cut.ts";
import { bold, escapeText, small } from "./escape.ts";
import { TEXTS } from "./texts.ts";

/**
 * Quote blocks. A block holds the characters of one span and nothing else; what is left out stands
 * between blocks, as `[…]` on a line of its own.
 */

const CUT_LINE = String.raw`\[…\]`;

/** A quote block of a text, the characters of `marks` in bold; offsets in the text. */
export function quoteBlock(text: string, marks: readonly Span[] = []): string {
  return markedText(text, marks)
    .split("\n")
    .map((line) => `> ${line}`)
    .join("\n");
}

/**
 * Bold goes line by line, from the first to the last character of it that is no white space: a client need
 * not agree that it reaches over a line break, or that it begins or ends beside a blank.
 */
function markedText(text: string, marks: readonly Span[]): string {
  let at = 0;
  let shown = "";
  for (const { start, end } of joined(marks, text.length)) {
    const inner = text.slice(start, end).split("\n").map(boldPart).join("\n");
    shown += escapeText(text.slice(at, start)) + inner;
    at = end;
  }
  return shown + escapeText(text.slice(at));
}

function boldPart(line: string): string {
  // Some white space is shown as its code.
  const shown = printable(line);
  const inner = shown.trim();
  const from = shown.length - shown.trimStart().length;
  const [before, after] = [shown.slice(0, from), shown.slice(from + inner.length)];
  return escapeText(before) + bold(escapeText(inner)) + escapeText(after);
}

/** Marks inside the text, in order; those that touch are one. */
function joined(marks: readonly Span[], length: number): Span[] {
  const result: Span[] = [];
  const inside = marks
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(length, end) }))
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start);
  for (const mark of inside) {
    const last = result.at(-1);
    if (last && mark.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, mark.end) };
    else result.push(mark);
  }
  return result;
}

/** A quote to be shown: its spans in order, and which of the words are to be in bold. */
export interface Quote {
  readonly spans: readonly TextSpan[];
  /** The words that were looked for: in bold where they are not all of a span. Offsets in the document. */
  readonly match: Span | null;
  /** Else the words that answer, `boldWords`. */
  readonly highlight: readonly Span[];
}

/**
 * Quote blocks of the spans, at most `max` characters in all. What does not fit is cut at the end
 * of a sentence, with `[…]` and a line that says so; the beginning is left out only where the
 * words in bold would else not be seen: all of them, or at least the first.
 */
export function renderQuote(quote: Quote, max: number): string {
  const fromStart = cutSpans(quote, max);
  const [first] = quote.match ? [quote.match] : quote.highlight;
  const end = quote.match?.end ?? quote.highlight.at(-1)?.end ?? 0;
  if (!first || end <= fromStart.end) return fromStart.shown;
  const rest = { ...quote, spans: fromMatch(quote.spans, first) };
  const later = cutSpans(rest, max - CUT_LINE.length - 1);
  const isFirstSeen = first.end <= fromStart.end && later.end < end;
  return isFirstSeen ? fromStart.shown : `${CUT_LINE}\n${later.shown}`;
}

/** What is shown, and up to which offset of the document. */
function cutSpans(quote: Quote, max: number): { readonly shown: string; readonly end: number } {
  const { spans } = quote;
  // What is shown is never shorter than what it shows: what is longer need not be laid out.
  const whole = lengthOf(spans) <= max ? blocksOf(quote, spans) : null;
  if (whole !== null && whole.length <= max) return { shown: whole, end: spans.at(-1)?.end ?? 0 };
  const fits = (some: readonly TextSpan[]) =>
    lengthOf(some) <= max && blocksOf(quote, some).length + TAIL_MAX <= max;
  const count = spans.findIndex((_, at) => !fits(spans.slice(0, at + 1)));
  const before = spans.slice(0, count);
  const cutOff = spans[count];
  if (!cutOff) return { shown: "", end: 0 };
  const { end, at } = cutQuote(cutOff.text, (text) => fits([...before, { ...cutOff, text }]), max);
  const part = { ...cutOff, text: cutOff.text.slice(0, end), end: cutOff.start + end };
  const kept = end === 0 ? before : [...before, part];
  // The whole span may fit, and only the line that says that more follows not beside it.
  const how = end === 0 || at === "end" ? "sentence" : at;
  return { shown: blocksOf(quote, kept) + tailOf(how), end: kept.at(-1)?.end ?? 0 };
}

function lengthOf(spans: readonly TextSpan[]): number {
  return spans.reduce((length, { text }) => length + text.length, 0);
}

function tailOf(at: keyof typeof TEXTS.cut): string {
  return `\n${CUT_LINE}\n${small(TEXTS.cut[at])}`;
}

const TAIL_MAX = Math.max(
  ...(["sentence", "word", "character"] as const).map((at) => tailOf(at).length),
);

/** @param shown what is shown of the quote's spans. */
function blocksOf({ match, highlight }: Quote, shown: readonly TextSpan[]): string {
  return shown
    .map(({ text, start, end }) => {
      const isAll = match && match.start <= start && end <= match.end;
      const marks = match ? [match] : highlight;
      return quoteBlock(text, isAll ? [] : marks.map((one) => inside(one, start)));
    })
    .join(`\n${CUT_LINE}\n`);
}

function inside(mark: Span, start: number): Span {
  return { start: mark.start - start, end: mark.end - start };
}

/** The spans from the start of the sentence in which the match begins. */
function fromMatch(spans: readonly TextSpan[], match: Span): readonly TextSpan[] {
  const first = spans.findIndex(({ end }) => match.start < end);
  const holding = spans[first];
  if (!holding) return spans;
  const offset = Math.max(0, match.start - holding.start);
  const readFrom = Math.max(0, offset - SENTENCE_SEARCH);
  const sentence = splitSentences(holding.text.slice(readFrom, offset + SENTENCE_SEARCH)).findLast(
    ({ start }) => readFrom + start <= offset,
  );
  // A sentence that is long by itself is left at the words that were looked for.
  const start = readFrom + (sentence?.start ?? 0);
  const from = sentence && offset - start <= SENTENCE_BEFORE_MAX ? start : offset;
  const text = holding.text.slice(from);
  return [{ start: holding.start + from, end: holding.end, text }, ...spans.slice(first + 1)];
}

const SENTENCE_BEFORE_MAX = 80;
/** How far around an offset the text is read for the sentence that it stands in, in UTF-16 units. */
const SENTENCE_SEARCH = 1_000;
