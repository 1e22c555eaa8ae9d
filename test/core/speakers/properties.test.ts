import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { linkSpeakers } from "../../../src/core/speakers/link.ts";
import { resolveSources } from "../../../src/core/speakers/resolve.ts";
import type { Statement } from "../../../src/core/statements/statement.ts";
import { splitSentences } from "../../../src/core/text/sentences.ts";
import { expectLinear } from "../../support/growth.ts";

const pieces = fc.constantFrom(
  "Carl Reed",
  "Olga Reed",
  "Reed",
  "Mr. Reed",
  "he",
  "She",
  "the French president",
  "President",
  "of",
  "and",
  "NATO",
  "U.S.",
  "officials",
  " said ",
  ". ",
  ", ",
  "\n\n",
  "“No,”",
  "“",
  "”",
  "'s",
  "’",
  "É́",
  "😀",
  "שלום",
  "X".repeat(60),
  "A.",
  "@reed",
  "(",
  ")",
  "—",
  "\u0000",
);
const hostile = fc
  .array(fc.oneof(pieces, fc.string({ unit: "binary" })), { maxLength: 60 })
  .map((parts) => parts.join(" "));

function statementsOf(text: string, cuts: readonly number[]): Statement[] {
  const at = (cut: number): number => (text.length === 0 ? 0 : cut % (text.length + 1));
  return cuts.map((cut, index) => {
    const start = at(cut);
    const end = Math.min(text.length, start + (cut % 30));
    const source = index % 5 === 0 ? [] : [{ start, end }];
    return {
      kind: index % 2 === 0 ? "direct" : "reported",
      content: [{ start: at(cut + 7), end: text.length }],
      cue: [],
      source,
      within: null,
    };
  });
}

describe("resolveSources on any text", () => {
  it("never throws, and every span lies in the text", () => {
    fc.assert(
      fc.property(hostile, fc.array(fc.nat(5000), { maxLength: 12 }), (text, cuts) => {
        const statements = statementsOf(text, cuts);
        const resolved = resolveSources(
          { id: "d", text, sentences: splitSentences(text) },
          statements,
        );
        expect(resolved.statements).toHaveLength(statements.length);
        for (const mention of resolved.mentions) {
          expect(mention.name).not.toBe("");
          for (const { start, end } of [...mention.evidence, ...mention.roles]) {
            expect(start).toBeGreaterThanOrEqual(0);
            expect(end).toBeGreaterThan(start);
            expect(end).toBeLessThanOrEqual(text.length);
          }
        }
        for (const { speakers } of resolved.statements) {
          for (const speaker of speakers) expect(resolved.mentions[speaker]).toBeDefined();
        }
        const { speakers, ids } = linkSpeakers([{ ...resolved, text }]);
        expect(new Set(speakers.map(({ id }) => id)).size).toBe(speakers.length);
        expect(ids.get("d")?.every((id) => speakers.some((speaker) => speaker.id === id))).toBe(
          true,
        );
      }),
      { numRuns: 300 },
    );
  });

  it.each<[string, (count: number) => string]>([
    ["one word", (count) => "x".repeat(count * 20)],
    ["capitals", (count) => "Abc Def ".repeat(count * 3)],
    [
      "names",
      (count) =>
        Array.from({ length: count }, (_, index) => `Carl Name${index} said no.`).join(" "),
    ],
    [
      "bearers of one surname",
      (count) =>
        Array.from({ length: count }, (_, at) => `President Anna${at} Reed said no.`).join(" "),
    ],
    ["one name", (count) => "Carl Reed said that he went. ".repeat(count)],
    ["rival names", (count) => "Carl Reed met Olga Reed. Reed said no. ".repeat(count)],
    ["a role", (count) => "President Carl Reed came. The judge said no. ".repeat(count)],
    [
      "bodies",
      (count) =>
        Array.from({ length: count }, (_, index) => `The Port Council x${index} said no.`).join(
          " ",
        ),
    ],
    ["quotation marks", (count) => "“".repeat(count * 20)],
    ["commas", (count) => "the head of, ".repeat(count * 2)],
  ])("takes time in proportion to the text: %s", async (_, make) => {
    await expectLinear([500, 1000, 2000], (count) => {
      const text = make(count);
      const sentences = splitSentences(text);
      const statements = sentences.slice(0, 4000).map(({ start, end }): Statement => {
        const said = text.slice(start, end).indexOf(" said ");
        const source = { start, end: said > 0 ? start + said : Math.min(end, start + 9) };
        return {
          kind: "direct",
          content: [{ start, end }],
          cue: [],
          source: [source],
          within: null,
        };
      });
      resolveSources({ id: "d", text, sentences }, statements);
    });
  });
});
