import { SIGNALS, signalsOf } from "../core/rank/confidence.ts";
import { SCORED, type Weights, passageScore } from "../core/rank/passages.ts";
import type { LabelledQuestion } from "../eval/answers.ts";
import { auroc, mean } from "../eval/measures.ts";
import type { Query } from "../eval/retrieval.ts";
import { understand } from "../ask.ts";
import { isQuestion } from "../core/question/parse.ts";
import { type Candidate, type Sources, retrieve } from "../retrieve.ts";
import { fitListwise } from "./listwise.ts";
import { type Logistic, type Sample, fitLogistic, probability } from "./logistic.ts";

/** Penalties chosen by cross-validation over the questions. */
const RANKING_PENALTY = 4;
const CONFIDENCE_PENALTY = 10;
/** The labelled questions on the small corpus count this much beside the others. */
const LABELLED_SHARE = 0.6;

/** A question with its candidates, best first. */
export interface FitQuestion {
  readonly candidates: readonly Candidate[];
  /** Ids of the documents that answer; empty where none does. */
  readonly gold: readonly string[];
  readonly isAnswerable: boolean;
  readonly isLabelled: boolean;
  /** How many the corpus has. */
  readonly passages: number;
}

/** Candidates of the retrieval questions, answerable or not, over the large corpus. */
export async function retrieveQueries(
  sources: Sources,
  queries: readonly Query[],
  isAnswerable: boolean,
): Promise<FitQuestion[]> {
  const questions: FitQuestion[] = [];
  const { passages } = sources.store.counts();
  for (const { question, gold } of queries) {
    const { candidates } = await retrieve(sources, question);
    questions.push({ candidates, gold, isAnswerable, isLabelled: false, passages });
  }
  return questions;
}

/** Candidates of those labelled questions that passages answer, over the small corpus. */
export async function retrieveLabelled(
  sources: Sources,
  labelled: readonly LabelledQuestion[],
): Promise<FitQuestion[]> {
  const questions: FitQuestion[] = [];
  const { passages } = sources.store.counts();
  for (const { question, expect, documents, lenient } of labelled) {
    if (lenient || !isQuestion(question)) continue;
    const { kind, unknown, topic } = understand(question, sources.store, {});
    if (kind !== "passages" || unknown) continue;
    const { candidates } = await retrieve(sources, topic ?? question);
    const isAnswerable = expect === "answered";
    questions.push({ candidates, gold: documents, isAnswerable, isLabelled: true, passages });
  }
  return questions;
}

/** What is fitted, by name. */
export interface Fitted {
  readonly ranking: Weights;
  readonly confidence: Weights;
  readonly intercept: number;
}

/** Fits the order, puts the candidates into it, and fits the confidence on them. */
export function fit(questions: readonly FitQuestion[]): {
  readonly fitted: Fitted;
  readonly reordered: readonly FitQuestion[];
} {
  const ranking = fitRanking(questions);
  const reordered = questions.map((question) => ({
    ...question,
    candidates: reorder(question.candidates, ranking),
  }));
  const { weights, intercept } = fitSamples(samplesOf(reordered, ranking));
  return { fitted: { ranking, confidence: named(SIGNALS, weights), intercept }, reordered };
}

function named(keys: readonly string[], values: readonly number[]): Weights {
  return Object.fromEntries(keys.map((key, at) => [key, values[at] ?? 0]));
}

function reorder(candidates: readonly Candidate[], weights: Fitted["ranking"]): Candidate[] {
  const score = ({ evidence }: Candidate) =>
    evidence ? passageScore(evidence, weights) : -Infinity;
  return candidates.toSorted((a, b) => score(b) - score(a) || a.passage.id - b.passage.id);
}

/** Weights that put passages of the wanted documents first. */
function fitRanking(questions: readonly FitQuestion[]): Fitted["ranking"] {
  const lists = questions
    .filter(({ isAnswerable, isLabelled }) => isAnswerable && !isLabelled)
    .map(({ candidates, gold }) => {
      const read = candidates.filter(({ evidence }) => evidence !== null);
      return {
        rows: read.map(({ evidence }) => SCORED.map((key) => evidence?.[key] ?? 0)),
        isWanted: read.map(({ passage }) => gold.includes(passage.documentId)),
      };
    });
  const weights = fitListwise(lists, RANKING_PENALTY);
  return named(SCORED, weights);
}

/** A question's signals, the questions of either side of either corpus counting alike together. */
function samplesOf(questions: readonly FitQuestion[], ranking: Weights): Sample[] {
  const sideOf = ({ isAnswerable, isLabelled }: FitQuestion) => `${isAnswerable} ${isLabelled}`;
  const counts = new Map<string, number>();
  for (const question of questions)
    counts.set(sideOf(question), (counts.get(sideOf(question)) ?? 0) + 1);
  return questions.flatMap((question) => {
    const signals = signalsOf(question.candidates, question.passages, ranking);
    const share = question.isLabelled ? LABELLED_SHARE : 1;
    const weight = share / (counts.get(sideOf(question)) ?? 1);
    return signals
      ? [{ row: SIGNALS.map((key) => signals[key]), isPositive: question.isAnswerable, weight }]
      : [];
  });
}

const fitSamples = (samples: readonly Sample[]): Logistic =>
  fitLogistic(samples, CONFIDENCE_PENALTY);

const FOLDS = 10;

/** Figures of a confidence that was fitted on the other nine tenths each time. */
export interface CrossValidated {
  readonly auroc: number;
  readonly answerableAnswered: number;
  readonly unanswerableAnswered: number;
  /** Ten bins of equal width: how often a question of such a confidence can be answered. */
  readonly reliability: readonly {
    readonly from: number;
    readonly questions: number;
    readonly meanConfidence: number;
    readonly answerable: number;
  }[];
}

/**
 * @param floor the confidence from which a question is answered. The rates are of the large corpus,
 * the reliability of both.
 */
export function crossValidate(
  questions: readonly FitQuestion[],
  { ranking }: Fitted,
  floor: number,
): CrossValidated {
  const samples = samplesOf(questions, ranking);
  const fitted = Array.from({ length: FOLDS }, (_, fold) =>
    fitSamples(samples.filter((__, at) => at % FOLDS !== fold)),
  );
  const judged = questions.map((question, at) => {
    const { weights, intercept } = fitted[at % FOLDS] ?? { weights: [], intercept: 0 };
    const signals = signalsOf(question.candidates, question.passages, ranking);
    const sum = SIGNALS.reduce(
      (all, key, d) => all + (weights[d] ?? 0) * (signals?.[key] ?? 0),
      intercept,
    );
    return { ...question, confidence: signals ? probability(sum) : 0 };
  });
  const large = judged.filter(({ isLabelled }) => !isLabelled);
  const of = (isAnswerable: boolean) =>
    large.filter((one) => one.isAnswerable === isAnswerable).map(({ confidence }) => confidence);
  const answered = (values: readonly number[]) =>
    mean(values.map((value) => (value >= floor ? 1 : 0)));
  return {
    auroc: auroc(of(true), of(false)),
    answerableAnswered: answered(of(true)),
    unanswerableAnswered: answered(of(false)),
    reliability: Array.from({ length: FOLDS }, (_, bin) => {
      const own = judged.filter(
        ({ confidence }) => Math.min(FOLDS - 1, Math.floor(confidence * FOLDS)) === bin,
      );
      return {
        from: bin / FOLDS,
        questions: own.length,
        meanConfidence: mean(own.map(({ confidence }) => confidence)),
        answerable: mean(own.map(({ isAnswerable }) => (isAnswerable ? 1 : 0))),
      };
    }),
  };
}
