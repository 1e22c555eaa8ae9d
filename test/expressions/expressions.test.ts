import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkSync } from "recheck";
import { expect, test } from "vitest";
import { collectExpressions, nameOf } from "./collect.ts";

/**
 * Regular expressions meet the text of people and documents, and one that can backtrack makes a short
 * hostile text take minutes. So each is proven to take time in proportion to the text, by recheck
 * (an automaton where it can, else a search for a text that is slow). A proof takes up to a minute,
 * so what is proven is kept in a list: `ON_RECORD_PROVE=1 npx vitest run test/expressions` proves what
 * is new and writes the list. What cannot be proven is written another way, or as `linear`, see
 * src/core/text/linear.ts.
 */
const LIST = join(import.meta.dirname, "proven.json");
const ROOT = join(import.meta.dirname, "../..");
const PROOF_MS_MAX = 120_000;
const isProving = process.env["ON_RECORD_PROVE"] === "1";

function readList(): string[] {
  const list: unknown = JSON.parse(readFileSync(LIST, "utf8"));
  return Array.isArray(list) ? list.map(String) : [];
}

test("every expression is proven to be linear", { timeout: 3_600_000 }, async () => {
  const expressions = await collectExpressions(ROOT);
  expect(expressions.length).toBeGreaterThan(300);
  const proven = new Set(readList());
  const unproven = expressions.filter((one) => {
    if (proven.has(nameOf(one))) return false;
    if (!isProving) return true;
    const { status } = checkSync(one.source, one.flags, { timeout: PROOF_MS_MAX });
    if (status === "safe") proven.add(nameOf(one));
    return status !== "safe";
  });
  const used = new Set(expressions.map(nameOf));
  if (isProving) {
    const list = [...proven].filter((name) => used.has(name)).toSorted();
    writeFileSync(LIST, `${JSON.stringify(list, null, 2)}\n`);
  }
  expect(unproven.map((one) => `${one.file}: ${nameOf(one)}`)).toEqual([]);
  // What is gone from the program goes from the list.
  expect(readList().filter((name) => !used.has(name))).toEqual([]);
});

test.each([
  ["blanks twice", "^what\\s+.+?\\s+did", "iu"],
  ["from every start to the end", "\\s+$", "u"],
  ["a look behind a run", "(?<=^\\s*)[+-]", "gm"],
])("the proof refuses what backtracks: %s", (_, source, flags) => {
  expect(checkSync(source, flags, { timeout: PROOF_MS_MAX }).status).toBe("vulnerable");
});
