import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFurniture } from "../../../src/core/text/furniture.ts";
import { PASSAGE_TOKENS_TARGET, createPassages } from "../../../src/core/text/passages.ts";
import type { PassageOptions } from "../../../src/core/text/passages.ts";
import { splitSentences } from "../../../src/core/text/sentences.ts";
import type { Span } from "../../../src/core/types.ts";

const SPECIAL = 2;

/** Stands in for a word-piece tokenizer: pieces of six letters, each other character alone. */
function countTokens(text: string): number {
  return SPECIAL + (text.match(/[\p{L}\p{M}\p{N}]{1,6}|[^\s\p{L}\p{M}\p{N}]/gu) ?? []).length;
}

function make(text: string, options: Partial<PassageOptions> = {}) {
  return createPassages({
    text,
    title: null,
    countTokens,
    tokensMax: 60,
    tokensTarget: 20,
    ...options,
  });
}

function textsOf(text: string, spans: readonly Span[]): string[] {
  return spans.map(({ start, end }) => text.slice(start, end));
}

/** Counts a whole as more than the sum of its parts. */
function greedy(text: string): number {
  return Math.ceil(countTokens(text) ** 1.3);
}

/** A sentence of `tokens` tokens: words and the stop. */
function sentence(tokens: number, word = "word"): string {
  return `A${` ${word}`.repeat(tokens - 2)}.`;
}

describe("createPassages", () => {
  it("fills a passage with whole sentences up to about the target", () => {
    const text = Array.from({ length: 6 }, () => sentence(10)).join(" ");
    const passages = make(text);
    expect(passages.map(({ sentences }) => sentences.length)).toEqual([2, 2, 2]);
    expect(textsOf(text, passages)[0]).toBe(`${sentence(10)} ${sentence(10)}`);
  });

  it("merges a short tail with its neighbour", () => {
    const text = [sentence(10), sentence(10), sentence(4)].join(" ");
    expect(make(text)).toHaveLength(1);
  });

  it("prefers to end where a paragraph ends, and not after a heading", () => {
    const [a, b, c] = [sentence(9, "alpha"), sentence(11, "beta"), sentence(10, "gamma")];
    const text = `${a}\n${sentence(9)}\nHeading\n${b}\n${c} ${c}`;
    const found = textsOf(text, make(text));
    expect(found).toEqual([`${a}\n${sentence(9)}`, `Heading\n${b}`, `${c} ${c}`]);
  });

  it("puts the title in front of the embedding input only", () => {
    const text = sentence(15);
    const [passage] = make(text, { title: "A title" });
    expect(passage?.embeddingInput).toBe(`A title\n${text}`);
    expect(passage).toMatchObject({ start: 0, end: text.length });
  });

  it("says a title that the text begins with once", () => {
    const text = `A title\nA title\n${sentence(15)}`;
    const passages = make(text, { title: "A title" });
    expect(textsOf(text, passages)[0]).toBe("A title");
    expect(passages.map(({ embeddingInput }) => embeddingInput)).toEqual([
      "A title",
      `A title\n${sentence(15)}`,
    ]);
  });

  it("ends a passage where furniture stands in between", () => {
    const text = `${sentence(5)}\nAdvertisement\n${sentence(6)}`;
    expect(textsOf(text, make(text))).toEqual([sentence(5), sentence(6)]);
  });

  it("gives nothing for a text of furniture or white space", () => {
    for (const text of ["", "  \n ", "Share\nTweet"]) expect(make(text)).toEqual([]);
  });

  it("splits a sentence that is too long after a clause", () => {
    const clause = "one two three four five six seven eight nine ten eleven twelve";
    const text = `${clause}, ${clause}, ${clause}, ${clause}, ${clause}, ${clause}.`;
    const found = textsOf(text, make(text, { tokensMax: 40 }));
    expect(found.length).toBeGreaterThan(1);
    for (const part of found.slice(0, -1)) expect(part.endsWith(",")).toBe(true);
  });

  it("splits at words where there is no clause, and in a word where there is no other way", () => {
    const words = "word ".repeat(200).trim();
    for (const part of textsOf(words, make(words))) expect(part).toMatch(/^word( word)*$/u);
    const long = "x".repeat(3000);
    expect(textsOf(long, make(long)).join("")).toBe(long);
  });

  it("never cuts inside a surrogate pair or before a combining mark", () => {
    for (const unit of ["😀", "👍🏽", "e\u0301"]) {
      const text = unit.repeat(500);
      for (const part of textsOf(text, make(text))) expect(part.replaceAll(unit, "")).toBe("");
    }
  });

  it("shortens a title that would leave no room, or leaves it out", () => {
    const text = sentence(15);
    const [cut] = make(text, { title: "some words of a title ".repeat(100) });
    expect(cut?.embeddingInput).toMatch(/^some words of a title .*\nA word/u);
    const [none] = make(text, { title: "x".repeat(100_000) });
    expect(none?.embeddingInput).toBe(text);
  });

  it("counts once a sentence and once an input, not more", () => {
    let calls = 0;
    const text = Array.from({ length: 200 }, () => sentence(10)).join(" ");
    const passages = make(text, {
      title: "A title",
      countTokens: (part) => {
        calls += 1;
        return countTokens(part);
      },
    });
    expect(calls).toBeLessThanOrEqual(200 + passages.length + 3);
  });

  it("holds the limit where a tokenizer counts the whole as more than its parts", () => {
    const text = Array.from({ length: 30 }, () => sentence(8)).join(" ");
    for (const { embeddingInput } of make(text, { countTokens: greedy })) {
      expect(greedy(embeddingInput)).toBeLessThanOrEqual(60);
    }
  });
});

