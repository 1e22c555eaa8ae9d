import { OnRecordError } from "../errors.ts";
import { QUESTION_CHARS_MAX } from "../limits.ts";
import { splitMessage } from "./message.ts";

/**
 * A question ready to be asked: each run of white space one blank, not empty, within the limit.
 *
 * @throws OnRecordError E_QUESTION_EMPTY, E_QUESTION_TOO_LONG.
 */
export function parseQuestion(text: string): string {
  const question = text.replace(/\s+/gu, " ").trim();
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

/** Whether there is anything to look for: a word, and more than a greeting or thanks. */
export function isQuestion(text: string): boolean {
  return splitMessage(text).length > 0;
}
