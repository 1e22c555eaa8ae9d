import { createRequire } from "node:module";
import { styleText } from "node:util";
import type { SingleBar } from "cli-progress";
import wrapAnsi from "wrap-ansi";
import { printable } from "../core/printable.ts";

const WIDTH_MAX = 100;
const WIDTH_MIN = 40;
const WIDTH_DEFAULT = 80;

/** How a stream wants its text: colour only on a terminal, width from it. */
export interface Style {
  readonly width: number;
  bold(text: string): string;
  dim(text: string): string;
  warn(text: string): string;
}

/** `NO_COLOR` (no-color.org) switches colour off. */
export function styleFor(stream: NodeJS.WriteStream, noColor: boolean): Style {
  const coloured = stream.isTTY && !noColor;
  const paint = (format: "bold" | "dim" | "yellow") => (text: string) =>
    coloured ? styleText(format, text) : text;
  return {
    // A terminal that does not know its width says 0.
    width: Math.min(Math.max(stream.columns || WIDTH_DEFAULT, WIDTH_MIN), WIDTH_MAX),
    bold: paint("bold"),
    dim: paint("dim"),
    warn: paint("yellow"),
  };
}

/** Wraps to the width and puts `indent` before each line. Each line's own indentation stays. */
export function block(text: string, indent: string, style: Style): string {
  return printable(text)
    .split("\n")
    .flatMap((line) => wrapLine(line, style.width - indent.length))
    .map((line) => (indent + line).trimEnd())
    .join("\n");
}

/**
 * As `block`, with the characters of `marks` in bold where the stream takes colours. The text itself stays as
 * it is.
 *
 * @param marks offsets in `text`, in order and apart; none begins or ends inside a character.
 */
export function boldBlock(
  text: string,
  marks: readonly Mark[],
  indent: string,
  style: Style,
): string {
  const { whole, shown } = printed(text, marks);
  let next = 0;
  return rowsOf(whole, style.width - indent.length)
    .map(({ row, start }) => {
      const line = row.trimEnd();
      let bold = "";
      let at = 0;
      while ((shown[next]?.end ?? Infinity) <= start) next += 1;
      for (let mark = next; (shown[mark]?.start ?? Infinity) < start + line.length; mark += 1) {
        const [from, to] = [shown[mark]?.start ?? 0, shown[mark]?.end ?? 0];
        const first = Math.max(at, from - start);
        const last = Math.min(line.length, to - start);
        bold += line.slice(at, first) + style.bold(line.slice(first, last));
        at = last;
      }
      return (indent + bold + line.slice(at)).trimEnd();
    })
    .join("\n");
}

/** Offsets in a text. */
interface Mark {
  readonly start: number;
  readonly end: number;
}

/** A text as it is to be seen, and where its marks lie there. */
function printed(text: string, marks: readonly Mark[]) {
  const shown: Mark[] = [];
  let whole = "";
  let at = 0;
  for (const { start, end } of marks) {
    whole += printable(text.slice(at, start));
    const from = whole.length;
    whole += printable(text.slice(start, end));
    shown.push({ start: from, end: whole.length });
    at = end;
  }
  return { whole: whole + printable(text.slice(at)), shown };
}

/** The rows of a text, and where each begins in it. */
function rowsOf(whole: string, width: number): { readonly row: string; readonly start: number }[] {
  let at = 0;
  return whole
    .split("\n")
    .flatMap((line) => wrapLine(line, width))
    .map((row) => {
      const start = whole.indexOf(row, at);
      at = start + row.length;
      return { row, start };
    });
}

/**
 * As `block`, with a line of `^` below each line that has characters of `[start, end)`, offsets in
 * `text`. The text itself stays as it is.
 */
export function markedBlock(text: string, mark: Mark, indent: string, style: Style): string {
  const { whole, shown } = printed(text, [mark]);
  const { start: from, end: to } = shown[0] ?? { start: 0, end: 0 };
  return rowsOf(whole, style.width - indent.length)
    .flatMap(({ row, start }) => {
      const marks = Array.from(row, (char, offset) =>
        from <= start + offset && start + offset < to && char.trim() !== "" ? "^" : " ",
      ).join("");
      const lines = [indent + row, ...(marks.includes("^") ? [indent + fillGaps(marks)] : [])];
      return lines.map((one) => one.trimEnd());
    })
    .join("\n");
}

