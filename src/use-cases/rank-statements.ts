import { STATEMENTS_READ_MAX, STATEMENTS_READ_TOGETHER } from "../core/limits.ts";
import { PROBABILITY_FLOOR } from "../core/rank/passage-evidence.ts";
import {
  type FoundStatement,
  type RankedStatement,
  byFound,
  byTopic,
  onTopic,
  weighStatement,
} from "../core/rank/statement-evidence.ts";
import { splitSentences } from "../core/text/sentences.ts";
import type { SourceDocument, Span, StoredStatement } from "../core/types.ts";
import type { Store } from "../ports.ts";
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
  const ranked: RankedStatement[] = [];
  for (let at = 0; at < STATEMENTS_READ_MAX; at += STATEMENTS_READ_TOGETHER) {
    const next = near.slice(at, at + STATEMENTS_READ_TOGETHER);
    const readings = await searchable.reader.read(
      question,
      next.map(({ own }) => own),
    );
    const read = next.map(({ found }, place) => ({
      ...found,
      answers: readings[place]?.answers ?? -Infinity,
    }));
    ranked.push(...read);
    if (read.every((one) => onTopic(one) < PROBABILITY_FLOOR)) break;
  }
  return ranked.toSorted(byTopic);
}

interface NearStatement {
  readonly found: FoundStatement;
  /** The sentences in which it stands. */
  readonly own: string;
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
      const own = sentencesAround(document.text, extentOf(statement));
      const words = { own, title: document.title };
      return [{ own, found: weighStatement(weighed, statement, similarityOf(statement), words) }];
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
