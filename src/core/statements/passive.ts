import { wordsFor } from "../data/uses.ts";
import type { Span } from "../types.ts";
import type { Statement } from "./statement.ts";

// Verbs that need somebody to be told: followed by "to", the one before them is told, not telling.
const TOLD = wordsFor("told");

/**
 * Takes the source away where it is the one addressed: in "China urged to stop its support", a
 * headline's passive without "was", China says nothing.
 */
export function withoutAddressees(text: string, statements: readonly Statement[]): Statement[] {
  return statements.map((statement) =>
    isAddressed(text, statement) ? { ...statement, source: [] } : statement,
  );
}

function isAddressed(text: string, { source, cue, content }: Statement): boolean {
  const slice = (span: Span | undefined) => (span ? text.slice(span.start, span.end) : "");
  const from = source.at(-1)?.end;
  const verb = cue[0];
  if (from === undefined || !verb || !TOLD.has(slice(verb).toLowerCase())) return false;
  const adjoins = verb.start >= from && text.slice(from, verb.start).trim() === "";
  const after = text.slice(verb.end, verb.end + " to ".length);
  const starts = content.some(({ start }) => start >= verb.end);
  return adjoins && starts && /^\s+to\s/.test(after);
}
