import {
  FOUND_KEYS,
  type PassageEvidence,
  READ_KEYS,
  type Weights,
  weigh,
} from "../../core/rank/passage-evidence.ts";
import { fitListwise } from "./listwise.ts";
import { fitLogistic } from "./logistic.ts";
import type { FitQuestion } from "./questions.ts";

/** Of the quadratic penalties on standardised weights, on questions of the other sets the best within noise. */
const ORDER_PENALTY = 4;
const ANSWERS_PENALTY = 4;

/** What is fitted: see `foundScore`, `readScore` and `probabilityOf`. */
export interface Fitted {
  readonly found: Weights;
  readonly read: Weights;
  readonly answers: Weights;
}

/** The first of a question's passages, and whether it answers. */
export interface Sample {
  readonly set: string;
  readonly evidence: PassageEvidence;
  readonly answers: boolean;
}

/** Fits both orders, and on the passages that then come first the probability of an answer. */
export function fit(questions: readonly FitQuestion[]): Fitted {
  const found = fitOrder(questions, FOUND_KEYS);
  const read = fitOrder(questions, READ_KEYS);
  return { found, read, answers: fitAnswers(samplesOf(questions, read)) };
}

/** Weights that put passages of the wanted documents first. */
function fitOrder(
  questions: readonly FitQuestion[],
  keys: readonly (keyof PassageEvidence)[],
): Weights {
  const lists = questions.map(({ candidates, gold }) => ({
    rows: candidates.map(({ evidence }) => keys.map((key) => evidence[key])),
    isWanted: candidates.map(({ documentId }) => gold.includes(documentId)),
  }));
  return weightsOf(keys, fitListwise(lists, ORDER_PENALTY), 0);
}

/**
 * The first passages of each question: as it is; and, of one that can be answered, as it would be if
 * the documents that answer it were not there.
 */
export function samplesOf(questions: readonly FitQuestion[], read: Weights): Sample[] {
  return questions.flatMap(({ set, gold, candidates }) => {
    const others = candidates.filter(({ documentId }) => !gold.includes(documentId));
    return [candidates, ...(gold.length > 0 ? [others] : [])].flatMap((list) => {
      const [first] = inOrder(list, read);
      if (!first) return [];
      const answers = gold.includes(first.documentId);
      return [{ set, evidence: first.evidence, answers }];
    });
  });
}

export function inOrder<T extends { readonly evidence: PassageEvidence }>(
  candidates: readonly T[],
  read: Weights,
): T[] {
  const score = ({ evidence }: T) => weigh(read, evidence, READ_KEYS);
  return candidates.toSorted((a, b) => score(b) - score(a));
}

/** Each set and side counts alike together. */
function fitAnswers(samples: readonly Sample[]): Weights {
  const counts = new Map<string, number>();
  const sideOf = ({ set, answers }: Sample) => `${set} ${answers}`;
  for (const sample of samples) counts.set(sideOf(sample), (counts.get(sideOf(sample)) ?? 0) + 1);
  const rows = samples.map((sample) => ({
    row: READ_KEYS.map((key) => sample.evidence[key]),
    isPositive: sample.answers,
    weight: 1 / (counts.get(sideOf(sample)) ?? 1),
  }));
  const { weights, intercept } = fitLogistic(rows, ANSWERS_PENALTY);
  return weightsOf(READ_KEYS, weights, intercept);
}

function weightsOf(
  keys: readonly string[],
  weights: readonly number[],
  intercept: number,
): Weights {
  return {
    weights: Object.fromEntries(keys.map((key, at) => [key, weights[at] ?? 0])),
    intercept,
  };
}
