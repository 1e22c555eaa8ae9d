import { answerByPassages } from "../use-cases/answer-by-passages.ts";
import { answerWho, outsideDates } from "../use-cases/answer-by-statements.ts";
import type { Answer } from "../core/answer.ts";
import { joinCopies } from "../core/copies.ts";
import { OnRecordError } from "../core/errors.ts";
import { EXCERPTS_MAX, LEADS_MAX } from "../core/limits.ts";
import { NOTHING_UNDERSTOOD } from "../core/question/interpret.ts";
import { parseQuestion } from "../core/question/parse.ts";
import { findSpeaker } from "../core/speakers/find.ts";
import type { Speaker } from "../core/speakers/speaker.ts";
import type { Interpretation } from "../core/types.ts";
import type { DocumentFilter } from "../use-cases/documents.ts";
import { quoteStatements, statementsBy } from "../use-cases/find-statements.ts";
import type { Store } from "../ports.ts";
import type { Sources } from "../use-cases/retrieve.ts";
import type { QuotesAsked, QuotesFound, SpeakerSummary } from "./port.ts";

/** Default of how many statements are given at once. */
const QUOTES_DEFAULT = 200;

/**
 * A speaker's statements: on a topic best first, else quotations before reported words.
 *
 * @param open store, encoder and index, which are needed for a topic only.
 */
export async function findQuotes(
  store: Store,
  open: () => Promise<Sources>,
  { speaker: name, about, source, from, to, offset = 0, limit = QUOTES_DEFAULT }: QuotesAsked,
): Promise<QuotesFound> {
  const found = findSpeaker(name, store.speakers()).map(({ speaker }) => speaker);
  const speaking = found.filter(({ statementCount }) => statementCount > 0);
  const [speaker, ...others] = speaking.length > 0 ? speaking : found;
  const none = { speaker: null, namesakes: [], excerpts: [], total: 0, corpus: store.coverage() };
  if (!speaker) return none;
  if (others.length > 0) return { ...none, namesakes: [speaker, ...others].map(summary) };
  const filter = { sources: source === null ? [] : [source], from, to };
  const topic = about === null ? null : parseQuestion(about);
  const sources = await open();
  if (topic !== null) refuseOverlong(sources, topic);
  const { fitting } = await statementsBy(sources, speaker.id, topic, filter);
  const page = fitting.slice(offset, offset + limit);
  const excerpts = quoteStatements(store, page, speaker.id);
  return { ...none, speaker: summary(speaker), excerpts, total: fitting.length };
}

function summary({ id, name, type, statementCount }: Speaker): SpeakerSummary {
  return { id, name, type, statementCount };
}

/**
 * Who spoke on a topic, the best statement of each.
 *
 * @throws OnRecordError E_QUESTION_EMPTY, E_QUESTION_TOO_LONG.
 */
export async function findWho(
  sources: Sources,
  about: string,
  filter: DocumentFilter,
): Promise<Answer> {
  const startedAt = performance.now();
  const topic = parseQuestion(about);
  refuseOverlong(sources, topic);
  const interpretation: Interpretation = {
    ...NOTHING_UNDERSTOOD,
    text: topic,
    kind: "who",
    topic,
    ...filter,
  };
  const found = await answerWho(sources, interpretation, EXCERPTS_MAX * WHO_SHARE);
  const [first, ...others] = joinCopies(found.excerpts);
  const base = { question: topic, interpretation, corpus: sources.store.coverage(), finding: null };
  const timings = () => ({ ...found.timings, totalMs: performance.now() - startedAt });
  if (first) {
    const { confidence } = found;
    const excerpts = [first, ...others] as const;
    const rest = { reason: null, excerpts, leads: [], confidence, timings: timings() };
    return { ...base, status: "answered", ...rest };
  }
  const near = await answerByPassages(sources, topic, interpretation, LEADS_MAX);
  const isDated = filter.from !== null || filter.to !== null;
  const isOutside = isDated && near.excerpts.length === 0;
  const reason = isOutside ? outsideDates(interpretation) : NOBODY;
  const leads = joinCopies(near.excerpts);
  return {
    ...base,
    status: "no-answer",
    reason,
    excerpts: [],
    leads,
    confidence: 0,
    timings: timings(),
  };
}

/** A list of people is longer than a list of passages. */
const WHO_SHARE = 5;

const NOBODY = {
  code: "weak-matches",
  message: "Nobody is told to have spoken on this in this corpus.",
} as const;

function refuseOverlong({ embedder }: Sources, topic: string): void {
  if (embedder.countTokens(topic) <= embedder.tokensMax) return;
  throw new OnRecordError(
    "E_QUESTION_TOO_LONG",
    "The topic is longer than the encoder reads. Ask for a shorter one.",
  );
}
