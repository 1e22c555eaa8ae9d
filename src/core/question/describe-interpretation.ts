import type { Interpretation } from "../types.ts";

/** What was understood of a question, in one line: "statements by Mark Rutte about “China”, in 2024". */
export function describeInterpretation(understood: Interpretation): string {
  const {
    kind,
    speaker,
    namesakes,
    together,
    about,
    topic,
    sources,
    from,
    to,
    quote,
    order,
    wants,
    unit,
  } = understood;
  const whom = speaker?.name ?? namesakes.map(({ name }) => name).join(together ? " and " : " or ");
  const counted = unit === null ? null : `a number of ${PLURALS.get(unit) ?? `${unit}s`}`;
  const what = {
    statements: `statements by ${whom}`,
    who: "who spoke",
    introduction: `who ${whom} is`,
    corpus: about === null ? "what there is in this corpus" : ASKED_OF_CORPUS[about],
    verify: whom === "" ? "whose words these are" : `whether ${whom} said this`,
    passages: wants === null ? "passages" : `passages that tell ${counted ?? WANTED[wants]}`,
  }[kind];
  const looked = quote ?? topic;
  const parts = [
    looked === null ? what : `${what} ${quote === null ? "about " : ""}“${looked}”`,
    sources.length > 0 ? `from ${sources.join(", ")}` : null,
    describeDates(from, to),
    order === "relevance" ? null : `${order} first`,
  ];
  return parts.filter((part) => part !== null).join(", ");
}

const ASKED_OF_CORPUS = {
  abilities: "what can be asked",
  speakers: "who is quoted in this corpus",
  sources: "the sources of this corpus",
  count: "how many documents there are",
  latest: "the latest documents",
  document: "what a document tells in short",
} as const;

const PLURALS: ReadonlyMap<string, string> = new Map([["percent", "percent"]]);

const WANTED = {
  number: "a number",
  date: "a date",
  person: "who",
  place: "where",
  reason: "why",
} as const;

/** "from 2024-11-01 to 2024-11-30", "since 2024-11-01"; null without dates. */
export function describeDates(from: string | null, to: string | null): string | null {
  if (from !== null && to !== null) return from === to ? `of ${from}` : `from ${from} to ${to}`;
  if (from !== null) return `since ${from}`;
  return to === null ? null : `up to ${to}`;
}
