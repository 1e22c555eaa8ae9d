import { PROBABILITY_FLOOR, READ_KEYS, logistic, weigh } from "../../core/rank/passage-evidence.ts";
import { auroc, hitAt, mean, ndcgAt } from "../eval/measures.ts";
import { fit, inOrder, samplesOf } from "./fit.ts";
import type { FitQuestion } from "./questions.ts";

const DEPTH = 10;

/** Figures of one set with what was fitted on the others; shares and scores in [0, 1]. */
export interface SetFigures {
  readonly set: string;
  readonly questions: number;
  /** Of the documents of the candidates that were read, as they were found and as they are ordered. */
  readonly foundNdcg10: number;
  readonly ndcg10: number;
  readonly hit1: number;
  /** Of the probability, first passages that answer against those that do not; null for one side alone. */
  readonly auroc: number | null;
  /** Of first passages that answer, and of those that do not, from the floor on. */
  readonly answered: number;
  readonly falselyAnswered: number;
}

/** Fits on all sets but one and measures that one, for each. */
export function crossValidate(questions: readonly FitQuestion[]): SetFigures[] {
  const sets = [...new Set(questions.map(({ set }) => set))];
  return sets.map((set) =>
    figuresOf(
      set,
      questions.filter((one) => one.set === set),
      questions.filter((one) => one.set !== set),
    ),
  );
}

function figuresOf(
  set: string,
  own: readonly FitQuestion[],
  others: readonly FitQuestion[],
): SetFigures {
  const { read, answers } = fit(others);
  const answerable = own.filter(({ gold }) => gold.length > 0);
  const ranked = answerable.map(({ candidates, gold }) => {
    const documents = [...new Set(inOrder(candidates, read).map(({ documentId }) => documentId))];
    const found = [...new Set(candidates.map(({ documentId }) => documentId))];
    const wanted = new Set(gold);
    return {
      foundNdcg10: ndcgAt(DEPTH, found, wanted),
      ndcg10: ndcgAt(DEPTH, documents, wanted),
      hit1: hitAt(1, documents, wanted),
    };
  });
  const samples = samplesOf(own, read);
  const probabilities = (isRight: boolean) =>
    samples
      .filter((sample) => sample.answers === isRight)
      .map(({ evidence }) => logistic(weigh(answers, evidence, READ_KEYS)));
  const [right, wrong] = [probabilities(true), probabilities(false)];
  return {
    set,
    questions: own.length,
    foundNdcg10: mean(ranked.map((one) => one.foundNdcg10)),
    ndcg10: mean(ranked.map((one) => one.ndcg10)),
    hit1: mean(ranked.map((one) => one.hit1)),
    auroc: right.length > 0 && wrong.length > 0 ? auroc(right, wrong) : null,
    answered: answeredOf(right),
    falselyAnswered: answeredOf(wrong),
  };
}

/** Share of probabilities from the floor on. */
function answeredOf(probabilities: readonly number[]): number {
  return mean(probabilities.map((value) => (value >= PROBABILITY_FLOOR ? 1 : 0)));
}
