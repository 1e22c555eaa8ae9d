import { OnRecordError } from "./errors.ts";
import { QUESTION_CHARS_MAX } from "./limits.ts";
import type { Interpretation } from "./types.ts";

/**
 * A question ready to be asked: trimmed, not empty, within the limit.
 *
 * @throws OnRecordError E_QUESTION_EMPTY, E_QUESTION_TOO_LONG.
 */
export function parseQuestion(text: string): string {
  const question = text.trim();
  if (question === "") {
    throw new OnRecordError(
      "E_QUESTION_EMPTY",
      'The question is empty. Ask one, such as "What did Rutte say about China?"',
    );
  }
  if (question.length > QUESTION_CHARS_MAX) {
    throw new OnRecordError(
      "E_QUESTION_TOO_LONG",
      `The question has ${question.length} characters and the limit is ${QUESTION_CHARS_MAX}. Ask a shorter one.`,
    );
  }
  return question;
}

/** What was understood of a question. All questions are read as topics, answered by passages. */
export function interpret(question: string): Interpretation {
  return {
    kind: "passages",
    speaker: null,
    topic: question,
    sources: [],
    from: null,
    to: null,
    quote: null,
  };
}
