import type { Span } from "../types.ts";
import { type Ground, contains } from "./ground.ts";
import { tokenise } from "./tokens.ts";

/**
 * Whether the words of a place are a whole of their own, so that a quote of them is exact and not a
 * part. Wholes are: one or more whole sentences; a quotation, from one mark to the other; the
 * content of a statement, its opening "that" aside; and whole sentences within one of the last two.
 * A beginning of one kind and an end of another do not make a whole: "Macron urged China to … on
 * “European soil”" begins with its sentence, ends with a quotation, and drops a condition.
 */
export function isWhole(ground: Ground, match: Span): boolean {
  const contents = ground.statements.flatMap(({ content }) => content);
  return [ground.window, ...ground.quotations(), ...contents].some(
    (unit) => contains(unit, match) && beginsIn(ground, unit, match) && endsIn(ground, unit, match),
  );
}

function beginsIn(ground: Ground, unit: Span, { start: at }: Span): boolean {
  const inside = ground
    .sentences()
    .map(({ start }) => start)
    .filter((start) => unit.start <= start && start <= at);
  const isOpening = (start: number) => /^(?:that)?$/i.test(keysIn(ground, { start, end: at }));
  return (
    (unit !== ground.window && isOpening(unit.start)) ||
    inside.some((start) => keysIn(ground, { start, end: at }) === "")
  );
}

function endsIn(ground: Ground, unit: Span, { end: at }: Span): boolean {
  const inside = ground
    .sentences()
    .map(({ end }) => end)
    .filter((end) => at <= end && end <= unit.end);
  return [...(unit === ground.window ? [] : [unit.end]), ...inside].some(
    (end) => keysIn(ground, { start: at, end }) === "",
  );
}

/** Long stretches are never empty of words. */
const READ_MAX = 40;

function keysIn({ document }: Ground, span: Span): string {
  if (span.end - span.start > READ_MAX) return "…";
  const words = tokenise(document.text, span).tokens.filter(({ kind }) => kind === "word");
  return words.map(({ key }) => key).join(" ");
}
