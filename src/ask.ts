import { confidenceOf, decide } from "./core/decide.ts";
import { OnRecordError } from "./core/errors.ts";
import { makePassageExcerpt, verifyExcerpt } from "./core/excerpt.ts";
import { interpret, parseQuestion } from "./core/interpret.ts";
import { EXCERPTS_MAX, EXCERPTS_PER_DOCUMENT_MAX, LEADS_MAX } from "./core/limits.ts";
import { pickByDocument } from "./core/pick.ts";
import type { Answer, Excerpt, NoAnswerReason, SourceDocument } from "./core/types.ts";
import { hasWords } from "./core/words.ts";
import type { Store } from "./ports.ts";
import { type Candidate, type Retrieved, type Sources, retrieve } from "./retrieve.ts";

const NOT_A_QUESTION: NoAnswerReason = {
  code: "not-a-question",
  message: "There is no word in this to look for.",
};

const NOTHING_FOUND: NoAnswerReason = {
  code: "weak-matches",
  message: "Nothing was found in this corpus.",
};

const NOTHING: Retrieved = { candidates: [], timings: { encodeMs: 0, searchMs: 0 } };

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
  const interpretation = interpret(question);
  const { candidates, timings } = hasWords(question) ? await retrieve(sources, question) : NOTHING;
  const reason = hasWords(question) ? decide(confidenceOf(candidates)) : NOT_A_QUESTION;

  const limit = reason ? LEADS_MAX : EXCERPTS_MAX;
  const picked = pickByDocument(candidates, { limit, perDocumentMax: EXCERPTS_PER_DOCUMENT_MAX });
  const excerpts = makeExcerpts(sources.store, picked);

  const base = { question, interpretation, corpus: sources.store.coverage() };
  const measured = { ...timings, totalMs: performance.now() - startedAt };
  const [first, ...others] = excerpts;
  if (reason || !first) {
    return {
      ...base,
      status: "no-answer",
      reason: reason ?? NOTHING_FOUND,
      excerpts: [],
      leads: excerpts,
      timings: measured,
    };
  }
  return {
    ...base,
    status: "answered",
    reason: null,
    excerpts: [first, ...others],
    leads: [],
    timings: measured,
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

/** Quotes the candidates from the stored text. What does not match is not sent: it throws. */
function makeExcerpts(store: Store, candidates: readonly Candidate[]): Excerpt[] {
  const documents = new Map<string, SourceDocument | null>();
  return candidates.flatMap(({ passage, similarity }) => {
    const known = documents.get(passage.documentId);
    const document = known === undefined ? store.document(passage.documentId) : known;
    documents.set(passage.documentId, document);
    if (!document) return [];
    const excerpt = makePassageExcerpt(document, passage, contextOf(store, passage), similarity);
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
