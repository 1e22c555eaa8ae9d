import { hasFeature } from "./features.ts";
import type { TaggedText } from "./tag.ts";
import type { TokenSpan } from "./statement.ts";

export type QuotedShare = "all" | "some" | "none";

/**
 * Gives a function that tells how many of the tokens of given spans are inside double quotation
 * marks. A span that is exactly one quotation in single marks counts as inside.
 */
export function quotedShare({
  layout,
  offsets,
  features,
}: TaggedText): (spans: readonly TokenSpan[]) => QuotedShare {
  const quotedAlone = new Map(layout.singles.map(({ start, end }) => [start, end]));
  return (spans) => {
    let [quoted, plain] = [false, false];
    for (const { first, last } of spans) {
      if (quotedAlone.get(offsets.starts[first] ?? -1) === offsets.ends[last]) {
        quoted = true;
        continue;
      }
      for (let token = first; token <= last; token += 1) {
        if (hasFeature(features, token, "in_double")) quoted = true;
        else plain = true;
      }
    }
    if (!quoted) return "none";
    return plain ? "some" : "all";
  };
}
