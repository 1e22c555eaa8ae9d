import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { renderExcerpt } from "../../src/cli/render.ts";
import { block, boldBlock } from "../../src/cli/terminal.ts";
import { withHighlight } from "../../src/core/excerpt.ts";
import { wholeWords } from "../../src/core/text/whole-words.ts";
import { hostileText, passage } from "../discord/render/support.ts";

/** A terminal of 40 columns; bold stands between private characters, which no text shows by itself. */
const [ON, OFF] = ["\ue000", "\ue001"];
const plain = { width: 40, bold: asItIs, dim: asItIs, warn: asItIs };
const coloured = { ...plain, bold: (text: string) => (text === "" ? "" : ON + text + OFF) };

function asItIs(text: string): string {
  return text;
}

const unmarked = (shown: string): string => shown.replaceAll(ON, "").replaceAll(OFF, "");

/** What stands in bold, row by row. */
const boldIn = (shown: string): string[] =>
  [...shown.matchAll(/\ue000([^\ue001]*)\ue001/g)].map(([, inner = ""]) => inner);

const markOf = (text: string, words: string) => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};

test("a text is shown as it stands: nothing is composed, and of a long line nothing is lost", () => {
  const texts = ["cafe\u0301 au lait", "\u1112\u1161\u11ab \u212b \uf900", "a\tb", "x ".repeat(40)];
  for (const text of [...texts, ...texts.map((one) => `${one} `.repeat(300))]) {
    const rows = block(text, "", plain).split("\n");
    expect(rows.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
  }
  const rows = block("e\u0301".repeat(90), "", plain).split("\n");
  expect(rows).toEqual([40, 40, 10].map((count) => "e\u0301".repeat(count)));
});

describe("words in bold", () => {
  const text =
    "Officials in Kyiv say that eleven thousand North Korean soldiers are in Kursk.\nThey left.";
  test("stand in their rows, wrapped as without", () => {
    const marks = [markOf(text, "eleven thousand North Korean"), markOf(text, "They")];
    expect(boldBlock(text, marks, "  | ", coloured).split("\n")).toEqual([
      "  | Officials in Kyiv say that eleven".replace("eleven", `${ON}eleven${OFF}`),
      `  | ${ON}thousand North Korean${OFF} soldiers are`,
      "  | in Kursk.",
      `  | ${ON}They${OFF} left.`,
    ]);
    expect(boldBlock(text, marks, "  | ", plain)).toBe(block(text, "  | ", plain));
  });

  test("an excerpt has those that answer; a quote that is looked for has its own marks", () => {
    const excerpt = withHighlight(passage(text), [markOf(text, "eleven thousand North Korean")]);
    const quoteOf = (shown: string) => shown.split("\n").filter((line) => line.includes("│"));
    expect(boldIn(quoteOf(renderExcerpt(excerpt, 1, null, coloured)).join("\n"))).toEqual([
      "eleven",
      "thousand North Korean",
    ]);
    expect(renderExcerpt(excerpt, 1, null, plain)).toBe(
      renderExcerpt(passage(text), 1, null, plain),
    );
    const looked = quoteOf(renderExcerpt(excerpt, 1, markOf(text, "They left"), coloured));
    expect(boldIn(looked.join("\n"))).toEqual([]);
    expect(looked.at(-1)).toContain("^^^^ ^^^^".replace(" ", "^"));
  });

  test("an excerpt that is all answer has none", () => {
    const excerpt = withHighlight(passage(text), [{ start: 0, end: text.length - 1 }]);
    const [, ...below] = renderExcerpt(excerpt, 1, null, coloured).split("\n");
    expect(boldIn(below.join("\n"))).toEqual([]);
  });

  test("whatever the text holds, it is shown as without, and no other word is in bold", () => {
    const mark = fc.tuple(fc.nat(200), fc.nat(60));
    fc.assert(
      fc.property(hostileText(), fc.array(mark, { maxLength: 4 }), (some, places) => {
        const hostile = some.replaceAll(/[\ue000\ue001]/g, "");
        const marks = wholeWords(
          hostile,
          places.map(([start, length]) => ({ start, end: start + length })),
        );
        const shown = boldBlock(hostile, marks, "", coloured);
        expect(unmarked(shown)).toBe(block(hostile, "", plain));
        const marked = marks.map(({ start, end }) =>
          boldBlock(hostile.slice(start, end), [], "", plain),
        );
        expect(boldIn(shown).join("").replaceAll(/\s/g, "")).toBe(
          marked.join("").replaceAll(/\s/g, ""),
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
