import { editDistance, fold, foldTransliteration } from "./fold.ts";
import { genderOfGivenName, givenNamesAgree, type Gender } from "./given-names.ts";
import type { Role } from "./roles.ts";
import type { Span } from "../types.ts";

/** The words of a name; the suffix ("jr", "iii" or "") is none of them. */
export interface PersonName {
  readonly words: readonly string[];
  /** The first word, and the last: one and the same for a bare surname. */
  readonly given: string;
  readonly surname: string;
  readonly suffix: string;
}

/** A role in the document's words, and what it says. */
export interface StatedRole {
  readonly span: Span;
  readonly role: Role;
  readonly gender: Gender | null;
}

/** Somebody whom the document names, as far as it has been read. */
export interface Person {
  readonly kind: "person";
  /** The fullest name. */
  readonly name: PersonName;
  readonly spans: readonly Span[];
  /** Start offsets of the mentions with a full name. */
  readonly fullAt: readonly number[];
  readonly roles: readonly StatedRole[];
  readonly places: ReadonlySet<string>;
  readonly titleGender: Gender | null;
  /** Whether a relative's word introduced every full mention: "his son Eric Trump". */
  readonly isKin: boolean;
}

/** Persons by the ways a name can be shortened. */
export interface People<P extends Person = Person> {
  readonly list: readonly P[];
  readonly bySurname: ReadonlyMap<string, readonly P[]>;
  readonly byGiven: ReadonlyMap<string, readonly P[]>;
  /** Whom a short name means that nobody bears: those who bear it in another spelling. */
  readonly misspelt: (key: string) => readonly P[];
}

const TYPO_LENGTH_MIN = 6;
/** Spellings are compared one by one, which takes too long in a directory of names. */
const SPELLING_PEOPLE_MAX = 150;

/** So many bearers of one name are looked at: no text has more, and one that is made to take long might. */
const BEARERS_MAX = 150;

/** Whether a name has a given name and a surname. */
export function isFull({ words }: PersonName): boolean {
  return words.length > 1;
}

/** The person of a full name, or null when there is none yet or several fit. */
export function findFull<P extends Person>(people: People<P>, name: PersonName): P | null {
  const fits = (people.bySurname.get(fold(name.surname)) ?? [])
    .slice(0, BEARERS_MAX)
    .filter(
      (person) =>
        isFull(person.name) &&
        person.name.suffix === name.suffix &&
        givenNamesAgree(person.name.given, name.given),
    );
  const exact = fits.filter((person) => fold(person.name.given) === fold(name.given));
  const best = exact.length > 0 ? exact : fits;
  if (best.length > 0) return onlyOne(best);
  if (people.list.length > SPELLING_PEOPLE_MAX) return null;
  return people.list.find((person) => isSpelledAlike(person.name, name)) ?? null;
}

/** The only one of a list, or null. */
export function onlyOne<T>(list: readonly T[]): T | null {
  const [first = null] = list;
  return list.length === 1 ? first : null;
}

/** Full names that differ only in blanks, in their transcription or by one letter of a long surname. */
function isSpelledAlike(left: PersonName, right: PersonName): boolean {
  if (left.suffix !== right.suffix || !isFull(left) || fold(left.given).length < 2) return false;
  const [a, b] = [fold(left.words.join("")), fold(right.words.join(""))];
  if (a.replaceAll(" ", "") === b.replaceAll(" ", "")) return true;
  if (!givenNamesAgree(left.given, right.given) || left.words.length !== right.words.length)
    return false;
  return surnamesAlike(left.surname, right.surname);
}

/** Whether one surname is the other in another transcription or with one letter wrong. */
export function surnamesAlike(left: string, right: string): boolean {
  if (foldTransliteration(left) === foldTransliteration(right)) return true;
  const [a, b] = [fold(left), fold(right)];
  if (Math.min(a.length, b.length) < TYPO_LENGTH_MIN || a.charAt(0) !== b.charAt(0)) return false;
  return editDistance(a, b, 1) <= 1;
}

/** What is known of a person's gender: a title decides, else the given name. */
export function genderOf({ titleGender, name }: Person): Gender | null {
  return titleGender ?? (isFull(name) ? genderOfGivenName(name.given) : null);
}

/** Persons whom a short name can mean, before context narrows them. */
export function shortNameCandidates<P extends Person>(
  people: People<P>,
  key: string,
): readonly P[] {
  const found = people.bySurname.get(key) ?? people.byGiven.get(key) ?? people.misspelt(key);
  return found.length > BEARERS_MAX ? found.slice(0, BEARERS_MAX) : found;
}

/** Those of a list whose surname is nearly written so; nobody when the list or the name forbids it. */
export function bearersInOtherSpelling<P extends Person>(list: readonly P[], key: string): P[] {
  if (key.length < TYPO_LENGTH_MIN || list.length > SPELLING_PEOPLE_MAX) return [];
  return list.filter(({ name }) => isFull(name) && surnamesAlike(name.surname, key));
}
