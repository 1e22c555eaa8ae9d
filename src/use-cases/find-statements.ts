import { createStatementExcerpt, verifyExcerpt, withHighlight } from "../core/excerpt.ts";
import { STATEMENT_CANDIDATES_MAX } from "../core/limits.ts";
import { isCueOf } from "../core/rank/cue-verbs.ts";
import {
  type RankedStatement,
  TOPIC_FLOOR,
  byKind,
  onTopic,
} from "../core/rank/statement-evidence.ts";
import type {
  Excerpt,
  SpeakerName,
  Span,
  StatementSpeaker,
  StoredStatement,
} from "../core/types.ts";
import { searchTerms } from "../core/text/words.ts";
import {
  createDocuments,
  type Documents,
  extentOf,
  rankStatements,
  sentencesHolding,
} from "./rank-statements.ts";
import type { DocumentFilter } from "../core/document-filter.ts";
import { documentsOf, isOfDates } from "./documents.ts";
import type { Store } from "../ports.ts";
import type { Searchable } from "./retrieve.ts";

/** Statements found, and those of the same search that the topic left out. */
export interface FoundStatements {
  readonly fitting: readonly RankedStatement[];
  readonly others: readonly RankedStatement[];
  /** Whether the dates left any out. */
  readonly isDated: boolean;
}

/** Which statements count: those of some sources or dates, and first those made by some acts of speech. */
export interface StatementFilter extends DocumentFilter {
  /** Base forms: "deny". Default none. */
  readonly verbs?: readonly string[];
}

/** A logit: where no topic is asked for, all that they said answers. */
const SURE = 10;

/** A speaker's statements: all, by kind; or those on a topic, best first. */
export async function statementsBy(
  searchable: Searchable,
  speaker: SpeakerName,
  topic: string | null,
  filter: StatementFilter,
): Promise<FoundStatements> {
  const documents = createDocuments(searchable.store);
  const own = ofSources(searchable.store, searchable.store.statementsBy(speaker.id), filter);
  const dated = own.filter((statement) => isOfStatementDates(documents, statement, filter));
  const isDated = dated.length < own.length;
  if (topic === null) {
    const all = dated
      .toSorted(byKind)
      .map((statement) => ({ statement, similarity: 1, coverage: 1, answers: SURE }));
    return { fitting: ofVerbs(documents, all, filter) ?? all, others: [], isDated };
  }
  const question = `What did ${speaker.name} say about ${topic}?`;
  const asked = { question, topic };
  const { fitting, others } = split(await rankStatements(searchable, documents, dated, asked));
  return { fitting: ofVerbs(documents, fitting, filter) ?? fitting, others, isDated };
}

/**
 * Whoever speaks on a topic: the best statement of each speaker, best first. Who denied something is
 * nobody whose statement is told by another verb.
 *
 * @param question as it was asked: "Who denied it?"
 */
export async function statementsAbout(
  searchable: Searchable,
  { question, topic }: { readonly question: string; readonly topic: string },
  filter: StatementFilter,
): Promise<FoundStatements> {
  const documents = createDocuments(searchable.store);
  const { verbs = [] } = filter;
  const terms = [...searchTerms(topic), ...verbs];
  const hits = searchable.store.searchStatements(terms, STATEMENT_CANDIDATES_MAX);
  const found = searchable.store.statements(hits.map(({ id }) => id));
  const own = ofSources(searchable.store, found, filter);
  const dated = own.filter((statement) => isOfStatementDates(documents, statement, filter));
  const { fitting, others } = split(
    await rankStatements(searchable, documents, dated, { question, topic }),
  );
  const wanted = verbs.length === 0 ? fitting : (ofVerbs(documents, fitting, filter) ?? []);
  const seen = new Set<string>();
  const firsts = wanted.filter(({ statement }) => {
    // Where the text does not tell, every statement is somebody's of its own.
    const who = statement.speakers.map(({ id }) => id).join() || `statement ${statement.id}`;
    return !seen.has(who) && seen.add(who);
  });
  return { fitting: firsts, others, isDated: dated.length < own.length };
}

/** Those whose cue is of the verbs asked for; null where there are none, or no verbs are asked for. */
function ofVerbs(
  documents: Documents,
  ranked: readonly RankedStatement[],
  { verbs = [] }: StatementFilter,
): readonly RankedStatement[] | null {
  const own = ranked.filter(({ statement: { documentId, cue } }) => {
    const text = documents(documentId)?.text ?? "";
    return isCueOf(cue.map(({ start, end }) => text.slice(start, end)).join(" "), verbs);
  });
  return own.length > 0 ? own : null;
}

function split(ranked: readonly RankedStatement[]) {
  return {
    fitting: ranked.filter((one) => onTopic(one) >= TOPIC_FLOOR),
    others: ranked.filter((one) => onTopic(one) < TOPIC_FLOOR),
  };
}

function ofSources(
  store: Store,
  statements: readonly StoredStatement[],
  filter: DocumentFilter,
): readonly StoredStatement[] {
  const wanted = documentsOf(store, filter);
  if (wanted === null) return statements;
  const ids = new Set(wanted.map(({ id }) => id));
  return statements.filter(({ documentId }) => ids.has(documentId));
}

function isOfStatementDates(
  documents: Documents,
  statement: StoredStatement,
  filter: DocumentFilter,
): boolean {
  if (filter.from === null && filter.to === null) return true;
  const document = documents(statement.documentId);
  return document !== null && isOfDates(document, extentOf(statement), filter);
}

/**
 * Quotes statements from the stored text. What does not match is not sent: it throws.
 *
 * @param wantedSpeaker whom to name of those who spoke jointly; else the first.
 * @param isWhole whether reported words stand in their sentence, with the verb that tells them: where
 *   the act of speech is what was asked for.
 */
export function quoteStatements(
  store: Store,
  ranked: readonly Pick<RankedStatement, "statement" | "similarity">[],
  wantedSpeaker: string | null,
  isWhole = false,
): Excerpt[] {
  const read = createDocuments(store);
  return ranked.flatMap(({ statement: found, similarity }) => {
    const document = read(found.documentId);
    if (!document) return [];
    const sentence = isWhole && found.kind !== "direct" ? sentenceOf(found, document.text) : null;
    const statement = sentence ? { ...found, content: [sentence] } : found;
    const speaker: StatementSpeaker | null =
      statement.speakers.find(({ id }) => id === wantedSpeaker) ?? statement.speakers[0] ?? null;
    const context = contextOf(store, statement, document.text);
    const excerpt = createStatementExcerpt(document, statement, speaker, context, similarity);
    verifyExcerpt(excerpt, document);
    return [sentence ? withHighlight(excerpt, found.content) : excerpt];
  });
}

/** The sentences in which a statement stands. */
function sentenceOf(statement: StoredStatement, text: string): Span {
  return sentencesHolding(text, extentOf(statement)).own;
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
