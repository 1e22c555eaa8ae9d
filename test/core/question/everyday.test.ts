import { describe, expect, it } from "vitest";
import { type EverydayCase, everydayCases, wrongFields } from "./everyday.ts";

/** Set, it prints what is wrong in the set that is developed on. */
const LIST = process.env.ON_RECORD_LIST;

const wrongOf = (cases: readonly EverydayCase[]) =>
  cases.filter((one) => wrongFields(one).length > 0);
const dev = everydayCases("everyday-dev.txt");

describe("messages as members type them", () => {
  it("are understood, those that the reading was developed on", () => {
    const wrong = wrongOf(dev);
    if (LIST) {
      for (const one of wrong) console.log(`${one.message}\n    ${wrongFields(one).join("; ")}`);
    }
    expect(wrong.map(({ message }) => message)).toEqual([]);
  });

  it("are understood, those that nothing was developed on: 138 of 150", () => {
    const cases = everydayCases("everyday-heldout.txt");
    const right = cases.length - wrongOf(cases).length;
    if (LIST) console.log(`held out: ${right} of ${cases.length}`);
    expect(right).toBeGreaterThanOrEqual(135);
  });
});

/** Two letters of each longer word in small letters swapped. */
const mistyped = (text: string): string =>
  text.replace(/\b([a-z]{2})([a-z])([a-z])(?=[a-z]{2})/gu, "$1$3$2");

describe("what a message asks stays the same", () => {
  const cases = dev.filter(
    ({ message, expected }) =>
      expected.length === 1 && !message.includes('"') && expected[0]?.get("language") === undefined,
  );
  const check = (name: string, rewrite: (text: string) => string, shareMin: number) =>
    it(name, () => {
      const rewritten = cases.map((one) => ({ ...one, message: rewrite(one.message) }));
      const share = 1 - wrongOf(rewritten).length / cases.length;
      if (LIST) console.log(`${name}: ${share.toFixed(3)}`);
      expect(share).toBeGreaterThanOrEqual(shareMin);
    });

  check("in capitals", (text) => text.toUpperCase(), 0.97);
  check("in small letters", (text) => text.toLowerCase(), 1);
  check("without marks", (text) => text.replace(/[?.!,'’]/gu, ""), 0.95);
  check("with two blanks", (text) => text.replaceAll(" ", "  "), 1);
  check("after a request", (text) => `hey bot, can you tell me ${text}`, 0.97);
  check("after another", (text) => `does anyone know ${text}`, 0.97);
  check("after a wish", (text) => `I was just wondering: ${text}`, 0.95);
  check("after an announcement", (text) => `Quick question - ${text}`, 0.98);
  check("after a filler", (text) => `ok so ${text}`, 0.98);
  check("after an apology", (text) => `Sorry to bother you, but ${text} (need it asap)`, 0.97);
  check("before thanks", (text) => `${text} pls, thanks!`, 0.98);
  check("before laughter", (text) => `${text} lol 😂`, 0.98);
  check("mistyped", mistyped, 0.85);
});
