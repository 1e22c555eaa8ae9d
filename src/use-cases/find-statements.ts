import { createStatementExcerpt, verifyExcerpt } from "../core/excerpt.ts";
import { STATEMENT_CANDIDATES_MAX } from "../core/limits.ts";
import {
  type RankedStatement,
  byFit,
  byKind,
  isOnTopic,
  weighStatement,
} from "../core/rank/statement-evidence.ts";
import { splitSentences } from "../core/text/sentences.ts";
import type {
  Excerpt,
  SourceDocument,
  Span,
  StatementSpeaker,
  StoredStatement,
} from "../core/types.ts";
import { searchTerms } from "../core/text/words.ts";
import type { DocumentFilter } from "../core/document-filter.ts";
import { documentsOf, isOfDates } from "./documents.ts";
import type { Store } from "../ports.ts";
import { type Searchable, weighWords } from "./retrieve.ts";

/** Statements found, and those of the same search that the topic left out. */
export interface FoundStatements {
  readonly fitting: readonly RankedStatement[];
  readonly others: readonly RankedStatement[];
  /** Whether the dates left any out. */
  readonly isDated: boolean;
}

/** A speaker's statements: all, by kind; or those on a topic, best first. */
export async function statementsBy(
  searchable: Searchable,
  speakerId: string,
  topic: string | null,
  filter: DocumentFilter,
): Promise<FoundStatements> {
  const texts = createReader(searchable.store);
  const own = ofSources(searchable.store, searchable.store.statementsBy(speakerId), filter);
  const dated = own.filter((statement) => isOfStatementDates(texts, statement, filter));
  const isDated = dated.length < own.length;
  if (topic === null) {
    const fitting = dated
      .toSorted(byKind)
      .map((statement) => ({ statement, similarity: 1, coverage: 1 }));
    return { fitting, others: [], isDated };
  }
  return { ...split(await rank(searchable, texts, dated, topic)), isDated };
}

/** Whoever speaks on a topic: the best statement of each speaker, best first. */
export async function statementsAbout(
  searchable: Searchable,
  topic: string,
  filter: DocumentFilter,
): Promise<FoundStatements> {
  const texts = createReader(searchable.store);
  const hits = searchable.store.searchStatements(searchTerms(topic), STATEMENT_CANDIDATES_MAX);
  const found = searchable.store.statements(hits.map(({ id }) => id));
  const own = ofSources(searchable.store, found, filter);
  const dated = own.filter((statement) => isOfStatementDates(texts, statement, filter));
  const { fitting, others } = split(await rank(searchable, texts, dated, topic));
  const seen = new Set<string>();
  const firsts = fitting.filter(({ statement }) => {
    // Where the text does not tell, every statement is somebody's of its own.
    const who = statement.speakers.map(({ id }) => id).join() || `statement ${statement.id}`;
    return !seen.has(who) && seen.add(who);
  });
  return { fitting: firsts, others, isDated: dated.length < own.length };
}

function split(ranked: readonly RankedStatement[]) {
  return {
    fitting: ranked.filter((one) => isOnTopic(one)),
    others: ranked.filter((one) => !isOnTopic(one)),
  };
}

/** Documents by id, each read once. */
type DocumentReader = (id: string) => SourceDocument | null;

function createReader(store: Store): DocumentReader {
  const documents = new Map<string, SourceDocument | null>();
  return (id) => {
    const known = documents.get(id);
    const document = known === undefined ? store.document(id) : known;
    documents.set(id, document);
    return document;
  };
}

function ofSources(
  store: Store,
  statements: readonly StoredStatement[],
  filter: DocumentFilter,
): readonly StoredStatement[] {
  const documents = documentsOf(store, filter);
  if (documents === null) return statements;
  const ids = new Set(documents.map(({ id }) => id));
  return statements.filter(({ documentId }) => ids.has(documentId));
}

