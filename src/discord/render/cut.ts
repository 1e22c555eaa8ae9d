import { splitSentences } from "../../core/sentences.ts";
import { escapeLine, oneLine } from "./escape.ts";

/** Cutting text to a length that is counted after rendering. Nothing here is longer than asked. */

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

const CUT = "…";

/**
 * A text as one line of at most `max` characters; what is longer ends in "…".
 *
 * @param escape makes the line ready for where it will stand. Default: for a Discord message.
 */
export function cutLine(
  text: string,
  max: number,
  escape: (line: string) => string = escapeLine,
): string {
  const line = oneLine(text);
  const whole = escape(line);
  if (whole.length <= max) return whole;
  const upTo = (end: number) => `${escape(line.slice(0, end))}${CUT}`;
  return upTo(lastFitting(graphemeEnds(line.slice(0, max)), (end) => upTo(end).length <= max));
}

/** As `cutLine`, but what is longer begins with "…": the words before a place matter by their end. */
export function cutLineStart(text: string, max: number): string {
  const line = oneLine(text);
  const whole = escapeLine(line);
  if (whole.length <= max) return whole;
  // What is shown is never shorter than what it shows: no start before this one can fit.
  const first = line.length - max;
  const ends = graphemeEnds(line.slice(first)).map((end) => first + end);
  const fits = (at: number) => startCut(line, at).length <= max;
  const fitting = ends.filter(fits);
  const word = fitting.find((at) => line[at - 1] === " " && at < line.length);
  return startCut(line, word ?? fitting[0] ?? line.length);
}

function startCut(line: string, start: number): string {
  return `${CUT} ${escapeLine(line.slice(start))}`;
}

/** Where a quote is cut, and at what. */
export interface QuoteCut {
  /** Offset in the text: what comes before it is shown. */
  readonly end: number;
  readonly at: "end" | "sentence" | "word" | "character";
}

/**
 * The longest beginning of a text that `fits`: whole, or else to the end of a sentence, or of a
 * word where not one sentence fits, or of a character where not one word does.
 *
 * @param fits holds for a beginning if it holds for any longer one.
 */
export function cutQuote(text: string, fits: (shown: string) => boolean): QuoteCut {
  if (fits(text)) return { end: text.length, at: "end" };
  const fitsTo = (end: number) => fits(text.slice(0, end));
  const sentence = lastFitting(
    splitSentences(text).map(({ end }) => end),
    fitsTo,
  );
  if (sentence > 0) return { end: sentence, at: "sentence" };
  const ends = [...text.matchAll(/\S(?=\s)/gu)].map(({ 0: last, index }) => index + last.length);
  const word = lastFitting(ends, fitsTo);
  if (word > 0) return { end: word, at: "word" };
  return { end: lastFitting(graphemeEnds(text), fitsTo), at: "character" };
}

/**
 * Ends of the characters as a reader counts them. A pile of combining marks is no character that
 * anybody reads: it may be cut between code points.
 */
function graphemeEnds(text: string): number[] {
  return [...graphemes.segment(text)].flatMap(({ segment, index }) =>
    segment.length <= GRAPHEME_MAX
      ? [index + segment.length]
      : codePointEnds(segment).map((end) => index + end),
  );
}

/** Longer than any emoji; a family with skin tones has 26. */
const GRAPHEME_MAX = 40;

function codePointEnds(text: string): number[] {
  let end = 0;
  return Array.from(text, (point) => (end += point.length));
}

/** The last of ascending offsets that fits, or 0. */
function lastFitting(ends: readonly number[], fits: (end: number) => boolean): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(ends[middle] ?? 0)) low = middle + 1;
    else high = middle;
  }
  return ends[low - 1] ?? 0;
}
