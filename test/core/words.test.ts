import { describe, expect, it } from "vitest";
import { hasWords, searchTerms } from "../../src/core/words.ts";

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
