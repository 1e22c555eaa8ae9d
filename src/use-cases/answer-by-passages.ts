import {
  makePassageExcerpt,
  makeStatementExcerpt,
  sliceSpan,
  verifyExcerpt,
} from "../core/excerpt.ts";
import { EXCERPTS_PER_DOCUMENT_MAX } from "../core/limits.ts";
import { pickByDocument } from "../core/pick.ts";
import { CONFIDENCE_FLOOR } from "../core/rank/confidence.ts";
import { passageScore } from "../core/rank/passage-evidence.ts";
import { type Wanted, answeringSentence, holdsWanted } from "../core/rank/sentence.ts";
import { type WeighedQuestion, coverageOf } from "../core/rank/terms.ts";
import type {
  Excerpt,
  Interpretation,
  NoAnswerReason,
  SourceDocument,
  Span,
  StoredStatement,
} from "../core/types.ts";
import { wordsOf } from "../core/text/words.ts";
import { documentsOf, documentsWithin, isOfDates } from "./documents.ts";
import type { Store } from "../ports.ts";
import { type Candidate, type Retrieved, type Sources, retrieve } from "./retrieve.ts";
import type { Found } from "./found.ts";
import { judge } from "./judge.ts";

/** Answers with the sentences, or statements, of the passages that fit best. */
export async function answerByPassages(
  sources: Sources,
  text: string,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const { store } = sources;
  const found = await findPassages(sources, text, interpretation);
  const { candidates, question, timings } = found;
  const foundAt = performance.now();
  const probable = await judge(sources, found, interpretation);
  const judgedAt = performance.now();
  const { wants, unit } = interpretation;
  const asked = { store, question, wanted: { wants, unit } };
  const answering = candidates
    .slice(0, limit * CANDIDATES_A_PLACE)
    .flatMap(({ document, ...rest }) => (document ? { document, ...rest } : []));
  const holding = MUST_HOLD.has(wants)
    ? answering.filter((one) =>
        holdsWanted(sliceSpan(one.document.text, sentenceOf(asked, one)).text, asked.wanted),
      )
    : answering;
  const isHeld = answering.slice(0, HELD_WITHIN).some((one) => holding.includes(one));
  const confidence = isHeld ? probable : probable * UNHELD_SHARE;
  const isAnswer = confidence >= CONFIDENCE_FLOOR;
  const picked = pickByDocument(isAnswer ? holding : answering, {
    limit,
    perDocumentMax: EXCERPTS_PER_DOCUMENT_MAX,
  });
  return {
    reason: isAnswer ? null : WEAK_MATCHES,
    excerpts: picked.map((candidate) => quotePassage(asked, candidate)),
    confidence,
    timings: {
      ...timings,
      judgeMs: judgedAt - foundAt,
      quoteMs: performance.now() - judgedAt,
    },
  };
}

/** Candidates read for each excerpt wanted: some do not hold what is asked, some are of one document. */
const CANDIDATES_A_PLACE = 4;

const WEAK_MATCHES: NoAnswerReason = {
  code: "weak-matches",
  message: "Nothing in this corpus comes near enough to the question to be an answer.",
};

/** Candidates farther down hold some number or date by chance. */
const HELD_WITHIN = 5;
/** What is left of the confidence then: less than the floor. */
const UNHELD_SHARE = 0.3;

/** A question for one of these is answered by a sentence that has one, or not at all. */
const MUST_HOLD: ReadonlySet<Interpretation["wants"]> = new Set(["number", "date"]);

/**
 * Passages of the wanted sources, and of the wanted dates or naming them, best first. A date is told
 * by the text or by the source: in the one case its words are looked for too.
 */
async function findPassages(
  sources: Sources,
  text: string,
  interpretation: Interpretation,
): Promise<Retrieved> {
  const { store } = sources;
  const { from, to } = interpretation;
  const ofSources = documentsOf(store, interpretation)?.map(({ id }) => id) ?? null;
  if (from === null && to === null) return retrieve(sources, text, { within: ofSources });
  const naming = await retrieve(sources, interpretation.text, { within: ofSources });
  const published = await retrieve(sources, text, {
    within: documentsWithin(store, interpretation),
  });
  const dated = naming.candidates.filter(
    ({ passage, document }) => document !== null && isOfDates(document, passage, interpretation),
  );
  const all = new Map([...dated, ...published.candidates].map((one) => [one.passage.id, one]));
  return {
    ...naming,
    candidates: [...all.values()].toSorted(byScore),
    timings: sumOf(naming.timings, published.timings),
  };
}

function sumOf(a: Retrieved["timings"], b: Retrieved["timings"]): Retrieved["timings"] {
  return {
    encodeMs: a.encodeMs + b.encodeMs,
    wordsMs: a.wordsMs + b.wordsMs,
    meaningMs: a.meaningMs + b.meaningMs,
    rankMs: a.rankMs + b.rankMs,
  };
}

function byScore(a: Candidate, b: Candidate): number {
  return scoreOf(b) - scoreOf(a) || a.passage.id - b.passage.id;
}

function scoreOf({ evidence }: Candidate): number {
  return evidence ? passageScore(evidence) : -Infinity;
}

interface ReadCandidate extends Candidate {
  readonly document: SourceDocument;
}

/** The sentence of a passage that answers, in the document. */
function sentenceOf(
  { question, wanted }: Asked,
  { document: { text }, passage }: ReadCandidate,
): Span {
  const { start, end } = answeringSentence(
    question,
    text.slice(passage.start, passage.end),
    wanted,
  );
  return { start: passage.start + start, end: passage.start + end };
}

interface Asked {
  readonly store: Store;
  readonly question: WeighedQuestion;
  readonly wanted: Wanted;
}

/**
 * The sentence of a passage that answers; with who said it where most of it is a statement. Of a
 * quotation, which stands by itself, the words between the marks.
 */
function quotePassage(asked: Asked, candidate: ReadCandidate): Excerpt {
  const { document, passage, evidence } = candidate;
  const sentence = sentenceOf(asked, candidate);
  const context = contextOf(asked.store, passage);
  const score = evidence?.similarity ?? 0;
  const statement = statementIn(asked, document, sentence);
  const excerpt = statement
    ? makeStatementExcerpt(document, statement, statement.speakers[0] ?? null, context, score)
    : makePassageExcerpt(document, sentence, context, score);
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
  { store, question, wanted }: Asked,
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
