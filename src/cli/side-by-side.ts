import type { Segment } from "../core/verify/finding.ts";
import { printable } from "../core/printable.ts";
import type { Style } from "./terminal.ts";

const LABELS = ["you    ", "source ", "       "] as const;
/** Stands where one side has no word. */
const NOTHING = "·";
/** A longer word is broken, so that a row fits any width. */
const WORD_MAX = 24;

interface Cell {
  readonly yours: string;
  readonly theirs: string;
  readonly differs: boolean;
}

/**
 * Two texts word below word, with `^` under what differs:
 *
 *     you    Beijing can    pretend to
 *     source Beijing cannot pretend to
 *                    ^^^^^^
 */
export function renderSideBySide(
  segments: readonly Segment[],
  indent: string,
  style: Style,
): string {
  const width = style.width - indent.length - LABELS[0].length;
  return rowsOf(toCells(segments), width)
    .map((cells) => renderRow(cells, indent))
    .join("\n\n");
}

function toCells(segments: readonly Segment[]): Cell[] {
  return segments.flatMap(({ kind, yours, theirs }, at) => {
    const before = segments[at - 1];
    const next = segments[at + 1];
    if (kind === "same") return pair(yours, theirs, false);
    // What stands for something else is shown with it.
    if (kind === "yours") return pair(yours, next?.kind === "theirs" ? next.theirs : "", true);
    return before?.kind === "yours" ? [] : pair("", theirs, true);
  });
}

function pair(yours: string, theirs: string, differs: boolean): Cell[] {
  const [mine, others] = [shownWords(yours), shownWords(theirs)];
  return Array.from({ length: Math.max(mine.length, others.length) }, (_, at) => ({
    yours: mine[at] ?? NOTHING,
    theirs: others[at] ?? NOTHING,
    differs,
  }));
}

function shownWords(text: string): string[] {
  return printable(text).split(/\s+/u).flatMap(broken);
}

function broken(word: string): string[] {
  const points = Array.from(word);
  return Array.from({ length: Math.ceil(points.length / WORD_MAX) }, (_, at) =>
    points.slice(at * WORD_MAX, (at + 1) * WORD_MAX).join(""),
  );
}

function widthOf({ yours, theirs }: Cell): number {
  return Math.max(yours.length, theirs.length);
}

function rowsOf(cells: readonly Cell[], width: number): Cell[][] {
  const rows: Cell[][] = [[]];
  let used = 0;
  for (const cell of cells) {
    if (used + widthOf(cell) > width && used > 0) {
      rows.push([]);
      used = 0;
    }
    rows.at(-1)?.push(cell);
    used += widthOf(cell) + 1;
  }
  return rows;
}

function renderRow(cells: readonly Cell[], indent: string): string {
  const lines = [
    cells.map((cell) => cell.yours.padEnd(widthOf(cell))),
    cells.map((cell) => cell.theirs.padEnd(widthOf(cell))),
    cells.map((cell) => (cell.differs ? "^" : " ").repeat(widthOf(cell))),
  ];
  return lines
    .map((parts, at) => `${indent}${LABELS[at] ?? ""}${parts.join(" ")}`.trimEnd())
    .filter((line) => line.trim() !== "")
    .join("\n");
}
