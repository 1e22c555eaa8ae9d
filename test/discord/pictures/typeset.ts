import { type Box, escapeXml, rectangle, round } from "./box.ts";

/** How a piece of text looks. */
export interface Style {
  /** Pixels. */
  readonly size: number;
  readonly colour: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly mono?: boolean;
  readonly underline?: boolean;
  readonly strike?: boolean;
  /** Colour behind it. */
  readonly behind?: string;
}

export interface Run {
  readonly text: string;
  readonly style: Style;
}

const SANS = "'gg sans','Noto Sans','Helvetica Neue',Helvetica,Arial,'Liberation Sans',sans-serif";
const MONO = "Consolas,'Liberation Mono',Menlo,'DejaVu Sans Mono',monospace";
/** Line height by font size, and how far down a line its baseline is. */
const LEADING = 1.375;
const BASELINE = 1.03;

/** Widths of characters in thousandths of the font size, as Helvetica has them (Adobe's metrics). */
const WIDTHS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    191: "'",
    222: "ijl‘’",
    260: "|",
    278: " !,./:;I[\\]ft·",
    333: "()-`r“”",
    334: "{}",
    350: "•",
    355: '"',
    389: "*",
    469: "^",
    500: "Jckvsxyz",
    556: "#$?L_abdeghnopqu–0123456789€",
    584: "+<=>~",
    611: "FTZ",
    667: "&ABEKPSVXY",
    722: "CDHNRUw",
    778: "GOQ",
    833: "Mm",
    889: "%",
    944: "W",
    1000: "—…",
    1015: "@",
  }).flatMap(([width, characters]) =>
    Array.from(characters, (one) => [one, Number(width)] as const),
  ),
);
const WIDTH_OTHER = 600;
const WIDTH_MONO = 600;
const WIDER_BOLD = 1.07;

export function widthOf(text: string, { size, bold = false, mono = false }: Style): number {
  // An accent takes no room of its own.
  const letters = Array.from(text.normalize("NFD").replace(/\p{M}/gu, ""));
  const units = letters.reduce(
    (sum, one) => sum + (mono ? WIDTH_MONO : (WIDTHS.get(one) ?? WIDTH_OTHER)),
    0,
  );
  return ((units * size) / 1_000) * (bold && !mono ? WIDER_BOLD : 1);
}

/** Runs of text on as many lines as they need. */
export function paragraph(runs: readonly Run[], width: number): Box {
  const lines = linesOf(runs, width);
  const size = Math.max(...runs.map(({ style }) => style.size), 0);
  const lineHeight = Math.round(size * LEADING);
  return {
    height: lines.length * lineHeight,
    draw: (x, y) =>
      lines.map((line, at) => drawLine(line, x, y + at * lineHeight, lineHeight)).join(""),
  };
}

/** Broken at blanks, and where the text says so. */
function linesOf(runs: readonly Run[], width: number): Run[][] {
  const lines: Run[][] = [[]];
  let used = 0;
  const next = (): void => {
    lines.push([]);
    used = 0;
  };
  for (const { text, style } of runs) {
    for (const word of text.split(/(\n|(?<=[ \u00a0-])(?! ))/)) {
      if (word === "\n") {
        next();
        continue;
      }
      const needed = widthOf(word.trimEnd(), style);
      if (used > 0 && used + needed > width) next();
      append(lines.at(-1) ?? [], { text: word, style });
      used += widthOf(word, style);
    }
  }
  return lines;
}

function append(line: Run[], run: Run): void {
  const last = line.at(-1);
  if (last?.style === run.style) line[line.length - 1] = { ...last, text: last.text + run.text };
  else if (run.text !== "") line.push(run);
}

function drawLine(line: readonly Run[], x: number, y: number, lineHeight: number): string {
  let left = x;
  return line
    .map((run) => {
      const drawn = drawRun(run, left, y, lineHeight);
      left += widthOf(run.text, run.style);
      return drawn;
    })
    .join("");
}

function drawRun({ text, style }: Run, x: number, y: number, lineHeight: number): string {
  const { size, colour, behind } = style;
  const shown = text.trimEnd();
  const width = round(widthOf(shown, style));
  if (shown === "") return "";
  const decoration = [style.underline && "underline", style.strike && "line-through"];
  const attributes = {
    x: String(round(x)),
    y: String(round(y + (lineHeight - size * LEADING) / 2 + size * BASELINE)),
    "font-size": String(size),
    "font-family": style.mono === true ? MONO : SANS,
    "font-weight": style.bold === true ? "600" : null,
    "font-style": style.italic === true ? "italic" : null,
    "text-decoration": decoration.filter(Boolean).join(" ") || null,
    fill: colour,
    // Whatever font is there, the line is as long as it was measured.
    textLength: String(width),
    lengthAdjust: "spacingAndGlyphs",
  };
  const written = Object.entries(attributes)
    .flatMap(([name, value]) => (value === null ? [] : [`${name}="${value}"`]))
    .join(" ");
  const ground =
    behind === undefined
      ? ""
      : rectangle([round(x - 2), y + 2, width + 4, lineHeight - 4], { fill: behind, radius: 3 });
  return `${ground}<text xml:space="preserve" ${written}>${escapeXml(shown)}</text>\n`;
}
