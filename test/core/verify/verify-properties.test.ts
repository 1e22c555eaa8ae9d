import { readFileSync, readdirSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkQuote } from "../../../src/core/verify/check.ts";
import { sha256Of } from "../../../src/hash.ts";

const folder = resolve(import.meta.dirname, "../../../corpus");
const materials = readdirSync(folder)
  .filter((name) => name.endsWith(".txt"))
  .map((name) => {
    const text = readFileSync(resolve(folder, name), "utf8");
    const meta = { title: null, publisher: null, author: null, authorRole: null };
    const document = {
      ...meta,
      id: name,
      text,
      sha256: sha256Of(text),
      published: null,
      url: null,
    };
    return { document, window: { start: 0, end: text.length }, statements: [], passages: [] };
  });
const wordsOf = (text: string) => [...text.matchAll(/[\p{L}\p{N}]+(?:[.,’'][\p{L}\p{N}]+)*/gu)];

/** The slow twin: words in lower case, and nothing else. */
const plain = (text: string) =>
  ` ${wordsOf(text.normalize("NFD").replace(/\p{M}/gu, "").replace(/’/gu, "'").toLowerCase()).join(" ")} `;
const plainTexts = materials.map(({ document }) => plain(document.text));
const stands = (quote: string) => plainTexts.some((text) => text.includes(plain(quote)));

/** A slice of a document from one word to another, of 5 to 40 words. */
const slice = fc
  .tuple(fc.nat(), fc.nat(), fc.integer({ min: 5, max: 40 }))
  .map(([which, from, count]) => {
    const material = materials[which % materials.length] ?? materials[0];
    const text = material?.document.text ?? "";
    const words = wordsOf(text);
    const at = from % Math.max(1, words.length - count);
    const [first, last] = [words[at], words[at + count - 1]];
    return text.slice(first?.index, last ? last.index + last[0].length : undefined);
  });

describe("any slice of a document", () => {
  it("is exact or part, at spans that hold it", () => {
    fc.assert(
      fc.property(slice, (quote) => {
        const found = checkQuote(quote, materials, null);
        expect(["exact", "part"]).toContain(found.outcome);
        if (found.outcome !== "exact" && found.outcome !== "part") return;
        // "U.S" stands at "U.S."
        expect(found.places.some(({ match }) => match.text.startsWith(quote))).toBe(true);
        for (const { match, excerpt, differences } of found.places) {
          const source = materials.find(({ document }) => document.id === excerpt.document.id);
          expect(source?.document.text.slice(match.start, match.end)).toBe(match.text);
          expect(plain(match.text)).toBe(plain(quote));
          if (match.text === quote) expect(differences).toEqual([]);
          expect(excerpt.spans[0].start).toBeLessThanOrEqual(match.start);
          expect(excerpt.spans[0].end).toBeGreaterThanOrEqual(match.end);
        }
      }),
      { numRuns: 400 },
    );
  });

  it("stays so in other white space, quotation marks, dashes and case", () => {
    const rewrite = fc.constantFrom<(text: string) => string>(
      (text) => text.toUpperCase(),
      (text) => text.toLowerCase(),
      (text) => text.replace(/ /g, "\n  "),
      (text) => text.replace(/[“”"]/g, "").replace(/’/g, "'"),
      (text) => text.replace(/(?<=\p{L})-(?=\p{L})/gu, "–"),
      (text) => text.normalize("NFD"),
      (text) => text.replace(/ /g, "\u00a0").replace(/e/g, "e\u200b"),
      (text) => `“${text},”`,
    );
    fc.assert(
      fc.property(slice, rewrite, (quote, change) => {
        expect(["exact", "part"]).toContain(checkQuote(change(quote), materials, null).outcome);
      }),
      { numRuns: 200 },
    );
  });
});

describe("a slice with one change", () => {
  const inner = (words: readonly string[], at: number) => 1 + (at % (words.length - 2));
  const changes = fc.constantFrom<(words: string[], at: number, other: string) => string[]>(
    (words, at, other) => words.with(inner(words, at), other),
    (words, at) => words.toSpliced(inner(words, at), 1),
    (words, at, other) => words.toSpliced(inner(words, at), 0, other),
    (words, at) => {
      const one = inner(words, at);
      return words.toSpliced(one - 1, 2, words[one] ?? "", words[one - 1] ?? "");
    },
    (words, at, other) => words.with(at % words.length, other),
  );
  const others = fc.constantFrom("not", "never", "China", "12,000", "the", "peace", "must", "no");

  it("is never exact or part, unless the plain matcher finds it elsewhere", () => {
    fc.assert(
      fc.property(slice, changes, fc.nat(), others, (quote, change, at, other) => {
        const changed = change(quote.split(/\s+/u), at, other).join(" ");
        fc.pre(!stands(changed));
        const { outcome } = checkQuote(changed, materials, null);
        const isLong = quote.split(/\s+/u).length > 10;
        expect([isLong ? "altered" : "not-in-corpus", "altered", "stitched"]).toContain(outcome);
      }),
      { numRuns: 500 },
    );
  });

  it("is never exact or part with another number or without its not", () => {
    for (const { document } of materials) {
      for (const { index, 0: word } of wordsOf(document.text)) {
        const isNumber = /^\d/.test(word);
        if (!isNumber && word !== "not" && word !== "cannot") continue;
        const around = document.text.slice(Math.max(0, index - 60), index + word.length + 60);
        const quote = around.slice(around.indexOf(" ") + 1, around.lastIndexOf(" "));
        for (const other of isNumber ? ["7", `${word}0`, ""] : ["", "now"]) {
          const changed = quote.replace(
            new RegExp(`(?<!\\p{L})${word}(?![\\p{L}\\d])`, "u"),
            other,
          );
          if (stands(changed)) continue;
          const { outcome } = checkQuote(changed, materials, null);
          expect(["altered", "stitched"]).toContain(outcome);
        }
      }
    }
  });
});

describe("any text at all", () => {
  it("is checked without a failure, and is in the corpus only if the plain matcher finds it", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (quote) => {
        const { outcome } = checkQuote(`troops ${quote}`, materials, null);
        if (outcome === "exact" || outcome === "part") expect(stands(`troops ${quote}`)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
