import type { Span } from "../types.ts";

/** Shorter lines are headings and list items: they say nothing about wrapping. In UTF-16 units. */
const WRAPPED_LINE_MIN = 40;
/** A line longer than this was not wrapped by hand or by an editor. In UTF-16 units. */
const WRAPPED_LINE_MAX = 100;

interface Line extends Span {
  readonly text: string;
  /** No line, blank or not, stands between this one and the line before it. */
  readonly adjacent: boolean;
}

const lineBreak = /\r\n|[\n\v\f\r\u2028\u2029]/gu;
/** Markdown's headings, quotations, fences, tables, rules, and list items of any kind. */
const ownLine = /^(?:[#>|`~=*_+•◦▪●►▶➤‣–—-]|\p{Extended_Pictographic}|(?:\d{1,3}|\p{L})[.)]\s)/u;
const lowerCaseStart = /^[("“‘'«]?\p{Ll}/u;
const unfinished = /[^.!?:;…]$/u;

function isHeading(line: Line): boolean {
  return line.text.startsWith("#");
}

function mayContinue(before: Line, after: Line): boolean {
  return (
    after.adjacent &&
    before.text.length <= WRAPPED_LINE_MAX &&
    after.text.length <= WRAPPED_LINE_MAX &&
    !isHeading(before) &&
    !ownLine.test(after.text)
  );
}

/**
 * The column at which a text is hard-wrapped, or 0. A text is hard-wrapped when at least half of its
 * breaks between lines of 40 to 100 units stand in mid-sentence: no stop before, lower case after.
 */
function wrapWidth(lines: readonly Line[]): number {
  let breaks = 0;
  let continued = 0;
  let width = 0;
  for (const [index, after] of lines.entries()) {
    const before = lines[index - 1];
    if (!before || before.text.length < WRAPPED_LINE_MIN || !mayContinue(before, after)) continue;
    breaks += 1;
    width = Math.max(width, before.text.length, after.text.length);
    if (unfinished.test(before.text) && lowerCaseStart.test(after.text)) continued += 1;
  }
  return continued > 0 && continued * 2 >= breaks ? width : 0;
}

/** Whether the break between two lines was set by the width and not by the author. */
function isSoftBreak(before: Line, after: Line, width: number): boolean {
  if (!mayContinue(before, after)) return false;
  if (unfinished.test(before.text) && lowerCaseStart.test(after.text)) return true;
  const word = /^\S+/u.exec(after.text)?.[0] ?? "";
  return before.text.length + 1 + word.length > width;
}

function findLines(text: string): Line[] {
  const lines: Line[] = [];
  let breaks = 2;
  const add = (from: number, to: number): void => {
    const raw = text.slice(from, to);
    const trimmed = raw.trim();
    if (trimmed !== "") {
      const start = from + raw.length - raw.trimStart().length;
      lines.push({ start, end: start + trimmed.length, text: trimmed, adjacent: breaks === 1 });
      breaks = 0;
    }
    breaks += 1;
  };
  let from = 0;
  for (const match of text.matchAll(lineBreak)) {
    add(from, match.index);
    from = match.index + match[0].length;
  }
  add(from, text.length);
  return lines;
}

/**
 * The paragraphs of a text, in order and without white space at their ends. A line is a paragraph,
 * for so news text is stored; in a hard-wrapped text the lines that one sentence runs through are
 * joined, and a blank line, a Markdown heading or a list item ends the paragraph.
 */
export function findParagraphs(text: string): Span[] {
  const lines = findLines(text);
  const width = wrapWidth(lines);
  const paragraphs: Span[] = [];
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    const open = paragraphs.at(-1);
    if (width > 0 && before && open && isSoftBreak(before, line, width)) {
      paragraphs[paragraphs.length - 1] = { start: open.start, end: line.end };
    } else {
      paragraphs.push({ start: line.start, end: line.end });
    }
  }
  return paragraphs;
}
