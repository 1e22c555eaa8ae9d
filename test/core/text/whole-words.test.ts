import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { wholeWords } from "../../../src/core/text/whole-words.ts";
import { hostileText } from "../../discord/render/support.ts";

/** Marks stand between `[` and `]`; what they are widened to, between `{` and `}`. */
const check = (marked: string, expected: string): void =>
  test(marked, () => {
    const text = marked.replaceAll(/[[\]]/g, "");
    const starts = offsetsOf(marked, "[");
    const ends = offsetsOf(marked, "]");
    const marks = starts.map((start, at) => ({ start, end: ends[at] ?? start }));
    let shown = "";
    let at = 0;
    for (const { start, end } of wholeWords(text, marks)) {
      shown += `${text.slice(at, start)}{${text.slice(start, end)}}`;
      at = end;
    }
    expect(shown + text.slice(at)).toBe(expected);
  });

/** Where a mark stands, in the text without marks. */
function offsetsOf(marked: string, mark: string): number[] {
  const before = marked.split(mark).slice(0, -1);
  return before.map(
    (_, at) =>
      before
        .slice(0, at + 1)
        .join("")
        .replaceAll(/[[\]]/g, "").length,
  );
}

describe("marks are widened to whole words, and end with them", () => {
  check("over [eleven thou]sand troops", "over {eleven thousand} troops");
  check("over[ eleven ]thousand", "over {eleven} thousand");
  check("he [“warned”] them", "he “{warned}” them");
  check("more than [11],000 of them", "more than {11,000} of them");
  check("it is[n’t] so", "it {isn’t} so");
  check("a [Moscow]-based paper", "a {Moscow-based} paper");
  check("at 12:[30] on the dot", "at {12:30} on the dot");
  check("costs $[5] or 30[%] or US$[7].", "costs {$5} or {30%} or {US$7}.");
  check("in the U.[S]. today", "in the {U.S}. today");
  check("the cafe\u0301[s] of", "the {cafe\u0301s} of");
  check("may\u200cxaha[m] so", "{may\u200cxaham} so");
  check("[one two]\n[three]", "{one two}\n{three}");
  check("[one] [two]", "{one} {two}");
  check("[on][e two]", "{one two}");
  check("a [— ]dash and [🙂] emoji", "a — dash and 🙂 emoji");
  check("🏴[\u{e0067}\u{e007f}]a", "🏴\u{e0067}\u{e007f}a");
  check("𝐀𝐁[𝐂] x", "{𝐀𝐁𝐂} x");
  check("nothing []marked", "nothing marked");
});

test("marks that overlap, lie outside, or stand in any order", () => {
  const words = (...marks: readonly (readonly [number, number])[]) =>
    wholeWords(
      "one two three",
      marks.map(([start, end]) => ({ start, end })),
    ).map(({ start, end }) => "one two three".slice(start, end));
  expect(words([8, 9], [0, 1])).toEqual(["one", "three"]);
  expect(words([0, 6], [2, 10])).toEqual(["one two three"]);
  expect(words([-9, 1], [12, 99])).toEqual(["one", "three"]);
  expect(words([-9, -1], [13, 99], [5, 4])).toEqual([]);
});

test("whatever the text is: every word that is touched, and again the same", () => {
  const mark = fc.tuple(fc.nat(200), fc.nat(60));
  fc.assert(
    fc.property(hostileText(), fc.array(mark, { maxLength: 4 }), (text, marks) => {
      const spans = marks.map(([start, length]) => ({ start, end: start + length }));
      const found = wholeWords(text, spans);
      expect(wholeWords(text, found)).toEqual(found);
      found.forEach(({ start, end }, at) => {
        expect(start).toBeGreaterThan(found[at - 1]?.end ?? -1);
        expect(end).toBeLessThanOrEqual(text.length);
        expect(text.slice(start, end)).toMatch(/^[\p{L}\p{N}\p{Co}\p{Sc}]/u);
        expect(`${text.slice(0, start)}|`).not.toMatch(/[\p{L}\p{N}]\|$/u);
        expect(`|${text.slice(end)}`).not.toMatch(/^\|[\p{L}\p{N}\p{M}]/u);
        expect(spans.some((one) => one.start < end && start < one.end)).toBe(true);
      });
      const touched = [...text.matchAll(/[\p{L}\p{N}]/gu)].filter(({ 0: letter, index }) =>
        spans.some(({ start, end }) => start < end && start < index + letter.length && index < end),
      );
      for (const { index } of touched)
        expect(found.some(({ start, end }) => start <= index && index < end)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});
