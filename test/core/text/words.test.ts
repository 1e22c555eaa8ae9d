import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasWords, searchTerms, wordsAmong, wordsOf } from "../../../src/core/text/words.ts";

describe("searchTerms", () => {
  const check = (question: string, expected: string) =>
    it(JSON.stringify(question), () => expect(searchTerms(question).join(" ")).toBe(expected));

  check("What did Rutte say about China?", "rutte china");
  check("How many North Korean troops are in Kursk?", "north korean troops kursk");
  check("china China CHINA", "china");
  check("Jean-Noël Barrot's plan", "jean noël barrot plan");
  check("What did he say?", "what did he say");
  check("북한 troops", "북한 troops");
  check('NEAR("a" OR *)', "near");
  check("?!", "");
});

describe("hasWords", () => {
  const check = (text: string, expected: boolean) =>
    it(JSON.stringify(text), () => expect(hasWords(text)).toBe(expected));

  check("Rutte", true);
  check("11000", true);
  check("러시아", true);
  check("?!… — “”", false);
  check("🙂🙂", false);
  check("", false);
});

describe("wordsAmong", () => {
  it("gives the words of the stems, with their numbers", () => {
    const found = wordsAmong("Escalation, they said; he ESCALATED.", new Set(["escal"]));
    expect(found.map(({ text, at }) => [text, at])).toEqual([
      ["Escalation", 0],
      ["ESCALATED", 4],
    ]);
  });

  it("finds what wordsOf finds", () => {
    const word = fc.oneof(
      fc.constantFrom(
        "Troops",
        "training",
        "ays",
        "Élan",
        "élan",
        "Сибіга",
        "북한",
        "11,000",
        "U.S.",
      ),
      fc.string({ unit: "binary", maxLength: 4 }),
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 20 }), fc.nat(7), (pieces, every) => {
        const text = pieces.join(" ");
        const words = wordsOf(text).map((one, at) => ({ ...one, at }));
        const stems = new Set(words.filter(({ at }) => at % (every + 1) === 0).map((w) => w.stem));
        expect(wordsAmong(text, stems)).toEqual(words.filter(({ stem }) => stems.has(stem)));
      }),
    );
  });
});
