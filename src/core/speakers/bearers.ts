import { fold } from "./fold.ts";
import type { Gender } from "./given-names.ts";
import { findFull, genderOf, shortNameCandidates, type People, type Person } from "./people.ts";
import { genderOfRole, readRole, roleFits } from "./roles.ts";

/**
 * The person whom a name in the text means, or null. `at` is where it stands: of several with one
 * surname it is the one whom the document means by it there, if that is clear.
 */
export function findPerson(
  people: People,
  names: readonly string[],
  suffix: string,
  prefix: string | null,
  at: number,
): number | null {
  if (names.length > 1) {
    const full = findFull(people, names, suffix);
    if (full !== null) return full;
  }
  const key = fold(names.join(" "));
  let candidates = shortNameCandidates(people, key);
  const gender = prefix === null ? null : genderOfRole(prefix);
  if (gender !== null) candidates = candidates.filter((id) => agrees(people.list[id], gender));
  if (prefix !== null && candidates.length > 1)
    candidates = narrowByRole(people, candidates, prefix);
  if (candidates.length > 1) return chooseByContext(people, candidates, at);
  const [only] = candidates;
  const person = only === undefined ? undefined : people.list[only];
  return only === undefined || person === undefined || isSomebodyElse(person, names, gender)
    ? null
    : only;
}

/** "Trump" is hardly Eric Trump when the text knows Eric only as somebody's son. */
function isSomebodyElse(person: Person, names: readonly string[], gender: Gender | null): boolean {
  const isSurname =
    person.names.length > 1 &&
    names.length === 1 &&
    fold(person.names[0] ?? "") !== fold(names[0] ?? "");
  return isSurname && person.isKin && person.fullAt.length > 0 && gender === null;
}

function agrees(person: Person | undefined, gender: Gender): boolean {
  if (person === undefined) return false;
  return (genderOf(person) ?? gender) === gender;
}

function narrowByRole(
  people: People,
  candidates: readonly number[],
  prefix: string,
): readonly number[] {
  const role = readRole(prefix);
  const fits = candidates.filter((id) => {
    const person = people.list[id];
    return person?.roles.some((known) => roleFits(role, known.role, person.places)) ?? false;
  });
  return fits.length > 0 ? fits : candidates;
}

const NEAR = 1200;

/** The main bearer of a shared surname, unless another one was named in full since. */
function chooseByContext(people: People, candidates: readonly number[], at: number): number | null {
  const bearers = candidates.flatMap((id) => {
    const person = people.list[id];
    return person === undefined || (person.isKin && person.fullAt.length > 0)
      ? []
      : [{ id, full: person.fullAt }];
  });
  const [main, second] = bearers.toSorted(
    (a, b) => b.full.length - a.full.length || (a.full[0] ?? 0) - (b.full[0] ?? 0),
  );
  if (main === undefined) return null;
  const rivals = candidates
    .filter((id) => id !== main.id)
    .map((id) => people.list[id]?.fullAt ?? []);
  const isFirst = rivals.every((full) => (full[0] ?? Infinity) > (main.full[0] ?? Infinity));
  const isAlone =
    rivals.every((full) => (full[0] ?? Infinity) > at) && (main.full[0] ?? Infinity) < at;
  const isMain = isFirst && main.full.length >= 2 * (second?.full.length ?? 0);
  if (!isMain && !isAlone) return null;
  const lastBefore = (full: readonly number[]): number =>
    full.findLast((start) => start < at) ?? -1;
  const own = lastBefore(main.full);
  const isContested = rivals.some((full) => {
    const other = lastBefore(full);
    return other > own && at - other < NEAR;
  });
  return isContested ? null : main.id;
}
