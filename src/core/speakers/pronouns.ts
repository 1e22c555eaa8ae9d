import { readWords } from "./document-words.ts";
import type { Gender } from "./given-names.ts";
import { genderOf, onlyOne, type Person } from "./people.ts";
import { isRoleNoun } from "./roles.ts";
import { quoteAt, type Scene, type Sighting, type Spoken } from "./scenes.ts";
import type { Voice } from "./voice.ts";
import type { Span } from "../types.ts";

/** What pronouns look back on. */
export interface Past {
  readonly text: string;
  /** Contents of the direct statements, in order of their starts, none inside another. */
  readonly quotes: readonly Span[];
  /** The sources before, in order, and those of each sentence. */
  readonly spoken: readonly Spoken[];
  readonly spokenIn: ReadonlyMap<Scene, readonly Spoken[]>;
}

/** A pronoun in the text. */
export interface Pronoun {
  readonly at: number;
  readonly scene: Scene;
  readonly gender: Gender;
}

const SENTENCES_BACK_MAX = 5;
const PARAGRAPHS_BACK_MAX = 2;

export function pronounGender(word: string): Gender | null {
  if (/^(?:he|his|him|himself)$/iu.test(word)) return "male";
  if (/^(?:she|her|hers|herself)$/iu.test(word)) return "female";
  return null;
}

/** The person whom "he" or "she" at this place means, or null when the text does not tell. */
export function resolvePersonal(past: Past, pronoun: Pronoun): Voice | null {
  const own = inSentence(past, pronoun, pronoun.scene, "before");
  const isQuoted = quoteAt(past.quotes, pronoun.at) !== null;
  if (own === null || (own !== "nobody" && (own.isCertain || isQuoted))) return own?.voice ?? null;
  if (own === "nobody" && (isQuoted || opensUnnamed(past, pronoun.scene, pronoun.at))) return null;
  const earlier = lookBack(past, pronoun);
  if (own === "nobody") return earlier === "nobody" ? null : earlier;
  return earlier === "nobody" || earlier === own.voice ? own.voice : null;
}

/** Whether a sentence begins with somebody whom it does not name: "When the president …, he". */
function opensUnnamed({ text }: Past, { start, end }: Scene, before: number): boolean {
  const opening = { start, end: Math.min(before, end, start + OPENING_LENGTH) };
  const words = readWords(text, opening).slice(0, OPENING_WORDS);
  const from = words.findIndex(({ key }) => /^(?:the|an?|one)$/u.test(key));
  if (from < 0 || from > 1) return false;
  return words.slice(from, from + 5).some((word) => !word.isCapital && isRoleNoun(word.text));
}

const OPENING_LENGTH = 80;
const OPENING_WORDS = 7;

function lookBack(past: Past, pronoun: Pronoun): Voice | null | "nobody" {
  const before = scenesBefore(pronoun.scene);
  for (const scene of before) {
    if (pronoun.scene.paragraph - scene.paragraph > PARAGRAPHS_BACK_MAX) return "nobody";
    const found = inSentence(past, pronoun, scene, "whole");
    if (found === "nobody") {
      if (opensUnnamed(past, scene, pronoun.at)) return null;
      continue;
    }
    if (found === null || found.isCertain) return found?.voice ?? null;
    return hasRival(before, found.voice, pronoun.gender) ? null : found.voice;
  }
  return "nobody";
}

/** The sentences that a pronoun looks back on, nearest first. */
function scenesBefore(scene: Scene): Scene[] {
  const before: Scene[] = [];
  for (
    let earlier = scene.before;
    earlier !== null && before.length < SENTENCES_BACK_MAX;
    earlier = earlier.before
  )
    before.push(earlier);
  return before;
}

/** Whether these sentences name anybody else who can be meant. */
function hasRival(scenes: readonly Scene[], voice: Voice, gender: Gender): boolean {
  return scenes.some(({ sightings }) =>
    sightings.some(({ person }) => person !== voice && canBe(person, gender)),
  );
}

interface Meant {
  readonly voice: Voice;
  /** Whether it is who speaks or acts there, and not one who is only mentioned. */
  readonly isCertain: boolean;
}

/** Who in a sentence can be meant: one voice, "nobody", or null for more than one. */
function inSentence(
  past: Past,
  { at, gender }: Pronoun,
  scene: Scene,
  part: "before" | "whole",
): Meant | null | "nobody" {
  const quote = quoteAt(past.quotes, at);
  const seen = scene.sightings.filter(
    ({ start, person }) =>
      (part === "whole" || start < at) &&
      quoteAt(past.quotes, start) === quote &&
      canBe(person, gender),
  );
  const speakers = (past.spokenIn.get(scene) ?? []).filter(
    ({ start }) => start < at && quoteAt(past.quotes, start) === quote,
  );
  const speaker = lastFit(speakers, gender);
  if (speaker === "other" || (speaker?.kind === "entry" && seen.length > 0)) return null;
  if (speaker === null) return amongSeen(seen, part);
  const rivals = seen.filter(
    ({ isSubject, person }) => (isSubject || part === "before") && person !== speaker,
  );
  return rivals.length > 0 ? null : { voice: speaker, isCertain: true };
}

/** Who is meant of those named where nobody speaks: who acts, else who is only mentioned. */
function amongSeen(seen: readonly Sighting[], part: "before" | "whole"): Meant | null | "nobody" {
  if (seen.length === 0) return "nobody";
  const subjects = personsOf(seen.filter(({ isSubject }) => isSubject));
  if (subjects.length === 1) return meant(subjects, part === "whole");
  const acting = personsOf(seen.filter(({ isHeld }) => !isHeld));
  if (acting.length > 0) return meant(acting, false);
  const owners = seen.filter(({ opensClause }) => opensClause || part === "before");
  return meant(personsOf(owners), false);
}

/** The last speaker of a sentence who can be meant; "other" when an unnamed one spoke last. */
function lastFit(speakers: readonly Spoken[], gender: Gender): Voice | null | "other" {
  const [last] = speakers.slice(-1);
  if (!last) return null;
  if (speakers.some((one) => one.understood === null && one.isSomebody)) return "other";
  const voice = onlyOne(last.understood?.voices ?? []);
  if (voice?.kind !== "entry") return voice !== null && canBe(voice, gender) ? voice : null;
  if (!last.isSomebody) return null;
  return (last.gender ?? gender) === gender ? voice : "other";
}

/** Whether somebody can be a "he" or a "she"; whom the cast does not hold can be both. */
function canBe(person: Person | null, gender: Gender): boolean {
  return person === null || (genderOf(person) ?? gender) === gender;
}

function personsOf(sightings: readonly Sighting[]): (Person | null)[] {
  return [...new Set(sightings.map(({ person }) => person))];
}

/** The one person of these, if it is only one and the cast holds it. */
function meant(persons: readonly (Person | null)[], isCertain: boolean): Meant | null {
  const voice = onlyOne(persons);
  return voice === null ? null : { voice, isCertain };
}
