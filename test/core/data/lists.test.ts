import { expect, test } from "vitest";
import {
  alternatives,
  anyOf,
  entriesWith,
  phraseList,
  wordList,
  wordTable,
  wordsIn,
} from "../../../src/core/data/lists.ts";
import { USES, type Use, wordsFor } from "../../../src/core/data/uses.ts";

const table = wordTable(`
  may:
  new york: city, state
  sept: month
`);

test("a list is parted by white space", () => {
  expect([...wordList("\n  a b\n  c-d e.g\n")]).toEqual(["a", "b", "c-d", "e.g"]);
});

test("a list of phrases has one a line", () => {
  expect([...phraseList("\n  prime minister\n  queen\n")]).toEqual(["prime minister", "queen"]);
});

test("a table has entries with values, with several, and with none", () => {
  expect([...table]).toEqual([
    ["may", []],
    ["new york", ["city", "state"]],
    ["sept", ["month"]],
  ]);
  expect(wordsIn(table)).toEqual(["may", "new york", "city", "state", "sept", "month"]);
});

test("entries are found by a value of theirs", () => {
  expect(entriesWith("state", table)).toEqual(["new york"]);
  expect(entriesWith("month", table, table)).toEqual(["sept", "sept"]);
  expect(entriesWith("day", table)).toEqual([]);
});

test("alternatives of an expression are the entries, with any white space for a blank", () => {
  const entries = ["may", "march", "mar", "new york", "new", "e.g", "a", "an", "the"];
  const expression = new RegExp(`^(?:${alternatives(entries)})$`, "u");
  const spaced = ["new  york", "new\tyork"];
  expect([...entries, ...spaced].filter((text) => !expression.test(text))).toEqual([]);
  const others = ["", "m", "ma", "marc", "newyork", "new ", "may be", "eng", "aan", "anan"];
  expect(others.filter((text) => expression.test(text))).toEqual([]);
});

test("one of some words is told from any other text", () => {
  const articles = anyOf(new Set(["a", "the"]));
  expect(["a", "the", "an", "The", "", "a the"].filter((word) => articles.test(word))).toEqual([
    "a",
    "the",
  ]);
});

test("each use has its words", () => {
  const has = (use: Use, word: string) => wordsFor(use).has(word);
  expect(has("cue", "said")).toBe(true);
  expect(has("cue", "according")).toBe(false);
  expect(has("inner", "according")).toBe(true);
  expect([...wordsFor("cue", "inner")]).toEqual(expect.arrayContaining(["said", "according"]));
  expect(Object.keys(USES)).toEqual(Object.keys(USES).toSorted());
});
