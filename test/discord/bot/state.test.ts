import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodePress, encodePress } from "../../../src/discord/bot/custom-id.ts";
import { readDays } from "../../../src/discord/bot/days.ts";
import { questionOf, quotesIn, searchTextOf } from "../../../src/discord/bot/free-text.ts";
import { createOnce } from "../../../src/discord/bot/once.ts";
import type { View } from "../../../src/discord/bot/view.ts";
import { memoryStore } from "./support.ts";

// What a person can type, as much of it as the shortest field holds.
const text = fc
  .oneof(fc.string(), fc.string({ unit: "grapheme", maxLength: 300 }))
  .map((one) => one.slice(0, 150).replace(/[\ud800-\udbff]$/u, ""));
const maybe = fc.option(text);
const asked = fc.record({ question: text, speaker: maybe, source: maybe, from: maybe, to: maybe });
const view: fc.Arbitrary<View> = fc.oneof(
  fc
    .tuple(asked, fc.array(asked, { maxLength: 4 }))
    .map(([first, others]): View => ({ kind: "ask", chain: [first, ...others] })),
  fc.record({
    kind: fc.constant("quotes" as const),
    speaker: text,
    about: maybe,
    source: maybe,
    from: maybe,
    to: maybe,
  }),
  fc.record({ kind: fc.constant("who" as const), about: text }),
  fc.record({ kind: fc.constant("verify" as const), quote: text, speaker: maybe }),
  fc.record({
    kind: fc.constant("checks" as const),
    quotes: fc.array(text, { minLength: 1, maxLength: 5 }),
  }),
  fc.record({ kind: fc.constant("sources" as const), search: maybe }),
  fc.record({ kind: fc.constant("document" as const), id: text }),
  fc.record({ kind: fc.constant("excerpt" as const), receipt: text }),
  fc.record({
    kind: fc.constant("alsoIn" as const),
    receipts: fc.array(text, { minLength: 1, maxLength: 5 }),
  }),
  fc.record({
    kind: fc.constant("citation" as const),
    receipt: text,
    form: fc.constantFrom("discord" as const, "markdown" as const, "plain" as const),
  }),
);
const deed = fc.oneof(
  fc.record({
    action: fc.constantFrom("turn" as const, "open" as const, "post" as const),
    judged: fc.constant(null),
  }),
  fc.record({
    action: fc.constantFrom("helpful" as const, "not-helpful" as const),
    judged: fc.constantFrom("answer" as const, "no-answer" as const, "verify" as const),
  }),
);

describe("a button's id", () => {
  test("gives back what the button does, within 100 characters", () => {
    const queries = memoryStore();
    fc.assert(
      fc.property(view, deed, fc.nat(999), fc.nat(39), (shown, does, page, slot) => {
        const press = { ...does, view: shown, page };
        const id = encodePress(press, slot, queries);
        expect(id.length).toBeLessThanOrEqual(100);
        expect(decodePress(id, queries)).toEqual(press);
      }),
    );
  });

  test("a usual question needs no store", () => {
    const queries = memoryStore();
    const chain = [
      {
        question: "What did Rutte say about China?",
        speaker: null,
        source: null,
        from: null,
        to: null,
      },
    ] as const;
    const view = { kind: "ask", chain } as const;
    const id = encodePress({ action: "turn", view, page: 1, judged: null }, 5, queries);
    expect(id).toBe('t5.1."a",["What did Rutte say about China?"]');
    expect(queries.queries.size).toBe(0);
  });

  test.each(["", "x", "t1.1", 't1.1."z"', "t1.1.{", "t1.1#unknown", 't1.1."t","r","other"'])(
    "%j is none of ours",
    (id) => {
      expect(decodePress(id, memoryStore())).toBeNull();
    },
  );
});

test.each([
  ["2024", "2024-01-01", "2024-12-31"],
  ["2024-02", "2024-02-01", "2024-02-29"],
  ["2024-2-9", "2024-02-09", "2024-02-09"],
])("%s is from %s to %s", (typed, from, to) => {
  expect(readDays({ from: typed, to: typed })).toEqual({ from, to });
});

test.each(["soon", "2024-13", "2023-02-29", "24", "2024-11-18T10:00"])("%s is no date", (typed) => {
  expect(() => readDays({ from: typed, to: null })).toThrow("is not a date");
});

test.each([
  ["<@1> What did Rutte say?", "What did Rutte say?"],
  ["What did <@2> say, <@!1>?", "What did Ada say, ?"],
  ["<#5> <@&6> <:smile:7> <a:wave:8> <t:1700000000:R> and?", "and?"],
  [" <@1> ", ""],
])("the question of %j is %j", (content, expected) => {
  expect(questionOf(content, "1", [{ id: "2", name: "Ada" }])).toBe(expected);
});

test("a long message is cut between words", () => {
  const cut = searchTextOf("word ".repeat(400));
  expect(cut.length).toBeLessThanOrEqual(1_000);
  expect(cut.endsWith("word")).toBe(true);
  expect(searchTextOf("語".repeat(1_500))).toHaveLength(1_000);
});

test.each([
  ['He said "one two three" and “four five six”.', ["one two three", "four five six"]],
  ["> a block of\n> quoted words\nand mine", ["a block of\nquoted words"]],
  [
    "„eins zwei drei“ «un deux trois» 「하나 둘 셋」",
    ["eins zwei drei", "un deux trois", "하나 둘 셋"],
  ],
  ['"too short" and it\'s not quoted', []],
  ['"one two three" "one two three"', ["one two three"]],
])("the quotes in %j", (message, expected) => {
  expect(quotesIn(message)).toEqual(expected);
});

test("what is seen once is known, until many others were", () => {
  const once = createOnce(2);
  expect(["a", "a", "b", "c", "a"].map(once.first)).toEqual([true, false, true, true, true]);
});
