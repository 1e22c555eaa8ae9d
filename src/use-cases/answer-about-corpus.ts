import { describeExtent } from "../core/describe-excerpt.ts";
import {
  counted,
  describeAbilities,
  describeCounts,
  describeDocuments,
  describeSpeakers,
} from "../core/describe-corpus.ts";
import { LEADS_MAX } from "../core/limits.ts";
import { NOTHING_FOUND, NO_DATES } from "../core/refusals.ts";
import type { Citation, Excerpt, Interpretation } from "../core/types.ts";
import type { Store } from "../ports.ts";
import { answerAboutDocument } from "./answer-about-document.ts";
import { answerByPassages } from "./answer-by-passages.ts";
import { documentsWithin } from "./documents.ts";
import { quoteStatements } from "./find-statements.ts";
import type { Found } from "./found.ts";
import { mostQuoted, tellingStatement } from "./most-quoted.ts";
import type { Searchable } from "./retrieve.ts";
import { firstSentenceOf } from "./telling-sentences.ts";
import { topicsOf } from "./topics-of.ts";

/** What there is in the corpus: told by the program, and shown by words of the documents. */
export async function answerAboutCorpus(
  searchable: Searchable,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const { store } = searchable;
  const { about, topic } = interpretation;
  switch (about) {
    case "speakers":
      return listSpeakers(store, interpretation, limit);
    case "abilities":
      return showAbilities(store);
    case "document":
      return (
        (await answerAboutDocument(searchable, interpretation, limit)) ??
        listDocuments(store, interpretation, limit)
      );
    case "latest":
      if (topic === null) return listLatest(store, interpretation, limit);
      return answerByPassages(searchable, topic, interpretation, limit);
    case "sources":
    case "count":
    case null:
  }
  if (topic !== null) return listDocumentsOn(searchable, topic, interpretation, limit);
  const found = listDocuments(store, interpretation, limit);
  return about === "count" ? { ...found, note: `${countsOf(store)} ${found.note ?? ""}` } : found;
}

/** The documents that are asked for: those with a date first, newest first. */
function documentsAsked(store: Store, interpretation: Interpretation): readonly Citation[] {
  const within = documentsWithin(store, interpretation);
  const ids = within && new Set(within);
  return store
    .documents()
    .filter(({ id }) => ids?.has(id) ?? true)
    .toSorted((a, b) => ((a.published ?? "") < (b.published ?? "") ? 1 : -1));
}

function listDocuments(store: Store, interpretation: Interpretation, limit: number): Found {
  const documents = documentsAsked(store, interpretation);
  return {
    ...answered(firstSentences(store, documents.slice(0, limit).map(idOf))),
    note: describeDocuments(documents),
    total: documents.length,
  };
}

function listLatest(store: Store, interpretation: Interpretation, limit: number): Found {
  const all = documentsAsked(store, interpretation);
  const dated = all.filter(({ published }) => published !== null);
  const undated = all.length - dated.length;
  const excerpts = firstSentences(store, dated.slice(0, limit).map(idOf));
  const states = undated === 1 ? "states" : "state";
  const note = undated === 0 ? null : `${counted(undated, "document")} ${states} no date.`;
  if (excerpts.length > 0) return { ...answered(excerpts), note, total: dated.length };
  const leads = firstSentences(store, all.slice(0, LEADS_MAX).map(idOf));
  return { ...answered(leads), reason: NO_DATES, confidence: 0 };
}

/** Documents that have something on a topic, by one excerpt each. */
async function listDocumentsOn(
  searchable: Searchable,
  topic: string,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const found = await answerByPassages(searchable, topic, interpretation, limit);
  const seen = new Set<string>();
  const firsts = found.excerpts.filter(
    ({ document: { id } }) => !seen.has(id) && seen.add(id) !== undefined,
  );
  if (found.reason !== null) return { ...found, excerpts: firsts };
  return { ...found, excerpts: firsts, note: NEAREST_ONLY };
}

const NEAREST_ONLY = "The documents that come nearest; others may have something on this too.";

function countsOf(store: Store): string {
  const { documents, passages, statements } = store.counts();
  const speakers = mostQuoted(store, null).length;
  return describeCounts({ documents, passages, statements, speakers });
}

/** Who is quoted most, one statement each. */
function listSpeakers(store: Store, interpretation: Interpretation, limit: number): Found {
  const within = documentsWithin(store, interpretation);
  const quoted = mostQuoted(store, within);
  const excerpts = quoted.slice(0, limit).flatMap(({ id }) => exampleOf(store, id, within));
  return { ...answered(excerpts), note: describeSpeakers(quoted), total: quoted.length };
}

/** What can be asked, with what the most quoted say as examples. */
function showAbilities(store: Store): Found {
  const most = mostQuoted(store, null).slice(0, LEADS_MAX);
  const said = most.flatMap(({ id }) => exampleOf(store, id, null));
  const { documents, from, to } = store.coverage();
  const [speaker] = most;
  const corpus = `${counted(documents, "document")}; dates stated: ${describeExtent(from, to)}`;
  const note = describeAbilities(corpus, {
    speaker: speaker?.name ?? null,
    topic: speaker ? (topicsOf(store, speaker)[0] ?? null) : null,
  });
  const ids = store.documents().map(idOf);
  const excerpts = said.length > 0 ? said : firstSentences(store, ids.slice(0, LEADS_MAX));
  return { ...answered(excerpts), note };
}

/** A statement that shows how somebody is quoted. */
function exampleOf(store: Store, speakerId: string, within: readonly string[] | null): Excerpt[] {
  const statement = tellingStatement(store, speakerId, within);
  return statement === null
    ? []
    : quoteStatements(store, [{ statement, similarity: 1 }], speakerId);
}

function firstSentences(store: Store, documentIds: readonly string[]): Excerpt[] {
  return documentIds.flatMap((id) => firstSentenceOf(store, id) ?? []);
}

function idOf({ id }: Citation): string {
  return id;
}

function answered(excerpts: readonly Excerpt[]): Found {
  const reason = excerpts.length === 0 ? NOTHING_FOUND : null;
  return { reason, excerpts, confidence: reason ? 0 : 1, timings: {} };
}
