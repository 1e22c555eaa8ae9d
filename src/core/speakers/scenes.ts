import type { Gender } from "./given-names.ts";
import type { Person } from "./people.ts";
import type { Understood } from "./voice.ts";
import type { Statement } from "../statements/statement.ts";
import type { Sentence } from "../text/sentences.ts";
import type { Span } from "../types.ts";

/** One mention of a person by name. */
export interface Sighting extends Span {
  /** Null for somebody whose name the cast does not hold. */
  readonly person: Person | null;
  /** Owns or describes something ("Trump's plan"), so it is hardly who acts. */
  readonly isHeld: boolean;
  readonly opensClause: boolean;
  /** Begins its clause and owns nothing, so it is likely who acts. */
  readonly isSubject: boolean;
}

/** A source that is already understood, as later pronouns look back on it. */
export interface Spoken extends Span {
  readonly scene: Scene;
  readonly understood: Understood | null;
  /** One person whom the text does not name, or a pronoun that stays open: neither is passed over. */
  readonly isSomebody: boolean;
  /** What the source's words tell: "a 29-year-old woman". */
  readonly gender: Gender | null;
}

/** A sentence with those whom it names. */
export interface Scene extends Sentence {
  readonly sightings: readonly Sighting[];
  /** The sentence before. */
  readonly before: Scene | null;
}

/** The last of spans in order that starts at or before an offset, or null. By bisection. */
export function lastStarting<T extends Span>(spans: readonly T[], at: number): T | null {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((spans[middle]?.start ?? Infinity) <= at) low = middle + 1;
    else high = middle;
  }
  return spans[low - 1] ?? null;
}

/** The direct content around an offset, or null. */
export function quoteAt(quotes: readonly Span[], at: number): Span | null {
  const last = lastStarting(quotes, at);
  return last !== null && at < last.end ? last : null;
}

/** Direct contents in order, without those that begin inside another. */
export function directContents(statements: readonly Statement[]): Span[] {
  const spans = statements
    .filter((statement) => statement.kind === "direct")
    .flatMap((statement) => statement.content)
    .toSorted((a, b) => a.start - b.start || b.end - a.end);
  const outer: Span[] = [];
  let end = 0;
  for (const span of spans) {
    if (span.start < end) continue;
    outer.push(span);
    end = span.end;
  }
  return outer;
}
