import {
  FIRST_SIGNALS,
  SECOND_SIGNALS,
  isDoubtful,
  probabilityIn,
} from "../../core/rank/confidence.ts";
import { auroc, hitAt, mean, ndcgAt } from "../eval/measures.ts";
import { type Fitted, type Sample, fitLooks, fitRanking, isRanked, reorder } from "./fit.ts";
import type { FitQuestion } from "./questions.ts";

const FOLDS = 10;
const DEPTH = 10;

/** Figures of what was fitted on the other nine tenths each time; shares and scores in [0, 1]. */
export interface CrossValidated {
  readonly ranking: RankingFigures;
  readonly confidence: ConfidenceFigures;
}

/** Over the answerable questions on the large corpus, documents by their best passage. */
interface RankingFigures {
  readonly ndcg10: number;
  readonly hit1: number;
}

/** The rates are of the large corpus, at the floor; the reliability is of both corpora. */
interface ConfidenceFigures {
  readonly auroc: number;
  readonly answerableAnswered: number;
  readonly unanswerableAnswered: number;
  /** Share of the questions on the large corpus that took a second look. */
  readonly lookedTwice: number;
  /** Ten bins of equal width: how often a question of such a confidence can be answered. */
  readonly reliability: readonly {
    readonly from: number;
    readonly questions: number;
    readonly meanConfidence: number;
    readonly answerable: number;
  }[];
}

/**
 * @param samples of the questions, in the order that was fitted on all of them.
 * @param floor the confidence from which a question is answered.
 */
export function crossValidate(
  questions: readonly FitQuestion[],
  samples: readonly Sample[],
  floor: number,
): CrossValidated {
  return { ranking: validateRanking(questions), confidence: validateConfidence(samples, floor) };
}

function validateRanking(questions: readonly FitQuestion[]): RankingFigures {
  const judged = withOthers(questions.filter(isRanked), fitRanking).map(([question, weights]) => {
    const { candidates, gold } = question;
    const ranked = reorder(candidates, weights).map(({ passage }) => passage.documentId);
    const documents = [...new Set(ranked)];
    const wanted = new Set(gold);
    return { ndcg10: ndcgAt(DEPTH, documents, wanted), hit1: hitAt(1, documents, wanted) };
  });
  return {
    ndcg10: mean(judged.map(({ ndcg10 }) => ndcg10)),
    hit1: mean(judged.map(({ hit1 }) => hit1)),
  };
}

function validateConfidence(samples: readonly Sample[], floor: number): ConfidenceFigures {
  const judged = withOthers(samples, fitLooks).map(([sample, looks]) => ({
    ...sample,
    ...judge(sample, looks),
  }));
  const large = judged.filter(({ isLabelled }) => !isLabelled);
  const of = (isAnswerable: boolean) =>
    large.filter((one) => one.isAnswerable === isAnswerable).map(({ confidence }) => confidence);
  const answered = (values: readonly number[]) => shareOf(values, (value) => value >= floor);
  return {
    auroc: auroc(of(true), of(false)),
    answerableAnswered: answered(of(true)),
    unanswerableAnswered: answered(of(false)),
    lookedTwice: shareOf(large, ({ isTwice }) => isTwice),
    reliability: Array.from({ length: FOLDS }, (_, bin) => {
      const own = judged.filter(
        ({ confidence }) => Math.min(FOLDS - 1, Math.floor(confidence * FOLDS)) === bin,
      );
      return {
        from: bin / FOLDS,
        questions: own.length,
        meanConfidence: mean(own.map(({ confidence }) => confidence)),
        answerable: shareOf(own, ({ isAnswerable }) => isAnswerable),
      };
    }),
  };
}

function judge(
  { first, second }: Sample,
  { firstLook, secondLook }: Pick<Fitted, "firstLook" | "secondLook">,
) {
  const probable = probabilityIn(firstLook, first, FIRST_SIGNALS);
  const isTwice = isDoubtful(probable);
  return {
    isTwice,
    confidence: isTwice ? probabilityIn(secondLook, second, SECOND_SIGNALS) : probable,
  };
}

/** Each one with what is fitted on the folds that it is not in. */
function withOthers<T, F>(all: readonly T[], fitOn: (others: T[]) => F): (readonly [T, F])[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const isOwn = (at: number) => at % FOLDS === fold;
    const fitted = fitOn(all.filter((__, at) => !isOwn(at)));
    return all.filter((__, at) => isOwn(at)).map((one) => [one, fitted] as const);
  }).flat();
}

function shareOf<T>(all: readonly T[], holds: (one: T) => boolean): number {
  return mean(all.map((one) => (holds(one) ? 1 : 0)));
}
