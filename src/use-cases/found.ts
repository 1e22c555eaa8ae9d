import type { Answer } from "../core/answer.ts";
import { joinCopies } from "../core/copies.ts";
import { LEADS_MAX } from "../core/limits.ts";
import { NOTHING_FOUND } from "../core/refusals.ts";
import type { CorpusCoverage, Excerpt, Interpretation, NoAnswerReason } from "../core/types.ts";
import type { Finding } from "../core/verify/finding.ts";

/** What one way of answering gives; `reason` says why there is no answer, and excerpts are then leads. */
export interface Found {
  readonly reason: NoAnswerReason | null;
  readonly excerpts: readonly Excerpt[];
  /** What was found of a quote, where the question asks about one. */
  readonly finding?: Finding;
  /** What there is to say besides, in words of the program: how many there are, what was left out. */
  readonly note?: string | null;
  /** How many fit, where `excerpts` may be fewer: a list that is cut. */
  readonly total?: number;
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
  const { finding = null, note = null, confidence } = found;
  const timings = { ...found.timings, totalMs: performance.now() - startedAt };
  const base = { question, interpretation, parts: [], note, corpus, finding, confidence, timings };
  const [first, ...others] = shownOf(found, interpretation);
  if (found.reason || !first) {
    const reason = found.reason ?? NOTHING_FOUND;
    const leads = leadsOf(found.excerpts, leadsMax);
    return { ...base, status: "no-answer", reason, excerpts: [], leads };
  }
  const excerpts = [first, ...others] as const;
  return { ...base, status: "answered", reason: null, excerpts, leads: [] };
}

/** What is shown of what was found: copies joined, in the order that was asked for. */
export function shownOf({ excerpts }: Found, interpretation: Interpretation): readonly Excerpt[] {
  const joined = joinCopies(excerpts);
  // Of several speakers each one's stand together, and were put in order apart.
  return interpretation.together ? joined : inOrder(joined, interpretation);
}

/** The nearest of what does not answer: none of its words is told to. */
export function leadsOf(excerpts: readonly Excerpt[], countMax: number): readonly Excerpt[] {
  return excerpts.slice(0, countMax).map((excerpt) => ({ ...excerpt, highlight: [] }));
}

/** By date where the question asks for it, undated ones last; else as they come, best first. */
export function inOrder(
  excerpts: readonly Excerpt[],
  { order }: Interpretation,
): readonly Excerpt[] {
  if (order === "relevance") return excerpts;
  const sign = order === "newest" ? -1 : 1;
  return excerpts.toSorted((a, b) => {
    const [first, second] = [a.document.published, b.document.published];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return first === second ? 0 : first < second ? -sign : sign;
  });
}
