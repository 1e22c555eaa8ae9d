import type { Answer } from "../core/answer.ts";
import { joinCopies } from "../core/copies.ts";
import type { DocumentFilter } from "../core/document-filter.ts";
import { EXCERPTS_MAX, LEADS_MAX } from "../core/limits.ts";
import { NOTHING_UNDERSTOOD } from "../core/question/interpret.ts";
import { parseQuestion } from "../core/question/parse.ts";
import { NOBODY_SPOKE, outsideDates } from "../core/refusals.ts";
import type { Interpretation } from "../core/types.ts";
import { answerByPassages } from "./answer-by-passages.ts";
import { answerWho } from "./answer-by-statements.ts";
import { type Found, answerOf } from "./found.ts";
import { refuseOverlong } from "./refuse-overlong.ts";
import type { Searchable } from "./retrieve.ts";

/** A list of people is longer than a list of passages. */
const SPEAKERS_MAX = EXCERPTS_MAX * 5;

/**
 * Who spoke on a topic, the best statement of each; or that nobody did, with what passages tell.
 *
 * @throws OnRecordError E_QUESTION_EMPTY, E_QUESTION_TOO_LONG.
 */
export async function findWho(
  searchable: Searchable,
  about: string,
  filter: DocumentFilter,
): Promise<Answer> {
  const startedAt = performance.now();
  const topic = parseQuestion(about);
  refuseOverlong(searchable.embedder, topic, "topic");
  const interpretation: Interpretation = {
    ...NOTHING_UNDERSTOOD,
    text: topic,
    kind: "who",
    topic,
    ...filter,
  };
  const spoken = await answerWho(searchable, interpretation, SPEAKERS_MAX);
  const found =
    spoken.excerpts.length > 0
      ? spoken
      : { ...(await nobody(searchable, topic, interpretation)), timings: spoken.timings };
  const corpus = searchable.store.coverage();
  return answerOf(found, { question: topic, interpretation, corpus, startedAt });
}

async function nobody(
  searchable: Searchable,
  topic: string,
  interpretation: Interpretation,
): Promise<Found> {
  const near = await answerByPassages(searchable, topic, interpretation, LEADS_MAX);
  const isDated = interpretation.from !== null || interpretation.to !== null;
  const isOutside = isDated && near.excerpts.length === 0;
  return {
    reason: isOutside ? outsideDates(interpretation) : NOBODY_SPOKE,
    excerpts: joinCopies(near.excerpts),
    confidence: 0,
    timings: near.timings,
  };
}
