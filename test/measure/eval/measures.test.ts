import { describe, expect, it } from "vitest";
import {
  auroc,
  hitAt,
  holdsAnswer,
  mean,
  ndcgAt,
  normalizeAnswer,
  quantile,
  reciprocalRankAt,
} from "../../../src/measure/eval/measures.ts";

describe("ranked measures", () => {
  const check = (
    ranked: string,
    gold: string,
    expected: { hit1: number; rr: number; ndcg: number },
  ) =>
    it(`${ranked} for ${gold}`, () => {
      const list = ranked.split("");
      const wanted = new Set(gold);
      expect(hitAt(1, list, wanted)).toBe(expected.hit1);
      expect(reciprocalRankAt(10, list, wanted)).toBeCloseTo(expected.rr, 6);
      expect(ndcgAt(10, list, wanted)).toBeCloseTo(expected.ndcg, 6);
    });

  check("abc", "a", { hit1: 1, rr: 1, ndcg: 1 });
  check("abc", "b", { hit1: 0, rr: 0.5, ndcg: 1 / Math.log2(3) });
  check("abc", "x", { hit1: 0, rr: 0, ndcg: 0 });
  check("abc", "ac", { hit1: 1, rr: 1, ndcg: 1.5 / (1 + 1 / Math.log2(3)) });
  check("bcdefghijka", "a", { hit1: 0, rr: 0, ndcg: 0 });
});

describe("auroc", () => {
  const check = (positives: number[], negatives: number[], expected: number) =>
    it(`${positives.join()} against ${negatives.join()}`, () =>
      expect(auroc(positives, negatives)).toBe(expected));
  check([2, 3], [0, 1], 1);
  check([0, 1], [2, 3], 0);
  check([1], [1], 0.5);
  check([1, 3], [0, 2], 0.75);
});

describe("answers", () => {
  const check = (text: string, answer: string, expected: boolean) =>
    it(`${answer} in ${text}`, () => expect(holdsAnswer(text, answer)).toBe(expected));
  check("The show “Squid Game” returns.", "“Squid Game”", true);
  check("Prices rose 8.6% in May.", "8.6%", true);
  check("Europeans said so.", "Europe", false);
  check("anything", "“”", false);
  it("are compared without case, punctuation and articles", () =>
    expect(normalizeAnswer("  The U.S.  Senate, a\nbody ")).toBe("us senate body"));
});

describe("mean and quantile", () => {
  it("of numbers", () => {
    expect(mean([1, 2, 6])).toBe(3);
    expect(quantile([5, 1, 3], 0.5)).toBe(3);
    expect(quantile([1, 2, 3, 4], 0.99)).toBe(4);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
