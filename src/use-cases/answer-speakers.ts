import { LEADS_MAX, TOPICS_TOLD_MAX } from "../core/limits.ts";
import { asksForFact } from "../core/question/asks.ts";
import { nothingBy, notOnThis } from "../core/refusals.ts";
import type { Excerpt, Interpretation } from "../core/types.ts";
import { answerByPassages } from "./answer-by-passages.ts";
import { answerByStatements } from "./answer-by-statements.ts";
import { introductionsOf } from "./answer-introduction.ts";
import { type Found, inOrder } from "./found.ts";
import { quoteStatements, statementsBy } from "./find-statements.ts";
import type { Searchable } from "./retrieve.ts";
import { topicsOf } from "./topics-of.ts";

/**
 * What one speaker said, or several who are asked for together. Where a fact is asked for, what
 * passages tell if that is surer; where no statement of theirs fits, those among the passages that
 * answer; else that there is none, and what they do speak of.
 */
export async function answerSpeakers(
  searchable: Searchable,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const { text, topic } = interpretation;
  const found = interpretation.together
    ? await answerTogether(searchable, interpretation, limit)
    : await answerByStatements(searchable, interpretation, limit);
  const isFact = asksForFact(interpretation);
  const isSilent = found.reason?.code === "speaker-not-on-this";
  if (isFact || (isSilent && topic !== null)) {
    const told = await answerByPassages(searchable, text, interpretation, limit);
    const timings = { ...told.timings, ...found.timings };
    if (isFact && told.confidence > found.confidence) return { ...told, timings };
    const said = isSilent ? saidIn(told, interpretation) : null;
    if (said) return { ...said, timings };
  }
  return isSilent ? speakOfOther(searchable, interpretation, found) : found;
}

/** The statements of each, best first, one speaker after the other, none with more than a fair share of the list. */
async function answerTogether(
  searchable: Searchable,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const { namesakes } = interpretation;
  const share = Math.max(1, Math.floor(limit / Math.max(1, namesakes.length)));
  const each: Found[] = [];
  for (const speaker of namesakes) {
    const alone = { ...interpretation, speaker, namesakes: [], together: false };
    const found = await answerByStatements(searchable, alone, share);
    each.push({ ...found, excerpts: inOrder(found.excerpts, interpretation) });
  }
  const answered = each.filter(({ reason }) => reason === null);
  const silent = namesakes.filter((_, at) => each[at]?.reason !== null);
  const timings = { searchMs: each.reduce((sum, one) => sum + (one.timings["searchMs"] ?? 0), 0) };
  if (answered.length === 0) {
    const excerpts = each.flatMap((one) => one.excerpts.slice(0, 1));
    const outside = each.find(({ reason }) => reason?.code === "outside-dates")?.reason;
    return { reason: outside ?? notOnThis(interpretation), excerpts, confidence: 0, timings };
  }
  return {
    reason: null,
    excerpts: answered.flatMap(({ excerpts }) => excerpts),
    confidence: Math.max(...answered.map(({ confidence }) => confidence)),
    note: silent.length === 0 ? null : nothingBy(silent.map(({ name }) => name)),
    timings,
  };
}

/**
 * Statements of the speaker among passages that answer the whole question. What a passage tells of
 * somebody is not what they said.
 */
function saidIn(told: Found, { speaker, namesakes }: Interpretation): Found | null {
  if (told.reason !== null) return null;
  const ids = new Set((speaker ? [speaker] : namesakes).map(({ id }) => id));
  const excerpts = told.excerpts.filter(({ statement }) => ids.has(statement?.speaker?.id ?? ""));
  return excerpts.length === 0 ? null : { ...told, excerpts };
}

/** Why there is none, with what the speakers do speak of; of those who say nothing, what tells who they are. */
async function speakOfOther(
  searchable: Searchable,
  interpretation: Interpretation,
  found: Found,
): Promise<Found> {
  const { store } = searchable;
  const { speaker, namesakes } = interpretation;
  const own: Excerpt[] = [];
  const topics: string[] = [];
  for (const one of speaker ? [speaker] : namesakes) {
    const { fitting } = await statementsBy(searchable, one, null, EVERYTHING);
    own.push(...quoteStatements(store, fitting.slice(0, LEADS_MAX), one.id));
    topics.push(...topicsOf(store, one));
  }
  const nearest = found.excerpts.length > 0 ? found.excerpts : own;
  const excerpts = nearest.length > 0 ? nearest : introductionsOf(store, interpretation, LEADS_MAX);
  const reason = notOnThis(interpretation, [...new Set(topics)].slice(0, TOPICS_TOLD_MAX));
  return { ...found, reason, excerpts };
}

const EVERYTHING = { sources: [], from: null, to: null };
