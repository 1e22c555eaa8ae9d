import { wordsOf } from "../text/words.ts";
import type { StoredStatement } from "../types.ts";
import { type Weights, logistic, weigh } from "./passage-evidence.ts";
import { type WeighedQuestion, coverageOf, withEndings } from "./terms.ts";

/** What the search tells of a statement as an answer. */
export interface FoundStatement {
  readonly statement: StoredStatement;
  /** Cosine similarity of its passage to the topic, in [-1, 1]. */
  readonly similarity: number;
  /** Share of the topic's words that its sentences hold, by rarity; what only the title holds counts half. In [0, 1]. */
  readonly coverage: number;
}

/** A statement that was read with the question. */
export interface RankedStatement extends FoundStatement {
  /** Logit of its sentences answering, as the reader has it. */
  readonly answers: number;
}

const STATEMENT_KEYS = [
  "similarity",
  "coverage",
  "answers",
] as const satisfies readonly (keyof RankedStatement)[];

/** Of the logistic function of a statement's evidence. */
const ON_TOPIC: Weights = {
  weights: { similarity: 4, coverage: 4, answers: 0.6 },
  intercept: -4,
};

/** What of a statement is looked at for the topic. */
export interface StatementWords {
  /** The sentences in which it stands. */
  readonly own: string;
  readonly title: string | null;
}

/** Words between quotation marks come before reported ones that are about as probable. */
const KIND_ORDER = { direct: 0, mixed: 1, reported: 2 } as const;
const KIND_STEP = 0.05;

const COVERAGE_WEIGHT = 0.5;
const TITLE_SHARE = 0.5;

/** Looks at a statement's words for the topic. */
export function weighStatement(
  topic: WeighedQuestion,
  statement: StoredStatement,
  similarity: number,
  { own, title }: StatementWords,
): FoundStatement {
  const stems = new Set(wordsOf(own).map(({ stem }) => stem));
  const ownCoverage = coverageOf(topic, withEndings(topic, stems));
  for (const { stem } of wordsOf(title ?? "")) stems.add(stem);
  const coverage =
    ownCoverage + TITLE_SHARE * (coverageOf(topic, withEndings(topic, stems)) - ownCoverage);
  return { statement, similarity, coverage };
}

/** By how much a statement is worth reading. Only the order means something. */
export function byFound(a: FoundStatement, b: FoundStatement): number {
  const value = ({ similarity, coverage }: FoundStatement) =>
    similarity + COVERAGE_WEIGHT * coverage;
  return value(b) - value(a) || byPlace(a.statement, b.statement);
}

/** From this probability on a statement is on the topic. */
export const TOPIC_FLOOR = 0.5;

/** How probable it is that a statement is on the topic, in [0, 1]. */
export function onTopic(ranked: RankedStatement): number {
  return logistic(weigh(ON_TOPIC, ranked, STATEMENT_KEYS));
}

/** Without a topic: direct, mixed, reported, each by document and place. */
export function byKind(a: StoredStatement, b: StoredStatement): number {
  return KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || byPlace(a, b);
}

/** With a topic: the most probable first, the kind weighing a little; ties by place. */
export function byTopic(a: RankedStatement, b: RankedStatement): number {
  const value = (ranked: RankedStatement) =>
    onTopic(ranked) - KIND_STEP * KIND_ORDER[ranked.statement.kind];
  return value(b) - value(a) || byPlace(a.statement, b.statement);
}

function byPlace(a: StoredStatement, b: StoredStatement): number {
  return a.documentId === b.documentId
    ? a.ordinal - b.ordinal
    : a.documentId < b.documentId
      ? -1
      : 1;
}
