import { stemOf, wordsOf } from "../text/words.ts";

/**
 * Whether the words of a cue are of one of the verbs: "denied" and "in denial of" are of "deny" as far
 * as their stems tell. The colon of a headline is a cue of any verb.
 *
 * @param verbs base forms.
 */
export function isCueOf(cue: string, verbs: readonly string[]): boolean {
  const wanted = verbs.map((verb) => stemOf(verb));
  const words = wordsOf(cue);
  return (
    words.some(({ stem }) => wanted.includes(stem)) || (words.length === 0 && verbs.length > 0)
  );
}
