import { describe, expect, it } from "vitest";
import { findLayout } from "../../../src/core/statements/layout.ts";
import { signedQuotations, withSigned } from "../../../src/core/statements/signed.ts";

const show = (text: string, spans: readonly { start: number; end: number }[]) =>
  spans.map(({ start, end }) => text.slice(start, end)).join(" / ");

/** One line for each signed quotation: source, cue, content. */
function check(text: string): string[] {
  return signedQuotations(findLayout(text)).map(
    ({ source, cue, content }) =>
      `${show(text, source)} | ${show(text, cue)} | ${show(text, content)}`,
  );
}

describe("signedQuotations", () => {
  it.each([
    ["a dash and a name", "“It rains.” ― Ann Lee", ["Ann Lee | ― | “It rains.”"]],
    ["no space, a stop", "“It rains.”― Ann Lee.", ["Ann Lee | ― | “It rains.”"]],
    [
      "initials and a hyphen",
      '"It rains!" - Edwin G. Monroy',
      ['Edwin G. Monroy | - | "It rains!"'],
    ],
    ["two hyphens", '"Does it rain?" -- Lee', ['Lee | -- | "Does it rain?"']],
    [
      "an office on a comma",
      "“It rains.” — Mark Rutte, NATO chief",
      ["Mark Rutte | — | “It rains.”"],
    ],
    ["the name in the next paragraph", "“It rains.”\n\n— Ann Lee", ["Ann Lee | — | “It rains.”"]],
    [
      "one after the other",
      "“It rains.” ― Ann Lee\n\n“It pours.” ― Bo Dahl",
      ["Ann Lee | ― | “It rains.”", "Bo Dahl | ― | “It pours.”"],
    ],
    ["a title", "“All the Rain” – Ann Lee", []],
    ["words before the quotation", "She called: “It rains.” – Ann Lee", []],
    ["words between quotations", "“It rains,” she said. “It pours.” – Ann Lee", []],
    [
      "a sentence after the dash",
      "“It rains.” – Russian for a shower that nobody in the town saw coming",
      [],
    ],
    ["a word in small letters", "“It rains.” – russian", []],
    ["a heading between dashes", "“It rains.”\n\n– Old hands –.", []],
    ["a byline after other words", "He called her “my friend.” That was all.\n\n- Reuters.", []],
    ["a quotation left open", "“It rains. ― Ann Lee", []],
    ["nothing", "", []],
  ])("%s", (_, text, expected) => {
    expect(check(text)).toEqual(expected);
  });

  it("takes the place of what was found there, and leaves the rest", () => {
    const text = "“It rains,” she said.\n\n“It pours.” ― Bo Dahl\n\nHe left.";
    const span = (words: string) => ({
      start: text.indexOf(words),
      end: text.indexOf(words) + words.length,
    });
    const found = [
      {
        kind: "direct" as const,
        content: [span("“It rains,”"), span("“It pours.”")],
        cue: [span("said")],
        source: [span("she")],
      },
      { kind: "reported" as const, content: [], cue: [span("pours")], source: [span("Bo")] },
    ];
    const all = withSigned(findLayout(text), found);
    expect(all.map(({ source, content }) => [show(text, source), show(text, content)])).toEqual([
      ["she", "“It rains,”"],
      ["Bo Dahl", "“It pours.”"],
    ]);
  });
});
