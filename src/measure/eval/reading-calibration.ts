import type { ReaderCalibration } from "../../core/rank/text-reading.ts";
import { mean } from "./measures.ts";
import { bestThreshold, quotedFigures, type ReadRow, scoreSpans } from "./reading.ts";
import type { Judged } from "./reading-measures.ts";
import { bySet, hasSentences } from "./reading-rows.ts";

/** The set whose refusals the threshold of words is chosen by. */
const REFUSAL_SET = "squad2";
/** Thresholds tried of a sentence's logit, from -4 to 2. */
const SENTENCE_THRESHOLDS = Array.from({ length: 61 }, (_, at) => at / 10 - 4);
/** A threshold is judged by the mean figure of so many to either side too: a few rows make a peak of one. */
const NEIGHBOURS = 4;

/**
 * What the reader's scores mean, chosen by rows that it did not learn from:
 *
 * - slope and offset make the logits of "answers" the likeliest chances (Platt, 1999) over passages and
 *   single sentences of all sets that have some that answer and some that do not; each set weighs the
 *   same, and in it those that answer as much as the others, so that 0.5 leans to neither;
 * - `sentence` gives the best F1 of quoted words, averaged over the sets of sentences;
 * - `answer` gives the best F1 of SQuAD 2.0.
 *
 * What a set would decide that is not among the rows is left as it is.
 */
export function calibrate(rows: readonly ReadRow[], before: ReaderCalibration): ReaderCalibration {
  const sets = bySet(rows.map((read) => ({ set: read.row.set, read })));
  const own = [...sets.values()].map((set) => set.map(({ read }) => read));
  const judged = own
    .map(judgedOf)
    .filter((set) => new Set(set.map(({ isRight }) => isRight)).size === 2);
  const chance = judged.length > 0 ? fitChance(judged) : before;
  const ofSentences = own.filter((set) => set.some(({ row }) => hasSentences(row)));
  const refused = rows.filter(({ row }) => row.set === REFUSAL_SET);
  return {
    answer: refused.length > 0 ? bestThreshold(scoreSpans(refused)) : before.answer,
    sentence: bestOf(SENTENCE_THRESHOLDS, before.sentence, (sentence) =>
      mean(ofSentences.map((set) => quotedFigures(set, { ...before, ...chance, sentence }).f1)),
    ),
    slope: chance.slope,
    offset: chance.offset,
  };
}

/** The texts that were read: sentences where they are the answers, else passages. */
function judgedOf(rows: readonly ReadRow[]): Judged[] {
  return rows.flatMap(({ row, best, sentences }) =>
    hasSentences(row)
      ? sentences.map(({ start, end, answers }) => ({
          score: answers,
          isRight: row.answers.some((gold) => start < gold.end && gold.start < end),
        }))
      : [{ score: best.reading.answers, isRight: row.answerable }],
  );
}

const STEPS = 50;
/** Keeps the slope finite where the sets are told apart without a fault. */
const RIDGE = 1e-3;

/** Logistic regression of one score, by Newton's method. */
function fitChance(sets: readonly (readonly Judged[])[]): { slope: number; offset: number } {
  const points = sets.flatMap((set) => {
    const right = set.filter(({ isRight }) => isRight).length;
    return set.map(({ score, isRight }) => ({
      score,
      isRight,
      weight: 1 / (isRight ? right : set.length - right) / sets.length,
    }));
  });
  let [slope, offset] = [0.5, 0];
  for (let step = 0; step < STEPS; step += 1) {
    let [gradientA, gradientB] = [RIDGE * slope, 0];
    let [aa, ab, bb] = [RIDGE, 0, RIDGE];
    for (const { score, isRight, weight } of points) {
      const chance = 1 / (1 + Math.exp(-(slope * score + offset)));
      const error = weight * (chance - Number(isRight));
      const curve = weight * chance * (1 - chance);
      gradientA += error * score;
      gradientB += error;
      aa += curve * score * score;
      ab += curve * score;
      bb += curve;
    }
    const determinant = aa * bb - ab * ab;
    slope -= (bb * gradientA - ab * gradientB) / determinant;
    offset -= (aa * gradientB - ab * gradientA) / determinant;
  }
  return { slope, offset };
}

function bestOf(
  values: readonly number[],
  before: number,
  measure: (value: number) => number,
): number {
  const figures = values.map(measure);
  let best = { value: before, figure: -Infinity };
  for (const [at, value] of values.entries()) {
    const figure = mean(figures.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS + 1));
    if (figure > best.figure) best = { value, figure };
  }
  return best.value;
}
