import { describe, expect, it } from "vitest";
import { tokenF1 } from "../../../src/measure/eval/abstention.ts";
import { pairedP } from "../../../src/measure/eval/measures.ts";

describe("the F1 of an answer's words", () => {
  const check = (gold: string, text: string, expected: number) =>
    it(`"${gold}" against "${text}"`, () => expect(tokenF1(gold, text)).toBeCloseTo(expected, 6));
  check("Normandy", "Normandy", 1);
  check("the Normandy", "normandy!", 1);
  check("in France", "a region in France", 0.8);
  check("France", "Normandy", 0);
  check("two two", "two", 2 / 3);
});

describe("pairedP", () => {
  it("is small where one is better throughout, large where they differ by chance", () => {
    const better = Array.from({ length: 40 }, (_, at) => at / 40 + 0.2);
    const worse = better.map((value) => value - 0.2);
    expect(pairedP(better, worse)).toBeLessThan(0.001);
    const mixed = better.map((value, at) => value + (at % 2 === 0 ? 0.1 : -0.1));
    expect(pairedP(better, mixed)).toBeGreaterThan(0.5);
    expect(pairedP(better, better)).toBe(1);
  });
});
