import { describe, expect, it } from "vitest";
import { sentencesAnswering } from "../../../src/core/rank/quoted-sentences.ts";
import {
  answeringWords,
  chanceOf,
  confidenceIn,
  type TextReading,
} from "../../../src/core/rank/text-reading.ts";

/** A reading of words of one letter with a blank between; chances as shares. */
function readingOf(starts: readonly number[], ends: readonly number[], answers = 0): TextReading {
  return {
    answers,
    pieces: starts.map((_, at) => ({ start: 2 * at, end: 2 * at + 1 })),
    starts: Float32Array.from(starts, Math.log),
    ends: Float32Array.from(ends, Math.log),
  };
}

describe("the words that answer", () => {
  const reading = readingOf([0.1, 0.6, 0.2, 0.1], [0.5, 0.1, 0.3, 0.1]);

  it.each([
    ["begin before they end", undefined, { start: 2, end: 5, chance: Math.log(0.18) }],
    ["stay inside a span", { start: 4, end: 7 }, { start: 4, end: 5, chance: Math.log(0.06) }],
    ["are none where it holds no whole word", { start: 3, end: 4 }, null],
  ])("%s", (_, within, expected) => {
    const found = answeringWords(reading, within);
    expect(found).toEqual(expected && { ...expected, chance: expect.closeTo(expected.chance, 5) });
  });

  it("are no more than 64 pieces", () => {
    const count = 100;
    const first = Array.from({ length: count }, (_, at) => (at === 0 ? 0.9 : 0.001));
    const words = answeringWords(readingOf(first, first.toReversed()));
    expect(words && (words.end + 1 - words.start) / 2).toBeLessThanOrEqual(64);
  });
});

describe("confidence", () => {
  it("grows with the chance of answering and with that of the words", () => {
    const sure = [0.9, 0.1];
    const unsure = [0.5, 0.5];
    const confidences = [
      confidenceIn(readingOf([], [], 9)),
      confidenceIn(readingOf(unsure, unsure, -5)),
      confidenceIn(readingOf(unsure, unsure, 1)),
      confidenceIn(readingOf(sure, sure, 1)),
      confidenceIn(readingOf(sure, sure, 100)),
    ];
    expect(confidences).toEqual(confidences.toSorted((a, b) => a - b));
    expect(confidences[0]).toBe(-Infinity);
    expect(confidences.at(-1)).toBeLessThan(0);
  });

  it.each([
    [-1000, 0],
    [-1, 0.5],
    [1, 0.982],
    [1000, 1],
  ])("as a chance, of a logit of %d, is %d", (answers, expected) => {
    const calibration = { answer: 0, sentence: 0, slope: 2, offset: 2 };
    expect(chanceOf(readingOf([1], [1], answers), calibration)).toBeCloseTo(expected, 3);
  });
});

describe("the sentences that are quoted", () => {
  const sentences = [-1, 2, 0.5, -3].map((answers, at) => ({ start: at, end: at + 1, answers }));

  it.each([
    ["those that answer by themselves", false, 0, [1, 2]],
    ["none where none does", false, 3, []],
    ["the best one at least where the text answers", true, 3, [1]],
    ["no more for that than answer by themselves", true, 0, [1, 2]],
  ])("are %s", (_, isAnswer, sentence, expected) => {
    const quoted = sentencesAnswering(sentences, isAnswer, { sentence });
    expect(quoted.map(({ start }) => start)).toEqual(expected);
    expect(sentencesAnswering([], isAnswer, { sentence })).toEqual([]);
  });
});
