import { isQuestion } from "./parse.ts";

/** The plain questions of a message, in order; none where it holds nothing to look for. */
export function splitMessage(text: string): readonly string[] {
  return isQuestion(text) ? [text] : [];
}
