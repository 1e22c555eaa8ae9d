import { type SpeakerSummary, preferSpeaking } from "../speaker-summary.ts";
import { isTopical, wordsOf } from "../text/words.ts";
import type { Interpretation } from "../types.ts";
import { PEOPLE_IN_GENERAL, PRONOUN } from "./forms.ts";
import type { KnownNames } from "./known-names.ts";

/** Most words of a name. */
export const NAME_WORDS_MAX = 6;

/** Whom words mean: one speaker, or several of equal right; null for nobody. */
export function whom(
  words: string,
  names: KnownNames,
  fits: (speaker: SpeakerSummary) => boolean = () => true,
): Pick<Interpretation, "speaker" | "namesakes"> | null {
  const found = names.speakers(words).filter(fits);
  const meant = preferSpeaking(found).map(({ id, name }) => ({ id, name }));
  const [first, ...others] = meant;
  if (!first) return null;
  return others.length === 0
    ? { speaker: first, namesakes: [] }
    : { speaker: null, namesakes: meant };
}

/** Whether words stand for somebody whom the corpus does not know, rather than for people in general. */
export function isUnknownName(said: string, names: KnownNames): boolean {
  if (PRONOUN.test(said) || PEOPLE_IN_GENERAL.test(said)) return false;
  const topical = wordsOf(said).filter(({ text }) => isTopical(text));
  if (topical.length === 0 || topical.length > NAME_WORDS_MAX) return false;
  return topical.some(({ stem }) => !names.holds(stem));
}

/** Whether the corpus has not one of the words that matter. */
export function isAllUnknown(said: string, names: KnownNames): boolean {
  const topical = wordsOf(said).filter(({ text }) => isTopical(text));
  return topical.length > 0 && topical.every(({ stem }) => !names.holds(stem));
}