/** Where a character is in no passage that should be, or in two; -1 when there is none. */
function findUncovered(text: string, passages: readonly Span[]): number {
  const covered = new Uint8Array(text.length);
  for (const { start, end } of [...passages, ...findFurniture(text, splitSentences(text))]) {
    for (let at = start; at < end; at += 1) covered[at] = (covered[at] ?? 0) + 1;
  }
  return covered.findIndex((times, at) => {
    return times > 1 || (times === 0 && text.charAt(at).trim() !== "");
  });
}

const pieces = fc.constantFrom(
  ..."The troops arrived.|“It is over!” Trump said.|Share|Read also:|- A headline|Advertisement|word|longerwords|,|. |! |😀|中文。| |\n|\n\n|x".split(
    "|",
  ),
);
const texts = fc.oneof(
  fc.array(pieces, { maxLength: 120 }).map((parts) => parts.join("")),
  fc.array(pieces, { maxLength: 120 }).map((parts) => parts.join(" ")),
  fc.string({ unit: "binary", maxLength: 300 }),
);
const titles = fc.option(fc.oneof(pieces, fc.string({ unit: "binary", maxLength: 400 })));

describe("createPassages, for a text that is made to be slow", () => {
  /** No more than 60 tokens of 12 UTF-16 units each. */
  const UNITS_MAX = 60 * 12;

  it.each([
    ["one letter and 20,000 combining marks", `Rutte said "a${"\u0301".repeat(20_000)}".`],
    ["a sentence with 60,000 blanks", `Rutte said "a${" ".repeat(60_000)}b". He left.`],
    ["20,000 tag characters", `Rutte said a${"\u{e0041}".repeat(20_000)}b.`],
    ["20,000 emoji without a blank", "\u{1f600}".repeat(20_000)],
    ["20,000 zero-width joiners", `a${"\u200d".repeat(20_000)}`],
  ])("cuts %s into passages of bounded length", (_, text) => {
    const passages = make(text);
    expect(Math.max(...passages.map(({ start, end }) => end - start))).toBeLessThanOrEqual(
      UNITS_MAX,
    );
    const covered = textsOf(text, passages).join("").replace(/\s+/gu, "");
    expect(covered).toBe(text.replace(/\s+/gu, ""));
    // No half of a character that takes two units.
    expect(textsOf(text, passages).filter((one) => /\p{Cs}/u.test(one))).toEqual([]);
  });

  it("does not part a letter from its marks where it need not", () => {
    const text = "e\u0301".repeat(2_000);
    const starts = make(text).map(({ start }) => text.charAt(start));
    expect(new Set(starts)).toEqual(new Set(["e"]));
  });
});

describe("createPassages, for any text", () => {
  it("covers all but furniture and white space, once, in order, within the limit", () => {
    fc.assert(
      fc.property(texts, titles, fc.integer({ min: 8, max: 80 }), (text, title, tokensMax) => {
        const passages = createPassages({ text, title, countTokens, tokensMax, tokensTarget: 20 });
        expect(findUncovered(text, passages)).toBe(-1);
        for (const { start, end, sentences, embeddingInput } of passages) {
          expect(countTokens(embeddingInput)).toBeLessThanOrEqual(tokensMax);
          expect(embeddingInput.endsWith(text.slice(start, end))).toBe(true);
          expect(sentences[0]?.start).toBe(start);
          expect(sentences.at(-1)?.end).toBe(end);
          expect(text.slice(start, end).trim()).toBe(text.slice(start, end));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each(["a", "a ", ". ", "a. ", "a\n", "😀", "中", "a, ", '"', "Read also:\n- a\n"])(
    "takes linear time for many %j",
    (unit) => {
      const text = unit.repeat(Math.ceil(100_000 / unit.length));
      const passages = make(text, { tokensMax: 256, tokensTarget: 120 });
      expect(findUncovered(text, passages)).toBe(-1);
    },
  );
});

describe("the corpus", () => {
  it.each([
    "europe-on-north-koreas-troop-dispatch",
    "french-minister-warns-of-escalation",
    "huge-risk-of-escalation",
    "macron-warns-china-over-nato-in-asia",
    "nato-and-eu-urge-china",
  ])("%s is covered by passages near the target", (name) => {
    const text = readFileSync(`corpus/${name}.txt`, "utf8");
    const title = text.trim().split("\n", 1)[0] ?? null;
    const passages = createPassages({ text, title, countTokens, tokensMax: 256 });
    expect(findUncovered(text, passages)).toBe(-1);
    const lengths = passages.map(({ start, end }) => countTokens(text.slice(start, end)));
    const tiny = lengths.filter((tokens) => tokens < PASSAGE_TOKENS_TARGET / 2);
    expect(Math.max(...lengths)).toBeLessThan(PASSAGE_TOKENS_TARGET * 1.6);
    // What stands alone between furniture: a headline, and a line about the author.
    expect(tiny.length).toBeLessThanOrEqual(1);
  });
});
