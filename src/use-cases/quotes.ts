import { parseQuestion } from "../core/question/parse.ts";
import { QUOTES_DEFAULT, type QuotesAsked, type QuotesFound } from "../core/quotes.ts";
import { preferSpeaking, summaryOf } from "../core/speaker-summary.ts";
import { findSpeaker } from "../core/speakers/find.ts";
import type { Store } from "../ports.ts";
import { quoteStatements, statementsBy } from "./find-statements.ts";
import { refuseOverlong } from "./refuse-overlong.ts";
import type { Searchable } from "./retrieve.ts";

/**
 * A speaker's statements: on a topic best first, else quotations before reported words.
 *
 * @param open store, encoder and index, opened where there is a speaker.
 * @throws OnRecordError E_QUESTION_EMPTY, E_QUESTION_TOO_LONG for such a topic, and E_SPAN_MISMATCH or
 * E_STATE_TORN rather than show a text that is not the stored one.
 */
export async function findQuotes(
  store: Store,
  open: () => Promise<Searchable>,
  { speaker: name, about, source, from, to, offset = 0, limit = QUOTES_DEFAULT }: QuotesAsked,
): Promise<QuotesFound> {
  const topic = about === null ? null : parseQuestion(about);
  const none = { speaker: null, namesakes: [], excerpts: [], total: 0, corpus: store.coverage() };
  const found = findSpeaker(name, store.speakers()).map((one) => one.speaker);
  const [speaker, ...others] = preferSpeaking(found).map(summaryOf);
  if (!speaker) return none;
  if (others.length > 0) return { ...none, namesakes: [speaker, ...others] };
  const searchable = await open();
  if (topic !== null) refuseOverlong(searchable.embedder, topic, "topic");
  const filter = { sources: source === null ? [] : [source], from, to };
  const { fitting } = await statementsBy(searchable, speaker, topic, filter);
  const excerpts = quoteStatements(store, fitting.slice(offset, offset + limit), speaker.id);
  return { ...none, speaker, excerpts, total: fitting.length };
}
