import { readStatedRole } from "./apposition.ts";
import { fold } from "./fold.ts";
import type { Gender } from "./given-names.ts";
import {
  findFull,
  genderOf,
  isFull,
  onlyOne,
  shortNameCandidates,
  type People,
  type Person,
  type PersonName,
  type StatedRole,
} from "./people.ts";
import { roleFits } from "./roles.ts";
import type { NameSighting } from "./scan.ts";
import type { Span } from "../types.ts";

/** A name as it stands somewhere in the text. */
export interface Naming {
  readonly name: PersonName;
  /** The role's words right before it. */
  readonly title: StatedRole | null;
  /** Where it stands, the title left out. */
  readonly span: Span;
}

/** What a sighting of a name says of whom it means. */
export function namingOf(text: string, { name, prefix, span }: NameSighting): Naming {
  return { name, title: prefix === null ? null : readStatedRole(text, prefix), span };
}

/**
 * The person whom a name in the text means, or null. Of several with one surname it is the one whom
 * the document means by it there, if that is clear.
 */
export function findPerson<P extends Person>(people: People<P>, naming: Naming): P | null {
  const { name, title, span } = naming;
  const full = isFull(name) ? findFull(people, name) : null;
  if (full !== null) return full;
  const gender = title?.gender ?? null;
  const candidates = shortNameCandidates(people, fold(name.words.join(" "))).filter(
    (person) => gender === null || (genderOf(person) ?? gender) === gender,
  );
  const narrowed =
    title === null || candidates.length < 2 ? candidates : narrowByRole(candidates, title);
  if (narrowed.length > 1) return chooseByContext(narrowed, span.start);
  const only = onlyOne(narrowed);
  return only === null || isSomebodyElse(only, name, gender) ? null : only;
}

/** "Trump" is hardly Eric Trump when the text knows Eric only as somebody's son. */
function isSomebodyElse(person: Person, name: PersonName, gender: Gender | null): boolean {
  const isSurname =
    isFull(person.name) && !isFull(name) && fold(person.name.given) !== fold(name.given);
  return isSurname && isOnlyKin(person) && gender === null;
}

/** Whether the text knows somebody, by the full name, only as somebody's relative. */
function isOnlyKin(person: Person): boolean {
  return person.isKin && person.fullAt.length > 0;
}

function narrowByRole<P extends Person>(candidates: readonly P[], title: StatedRole): readonly P[] {
  const fits = candidates.filter((person) =>
    person.roles.some((known) => roleFits(title.role, known.role, person.places)),
  );
  return fits.length > 0 ? fits : candidates;
}

const NEAR = 1200;

/** The main bearer of a shared surname, unless another one was named in full since. */
function chooseByContext<P extends Person>(candidates: readonly P[], at: number): P | null {
  const [main, second] = candidates
    .filter((person) => !isOnlyKin(person))
    .toSorted((a, b) => b.fullAt.length - a.fullAt.length || firstFull(a, 0) - firstFull(b, 0));
  if (!main) return null;
  const rivals = candidates.filter((person) => person !== main);
  const isFirst = rivals.every((rival) => firstFull(rival) > firstFull(main));
  const isAlone = firstFull(main) < at && rivals.every((rival) => firstFull(rival) > at);
  const isMain = isFirst && main.fullAt.length >= 2 * (second?.fullAt.length ?? 0);
  if (!isMain && !isAlone) return null;
  const own = lastFull(main, at);
  const isContested = rivals.some((rival) => {
    const other = lastFull(rival, at);
    return other > own && at - other < NEAR;
  });
  return isContested ? null : main;
}

/** Where somebody is named in full first; `otherwise` where that never happens. */
function firstFull({ fullAt }: Person, otherwise = Infinity): number {
  return fullAt[0] ?? otherwise;
}

/** Where somebody is named in full last before an offset; -1 where that never happens. */
function lastFull({ fullAt }: Person, before: number): number {
  return fullAt.findLast((start) => start < before) ?? -1;
}