/** Carets from the first to the last. */
function fillGaps(marks: string): string {
  const [first, last] = [marks.indexOf("^"), marks.lastIndexOf("^")];
  return " ".repeat(first) + "^".repeat(last - first + 1);
}

/** Longest stretch that is wrapped at once, in UTF-16 units: the library's time grows faster than a line. */
const STRETCH_MAX = 2_000;

function wrapLine(line: string, width: number): string[] {
  const rows: string[] = [];
  let left = line;
  while (left.length > STRETCH_MAX) {
    // Its last row is not full yet, and goes on with what follows.
    const full = wrapStretch(left.slice(0, STRETCH_MAX), width).slice(0, -1);
    const shown = full.length > 0 ? full : [left.slice(0, STRETCH_MAX)];
    rows.push(...shown);
    left = left.slice(shown.reduce((length, row) => length + row.length, 0));
  }
  // The space at which a row was broken.
  return [...rows, ...wrapStretch(left, width)].map((row, at) =>
    at > 0 ? row.replace(/^ /, "") : row,
  );
}

/** The rows as they stand in the stretch: joined they are it. */
function wrapStretch(text: string, width: number): string[] {
  let at = 0;
  return wrapAnsi(shapeOf(text), width, { hard: true, trim: false })
    .split("\n")
    .map((row) => text.slice(at, (at += row.length)));
}

/**
 * What the library leaves as it is and wraps as it would this text, unit by unit. It composes characters and
 * widens tabs, and a quote is shown as it stands.
 */
function shapeOf(text: string): string {
  if (text.normalize() === text && !text.includes("\t")) return text;
  return text.replace(COMPOSED, (point) => {
    if (point === "\t") return " ";
    if (COMPOSING.test(point)) return NO_WIDTH.repeat(point.length);
    return point.normalize() === point ? point : "x".repeat(point.length);
  });
}

/** A tab, or a character that can be part of another one; marks of emoji stay. */
const COMPOSED = /[\t\p{L}\p{M}\p{S}\p{P}]/gu;
/** What composes with the character before it. */
const COMPOSING = /^(?![\ufe00-\ufe0f])\p{M}|^[\u1160-\u11ff]/u;
/** A mark that has no width and composes with nothing: the combining grapheme joiner. */
const NO_WIDTH = "\u034f";

const require = createRequire(import.meta.url);

/** Loaded where there is a bar to show, and at once, since the work behind it may not wait. */
function loadBars(): typeof import("cli-progress") {
  return require("cli-progress");
}

/** Shows how far a stage is: a bar on a terminal, a line a stage elsewhere. */
export interface Progress {
  readonly update: (stage: string, done: number, total: number) => void;
  stop(): void;
}

/** Countable work shows nothing when all is done by then. One step that is announced always does. */
const SHOW_AFTER_MS = 500;

export function createProgress(stream: NodeJS.WriteStream): Progress {
  const startedAt = performance.now();
  let stage = "";
  let bar: SingleBar | null = null;
  const stop = () => {
    bar?.stop();
    bar = null;
  };
  return {
    update: (name, done, total) => {
      if (total > 1 && performance.now() - startedAt < SHOW_AFTER_MS) return;
      if (name !== stage) {
        stop();
        stage = name;
        if (total <= 1) stream.write(`${name} ...\n`);
        else if (!stream.isTTY) stream.write(`${name} (${total})\n`);
      }
      if (!stream.isTTY || total <= 1) return;
      if (!bar) {
        const { Presets, SingleBar } = loadBars();
        bar = new SingleBar(
          {
            format: `${name} {bar} {value}/{total}`,
            stream,
            hideCursor: true,
            clearOnComplete: true,
          },
          Presets.shades_classic,
        );
        bar.start(total, done);
      }
      bar.setTotal(total);
      bar.update(done);
    },
    stop,
  };
}
