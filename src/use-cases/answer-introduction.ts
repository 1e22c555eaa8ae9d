import type { DocumentFilter } from "../core/document-filter.ts";
import { createPassageExcerpt, verifyExcerpt, withHighlight } from "../core/excerpt.ts";
import { EXCERPTS_PER_DOCUMENT_MAX } from "../core/limits.ts";
import { splitSentences } from "../core/text/sentences.ts";
import type { Evidence, Speaker } from "../core/speakers/speaker.ts";
import type { Excerpt, Interpretation, SourceDocument, Span, SpeakerName } from "../core/types.ts";
import type { Store } from "../ports.ts";
import { documentsWithin } from "./documents.ts";
import { quoteStatements, statementsBy } from "./find-statements.ts";
import type { Found } from "./found.ts";
import type { Searchable } from "./retrieve.ts";

/**
 * Who somebody is: the sentences that say it, best first, and then one statement of theirs. Null where
 * none does.
 */
export async function answerIntroduction(
  searchable: Searchable,
  interpretation: Interpretation,
  limit: number,
): Promise<Found | null> {
  const startedAt = performance.now();
  const { store } = searchable;
  const whom = whomOf(interpretation);
  const room = Math.max(1, Math.floor(limit / Math.max(1, whom.length)));
  const excerpts: Excerpt[] = [];
  for (const one of whom) {
    const introductions = introductionsOfOne(store, one, interpretation);
    if (!introductions.some(({ role }) => role !== null)) continue;
    const { fitting } = await statementsBy(searchable, one, null, interpretation);
    const said = quoteStatements(store, fitting.slice(0, room > 1 ? 1 : 0), one.id);
    const shown = introductions.slice(0, room - said.length);
    excerpts.push(...shown.map((introduction) => quoteIntroduction(store, introduction)), ...said);
  }
  if (excerpts.length === 0) return null;
  const timings = { searchMs: performance.now() - startedAt };
  return { reason: null, excerpts, confidence: 1, timings };
}

/** The sentences that say who the speakers of a question are, or that first name them. */
export function introductionsOf(
  store: Store,
  interpretation: Interpretation,
  limit: number,
): readonly Excerpt[] {
  return whomOf(interpretation)
    .flatMap((one) => introductionsOfOne(store, one, interpretation))
    .slice(0, limit)
    .map((introduction) => quoteIntroduction(store, introduction));
}

function whomOf({ speaker, namesakes }: Interpretation): readonly SpeakerName[] {
  return speaker ? [speaker] : namesakes;
}

/** A sentence that names a speaker. */
interface Introduction {
  readonly document: SourceDocument;
  readonly sentence: Span;
  /** The words that say what the speaker is; null where the sentence only names them. */
  readonly role: Span | null;
  readonly hasName: boolean;
  /** Which of its document it is, from 0. */
  readonly place: number;
}

/** The sentences that say what a speaker is, best first; where none does, those that first name them. */
function introductionsOfOne(
  store: Store,
  { id }: SpeakerName,
  filter: DocumentFilter,
): readonly Introduction[] {
  const speaker = store.speakers().find((one) => one.id === id);
  if (!speaker) return [];
  const found: Introduction[] = [];
  for (const documentId of documentIdsOf(speaker, documentsWithin(store, filter))) {
    const document = store.document(documentId);
    if (document) found.push(...introductionsIn(store, document, speaker));
  }
  const telling = found.filter(({ role }) => role !== null);
  return (telling.length > 0 ? telling : found).toSorted(byTelling);
}

/** Documents that are read for one speaker: one who is everywhere is introduced in the first of them. */
const DOCUMENTS_READ_MAX = 20;

/** Those with a role come first. */
function documentIdsOf({ aliases, roles }: Speaker, within: readonly string[] | null): string[] {
  const told = roles.flatMap(({ evidence }) => evidence?.documentId ?? []);
  const named = aliases.flatMap(({ evidence }) => evidence.map(({ documentId }) => documentId));
  const allowed = within && new Set(within);
  return [...new Set([...told, ...named])]
    .filter((id) => allowed?.has(id) ?? true)
    .slice(0, DOCUMENTS_READ_MAX);
}

/** The best few sentences of one document, best first. */
function introductionsIn(
  store: Store,
  document: SourceDocument,
  { aliases, roles }: Speaker,
): Introduction[] {
  const isHere = ({ documentId }: Evidence) => documentId === document.id;
  const passages = store.passagesOf(document.id);
  const names = aliases
    .flatMap(({ evidence }) => evidence.filter(isHere))
    .map(({ span }) => span)
    .toSorted((a, b) => a.start - b.start);
  const told = roles.flatMap(({ evidence }) =>
    evidence !== null && isHere(evidence) ? evidence.span : [],
  );
  const isTold = told.length > 0;
  const introductions = (isTold ? told : names.slice(0, 1)).flatMap((words): Introduction[] => {
    const sentence = sentenceAt(document.text, passages, words);
    if (!sentence) return [];
    const hasName = names.some(({ start, end }) => sentence.start <= start && end <= sentence.end);
    return [{ document, sentence, role: isTold ? words : null, hasName, place: 0 }];
  });
  const starts = new Set<number>();
  return introductions
    .toSorted(byTelling)
    .filter(({ sentence: { start } }) => !starts.has(start) && starts.add(start))
    .slice(0, EXCERPTS_PER_DOCUMENT_MAX)
    .map((one, place) => ({ ...one, place }));
}

/** The sentence that holds a place; null where that stands in no passage. */
function sentenceAt(text: string, passages: readonly Span[], { start, end }: Span): Span | null {
  const passage = passages.find((one) => one.start <= start && end <= one.end);
  if (!passage) return null;
  const sentence = splitSentences(text.slice(passage.start, passage.end))
    .map((one) => ({ start: one.start + passage.start, end: one.end + passage.start }))
    .find((one) => one.start <= start && end <= one.end);
  return sentence ?? null;
}

/** With the name before without; the first of each document before others; then by place. */
function byTelling(a: Introduction, b: Introduction): number {
  return (
    Number(b.hasName) - Number(a.hasName) ||
    a.place - b.place ||
    a.sentence.start - b.sentence.start
  );
}

function quoteIntroduction(store: Store, { document, sentence, role }: Introduction): Excerpt {
  const near = store
    .passagesOf(document.id)
    .filter(({ start, end }) => start < sentence.end && sentence.start < end);
  const context = {
    start: Math.min(sentence.start, ...near.map(({ start }) => start)),
    end: Math.max(sentence.end, ...near.map(({ end }) => end)),
  };
  const excerpt = createPassageExcerpt(document, sentence, context, 1);
  verifyExcerpt(excerpt, document);
  return role === null ? excerpt : withHighlight(excerpt, [role]);
}
