import { join, resolve } from "node:path";
import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { randomOf } from "../../../src/measure/eval/random.ts";
import {
  type Rewriting,
  nameWordsOf,
  readRewritings,
  rewrite,
} from "../../../src/measure/eval/rewritings.ts";
import { tempDir } from "../../support/temp.ts";

const root = resolve(import.meta.dirname, "../../..");
const names = nameWordsOf(
  ["Additionally, Rutte spoke of escalation in Zagreb. It was additionally said."],
  ["What did Sybiha say?"],
  ["Jean-Noël Barrot"],
);

describe("a rewriting", () => {
  const check = (how: Rewriting["how"], question: string, expected: string) =>
    it(`${JSON.stringify(how)} of ${question}`, () => {
      const options = { names, random: randomOf(1) };
      expect(rewrite(question, { name: "one", how }, options)).toBe(expected);
    });
  check(["lowercase"], "What did Rutte say?", "what did rutte say?");
  check(["uppercase"], "What did Barrot say?", "WHAT DID BARROT SAY?");
  check(["double-spaces"], "What is it?", "What  is  it?");
  check(["lowercase", "no-punctuation"], "Is it, say, 5 %?", "is it say 5 %");
  check(["no-punctuation"], "Jean-Noël's “11,000”, R&D?", "Jean-Noël's 11,000 R&D");
  check(["no-punctuation"], "?!", "");
  check([{ suffix: " Thanks!" }], "Who?", "Who? Thanks!");
  check([{ wrap: ["Hi! ", " :)"] }], "Who is it?", "Hi! Who is it? :)");
  // After words that go on, a small letter; after a sentence, and for a name, the capital stays.
  check([{ prefix: "please, " }], "Who is it?", "please, who is it?");
  check([{ prefix: "ok so " }], "Who is it?", "ok so who is it?");
  check([{ prefix: "please, " }], "Rutte on China", "please, Rutte on China");
  check([{ prefix: "please, " }], "NATO on China", "please, NATO on China");
  check([{ prefix: "please, " }], "I wonder", "please, I wonder");
  check([{ prefix: "" }], "Who is it?", "Who is it?");
  check(
    [
      {
        replace: [
          ["about", "abt"],
          ["what did", "what'd"],
          ["you", "u"],
        ],
      },
    ],
    "What did you say about what did it, abouts and youth?",
    "What'd u say abt what'd it, abouts and youth?",
  );
  check([{ replace: [["said", "stated"]] }], 'Who said "he said so"?', 'Who stated "he said so"?');
  check([{ replace: [["said", "stated"]] }], "Who said “he said so", "Who stated “he stated so");
});

describe("a typo", () => {
  const typed = (question: string, typo: number) =>
    rewrite(question, { name: "one", how: [{ typo }] }, { names, random: randomOf(question) });

  it("changes places of two letters in so many long words", () => {
    const question = "What escalation follows from these deployments?";
    for (const [count, changed] of [
      [1, 1],
      [2, 2],
      [9, 3],
    ] as const) {
      const words = typed(question, count).split(" ");
      const before = question.split(" ");
      const differ = words.filter((word, at) => word !== before[at]);
      expect(differ).toHaveLength(changed);
      for (const word of differ) expect(word.replace("?", "").length).toBeGreaterThan(5);
      expect(words.join("").split("").toSorted()).toEqual(before.join("").split("").toSorted());
    }
  });
  it("is the same each time", () => {
    const question = "What escalation follows from these deployments?";
    expect(typed(question, 2)).toBe(typed(question, 2));
  });
  it.each([
    "Is Zagreb with Rutte?",
    "Did sybiha and barrot say it?",
    'Who wrote "escalation follows"?',
    "aaaaaaa?",
    "",
  ])("spares names, quoted words and what has nothing to swap: %s", (question) =>
    expect(typed(question, 3)).toBe(question),
  );
});

describe("the words of names", () => {
  it("are those with a capital throughout, in the questions, and of the names", () => {
    expect([...names].toSorted()).toEqual(
      ["barrot", "it", "jean", "noël", "rutte", "sybiha", "zagreb"].toSorted(),
    );
  });
});

describe("a file of rewritings", () => {
  it("can be read, and has each name once", async () => {
    const rewritings = await readRewritings(join(root, "test/gold/rewritings.json"));
    const known = rewritings.map(({ name }) => name);
    expect(new Set(known).size).toBe(known.length);
    expect(known.length).toBeGreaterThanOrEqual(15);
  });
  it.each([
    '[{"name": "one", "how": ["backwards"]}]',
    '[{"name": "one", "how": []}]',
    '[{"name": "one", "how": [{"typo": 0}]}]',
    "{",
  ])("that is none is refused: %s", async (text) => {
    const path = join(await tempDir(), "rewritings.json");
    await writeFile(path, text);
    await expect(readRewritings(path)).rejects.toMatchObject({ code: "E_DATA" });
  });
});
