import { createPassageExcerpt, verifyExcerpt } from "../core/excerpt.ts";
import { splitSentences } from "../core/text/sentences.ts";
import { wordsOf } from "../core/text/words.ts";
import type { Excerpt, SourceDocument, Span, StoredPassage } from "../core/types.ts";
import { dot } from "../core/vector.ts";
import type { Store } from "../ports.ts";
import type { Searchable } from "./retrieve.ts";

/** A sentence and the passage that it stands in. */
export interface PlacedSentence {
  readonly sentence: Span;
  readonly passage: StoredPassage;
}

/** Fewer words are a dateline, or a sentence that needs another. */
const SENTENCE_WORDS_MIN = 6;
/** What ends a sentence that is no heading; closing marks may follow. */
const STOP = /[.!?…。！？][^\p{L}\p{N}]{0,3}$/u;
/** The stop and what may follow it, in UTF-16 units. */
const STOP_CHARS = 6;
/** Passages in which a first sentence is looked for. */
const FIRST_PASSAGES = 3;
/** Passages of one document that are compared with all of it: the rest of a book goes on alike. */
const PASSAGES_COMPARED_MAX = 500;
/** Sentences that are embedded for one document. */
const SENTENCES_READ_MAX = 40;

/** The first sentence of a document that says something, as an excerpt; null where it has none. */
export function firstSentenceOf(store: Store, documentId: string): Excerpt | null {
  const document = store.document(documentId);
  const first = document && openingOf(document, store.passagesOf(documentId));
  return first && quoteSentence(document, first);
}

/** A sentence as an excerpt, in the context of its passage. */
export function quoteSentence(
  document: SourceDocument,
  { sentence, passage }: PlacedSentence,
): Excerpt {
  const excerpt = createPassageExcerpt(document, sentence, passage, 1);
  verifyExcerpt(excerpt, document);
  return excerpt;
}

function openingOf(
  document: SourceDocument,
  passages: readonly StoredPassage[],
): PlacedSentence | null {
  const all = passages
    .slice(0, FIRST_PASSAGES)
    .flatMap((passage) => sentencesIn(document, passage));
  return all.find((one) => isTelling(document, one)) ?? all[0] ?? null;
}

/**
 * The sentences that stand for a document: its first, then, one of a passage, those nearest to the mean
 * of its passages' vectors. Nearest first.
 *
 * @param countMax most sentences.
 */
export async function keySentences(
  { store, embedder }: Pick<Searchable, "store" | "embedder">,
  document: SourceDocument,
  countMax: number,
): Promise<PlacedSentence[]> {
  const passages = store.passagesOf(document.id);
  const opening = openingOf(document, passages);
  if (!opening) return [];
  const compared = passages.slice(0, PASSAGES_COMPARED_MAX);
  const vectors = store.vectors(
    embedder.fingerprint,
    compared.map(({ id }) => id),
  );
  const mean = meanOf([...vectors.values()]);
  const nearest = compared
    .filter(({ id }) => id !== opening.passage.id)
    .map((passage) => ({ passage, nearness: dot(mean, vectors.get(passage.id) ?? []) }))
    .toSorted((a, b) => b.nearness - a.nearness)
    .slice(0, countMax - 1);
  const sentences = nearest
    .flatMap(({ passage }) => sentencesIn(document, passage))
    .filter((one) => isTelling(document, one))
    .slice(0, SENTENCES_READ_MAX);
  const texts = sentences.map(({ sentence: { start, end } }) => document.text.slice(start, end));
  const read = texts.length === 0 ? [] : await embedder.embed(texts, "passage");
  const weighed = sentences.map((one, at) => ({ ...one, nearness: dot(mean, read[at] ?? []) }));
  const seen = new Set<number>();
  const best = weighed
    .toSorted((a, b) => b.nearness - a.nearness)
    .filter(({ passage: { id } }) => !seen.has(id) && seen.add(id) !== undefined);
  return [opening, ...best].slice(0, countMax);
}

function sentencesIn({ text }: SourceDocument, passage: StoredPassage): PlacedSentence[] {
  return splitSentences(text.slice(passage.start, passage.end)).map(({ start, end }) => ({
    sentence: { start: start + passage.start, end: end + passage.start },
    passage,
  }));
}

function isTelling(
  { text }: SourceDocument,
  { sentence: { start, end } }: PlacedSentence,
): boolean {
  const sentence = text.slice(start, end);
  return STOP.test(sentence.slice(-STOP_CHARS)) && wordsOf(sentence).length >= SENTENCE_WORDS_MIN;
}

/** The direction between vectors; empty for none. Its length does not matter to who is nearest. */
function meanOf(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors)
    for (const [at, value] of vector.entries()) sum[at] = (sum[at] ?? 0) + value;
  return sum;
}
