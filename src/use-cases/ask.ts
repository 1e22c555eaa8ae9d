import type { Answer, AskOptions } from "../core/answer.ts";
import { QUESTIONS_MAX } from "../core/limits.ts";
import { NOTHING_UNDERSTOOD, interpret } from "../core/question/interpret.ts";
import { type PlainQuestion, readMessage } from "../core/question/message.ts";
import { parseQuestion } from "../core/question/parse.ts";
import { notAQuestion, questionsLeftOut } from "../core/refusals.ts";
import type { Interpretation } from "../core/types.ts";
import type { Store } from "../ports.ts";
import { type AnsweredPart, answerOfParts, partLimit } from "./answer-of-parts.ts";
import { findAnswer } from "./find-answer.ts";
import { type AnswerContext, type Found, answerOf } from "./found.ts";
import { namesOf } from "./known-names.ts";
import { mostQuoted } from "./most-quoted.ts";
import { refuseOverlong } from "./refuse-overlong.ts";
import type { Searchable } from "./retrieve.ts";

/**
 * Answers the questions of a message with excerpts, or with "no answer", the reason, and what is near.
 *
 * @throws OnRecordError E_QUESTION_EMPTY, E_QUESTION_TOO_LONG, and E_SPAN_MISMATCH or
 * E_STATE_TORN rather than show a text that is not the stored one.
 */
export async function ask(
  searchable: Searchable,
  text: string,
  options: AskOptions = {},
): Promise<Answer> {
  const startedAt = performance.now();
  const question = parseQuestion(text);
  refuseOverlong(searchable.embedder, question, "question");
  const { store } = searchable;
  const all = readMessage(question);
  const understood = understandAll(all.slice(0, QUESTIONS_MAX), store, {
    ...options,
    previous: previousOf(store, options),
  });
  const understandMs = performance.now() - startedAt;
  const [first = { ...NOTHING_UNDERSTOOD, text: question }, ...others] = understood;
  const context: AnswerContext = {
    question,
    interpretation: first,
    corpus: store.coverage(),
    startedAt,
    leadsMax: options.limit,
  };
  if (understood.length === 0) return answerOf(nothing(store, understandMs), context);
  if (others.length === 0) {
    const found = await findAnswer(searchable, first, options.limit ?? null);
    return answerOf({ ...found, timings: { understandMs, ...found.timings } }, context);
  }
  const parts: AnsweredPart[] = [];
  for (const interpretation of understood) {
    const found = await findAnswer(searchable, interpretation, partLimit(options.limit));
    parts.push({ interpretation, found });
  }
  const leftOut = questionsLeftOut(all.slice(QUESTIONS_MAX).map((one) => one.text));
  return answerOfParts(parts, { ...context, understandMs, leftOut });
}

/** What was understood of the last question before; one that asks for nothing leaves what was before it. */
function previousOf(store: Store, options: AskOptions): Interpretation | null {
  let { previous = null } = options;
  for (const { question, given = {} } of options.after ?? []) {
    const questions = readMessage(parseQuestion(question)).slice(0, QUESTIONS_MAX);
    const understood = understandAll(questions, store, { ...options, previous, given });
    previous = understood.at(-1) ?? previous;
  }
  return previous;
}

/** What is understood of each question of a message; one may follow up the one before it. */
function understandAll(
  questions: readonly PlainQuestion[],
  store: Store,
  options: AskOptions,
): Interpretation[] {
  let { previous = null } = options;
  return questions.map(({ text, isJoined }) => {
    const understood = understand(text, store, { ...options, previous }, isJoined);
    previous = understood;
    return understood;
  });
}

/** What is understood of one plain question, and what was stated beside it. */
function understand(
  question: string,
  store: Store,
  options: AskOptions,
  isJoined = false,
): Interpretation {
  const { previous = null, today = null, given } = options;
  const understood = interpret(question, { names: namesOf(store), previous, today, isJoined });
  if (!given?.speaker) return { ...understood, ...given };
  const kind = understood.kind === "verify" ? "verify" : "statements";
  return { ...understood, ...given, kind, namesakes: [], together: false };
}

function nothing(store: Store, understandMs: number): Found {
  const [most] = mostQuoted(store, null);
  const reason = notAQuestion(most?.name ?? null);
  return { reason, excerpts: [], confidence: 0, timings: { understandMs } };
}
