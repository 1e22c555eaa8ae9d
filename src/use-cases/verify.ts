import { OnRecordError } from "../core/errors.ts";
import { QUOTE_CHARS_MAX, QUOTE_WORDS_MIN } from "../core/limits.ts";
import { preferSpeaking } from "../core/speaker-summary.ts";
import { findSpeaker } from "../core/speakers/find.ts";
import type { SourceDocument, Span } from "../core/types.ts";
import { checkQuote } from "../core/verify/check.ts";
import { countWords, tokeniseQuote } from "../core/verify/tokens.ts";
import type { AskedSpeaker, Material, Verification } from "../core/verify/finding.ts";
import { searchTerms, stemOf } from "../core/text/words.ts";
import type { Store } from "../ports.ts";

export interface VerifyOptions {
  /** Whose words they are said to be: a name, a role, a body; null for anybody's. */
  readonly speaker: string | null;
}

/**
 * Checks a quote against the corpus. Needs no encoder.
 *
 * @throws OnRecordError E_QUOTE_TOO_SHORT, E_QUOTE_TOO_LONG, and E_SPAN_MISMATCH or E_STATE_TORN
 * rather than show a text that is not the stored one.
 */
export function verifyQuote(
  store: Store,
  text: string,
  { speaker }: VerifyOptions = { speaker: null },
): Verification {
  const startedAt = performance.now();
  const quote = parseQuote(text);
  const asked = speaker === null ? null : findAsked(store, speaker);
  const finding = checkQuote(quote, findMaterials(store, quote), asked);
  const timings = { totalMs: performance.now() - startedAt };
  return { quote, speaker: asked, corpus: store.coverage(), timings, ...finding };
}

/**
 * A quote ready to be checked: trimmed, with words enough, within the limit.
 *
 * @throws OnRecordError E_QUOTE_TOO_SHORT, E_QUOTE_TOO_LONG.
 */
export function parseQuote(text: string): string {
  const quote = text.trim();
  if (quote.length > QUOTE_CHARS_MAX) {
    throw new OnRecordError(
      "E_QUOTE_TOO_LONG",
      `The quote has ${quote.length} characters and the limit is ${QUOTE_CHARS_MAX}. Check it in parts.`,
    );
  }
  if (countWords(tokeniseQuote(quote).tokens) < QUOTE_WORDS_MIN) {
    throw new OnRecordError(
      "E_QUOTE_TOO_SHORT",
      `A quote to check has at least ${QUOTE_WORDS_MIN} words. Give more of it, or ask a question instead.`,
    );
  }
  return quote;
}

/** Those of the speakers whom a name can mean that say something, or else all of them. */
function findAsked(store: Store, name: string): AskedSpeaker {
  const all = findSpeaker(name, store.speakers()).map(({ speaker }) => speaker);
  return { name, found: preferSpeaking(all).map((one) => ({ id: one.id, name: one.name })) };
}

/** A corpus of so few documents is looked through whole, page furniture too. */
const DOCUMENTS_ALL_MAX = 50;
/** Most documents that are looked through of a larger one. */
const DOCUMENTS_MAX = 40;
/** A quote is searched by stretches of so many words, so that each piece of a stitched one is found. */
const STRETCH_WORDS = 12;
/** The rarest words of a stretch find it; common ones would only cost time. */
const RARE_WORDS = 4;
/** Hits that are looked at, shared by the stretches; a quote of few words has common ones only. */
const HITS_MAX = 60;
const HITS_PER_STRETCH_MIN = 15;
/** A longer document is looked through only around its hits. */
const WHOLE_CHARS_MAX = 30_000;

/** The stretches of documents in which a quote, or what is near it, can stand; most hits first. */
function findMaterials(store: Store, quote: string): Material[] {
  const hits = findHits(store, quote);
  const ids = [...hits.keys()].slice(0, DOCUMENTS_MAX);
  const isSmall = store.counts().documents <= DOCUMENTS_ALL_MAX;
  const others = isSmall ? store.documents().flatMap(({ id }) => (hits.has(id) ? [] : [id])) : [];
  return [...ids, ...others].flatMap((id) => {
    const document = store.document(id);
    if (!document) return [];
    const statements = store.statementsOf(id);
    const passages = store.passagesOf(id);
    const isWhole = isSmall && document.text.length <= WHOLE_CHARS_MAX;
    const windows = isWhole
      ? [{ start: 0, end: document.text.length }]
      : windowsOf(document, hits.get(id) ?? [], quote.length);
    return windows.map((window) => ({
      document,
      window,
      statements: statements.filter(({ content }) => content.some((span) => touch(span, window))),
      passages: passages.filter((span) => touch(span, window)),
    }));
  });
}

/** Passages and statements that hold rare words of the quote, by document. */
function findHits(store: Store, quote: string): Map<string, Span[]> {
  const found = new Map<string, { score: number; spans: Span[] }>();
  const add = (documentId: string, spans: readonly Span[], score: number) => {
    const known = found.get(documentId) ?? { score: 0, spans: [] };
    found.set(documentId, { score: known.score + score, spans: [...known.spans, ...spans] });
  };
  const stretches = stretchesOf(quote);
  const limit = Math.max(HITS_PER_STRETCH_MIN, Math.floor(HITS_MAX / stretches.length));
  for (const words of stretches) {
    const rare = rarestOf(store, words);
    const ofPassages = store.searchWords(rare, limit);
    const scores = new Map(ofPassages.map(({ id, score }) => [id, score]));
    for (const passage of store.passages([...scores.keys()]))
      add(passage.documentId, [passage], scores.get(passage.id) ?? 0);
    // Headlines in page furniture are statements, and in no passage.
    const ofStatements = store.searchStatements(rare, limit);
    for (const { documentId, content } of store.statements(ofStatements.map(({ id }) => id)))
      add(documentId, content, 0);
  }
  const ranked = [...found].toSorted(([, a], [, b]) => b.score - a.score);
  return new Map(ranked.map(([id, { spans }]) => [id, spans]));
}

function stretchesOf(quote: string): string[][] {
  const words = quote.split(/\s+/u);
  const count = Math.ceil(words.length / STRETCH_WORDS);
  return Array.from({ length: count }, (_, at) =>
    searchTerms(words.slice(at * STRETCH_WORDS, (at + 1) * STRETCH_WORDS).join(" ")),
  );
}

function rarestOf(store: Store, words: readonly string[]): string[] {
  const counts = store.wordCounts(words.map(stemOf));
  return words
    .map((word) => ({ word, count: counts.get(stemOf(word)) ?? 0 }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => a.count - b.count)
    .slice(0, RARE_WORDS)
    .map(({ word }) => word);
}

/** The neighbourhoods of a document's hits, by whole lines, apart from each other. */
function windowsOf({ text }: SourceDocument, hits: readonly Span[], reach: number): Span[] {
  const windows: { start: number; end: number }[] = [];
  for (const hit of hits.toSorted((a, b) => a.start - b.start)) {
    const start = text.lastIndexOf("\n", Math.max(0, hit.start - reach)) + 1;
    const lineEnd = text.indexOf("\n", hit.end + reach);
    const end = lineEnd < 0 ? text.length : lineEnd;
    const before = windows.at(-1);
    if (before && start <= before.end) before.end = Math.max(before.end, end);
    else windows.push({ start, end });
  }
  return windows;
}

function touch(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}
