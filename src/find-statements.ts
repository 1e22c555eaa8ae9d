import { decide } from "./core/decide.ts";
import { makeStatementExcerpt, verifyExcerpt } from "./core/excerpt.ts";
import { wordCoverage } from "./core/coverage.ts";
import { STATEMENT_CANDIDATES_MAX } from "./core/limits.ts";
import { type RankedStatement, byFit, byKind, fitOf } from "./core/rank-statements.ts";
import type {
  Excerpt,
  SourceDocument,
  Span,
  StatementSpeaker,
  StoredStatement,
} from "./core/types.ts";
import { dot } from "./core/vector.ts";
import { searchTerms } from "./core/words.ts";
import type { Store } from "./ports.ts";
import type { Sources } from "./retrieve.ts";

/** Which statements are wanted. */
export interface StatementFilter {
  readonly about: string | null;
  /** Part of a document's id, title or publisher, without regard to case. */
  readonly source: string | null;
  /** ISO 8601 dates, inclusive; a document without a date is outside any. */
  readonly from: string | null;
  readonly to: string | null;
}

export const ANY: StatementFilter = { about: null, source: null, from: null, to: null };

/** Statements found, and those of the same search that the topic left out. */
export interface FoundStatements {
  readonly fitting: readonly RankedStatement[];
  readonly others: readonly RankedStatement[];
}

/** A speaker's statements: all, by kind; or those on a topic, best first. */
export async function statementsBy(
  sources: Sources,
  speakerId: string,
  filter: StatementFilter,
): Promise<FoundStatements> {
  const wanted = makeSourceFilter(sources.store, filter);
  const own = sources.store.statementsBy(speakerId).filter(({ documentId }) => wanted(documentId));
  if (filter.about === null) {
    const all = own
      .toSorted(byKind)
      .map((statement) => ({ statement, similarity: 1, coverage: 1 }));
    return { fitting: all, others: [] };
  }
  return split(await rank(sources, own, filter.about));
}

/** Whoever speaks on a topic: the best statement of each speaker, best first. */
export async function statementsAbout(sources: Sources, topic: string): Promise<FoundStatements> {
  const hits = sources.store.searchStatements(searchTerms(topic), STATEMENT_CANDIDATES_MAX);
  const statements = sources.store.statements(hits.map(({ id }) => id));
  const { fitting, others } = split(await rank(sources, statements, topic));
  const seen = new Set<string>();
  const firsts = fitting.filter(({ statement }) => {
    // Where the text does not tell, every statement is somebody's of its own.
    const who = statement.speakers.map(({ id }) => id).join() || `statement ${statement.id}`;
    return !seen.has(who) && seen.add(who);
  });
  return { fitting: firsts, others };
}

/** A statement that holds nearly all words of the topic is on it, whatever its passage is about. */
const COVERAGE_ENOUGH = 0.9;

function isOnTopic(one: RankedStatement): boolean {
  return one.coverage >= COVERAGE_ENOUGH || (one.coverage > 0 && decide(fitOf(one)) === null);
}

function split(ranked: readonly RankedStatement[]): FoundStatements {
  return {
    fitting: ranked.filter((one) => isOnTopic(one)),
    others: ranked.filter((one) => !isOnTopic(one)),
  };
}

async function rank(
  { store, embedder }: Sources,
  statements: readonly StoredStatement[],
  topic: string,
): Promise<RankedStatement[]> {
  if (statements.length === 0) return [];
  const [vector = new Float32Array()] = await embedder.embed([topic], "query");
  const ids = statements.map(({ id }) => id);
  const use = store.statementWordUse(searchTerms(topic), ids);
  const coverages = wordCoverage(ids, use, store.counts().statements);
  const similarityOf = makeSimilarity(store, embedder.fingerprint, vector);
  return statements
    .map((statement) => ({
      statement,
      similarity: similarityOf(statement),
      coverage: coverages.get(statement.id) ?? 0,
    }))
    .sort(byFit);
}

/** The similarity of the passage in which a statement begins; 0 for one outside the passages. */
function makeSimilarity(store: Store, encoder: string, question: Float32Array) {
  const passages = new Map<string, ReturnType<Store["passagesOf"]>>();
  return ({ documentId, content }: StoredStatement): number => {
    const own = passages.get(documentId) ?? store.passagesOf(documentId);
    passages.set(documentId, own);
    const at = content[0]?.start ?? 0;
    const passage = own.find(({ start, end }) => start <= at && at < end);
    const vector = passage && store.vectors(encoder, [passage.id]).get(passage.id);
    return vector ? dot(question, vector) : 0;
  };
}

function makeSourceFilter(store: Store, { source, from, to }: StatementFilter) {
  if (source === null && from === null && to === null) return () => true;
  const needle = source?.toLowerCase() ?? "";
  const wanted = store.documents().filter(({ id, title, publisher, published }) => {
    const named = [id, title, publisher].some((text) => text?.toLowerCase().includes(needle));
    // As precise as both are: 2024-11 holds 2024-11-18.
    const after =
      from === null || (published !== null && published >= from.slice(0, published.length));
    const before = to === null || (published !== null && published.slice(0, to.length) <= to);
    return named && after && before;
  });
  const ids = new Set(wanted.map(({ id }) => id));
  return (documentId: string) => ids.has(documentId);
}

/**
 * Quotes statements from the stored text. What does not match is not sent: it throws.
 *
 * @param wantedSpeaker whom to name of those who spoke jointly; else the first.
 */
export function quoteStatements(
  store: Store,
  ranked: readonly RankedStatement[],
  wantedSpeaker: string | null,
): Excerpt[] {
  const documents = new Map<string, SourceDocument | null>();
  return ranked.flatMap(({ statement, similarity }) => {
    const known = documents.get(statement.documentId);
    const document = known === undefined ? store.document(statement.documentId) : known;
    documents.set(statement.documentId, document);
    if (!document) return [];
    const speaker: StatementSpeaker | null =
      statement.speakers.find(({ id }) => id === wantedSpeaker) ?? statement.speakers[0] ?? null;
    const context = contextOf(store, statement, document.text);
    const excerpt = makeStatementExcerpt(document, statement, speaker, context, similarity);
    verifyExcerpt(excerpt, document);
    return [excerpt];
  });
}

/** The passages that the statement touches, widened to hold all of its words. */
function contextOf(store: Store, statement: StoredStatement, text: string): Span {
  const words = [...statement.content, ...statement.cue, ...statement.source];
  const start = Math.min(...words.map((span) => span.start));
  const end = Math.max(...words.map((span) => span.end));
  const near = store
    .passagesOf(statement.documentId)
    .filter((passage) => passage.start < end && start < passage.end);
  return {
    start: Math.max(0, Math.min(start, ...near.map((passage) => passage.start))),
    end: Math.min(text.length, Math.max(end, ...near.map((passage) => passage.end))),
  };
}
