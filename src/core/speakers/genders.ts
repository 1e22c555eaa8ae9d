import type { Gender } from "./given-names.ts";
import type { Person } from "./people.ts";

const REACH = 160;
const VOTES_MIN = 2;
const MAJORITY = 0.75;

/**
 * The gender that the pronouns after a person's mentions tell, when name and title tell none: the
 * first "he" or "she" after each mention, if nearly all agree.
 */
export function inferGender(text: string, person: Person): Gender | null {
  let men = 0;
  let women = 0;
  for (const { end } of person.spans.slice(0, 40)) {
    const pronoun = /\b(?:(he|his|him)|(?:she|her))\b/iu.exec(text.slice(end, end + REACH));
    if (pronoun === null) continue;
    if (pronoun[1] === undefined) women += 1;
    else men += 1;
  }
  const votes = men + women;
  if (votes < VOTES_MIN || Math.max(men, women) < MAJORITY * votes) return null;
  return men > women ? "male" : "female";
}
