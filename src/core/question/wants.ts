import { alternatives } from "../data/lists.ts";
import { units } from "../data/units.ts";
import { linear } from "../text/linear.ts";
import type { Interpretation } from "../types.ts";

/** What the answer must hold. */
const WANTS: readonly {
  readonly form: ReturnType<typeof linear>;
  readonly wants: "number" | "date" | "person" | "place" | "reason";
}[] = [
  {
    form: linear(
      String.raw`\bhow\s+(?:many|much|old|long|far|tall|big|large)\b|\bwhat\s+(?:number|percentage|share|percent|proportion)\b`,
    ),
    wants: "number",
  },
  {
    form: linear(
      String.raw`^when\b|\b(?:what|which|in\s+what|in\s+which)\s+(?:year|month|day|date)\b|\bsince\s+when\b`,
    ),
    wants: "date",
  },
  {
    form: linear(String.raw`^where\b|\b(?:what|which)\s+(?:country|city|place|region|town)\b`),
    wants: "place",
  },
  {
    form: linear(String.raw`^why\b|\bwhat\s+(?:is|was)\s+the\s+reason\b|\bhow\s+come\b`),
    wants: "reason",
  },
  { form: linear(String.raw`^(?:who|whom|whose)\b`), wants: "person" },
];

/** The unit that a question counts in: a number of anything else is no answer to it. */
const UNIT = linear(
  String.raw`\bhow\s+many\s+(?:more\s+|other\s+)?(${alternatives(units)}|percent)s?\b|\bwhat\s+(percent)(?:age)?\b`,
);

/** By which order the question wants its answer. */
const NEWEST_FIRST = linear(String.raw`\b(?:latest|newest|lately|recently|most\s+recent(?:ly)?)\b`);
const OLDEST_FIRST = linear(
  String.raw`\b(?:timeline|chronolog\w+|earliest|oldest|over\s+time|by\s+date|in\s+order\s+of\s+date)\b`,
);

/** What the answer to a question must hold, what it counts in, and by which order it wants its answer. */
export function readWants(question: string): Pick<Interpretation, "wants" | "unit" | "order"> {
  const unit = UNIT.exec(question);
  return {
    wants: WANTS.find(({ form }) => form.test(question))?.wants ?? null,
    unit: unit && (unit.group(1) || unit.group(2)).toLowerCase(),
    order: NEWEST_FIRST.test(question)
      ? "newest"
      : OLDEST_FIRST.test(question)
        ? "oldest"
        : "relevance",
  };
}
