import { describe, expect, it } from "vitest";
import { crossValidate } from "../../../src/measure/fit/cross-validate.ts";
import type { Sample } from "../../../src/measure/fit/fit.ts";

const COUNT = 200;
const FLOOR = 0.5;

/** Samples of which one signal is given and all others are equal. */
function samplesOf(scoreOf: (at: number) => number, isAnswerable: (at: number) => boolean) {
  return Array.from({ length: COUNT }, (_, at): Sample => {
    const common = { score: scoreOf(at), numbers: 1, margin: 0 };
    return {
      first: { ...common, similarity: 0.5, size: 5 },
      second: { ...common, match: 0.5, weakest: 0.3, tokens: 9, names: 1, document: 0.4 },
      isAnswerable: isAnswerable(at),
      isLabelled: false,
      weight: 2 / COUNT,
    };
  });
}

/** Spread evenly over [0, 1), without a period that folds or labels share. */
const spread = (at: number): number => (at * 0.618_033_988) % 1;

describe("cross-validation of the confidence", () => {
  const isEven = (at: number) => at % 2 === 0;
  const validate = (samples: readonly Sample[]) => crossValidate([], samples, FLOOR).confidence;

  it("tells questions apart whose scores lie apart", () => {
    const figures = validate(samplesOf((at) => spread(at) + (isEven(at) ? 5 : 0), isEven));
    expect(figures.auroc).toBe(1);
    expect(figures.answerableAnswered).toBe(1);
    expect(figures.unanswerableAnswered).toBe(0);
  });

  it("judges each question by what was fitted without it", () => {
    // All look alike and each tenth is of one side, so the others' share points the wrong way.
    const ofOneSide = (at: number) => at % 10 < 5;
    const { auroc } = validate(samplesOf(() => 1, ofOneSide));
    expect(auroc).toBe(0);
  });

  it("counts every question once in the table of reliability", () => {
    const { reliability } = validate(samplesOf(spread, isEven));
    expect(reliability.reduce((sum, { questions }) => sum + questions, 0)).toBe(COUNT);
  });
});
