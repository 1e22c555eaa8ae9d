import { stemOf, wordsOf } from "../text/words.ts";

/**
 * Whether the words of a cue are of one of the verbs: "denied" and "in denial of" are of "deny" as far
 * as their stems tell.
 *
 * @param verbs base forms.
 */
export function isCueOf(cue: string, verbs: readonly string[]): boolean {
  const wanted = verbs.map((verb) => stemOf(verb));
  return wordsOf(cue).some(({ stem }) => wanted.includes(stem));
}
