import { confidenceOf, decide } from "./core/decide.ts";
import { OnRecordError } from "./core/errors.ts";
import { makePassageExcerpt, verifyExcerpt } from "./core/excerpt.ts";
import { type FindSpeaker, interpret, parseQuestion } from "./core/interpret.ts";
import {
  EXCERPTS_MAX,
  EXCERPTS_PER_DOCUMENT_MAX,
  LEADS_MAX,
  STATEMENTS_MAX,
} from "./core/limits.ts";
import { pickByDocument } from "./core/pick.ts";
import { findSpeaker } from "./core/speakers/find.ts";
import type {
  Answer,
  Excerpt,
  Interpretation,
  NoAnswerReason,
  SourceDocument,
} from "./core/types.ts";
import { hasWords } from "./core/words.ts";
import { ANY, quoteStatements, statementsAbout, statementsBy } from "./find-statements.ts";
import type { Store } from "./ports.ts";
import { type Candidate, type Sources, retrieve } from "./retrieve.ts";

const NOT_A_QUESTION: NoAnswerReason = {
  code: "not-a-question",
  message: "There is no word in this to look for.",
};

const NOTHING_FOUND: NoAnswerReason = {
  code: "weak-matches",
  message: "Nothing was found in this corpus.",
};

/** What one way of answering gives; `reason` says why there is no answer, and excerpts are then leads. */
interface Found {
  readonly reason: NoAnswerReason | null;
  readonly excerpts: readonly Excerpt[];
  readonly timings: Readonly<Record<string, number>>;
}

/**
 * Answers a question with excerpts, or with "no answer" and what is near.
 *
 * @throws OnRecordError E_QUESTION_EMPTY, E_QUESTION_TOO_LONG, and E_SPAN_MISMATCH or
 * E_STATE_TORN rather than show a text that is not the stored one.
 */
export async function ask(sources: Sources, text: string): Promise<Answer> {
  const startedAt = performance.now();
  const question = parseQuestion(text);
  refuseOverlong(question, sources);
  const interpretation = interpret(question, speakerFinder(sources.store));
  const found = await findAnswer(sources, question, interpretation);

  const base = { question, interpretation, corpus: sources.store.coverage() };
  const timings = { ...found.timings, totalMs: performance.now() - startedAt };
  const [first, ...others] = found.excerpts;
  if (found.reason || !first) {
    return {
      ...base,
      status: "no-answer",
      reason: found.reason ?? NOTHING_FOUND,
      excerpts: [],
      leads: found.excerpts.slice(0, LEADS_MAX),
      timings,
    };
  }
  return {
    ...base,
    status: "answered",
    reason: null,
    excerpts: [first, ...others],
    leads: [],
    timings,
  };
}

async function findAnswer(
  sources: Sources,
  question: string,
  interpretation: Interpretation,
): Promise<Found> {
  if (!hasWords(question)) return { reason: NOT_A_QUESTION, excerpts: [], timings: {} };
  if (interpretation.kind === "statements") return answerByStatements(sources, interpretation);
  if (interpretation.kind === "who") {
    const found = await answerWho(sources, interpretation);
    if (found.excerpts.length > 0) return found;
  }
  return answerByPassages(sources, question);
}

/** One speaker whom the words mean, and who says something; nobody where they could mean two. */
function speakerFinder(store: Store): FindSpeaker {
  return (name) => {
    const [found, ...others] = findSpeaker(name, store.speakers()).filter(
      ({ speaker }) => speaker.statementCount > 0,
    );
    return found && others.length === 0 ? { id: found.speaker.id, name: found.speaker.name } : null;
  };
}

// A thousand characters of some scripts are more tokens than the encoder reads.
function refuseOverlong(question: string, { embedder }: Sources): void {
  const tokens = embedder.countTokens(question);
  if (tokens <= embedder.tokensMax) return;
  throw new OnRecordError(
    "E_QUESTION_TOO_LONG",
    `The question has ${tokens} tokens and the encoder reads ${embedder.tokensMax}. Ask a shorter one.`,
  );
}

/** What a speaker said, on a topic if there is one. */
async function answerByStatements(
  sources: Sources,
  { speaker, topic }: Interpretation,
): Promise<Found> {
  if (!speaker) return { reason: NOTHING_FOUND, excerpts: [], timings: {} };
  const startedAt = performance.now();
  const { fitting, others } = await statementsBy(sources, speaker.id, { ...ANY, about: topic });
  const timings = { searchMs: performance.now() - startedAt };
  if (fitting.length === 0) {
    return {
      reason: {
        code: "speaker-not-on-this",
        message: `${speaker.name} is quoted in this corpus, but not on this.`,
      },
      excerpts: quoteStatements(sources.store, others.slice(0, LEADS_MAX), speaker.id),
      timings,
    };
  }
  const shown = fitting.slice(0, STATEMENTS_MAX);
  return { reason: null, excerpts: quoteStatements(sources.store, shown, speaker.id), timings };
}

/** Who spoke on the topic, one statement each; no excerpts where nobody's fits. */
async function answerWho(sources: Sources, { topic }: Interpretation): Promise<Found> {
  const startedAt = performance.now();
  const { fitting } = await statementsAbout(sources, topic ?? "");
  const excerpts = quoteStatements(sources.store, fitting.slice(0, EXCERPTS_MAX), null);
  return { reason: null, excerpts, timings: { searchMs: performance.now() - startedAt } };
}

async function answerByPassages(sources: Sources, question: string): Promise<Found> {
  const { candidates, timings } = await retrieve(sources, question);
  const reason = decide(confidenceOf(candidates));
  const picked = pickByDocument(candidates, {
    limit: reason ? LEADS_MAX : EXCERPTS_MAX,
    perDocumentMax: EXCERPTS_PER_DOCUMENT_MAX,
  });
  return { reason, excerpts: quotePassages(sources.store, picked), timings };
}

/** Quotes the candidates from the stored text. What does not match is not sent: it throws. */
function quotePassages(store: Store, candidates: readonly Candidate[]): Excerpt[] {
  const documents = new Map<string, SourceDocument | null>();
  return candidates.flatMap(({ passage, similarity }) => {
    const known = documents.get(passage.documentId);
    const document = known === undefined ? store.document(passage.documentId) : known;
    documents.set(passage.documentId, document);
    if (!document) return [];
    const context = contextOf(store, passage);
    const excerpt = makePassageExcerpt(document, passage, context, similarity);
    verifyExcerpt(excerpt, document);
    return [excerpt];
  });
}

/** From the start of the passage before to the end of the passage after. */
function contextOf(store: Store, passage: Candidate["passage"]) {
  const near = store
    .passagesOf(passage.documentId)
    .filter(({ ordinal }) => Math.abs(ordinal - passage.ordinal) <= 1);
  return {
    start: Math.min(passage.start, ...near.map(({ start }) => start)),
    end: Math.max(passage.end, ...near.map(({ end }) => end)),
  };
}
