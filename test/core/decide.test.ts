import { describe, expect, it } from "vitest";
import { wordCoverage } from "../../src/core/coverage.ts";
import { confidenceOf, decide } from "../../src/core/decide.ts";

const use = (count: number, ...heldBy: number[]) => ({
  count,
  heldBy: new Set(heldBy),
});

describe("wordCoverage", () => {
  const of = (words: ReturnType<typeof use>[]) => wordCoverage([1, 2], words, 100);

  it("is the share of the words, the rare ones weighing more", () => {
    const coverage = of([use(1, 1), use(80, 1, 2)]);
    expect(coverage.get(1)).toBeCloseTo(1, 12);
    expect(coverage.get(2)).toBeGreaterThan(0);
    expect(coverage.get(2)).toBeLessThan(0.1);
  });

  it("falls for a word that nobody has", () => {
    expect(of([use(1, 1), use(0)]).get(1)).toBeLessThan(0.5);
  });

  it("is 0 where there are no words", () => {
    expect([...of([]).values()]).toEqual([0, 0]);
  });
});

describe("the decision", () => {
  const check = (
    name: string,
    evidence: [similarity: number, coverage: number][],
    answers: boolean,
  ) =>
    it(name, () => {
      const candidates = evidence.map(([similarity, coverage]) => ({ similarity, coverage }));
      expect(decide(confidenceOf(candidates)) === null).toBe(answers);
    });

  check("near and with the words", [[0.5, 1]], true);
  check("near, without the words", [[0.45, 0]], false);
  check("very near, without the words", [[0.7, 0]], true);
  check("with the words, and far", [[0.05, 1]], false);
  check(
    "one of many is enough",
    [
      [0.1, 0],
      [0.5, 0.8],
      [0.2, 0],
    ],
    true,
  );
  check(
    "two halves are no whole",
    [
      [0.48, 0],
      [0.05, 1],
    ],
    false,
  );
  check("nothing found", [], false);
});
