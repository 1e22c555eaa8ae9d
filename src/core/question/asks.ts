import { wordsOf } from "../text/words.ts";
import type { Interpretation } from "../types.ts";

const ASKS =
  /^(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should)\b|\b(?:what|which|who|whom|whose|where|when|why|how)\b|\?/iu;

/** A topic alone, as the reader learned to be asked about it. */
export function asQuestion(text: string): string {
  return ASKS.test(text) ? text : `What is said about ${text}?`;
}

const LONG_WORDS = 14;
const QUESTION_WORD = /\b(?:which|what|who|whom|whose|where|when|how)\b/iu;
/** "Which city", "how many", "what star"; not "what did", "how does". */
const ASKS_WHICH =
  /^(?:approximately |about )?(?:which|how (?:many|much|long|old|far)|what (?!did|does|do|has|have|had|is|are|was|were|will|would|can|could|should|else)\p{L})/iu;

/**
 * Whether something else is asked for than somebody's words: "Biden announced a visit to which
 * country?", "How many are there, according to Budanov?" What others tell answers that as well.
 */
export function asksForFact({ text, topic }: Interpretation): boolean {
  const isLong = wordsOf(text).length > LONG_WORDS && !/^(?:what|how|did|does|has)\b/iu.test(text);
  return isLong || ASKS_WHICH.test(text) || QUESTION_WORD.test(topic ?? "");
}
