import {
  FIRST_SIGNALS,
  type FirstSignals,
  type Look,
  SECOND_SIGNALS,
  type SecondSignals,
  firstSignals,
  secondSignals,
} from "../../core/rank/confidence.ts";
import { SCORED, type Weights, passageScore } from "../../core/rank/passage-evidence.ts";
import type { Candidate } from "../../use-cases/retrieve.ts";
import { fitListwise } from "./listwise.ts";
import { fitLogistic } from "./logistic.ts";
import type { FitQuestion } from "./questions.ts";

/** Penalties chosen by cross-validation over the questions. */
const RANKING_PENALTY = 4;
const CONFIDENCE_PENALTY = 10;
/** The labelled questions on the small corpus count this much beside the others. */
const LABELLED_SHARE = 0.6;

/** What is fitted. */
export interface Fitted {
  readonly ranking: Weights;
  readonly firstLook: Look;
  readonly secondLook: Look;
}

/** What the confidence is fitted on: a question with its signals, and how much it counts. */
export interface Sample {
  readonly first: FirstSignals;
  readonly second: SecondSignals;
  readonly isAnswerable: boolean;
  readonly isLabelled: boolean;
  readonly weight: number;
}

/** Fits the order, puts the candidates into it, and fits both looks of the confidence on them. */
export async function fit(
  questions: readonly FitQuestion[],
): Promise<{ readonly fitted: Fitted; readonly samples: readonly Sample[] }> {
  const ranking = fitRanking(questions);
  const samples = await samplesOf(questions, ranking);
  return { fitted: { ranking, ...fitLooks(samples) }, samples };
}

/** Weights that put passages of the wanted documents first. */
export function fitRanking(questions: readonly FitQuestion[]): Weights {
  const lists = questions.filter(isRanked).map(({ candidates, gold }) => {
    const read = candidates.filter(({ evidence }) => evidence !== null);
    return {
      rows: read.map(({ evidence }) => SCORED.map((key) => evidence?.[key] ?? 0)),
      isWanted: read.map(({ passage }) => gold.includes(passage.documentId)),
    };
  });
  const weights = fitListwise(lists, RANKING_PENALTY);
  return Object.fromEntries(SCORED.map((key, at) => [key, weights[at] ?? 0]));
}

/** The order is fitted on the answerable questions over the large corpus: the small one has few rivals. */
export function isRanked({ isAnswerable, isLabelled }: FitQuestion): boolean {
  return isAnswerable && !isLabelled;
}

export function reorder(candidates: readonly Candidate[], ranking: Weights): Candidate[] {
  const score = ({ evidence }: Candidate) =>
    evidence ? passageScore(evidence, ranking) : -Infinity;
  return candidates.toSorted((a, b) => score(b) - score(a) || a.passage.id - b.passage.id);
}

export function fitLooks(samples: readonly Sample[]): Pick<Fitted, "firstLook" | "secondLook"> {
  return {
    firstLook: fitLook(samples, FIRST_SIGNALS, ({ first }) => first),
    secondLook: fitLook(samples, SECOND_SIGNALS, ({ second }) => second),
  };
}

function fitLook<K extends string>(
  samples: readonly Sample[],
  keys: readonly K[],
  signalsOf: (sample: Sample) => Readonly<Record<K, number>>,
): Look {
  const rows = samples.map((sample) => {
    const signals = signalsOf(sample);
    const { isAnswerable: isPositive, weight } = sample;
    return { row: keys.map((key) => signals[key]), isPositive, weight };
  });
  const { weights, intercept } = fitLogistic(rows, CONFIDENCE_PENALTY);
  return { weights: Object.fromEntries(keys.map((key, at) => [key, weights[at] ?? 0])), intercept };
}

/** Those with candidates; of either corpus the questions of either side count alike together. */
async function samplesOf(questions: readonly FitQuestion[], ranking: Weights): Promise<Sample[]> {
  const counts = new Map<string, number>();
  for (const question of questions)
    counts.set(sideOf(question), (counts.get(sideOf(question)) ?? 0) + 1);
  const samples: Sample[] = [];
  for (const question of questions) {
    const { isAnswerable, isLabelled, passages, read } = question;
    const candidates = reorder(question.candidates, ranking);
    const first = firstSignals(candidates, passages, ranking);
    const [nearest] = candidates;
    if (!first || !nearest?.evidence) continue;
    const second = secondSignals(first, nearest.evidence, await read(nearest));
    const weight = (isLabelled ? LABELLED_SHARE : 1) / (counts.get(sideOf(question)) ?? 1);
    samples.push({ first, second, isAnswerable, isLabelled, weight });
  }
  return samples;
}

const sideOf = ({ isAnswerable, isLabelled }: FitQuestion) => `${isAnswerable} ${isLabelled}`;
