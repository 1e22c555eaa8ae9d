import { offices } from "../data/offices.ts";
import type { Cast } from "./cast.ts";
import { readRole, roleFits, type Role } from "./roles.ts";
import type { Span } from "../types.ts";

export { offices };

/** "The Ohio senator" is one of two, whom the document names. */
function isElected(description: Role): boolean {
  return description.classes.has("senator") || description.classes.has("representative");
}

const BARE_ROLE_NEAR = 1500;

/** The one person of the document whom a role describes, or null. */
export function findByRole(
  reading: { readonly text: string; readonly cast: Cast },
  whole: Span,
  head: Span,
): number | null {
  const { text, cast } = reading;
  const description = readRole(text.slice(whole.start, whole.end));
  const fits = cast.people.list.flatMap((person, id) => {
    const isOne = person.roles.some((known) => roleFits(description, known.role, person.places));
    return isOne ? [id] : [];
  });
  if (fits.length !== 1) return null;
  const isBare = description.places.size === 0 && description.others.size === 0;
  const isOffice = [...description.classes].every((name) => offices.has(name) || name === "judge");
  if (!isBare && (isOffice || description.places.size > 0 || isElected(description)))
    return fits[0] ?? null;
  const before = cast.sightings.filter(
    (sighting) => sighting.start < head.start && head.start - sighting.start < BARE_ROLE_NEAR,
  );
  const near = isOffice ? before : before.slice(-2);
  const isMeant =
    near.length > 0 &&
    (isOffice
      ? near.some((one) => one.person === fits[0])
      : near.every((one) => one.person === fits[0]));
  return isMeant ? (fits[0] ?? null) : null;
}
