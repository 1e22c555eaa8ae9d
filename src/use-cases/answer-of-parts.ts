import type { Answer, AnswerPart } from "../core/answer.ts";
import { LEADS_MAX, PART_EXCERPTS_MAX, PART_FIRSTS_WITHIN } from "../core/limits.ts";
import { NOTHING_FOUND } from "../core/refusals.ts";
import type { Excerpt, Interpretation } from "../core/types.ts";
import { describeFinding } from "../core/verify/describe-finding.ts";
import { type AnswerContext, type Found, leadsOf, shownOf } from "./found.ts";

/** One question of a message that asks several, and what was found. */
export interface AnsweredPart {
  readonly interpretation: Interpretation;
  readonly found: Found;
}

interface PartsContext extends AnswerContext {
  /** Milliseconds that the understanding of all took. */
  readonly understandMs: number;
  /** What is to be said of questions that were not looked for, or null. */
  readonly leftOut: string | null;
}

/** Most excerpts of one of several questions. */
export function partLimit(limit: number = PART_EXCERPTS_MAX): number {
  return Math.min(limit, PART_EXCERPTS_MAX);
}

/**
 * Several questions as one answer: the excerpts of the parts one after the other, few enough that
 * each part's first stands near the top. It is answered if any part is; those that are not have their
 * reason and their leads.
 */
export function answerOfParts(parts: readonly AnsweredPart[], context: PartsContext): Answer {
  const { question, interpretation, corpus, startedAt, understandMs, leftOut } = context;
  const shown = parts.map((part) => ({ ...part, own: ownOf(part) }));
  const answered = shown.filter(({ own }) => own.reason === null);
  const refused = shown.length - answered.length;
  const excerpts: Excerpt[] = [];
  const leads: Excerpt[] = [];
  const told = shown.map(({ interpretation: of, own }): AnswerPart => {
    const isLast = own === answered.at(-1)?.own;
    const list = own.reason === null ? excerpts : leads;
    const some =
      own.reason === null
        ? own.excerpts.slice(0, roomOf(answered.length, isLast))
        : leadsOf(own.excerpts, Math.max(1, Math.floor(LEADS_MAX / refused)));
    const from = list.length;
    list.push(...some);
    return { question: of.text, interpretation: of, reason: own.reason, from, count: some.length };
  });
  const notes = [...parts.map(noteOf), leftOut].filter((note) => note !== null);
  const base = {
    question,
    interpretation,
    parts: told,
    note: notes.length === 0 ? null : notes.join(" "),
    corpus,
    finding: null,
    confidence: Math.max(...(answered.length > 0 ? answered : shown).map(confidenceOf)),
    timings: { understandMs, ...sumOf(parts), totalMs: performance.now() - startedAt },
  };
  const [first, ...others] = excerpts;
  if (first) {
    return { ...base, status: "answered", reason: null, excerpts: [first, ...others], leads };
  }
  const reason = told[0]?.reason ?? NOTHING_FOUND;
  return { ...base, status: "no-answer", reason, excerpts: [], leads };
}

/** What a part shows: of an answer its excerpts, else the leads, and the reason. */
function ownOf({ interpretation, found }: AnsweredPart) {
  const excerpts = found.reason === null ? shownOf(found, interpretation) : found.excerpts;
  return { reason: found.reason ?? (excerpts.length === 0 ? NOTHING_FOUND : null), excerpts };
}

/** How many excerpts an answered part has room for, so that the first of the last is near the top. */
function roomOf(answered: number, isLast: boolean): number {
  if (isLast) return PART_EXCERPTS_MAX;
  return Math.min(PART_EXCERPTS_MAX, Math.floor((PART_FIRSTS_WITHIN - 1) / (answered - 1)));
}

/** What is said of a part; of a quote that was asked about, what was found of it. */
function noteOf({ interpretation: { speaker }, found }: AnsweredPart): string | null {
  const { finding, note = null } = found;
  if (!finding) return note;
  return describeFinding(finding, speaker && { name: speaker.name, found: [speaker] });
}

function confidenceOf({ found }: AnsweredPart): number {
  return found.confidence;
}

function sumOf(parts: readonly AnsweredPart[]): Record<string, number> {
  const sums: Record<string, number> = {};
  for (const { found } of parts) {
    for (const [stage, ms] of Object.entries(found.timings)) sums[stage] = (sums[stage] ?? 0) + ms;
  }
  return sums;
}
