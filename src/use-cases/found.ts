import type { Answer } from "../core/answer.ts";
import { joinCopies } from "../core/copies.ts";
import { LEADS_MAX } from "../core/limits.ts";
import type { CorpusCoverage, Excerpt, Interpretation, NoAnswerReason } from "../core/types.ts";
import type { Finding } from "../core/verify/finding.ts";

/** What one way of answering gives; `reason` says why there is no answer, and excerpts are then leads. */
export interface Found {
  readonly reason: NoAnswerReason | null;
  readonly excerpts: readonly Excerpt[];
  /** What was found of a quote, where the question asks about one. */
  readonly finding?: Finding;
  /** In [0, 1]. */
  readonly confidence: number;
  readonly timings: Readonly<Record<string, number>>;
}

/** What an answer tells besides what was found. */
export interface AnswerContext {
  readonly question: string;
  readonly interpretation: Interpretation;
  readonly corpus: CorpusCoverage;
  /** When the question came, by `performance.now()`. */
  readonly startedAt: number;
  /** Most leads. Default: `LEADS_MAX`. */
  readonly leadsMax?: number | undefined;
}

/** What was found, as an answer: copies joined, in the order that was asked for; or as none, with leads. */
export function answerOf(found: Found, context: AnswerContext): Answer {
  const { question, interpretation, corpus, startedAt, leadsMax = LEADS_MAX } = context;
  const { finding = null, confidence } = found;
  const timings = { ...found.timings, totalMs: performance.now() - startedAt };
  const base = { question, interpretation, parts: [], note: null, corpus, finding, confidence };
  const [first, ...others] = inOrder(joinCopies(found.excerpts), interpretation);
  if (found.reason || !first) {
    const reason = found.reason ?? NOTHING_FOUND;
    const leads = found.excerpts.slice(0, leadsMax);
    return { ...base, status: "no-answer", reason, excerpts: [], leads, timings };
  }
  return {
    ...base,
    status: "answered",
    reason: null,
    excerpts: [first, ...others],
    leads: [],
    timings,
  };
}

const NOTHING_FOUND: NoAnswerReason = {
  code: "weak-matches",
  message: "Nothing was found in this corpus.",
};

/** By date where the question asks for it, undated ones last; else as they come, best first. */
function inOrder(excerpts: readonly Excerpt[], { order }: Interpretation): readonly Excerpt[] {
  if (order === "relevance") return excerpts;
  const sign = order === "newest" ? -1 : 1;
  return excerpts.toSorted((a, b) => {
    const [first, second] = [a.document.published, b.document.published];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return first === second ? 0 : first < second ? -sign : sign;
  });
}
