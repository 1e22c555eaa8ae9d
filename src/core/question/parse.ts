import { OnRecordError } from "../errors.ts";
import { QUESTION_CHARS_MAX } from "../limits.ts";
import { linear } from "../text/linear.ts";
import { hasWords } from "../text/words.ts";

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

const COURTESY =
  "hi|hiya|hello|hey|yo|sup|gm|gn|good (?:morning|day|afternoon|evening|night|bot)|thanks?|thank you|thx|ty|cheers|" +
  "ok|okay|k|cool|nice|great|wow|lol|lmao|rofl|haha+|hmm+|huh|yes|yeah|yep|no|nope|please|sorry|bye|goodbye|" +
  "welcome|(?:that|this|it) (?:was|is) (?:very |really |so )?(?:helpful|great|good|nice|cool)|(?:very |so )?helpful|good job|well done|got it|i see|help|test|testing|ping|pong|who are you|what are you|how are you|are you (?:there|a bot)";
const ADDRESSEES = "there|all|everyone|bot|again|so much|a lot|very much|guys|you|man|friend";
const COURTESY_ONLY = linear(`^(?:(?:${COURTESY})(?:\\s+(?:${ADDRESSEES}))*(?:\\s+|$))+$`);

/** Whether there is anything to look for: a word, and more than a greeting or thanks. */
export function isQuestion(text: string): boolean {
  if (!hasWords(text)) return false;
  const words = text.replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
  return !COURTESY_ONLY.test(words);
}
