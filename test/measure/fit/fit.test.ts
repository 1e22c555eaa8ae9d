import { describe, expect, it } from "vitest";
import { logistic } from "../../../src/core/rank/passage-evidence.ts";
import { fitListwise } from "../../../src/measure/fit/listwise.ts";
import { fitLogistic } from "../../../src/measure/fit/logistic.ts";

describe("fitLogistic", () => {
  it("finds the side on which positives lie, and the middle between", () => {
    const samples = Array.from({ length: 40 }, (_, at) => ({
      row: [at, (at * 7) % 5],
      isPositive: at >= 20,
      weight: 1 / 20,
    }));
    const { weights, intercept } = fitLogistic(samples, 0.1);
    const at = (x: number) => logistic((weights[0] ?? 0) * x + (weights[1] ?? 0) * 2 + intercept);
    expect(at(5)).toBeLessThan(0.1);
    expect(at(35)).toBeGreaterThan(0.9);
    expect(at(19.5)).toBeGreaterThan(0.3);
    expect(at(19.5)).toBeLessThan(0.7);
    expect(Math.abs(weights[1] ?? 9)).toBeLessThan(Math.abs(weights[0] ?? 0));
  });
});

describe("fitListwise", () => {
  it("weighs what the wanted candidates have more of, and not the noise", () => {
    const lists = Array.from({ length: 30 }, (_, list) => ({
      rows: Array.from({ length: 8 }, (__, at) => [
        at === list % 8 ? 2 : at % 2,
        (at * 5 + list) % 7,
      ]),
      isWanted: Array.from({ length: 8 }, (__, at) => at === list % 8),
    }));
    const [signal = 0, noise = 0] = fitListwise(lists, 1);
    expect(signal).toBeGreaterThan(1);
    expect(Math.abs(noise)).toBeLessThan(signal / 5);
  });

  it("takes no notice of lists without a wanted candidate", () => {
    const wanted = { rows: [[1], [0]], isWanted: [true, false] };
    const none = { rows: [[0], [5]], isWanted: [false, false] };
    expect(fitListwise([wanted, none], 1)).toEqual(fitListwise([wanted], 1));
  });
});
