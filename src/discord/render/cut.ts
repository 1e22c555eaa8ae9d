import { splitSentences } from "../../core/text/sentences.ts";
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
  // What is shown is never shorter than what it shows.
  const whole = line.length <= max ? escape(line) : null;
  if (whole !== null && whole.length <= max) return whole;
  const upTo = (end: number) => `${escape(line.slice(0, end))}${CUT}`;
  return upTo(lastFitting(graphemeEnds(line.slice(0, max)), (end) => upTo(end).length <= max));
}

/** As `cutLine`, but what is longer begins with "…": the words before a place matter by their end. */
export function cutLineStart(text: string, max: number): string {
  const line = oneLine(text);
  const whole = line.length <= max ? escapeLine(line) : null;
  if (whole !== null && whole.length <= max) return whole;
  // What is shown is never shorter than what it shows: no start before this one can fit.
  const first = Math.max(0, line.length - max);
  const ends = graphemeEnds(line.slice(first)).map((end) => first + end);
  const fits = (at: number) => startCut(line, at).length <= max;
  // The later the start, the shorter: all from some place on fit.
  const fitting = ends.slice(firstFitting(ends, fits));
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
 * @param max no beginning longer than this fits, so that nothing behind it has to be read.
 */
export function cutQuote(text: string, fits: (shown: string) => boolean, max: number): QuoteCut {
  if (text.length <= max && fits(text)) return { end: text.length, at: "end" };
  const near = text.slice(0, max + SENTENCE_AHEAD);
  const fitsTo = (end: number) => end <= max && fits(near.slice(0, end));
  const sentence = lastFitting(
    splitSentences(near).map(({ end }) => end),
    fitsTo,
  );
  if (sentence > 0) return { end: sentence, at: "sentence" };
  const ends = [...near.matchAll(/\S(?=\s)/gu)].map(({ 0: last, index }) => index + last.length);
  const word = lastFitting(ends, fitsTo);
  if (word > 0) return { end: word, at: "word" };
  return { end: lastFitting(graphemeEnds(near), fitsTo), at: "character" };
}

/** What has to be seen behind a sentence to know that it ends, in UTF-16 units. */
const SENTENCE_AHEAD = 300;

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

/** Index of the first of ascending offsets that fits, or their count. */
function firstFitting(ends: readonly number[], fits: (end: number) => boolean): number {
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (fits(ends[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
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
