import { describe, expect, it } from "vitest";
import { joinCopies } from "../../src/core/copies.ts";
import type { Excerpt } from "../../src/core/types.ts";

/** An excerpt of a text: "document: words", or "document / Speaker: words". */
function excerpt(line: string): Excerpt {
  const [head = "", text = ""] = line.split(": ");
  const [id = "", name] = head.split(" / ");
  const span = { start: 0, end: text.length, text };
  const speaker = name === undefined ? null : { id: name.toLowerCase(), name, role: null };
  const none = {
    title: null,
    publisher: null,
    author: null,
    authorRole: null,
    published: null,
    url: null,
  };
  return {
    receipt: line,
    kind: speaker ? "reported" : "passage",
    document: { id, sha256: "0", ...none },
    spans: [span],
    statement: speaker && { speaker, source: null, cue: null },
    context: span,
    score: 1,
    alsoIn: [],
    highlight: [],
  };
}

describe("copies become one excerpt", () => {
  const check = (name: string, lines: readonly string[], expected: readonly string[]) =>
    it(name, () =>
      expect(
        joinCopies(lines.map(excerpt)).map(({ document, alsoIn }) =>
          [document.id, ...alsoIn.map((also) => also.document.id)].join("+"),
        ),
      ).toEqual(expected),
    );

  check(
    "a syndicated sentence",
    ["a: Troops crossed the border at dawn.", "b: Troops crossed the border at dawn."],
    ["a+b"],
  );
  check(
    "an edited one",
    [
      "a: Russian troops crossed the eastern border at dawn",
      "b: Russian troops crossed the eastern border, at dawn",
    ],
    ["a+b"],
  );
  check(
    "a repetition in one document",
    ["a: Troops crossed the border.", "a: Troops crossed the border!"],
    ["a"],
  );
  check("two matters", ["a: Troops crossed the border.", "b: A treaty was signed."], ["a", "b"]);
  check(
    "differing figures are both shown",
    ["a: 1,500 troops were sent to Kursk", "b: 12,000 troops were sent to Kursk"],
    ["a", "b"],
  );
  check(
    "one speaker's statement in two translations",
    [
      "a / Barrot: a very serious development of the war",
      "b / Barrot: a serious development of this war",
    ],
    ["a+b"],
  );
  check(
    "the same words of two speakers stay two",
    ["a / Barrot: a serious development", "b / Starmer: a serious development"],
    ["a", "b"],
  );
});

it("of copies the first keeps the words that answer", () => {
  const highlight = [{ start: 0, end: 6 }];
  const [first, second] = ["a: Troops crossed the border.", "b: Troops crossed the border!"].map(
    excerpt,
  );
  if (!first || !second) throw new Error("There are two.");
  const joined = joinCopies([
    { ...first, highlight },
    { ...second, highlight: [] },
  ]);
  expect(joined.map((one) => one.highlight)).toEqual([highlight]);
});