function isOfStatementDates(
  read: DocumentReader,
  statement: StoredStatement,
  filter: DocumentFilter,
): boolean {
  if (filter.from === null && filter.to === null) return true;
  const document = read(statement.documentId);
  return document !== null && isOfDates(document, extentOf(statement), filter);
}

/** From the first to the last word that belongs to a statement. */
function extentOf({
  content,
  cue,
  source,
}: Pick<StoredStatement, "content" | "cue" | "source">): Span {
  const spans = [...content, ...cue, ...source];
  return {
    start: Math.min(...spans.map((span) => span.start)),
    end: Math.max(...spans.map((span) => span.end)),
  };
}

async function rank(
  searchable: Searchable,
  read: DocumentReader,
  statements: readonly StoredStatement[],
  topic: string,
): Promise<RankedStatement[]> {
  if (statements.length === 0) return [];
  const { store, embedder } = searchable;
  const [vector = new Float32Array()] = await embedder.embed([topic], "query");
  const weighed = weighWords(store, topic);
  const similarityOf = createSimilarity(searchable, vector);
  return statements
    .flatMap((statement) => {
      const document = read(statement.documentId);
      if (!document) return [];
      const words = {
        own: sentencesAround(document.text, extentOf(statement)),
        title: document.title,
      };
      return [weighStatement(weighed, statement, similarityOf(statement), words)];
    })
    .sort(byFit);
}

const SENTENCE_CHARS_MAX = 500;

/** The text from the start of the sentence in which a span begins to the end of that in which it ends. */
function sentencesAround(text: string, { start, end }: Span): string {
  const from = Math.max(0, start - SENTENCE_CHARS_MAX);
  const sentences = splitSentences(text.slice(from, end + SENTENCE_CHARS_MAX))
    .map((sentence) => ({ start: sentence.start + from, end: sentence.end + from }))
    .filter((sentence) => sentence.start < end && start < sentence.end);
  return text.slice(sentences[0]?.start ?? start, sentences.at(-1)?.end ?? end);
}

/** The similarity of the passage in which a statement begins; 0 for one outside the passages. */
function createSimilarity({ store, index }: Searchable, question: Float32Array) {
  const passages = new Map<string, ReturnType<Store["passagesOf"]>>();
  return ({ documentId, content }: StoredStatement): number => {
    const own = passages.get(documentId) ?? store.passagesOf(documentId);
    passages.set(documentId, own);
    const at = content[0]?.start ?? 0;
    const passage = own.find(({ start, end }) => start <= at && at < end);
    return passage ? (index.similarities(question, [passage.id])[0] ?? 0) : 0;
  };
}

/**
 * Quotes statements from the stored text. What does not match is not sent: it throws.
 *
 * @param wantedSpeaker whom to name of those who spoke jointly; else the first.
 */
export function quoteStatements(
  store: Store,
  ranked: readonly Pick<RankedStatement, "statement" | "similarity">[],
  wantedSpeaker: string | null,
): Excerpt[] {
  const read = createReader(store);
  return ranked.flatMap(({ statement, similarity }) => {
    const document = read(statement.documentId);
    if (!document) return [];
    const speaker: StatementSpeaker | null =
      statement.speakers.find(({ id }) => id === wantedSpeaker) ?? statement.speakers[0] ?? null;
    const context = contextOf(store, statement, document.text);
    const excerpt = createStatementExcerpt(document, statement, speaker, context, similarity);
    verifyExcerpt(excerpt, document);
    return [excerpt];
  });
}

/** The passages that the statement touches, widened to hold all of its words. */
function contextOf(store: Store, statement: StoredStatement, text: string): Span {
  const { start, end } = extentOf(statement);
  const near = store
    .passagesOf(statement.documentId)
    .filter((passage) => passage.start < end && start < passage.end);
  return {
    start: Math.max(0, Math.min(start, ...near.map((passage) => passage.start))),
    end: Math.min(text.length, Math.max(end, ...near.map((passage) => passage.end))),
  };
}
