import type { Span } from "../../core/types.ts";
import { TEXT_PAGE_MAX } from "./message-limits.ts";
import { ESCAPED_CHAR_MAX } from "./escape.ts";

/**
 * Cuts a text into pages that lie end to end and leave no character out. A page ends with a
 * paragraph, or else a line, a sentence, a word, or at worst a character.
 *
 * One pass over the text; what a character may become when rendered is counted at its most.
 */
export function textPages(text: string): Span[] {
  const pages: Span[] = [];
  let start = 0;
  while (start < text.length) {
    const furthest = furthestFrom(text, start);
    const end = furthest === text.length ? furthest : start + goodEnd(text.slice(start, furthest));
    pages.push({ start, end });
    start = end;
  }
  return pages.length > 0 ? pages : [{ start: 0, end: 0 }];
}

/** The page, from 0, on which an offset of the text stands. */
export function pageOfOffset(pages: readonly Span[], offset: number): number {
  const at = pages.findIndex(({ end }) => offset < end);
  return at < 0 ? Math.max(0, pages.length - 1) : at;
}

const LINE_PREFIX = "> ".length;
/** Bold marks that may open and close on a line. */
const LINE_MARKS = "****".length;

function furthestFrom(text: string, start: number): number {
  let length = LINE_PREFIX + LINE_MARKS;
  let at = start;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    length += costOf(code);
    if (length > TEXT_PAGE_MAX) return at;
    at += code > UNIT_MAX ? 2 : 1;
  }
  return at;
}

const UNIT_MAX = 0xff_ff;
const NEWLINE = 0x0a;
const ESCAPABLE = new Set(Array.from("\\*_~`|<>@[]:/#+-.", (char) => char.codePointAt(0) ?? 0));
/** Code points that are, or among which are, those that show as a picture or a code. */
const SHOWN_AS_CODE: readonly (readonly [first: number, last: number])[] = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x06_1c, 0x06_1c],
  [0x20_0e, 0x20_0f],
  [0x20_28, 0x20_2e],
  [0x20_66, 0x20_6f],
  [0xd8_00, 0xdf_ff],
  [0xff_f9, 0xff_fb],
  [0xe_00_00, 0xe_00_7f],
];

/** Most UTF-16 units that a character takes when rendered in a quote block. */
export function costOf(code: number): number {
  if (code === NEWLINE) return 1 + LINE_PREFIX + LINE_MARKS;
  if (ESCAPABLE.has(code)) return 2;
  if (code >= 0x20 && code < 0x7f) return 1;
  if (SHOWN_AS_CODE.some(([first, last]) => first <= code && code <= last)) return ESCAPED_CHAR_MAX;
  return code > UNIT_MAX ? 2 : 1;
}

/** Breaks by rank: the last one in the second half of the page, whose rank is best, ends it. */
const BREAKS: readonly RegExp[] = [/\n\n+/g, /\n/g, /[.!?…][)\]"'”’»]*\s+/g, /\s+/g];

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
/** A character with its marks is looked for in the last part of a page only. */
const TAIL = 200;

function goodEnd(page: string): number {
  const half = page.length / 2;
  for (const pattern of BREAKS) {
    const ends = [...page.matchAll(pattern)].map(({ 0: match, index }) => index + match.length);
    const last = ends.at(-1);
    if (last !== undefined && last > half) return last;
  }
  const from = Math.max(0, page.length - TAIL);
  const last = [...graphemes.segment(page.slice(from))].at(-1);
  // The last one may go on behind the page.
  return last && from + last.index > half ? from + last.index : page.length;
}
