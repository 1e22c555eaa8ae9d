import { STATEMENTS_READ_MAX, STATEMENTS_READ_TOGETHER } from "../core/limits.ts";
import {
  type FoundStatement,
  type RankedStatement,
  TOPIC_FLOOR,
  byFound,
  byTopic,
  onTopic,
  weighStatement,
} from "../core/rank/statement-evidence.ts";
import { splitSentences } from "../core/text/sentences.ts";
import type { SourceDocument, Span, StoredStatement } from "../core/types.ts";
import type { Reader, Store } from "../ports.ts";
import { type Searchable, weighWords } from "./retrieve.ts";

/** Documents by id, each read once. */
export type Documents = (id: string) => SourceDocument | null;

export function createDocuments(store: Store): Documents {
  const documents = new Map<string, SourceDocument | null>();
  return (id) => {
    const known = documents.get(id);
    const document = known === undefined ? store.document(id) : known;
    documents.set(id, document);
    return document;
  };
}

export interface AskedOfStatements {
  /** What they are read with. */
  readonly question: string;
  /** What they are looked for by. */
  readonly topic: string;
}

/**
 * Statements by how they answer: those nearest to the topic are read with the question, a few
 * together, until none of these is on it.
 */
export async function rankStatements(
  searchable: Searchable,
  documents: Documents,
  statements: readonly StoredStatement[],
  { question, topic }: AskedOfStatements,
): Promise<RankedStatement[]> {
  if (statements.length === 0) return [];
  const near = await nearTo(searchable, documents, statements, topic);
  const reader = await searchable.reader();
  const ranked: RankedStatement[] = [];
  for (let at = 0; at < STATEMENTS_READ_MAX; at += STATEMENTS_READ_TOGETHER) {
    const next = near.slice(at, at + STATEMENTS_READ_TOGETHER);
    const read = await readStatements(reader, question, next);
    ranked.push(...read);
    if (read.every((one) => onTopic(one) < TOPIC_FLOOR)) break;
  }
  return ranked.toSorted(byTopic);
}

/** Reads each in its own sentences; where these do not answer, "they should prevent it", once more with the one before. */
async function readStatements(
  reader: Reader,
  question: string,
  near: readonly NearStatement[],
): Promise<RankedStatement[]> {
  const alone = await reader.read(
    question,
    near.map(({ own }) => own),
  );
  const read = near.map(({ found, window }, at) => ({
    window,
    ranked: { ...found, answers: alone[at]?.answers ?? -Infinity },
  }));
  const open = read.filter(({ ranked }) => onTopic(ranked) < TOPIC_FLOOR);
  const again = await reader.read(
    question,
    open.map(({ window }) => window),
  );
  return read.map((one) => {
    const answers = again[open.indexOf(one)]?.answers ?? -Infinity;
    return { ...one.ranked, answers: Math.max(one.ranked.answers, answers) };
  });
}

interface NearStatement {
  readonly found: FoundStatement;
  /** The sentences in which it stands, for the reader. */
  readonly own: string;
  /** These with the sentence before. */
  readonly window: string;
}

/** Statements with their sentences, nearest to the topic first. */
async function nearTo(
  { store, embedder, index }: Searchable,
  documents: Documents,
  statements: readonly StoredStatement[],
  topic: string,
): Promise<NearStatement[]> {
  const [vector = new Float32Array()] = await embedder.embed([topic], "query");
  const weighed = weighWords(store, topic);
  const similarityOf = createSimilarity(store, index, vector);
  return statements
    .flatMap((statement) => {
      const document = documents(statement.documentId);
      if (!document) return [];
      const around = sentencesHolding(document.text, extentOf(statement));
      const words = {
        own: document.text.slice(around.own.start, around.own.end),
        title: document.title,
      };
      const found = weighStatement(weighed, statement, similarityOf(statement), words);
      const own = readable(document.text, statement, around.own);
      return [{ own, window: readable(document.text, statement, around.window), found }];
    })
    .sort((a, b) => byFound(a.found, b.found));
}

/** From the first to the last word that belongs to a statement. */
export function extentOf({
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

/** What is read of a text around a statement: whoever made it is named, where the text has "he" or "the minister". */
function readable(text: string, { source, speakers }: StoredStatement, around: Span): string {
  const [name] = speakers.map((speaker) => speaker.name);
  const [place] = source.filter(({ start, end }) => around.start <= start && end <= around.end);
  if (name === undefined) return text.slice(around.start, around.end);
  if (!place) return `${name}: ${text.slice(around.start, around.end)}`;
  return text.slice(around.start, place.start) + name + text.slice(place.end, around.end);
}

const SENTENCE_CHARS_MAX = 500;

/** The sentences in which a span lies; and the same with the sentence before. */
export function sentencesHolding(text: string, { start, end }: Span) {
  const from = Math.max(0, start - SENTENCE_CHARS_MAX);
  const sentences = splitSentences(text.slice(from, end + SENTENCE_CHARS_MAX)).map((sentence) => ({
    start: sentence.start + from,
    end: sentence.end + from,
  }));
  const at = sentences.findIndex((sentence) => start < sentence.end);
  const last = sentences.findLast((sentence) => sentence.start < end);
  const own = { start: sentences[at]?.start ?? start, end: last?.end ?? end };
  return { own, window: { start: sentences[at - 1]?.start ?? own.start, end: own.end } };
}

/** The similarity of the passage in which a statement begins; 0 for one outside the passages. */
function createSimilarity(store: Store, index: Searchable["index"], question: Float32Array) {
  const passages = new Map<string, ReturnType<Store["passagesOf"]>>();
  return ({ documentId, content }: StoredStatement): number => {
    const own = passages.get(documentId) ?? store.passagesOf(documentId);
    passages.set(documentId, own);
    const at = content[0]?.start ?? 0;
    const passage = own.find(({ start, end }) => start <= at && at < end);
    return passage ? (index.similarities(question, [passage.id])[0] ?? 0) : 0;
  };
}
