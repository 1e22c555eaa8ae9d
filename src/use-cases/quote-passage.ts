import { createPassageExcerpt, createStatementExcerpt, verifyExcerpt } from "../core/excerpt.ts";
import { type Wanted, answeringSentence, holdsWanted } from "../core/rank/sentence.ts";
import { type WeighedQuestion, coverageOf } from "../core/rank/terms.ts";
import { wordsOf } from "../core/text/words.ts";
import type { Excerpt, SourceDocument, Span, StoredStatement } from "../core/types.ts";
import type { Store } from "../ports.ts";
import type { Candidate } from "./retrieve.ts";

/** What a candidate is read for. */
export interface Reading {
  readonly question: WeighedQuestion;
  readonly wanted: Wanted;
}

/** A candidate whose document is at hand. */
export interface ReadCandidate extends Candidate {
  readonly document: SourceDocument;
}

/** The sentence of a passage that answers, in the document. */
export function sentenceOf(
  { question, wanted }: Reading,
  { document: { text }, passage }: ReadCandidate,
): Span {
  const { start, end } = answeringSentence(
    question,
    text.slice(passage.start, passage.end),
    wanted,
  );
  return { start: passage.start + start, end: passage.start + end };
}

/**
 * The sentence of a passage that answers; with who said it where most of it is a statement. Of a
 * quotation, which stands by itself, the words between the marks.
 */
export function quotePassage(store: Store, reading: Reading, candidate: ReadCandidate): Excerpt {
  const { document, passage, evidence } = candidate;
  const sentence = sentenceOf(reading, candidate);
  const context = contextOf(store, passage);
  const score = evidence?.similarity ?? 0;
  const statement = statementIn(store, reading, document, sentence);
  const excerpt = statement
    ? createStatementExcerpt(document, statement, statement.speakers[0] ?? null, context, score)
    : createPassageExcerpt(document, sentence, context, score);
  verifyExcerpt(excerpt, document);
  return excerpt;
}

/** From this share of a sentence on, a statement is what the sentence tells. */
const STATEMENT_SHARE_MIN = 0.5;

function stemsIn(text: string): Set<string> {
  return new Set(wordsOf(text).map(({ stem }) => stem));
}

/** The statement that a sentence is, if its speaker is told. */
function statementIn(
  store: Store,
  { question, wanted }: Reading,
  { id, text }: SourceDocument,
  sentence: Span,
): StoredStatement | null {
  const whole = coverageOf(question, stemsIn(text.slice(sentence.start, sentence.end)));
  for (const statement of store.statementsOf(id, sentence)) {
    const { content, speakers, within, kind } = statement;
    const isInside = content.every(
      (span) => sentence.start <= span.start && span.end <= sentence.end,
    );
    const length = content.reduce((sum, span) => sum + span.end - span.start, 0);
    const isMost = length >= STATEMENT_SHARE_MIN * (sentence.end - sentence.start);
    if (within !== null || speakers.length === 0 || !isInside || !isMost) continue;
    const said = content.map((span) => text.slice(span.start, span.end)).join(" ");
    const standsAlone =
      kind === "direct" &&
      holdsWanted(said, wanted) &&
      coverageOf(question, stemsIn(said)) >= whole;
    return standsAlone ? statement : { ...statement, content: [sentence] };
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
