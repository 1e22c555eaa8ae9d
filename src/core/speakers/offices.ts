import { offices } from "../data/offices.ts";
import type { Cast } from "./cast.ts";
import { onlyOne, type Person } from "./people.ts";
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
  { text, cast }: { readonly text: string; readonly cast: Cast },
  { whole, head }: { readonly whole: Span; readonly head: Span },
): Person | null {
  const description = readRole(text.slice(whole.start, whole.end));
  const only = onlyOne(
    cast.people.list.filter((person) =>
      person.roles.some((known) => roleFits(description, known.role, person.places)),
    ),
  );
  const isBare = description.places.size === 0 && description.others.size === 0;
  const isOffice = [...description.classes].every((name) => offices.has(name) || name === "judge");
  if (!isBare && (isOffice || description.places.size > 0 || isElected(description))) return only;
  if (only === null) return null;
  const near = cast.sightings.filter(
    ({ start }) => start < head.start && head.start - start < BARE_ROLE_NEAR,
  );
  const last = near.slice(-2);
  const isMeant = isOffice
    ? near.some(({ person }) => person === only)
    : last.length > 0 && last.every(({ person }) => person === only);
  return isMeant ? only : null;
}
