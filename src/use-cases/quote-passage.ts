import {
  createStatementExcerpt,
  createWordsExcerpt,
  verifyExcerpt,
  withHighlight,
} from "../core/excerpt.ts";
import { probabilityOf } from "../core/rank/passage-evidence.ts";
import { sentencesAnswering } from "../core/rank/quoted-sentences.ts";
import { sentencesAround } from "../core/rank/sentence.ts";
import { answeringWords } from "../core/rank/text-reading.ts";
import { splitSentences } from "../core/text/sentences.ts";
import type { Excerpt, SourceDocument, Span, StoredStatement } from "../core/types.ts";
import type { Reader, Store } from "../ports.ts";
import type { ReadCandidate } from "./read-candidates.ts";
import type { Candidate, Searchable } from "./retrieve.ts";

/**
 * The sentences of a passage that answer, with the words that do: those around these words, and others
 * that answer by themselves, as of a list or of a reason in two steps. With who said it where a single
 * one is a statement for the most part; of a quotation that holds the words, which stands by itself,
 * what is between the marks.
 *
 * @param isWide whether other sentences are read too; else those around the words are all.
 */
export async function quotePassage(
  { store, reader }: Pick<Searchable, "store" | "reader">,
  question: string,
  candidate: ReadCandidate,
  isWide: boolean,
): Promise<Excerpt> {
  const { document, passage, reading, evidence } = candidate;
  const text = document.text.slice(passage.start, passage.end);
  const words = answeringWords(reading) ?? { start: 0, end: text.length };
  const main = sentencesAround(words, text);
  const others = isWide ? await otherSentences(await reader(), question, text, main) : [];
  const inDocument = ({ start, end }: Span) => ({
    start: passage.start + start,
    end: passage.start + end,
  });
  const highlight = [inDocument(words)];
  const context = contextOf(store, passage);
  const score = probabilityOf(evidence);
  const statement =
    others.length > 0 ? null : statementIn(store, document, inDocument(main), inDocument(words));
  const [first, ...rest] = joined([main, ...others], text).map(inDocument);
  const excerpt = statement
    ? createStatementExcerpt(document, statement, statement.speakers[0] ?? null, context, score)
    : createWordsExcerpt(document, [first ?? inDocument(main), ...rest], context, score);
  verifyExcerpt(excerpt, document);
  return withHighlight(excerpt, highlight);
}

/** Sentences beside the main ones that answer by themselves. */
async function otherSentences(
  reader: Reader,
  question: string,
  text: string,
  main: Span,
): Promise<Span[]> {
  const beside = splitSentences(text).filter(
    ({ start, end }) => end <= main.start || main.end <= start,
  );
  const readings = await reader.read(
    question,
    beside.map(({ start, end }) => text.slice(start, end)),
  );
  const read = beside.map(({ start, end }, at) => ({
    start,
    end,
    answers: readings[at]?.answers ?? -Infinity,
  }));
  return sentencesAnswering(read, false, reader.calibration);
}

/** In the order of the text; those with nothing but white space between them are one. */
function joined(spans: readonly Span[], text: string): Span[] {
  const found: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = found.at(-1);
    if (last && text.slice(last.end, span.start).trim() === "")
      found[found.length - 1] = { start: last.start, end: span.end };
    else found.push(span);
  }
  return found;
}

/** From this share of a sentence on, a statement is what the sentence tells. */
const STATEMENT_SHARE_MIN = 0.5;

/** The statement that a sentence is, if its speaker is told. */
function statementIn(
  store: Store,
  { id }: SourceDocument,
  sentence: Span,
  words: Span,
): StoredStatement | null {
  for (const statement of store.statementsOf(id, sentence)) {
    const { content, speakers, within, kind } = statement;
    const isInside = content.every(
      (span) => sentence.start <= span.start && span.end <= sentence.end,
    );
    const length = content.reduce((sum, span) => sum + span.end - span.start, 0);
    const isMost = length >= STATEMENT_SHARE_MIN * (sentence.end - sentence.start);
    if (within !== null || speakers.length === 0 || !isInside || !isMost) continue;
    const holdsWords = content.some((span) => span.start <= words.start && words.end <= span.end);
    return kind === "direct" && holdsWords ? statement : { ...statement, content: [sentence] };
  }
  return null;
}

/** From the start of the passage before to the end of the passage after. */
function contextOf(store: Store, passage: Candidate["passage"]): Span {
  const near = store
    .passagesOf(passage.documentId)
    .filter(({ ordinal }) => Math.abs(ordinal - passage.ordinal) <= 1);
  return {
    start: Math.min(passage.start, ...near.map(({ start }) => start)),
    end: Math.max(passage.end, ...near.map(({ end }) => end)),
  };
}
