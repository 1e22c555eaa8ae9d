import { joinCopies } from "../core/copies.ts";
import { NO_MORE } from "../core/refusals.ts";
import type { Interpretation } from "../core/types.ts";
import type { Found } from "./found.ts";

/**
 * What is found; where "more" is asked for, what is found besides what was shown before.
 *
 * @param find finds at most so many excerpts, the best ones.
 */
export async function findFurther(
  find: (limit: number) => Promise<Found>,
  { skip }: Pick<Interpretation, "skip">,
  limit: number,
): Promise<Found> {
  if (skip === 0) return find(limit);
  const before = await find(skip);
  if (before.reason !== null) return before;
  const all = await find(skip + limit);
  // A copy of what was shown is shown already.
  const joined = joinCopies([...before.excerpts, ...all.excerpts]);
  const shown = new Set(before.excerpts.map(({ receipt }) => receipt));
  const excerpts = joined.filter(({ receipt }) => !shown.has(receipt)).slice(0, limit);
  return excerpts.length === 0
    ? { ...all, excerpts, reason: NO_MORE, note: null }
    : { ...all, excerpts };
}

/**
 * A list that is cut says so.
 *
 * @param limit as many as it can have.
 */
export function withCap(
  found: Found,
  { skip }: Pick<Interpretation, "skip">,
  limit: number,
): Found {
  const { reason, total = 0, note = null } = found;
  if (reason !== null || total <= skip + limit) return found;
  const these = skip === 0 ? `these are the first ${limit}` : `these come after the first ${skip}`;
  const cap = `${total} fit; ${these}.`;
  return { ...found, note: note === null ? cap : `${note} ${cap}` };
}
