import {
  createPassageExcerpt,
  createStatementExcerpt,
  verifyExcerpt,
  withHighlight,
} from "../core/excerpt.ts";
import { probabilityOf } from "../core/rank/passage-evidence.ts";
import { sentencesAround } from "../core/rank/sentence.ts";
import { answeringWords } from "../core/rank/text-reading.ts";
import type { Excerpt, SourceDocument, Span, StoredStatement } from "../core/types.ts";
import type { Store } from "../ports.ts";
import type { ReadCandidate } from "./read-candidates.ts";
import type { Candidate } from "./retrieve.ts";

/**
 * The sentence of a passage that answers, with who said it where most of it is a statement, and with
 * the words that answer. Of a quotation that holds them, which stands by itself, the words between the
 * marks.
 */
export function quotePassage(store: Store, candidate: ReadCandidate): Excerpt {
  const { document, passage, reading, evidence } = candidate;
  const text = document.text.slice(passage.start, passage.end);
  const words = answeringWords(reading) ?? { start: 0, end: text.length };
  const inDocument = ({ start, end }: Span) => ({
    start: passage.start + start,
    end: passage.start + end,
  });
  const sentence = inDocument(sentencesAround(words, text));
  const highlight = inDocument(words);
  const context = contextOf(store, passage);
  const score = probabilityOf(evidence);
  const statement = statementIn(store, document, sentence, highlight);
  const excerpt = statement
    ? createStatementExcerpt(document, statement, statement.speakers[0] ?? null, context, score)
    : createPassageExcerpt(document, sentence, context, score);
  verifyExcerpt(excerpt, document);
  return withHighlight(excerpt, [highlight]);
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
