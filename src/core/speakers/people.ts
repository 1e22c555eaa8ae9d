import { editDistance, fold, foldTransliteration } from "./fold.ts";
import { genderOfGivenName, givenNamesAgree, type Gender } from "./given-names.ts";
import type { Role } from "./roles.ts";
import type { Span } from "../types.ts";

export interface StatedRole {
  readonly span: Span;
  readonly role: Role;
}

/** Somebody whom the document names. Grows while the document is read. */
export interface Person {
  /** The fullest name's words: one for a bare surname. */
  names: readonly string[];
  suffix: string;
  readonly spans: Span[];
  /** Start offsets of the mentions with a full name. */
  readonly fullAt: number[];
  readonly roles: StatedRole[];
  readonly places: Set<string>;
  titleGender: Gender | null;
  /** Whether a relative's word introduced every full mention: "his son Eric Trump". */
  isKin: boolean;
}

/** Persons by the ways a name can be shortened. */
export interface People {
  readonly list: Person[];
  readonly bySurname: Map<string, number[]>;
  readonly byGiven: Map<string, number[]>;
  /** Short names of which none is written like that; forgotten when somebody is added. */
  readonly misspelt: Map<string, readonly number[]>;
}

const TYPO_LENGTH_MIN = 6;
/** Spellings are compared one by one, which takes too long in a directory of names. */
const SPELLING_PEOPLE_MAX = 150;

export function createPeople(): People {
  return { list: [], bySurname: new Map(), byGiven: new Map(), misspelt: new Map() };
}

/** Adds a person under every ending and beginning of the name. */
export function addPerson(people: People, names: readonly string[], suffix: string): number {
  const id = people.list.length;
  people.misspelt.clear();
  people.list.push({
    names,
    suffix,
    spans: [],
    fullAt: [],
    roles: [],
    places: new Set(),
    titleGender: null,
    isKin: true,
  });
  index(people, id, names);
  return id;
}

function index(people: People, id: number, names: readonly string[]): void {
  const keys = names.map(fold);
  for (let at = names.length === 1 ? 0 : 1; at < keys.length; at += 1) {
    push(people.bySurname, keys.slice(at).join(" "), id);
    if (names.length > 1) push(people.byGiven, keys.slice(0, at).join(" "), id);
  }
}

function push(map: Map<string, number[]>, key: string, id: number): void {
  const ids = map.get(key);
  if (ids === undefined) map.set(key, [id]);
  else if (!ids.includes(id)) ids.push(id);
}

/** The person of a full name, or null when there is none yet or several fit. */
export function findFull(people: People, names: readonly string[], suffix: string): number | null {
  const sameSurname = people.bySurname.get(fold(names.at(-1) ?? "")) ?? [];
  const fits = sameSurname.filter((id) => {
    const person = people.list[id];
    if (person === undefined || person.names.length < 2 || person.suffix !== suffix) return false;
    return givenNamesAgree(person.names[0] ?? "", names[0] ?? "");
  });
  const exact = fits.filter((id) => fold(people.list[id]?.names[0] ?? "") === fold(names[0] ?? ""));
  const best = exact.length > 0 ? exact : fits;
  if (best.length > 0) return best.length === 1 ? (best[0] ?? null) : null;
  if (people.list.length > SPELLING_PEOPLE_MAX) return null;
  const found = people.list.findIndex(
    (person) => person.suffix === suffix && isSpelledAlike(person.names, names),
  );
  return found < 0 ? null : found;
}

/** Full names that differ only in blanks, in their transcription or by one letter of a long surname. */
function isSpelledAlike(left: readonly string[], right: readonly string[]): boolean {
  if (left.length < 2 || fold(left[0] ?? "").length < 2) return false;
  const [a, b] = [fold(left.join("")), fold(right.join(""))];
  if (a.replaceAll(" ", "") === b.replaceAll(" ", "")) return true;
  if (!givenNamesAgree(left[0] ?? "", right[0] ?? "") || left.length !== right.length) return false;
  return surnamesAlike(left.at(-1) ?? "", right.at(-1) ?? "");
}

/** Whether one surname is the other in another transcription or with one letter wrong. */
export function surnamesAlike(left: string, right: string): boolean {
  if (foldTransliteration(left) === foldTransliteration(right)) return true;
  const [a, b] = [fold(left), fold(right)];
  if (Math.min(a.length, b.length) < TYPO_LENGTH_MIN || a.charAt(0) !== b.charAt(0)) return false;
  return editDistance(a, b, 1) <= 1;
}

/** Keeps the fullest form of a name. */
export function widenName(people: People, id: number, names: readonly string[]): void {
  const person = people.list[id];
  if (person === undefined || names.length < 2) return;
  if (wordCount(names) <= wordCount(person.names)) return;
  person.names = names;
  index(people, id, names);
}

/** What is known of a person's gender: a title decides, else the given name. */
export function genderOf(person: Person): Gender | null {
  if (person.titleGender !== null) return person.titleGender;
  return person.names.length > 1 ? genderOfGivenName(person.names[0] ?? "") : null;
}

/** Persons whom a short name can mean, before context narrows them. */
export function shortNameCandidates(people: People, key: string): readonly number[] {
  const bySurname = people.bySurname.get(key);
  if (bySurname !== undefined) return bySurname;
  const byGiven = people.byGiven.get(key);
  if (byGiven !== undefined) return byGiven;
  if (key.length < TYPO_LENGTH_MIN || people.list.length > SPELLING_PEOPLE_MAX) return [];
  const known = people.misspelt.get(key);
  if (known !== undefined) return known;
  const alike = people.list.flatMap((person, id) =>
    person.names.length > 1 && surnamesAlike(person.names.at(-1) ?? "", key) ? [id] : [],
  );
  people.misspelt.set(key, alike);
  return alike;
}

/** Words of a name that are no initials. */
function wordCount(names: readonly string[]): number {
  return names.filter((word) => fold(word).length > 1).length;
}
