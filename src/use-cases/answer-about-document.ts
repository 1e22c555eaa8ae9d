import { describeDocument, describeSpeakers } from "../core/describe-corpus.ts";
import { EXCERPTS_MAX } from "../core/limits.ts";
import type { Excerpt, Interpretation, SourceDocument } from "../core/types.ts";
import { documentsWithin } from "./documents.ts";
import { quoteStatements } from "./find-statements.ts";
import type { Found } from "./found.ts";
import { mostQuoted, tellingStatement } from "./most-quoted.ts";
import { type Searchable, retrieve } from "./retrieve.ts";
import { type PlacedSentence, keySentences, quoteSentence } from "./telling-sentences.ts";

/** More documents are listed by a sentence each instead. */
const DOCUMENTS_MAX = 3;

/**
 * What documents tell in short: of each its first sentence, the sentences nearest to what all of it is
 * about, and what its chief speakers say; all in its own words. Null where the question names no
 * document, or more than a few.
 */
export async function answerAboutDocument(
  searchable: Searchable,
  interpretation: Interpretation,
  limit: number,
): Promise<Found | null> {
  const startedAt = performance.now();
  const { store } = searchable;
  const ids = await documentsMeant(searchable, interpretation);
  if (ids.length === 0 || ids.length > DOCUMENTS_MAX) return null;
  const room = Math.max(1, Math.floor(Math.min(limit, EXCERPTS_MAX + 1) / ids.length));
  const excerpts: Excerpt[] = [];
  const notes: string[] = [];
  for (const id of ids) {
    const document = store.document(id);
    if (!document) continue;
    const { shown, note } = await summarise(searchable, document, room);
    excerpts.push(...shown);
    notes.push(note);
  }
  const timings = { searchMs: performance.now() - startedAt };
  return { reason: null, excerpts, confidence: 1, note: notes.join(" "), timings };
}

/** By the source that is named; else the one that is nearest to the topic; else the only one there is. */
async function documentsMeant(
  searchable: Searchable,
  interpretation: Interpretation,
): Promise<readonly string[]> {
  const { store } = searchable;
  const { sources, topic } = interpretation;
  const within = documentsWithin(store, interpretation) ?? store.documents().map(({ id }) => id);
  if (sources.length > 0 || topic === null || within.length < 2) return within;
  const { candidates } = await retrieve(searchable, topic, { within });
  const nearest = candidates[0]?.passage.documentId;
  return nearest === undefined ? [] : [nearest];
}

/** Statements of the speakers who say most take at most this share of what is shown. */
const SAID_SHARE = 1 / 3;

async function summarise(
  searchable: Searchable,
  document: SourceDocument,
  room: number,
): Promise<{ readonly shown: readonly Excerpt[]; readonly note: string }> {
  const { store } = searchable;
  const within = [document.id];
  const quoted = mostQuoted(store, within);
  const said = quoted.slice(0, Math.floor(room * SAID_SHARE)).flatMap(({ id }) => {
    const statement = tellingStatement(store, id, within);
    return statement ? quoteStatements(store, [{ statement, similarity: 1 }], id) : [];
  });
  const isSaid = ({ sentence }: PlacedSentence) =>
    said.some(({ spans }) =>
      spans.some(({ start, end }) => start < sentence.end && sentence.start < end),
    );
  const sentences = await keySentences(searchable, document, room);
  const key = sentences
    .filter((one) => !isSaid(one))
    .slice(0, room - said.length)
    .map((one) => quoteSentence(document, one));
  const speakers = quoted.length === 0 ? "" : ` ${describeSpeakers(quoted)}`;
  return { shown: [...key, ...said], note: `${describeDocument(document)}${speakers}` };
}
