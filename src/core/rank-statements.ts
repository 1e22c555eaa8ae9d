import { confidenceOf } from "./decide.ts";
import type { StoredStatement } from "./types.ts";

/** A statement with what speaks for it as an answer. */
export interface RankedStatement {
  readonly statement: StoredStatement;
  /** Cosine similarity of its passage to the question, in [-1, 1]. */
  readonly similarity: number;
  /** Share of the topic's words that it holds, weighted by rarity, in [0, 1]. */
  readonly coverage: number;
}

/** Words between quotation marks come before reported ones of about the same fit. */
const KIND_ORDER = { direct: 0, mixed: 1, reported: 2 } as const;
const KIND_STEP = 0.05;

/** How well a statement fits a topic: what speaks for it as an answer. */
export function fitOf(ranked: RankedStatement): number {
  return confidenceOf([ranked]);
}

/** Without a topic: direct, mixed, reported, each by document and place. */
export function byKind(a: StoredStatement, b: StoredStatement): number {
  return KIND_ORDER[a.kind] - KIND_ORDER[b.kind] || byPlace(a, b);
}

/** With a topic: best fit first, the kind weighing a little; ties by place. */
export function byFit(a: RankedStatement, b: RankedStatement): number {
  const value = (ranked: RankedStatement) =>
    fitOf(ranked) - KIND_STEP * KIND_ORDER[ranked.statement.kind];
  return value(b) - value(a) || byPlace(a.statement, b.statement);
}

function byPlace(a: StoredStatement, b: StoredStatement): number {
  return a.documentId === b.documentId
    ? a.ordinal - b.ordinal
    : a.documentId < b.documentId
      ? -1
      : 1;
}
