import { isWithin } from "../../core/question/dates.ts";
import { fold } from "../../core/speakers/fold.ts";
import { readDays } from "./days.ts";
import { CHOICES_MAX, CHOICE_CHARS_MAX } from "./bot-limits.ts";
import type { NameIndex, Named } from "./name-index.ts";

/** What is typed of a command so far; null what is not. */
export interface TypedOptions {
  readonly speaker: string | null;
  readonly source: string | null;
  readonly about: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export type Suggested = "speakers" | "sources" | "topics";

export interface Choice {
  readonly name: string;
  readonly value: string;
}

/**
 * What fits the words typed so far, without regard to accents and case: names that begin so, then
 * those of which a word does, then those that hold it; of equals the one with most. Only of documents
 * that fit the options already typed.
 */
export function suggest(
  names: NameIndex,
  what: Suggested,
  typed: string,
  options: TypedOptions,
): Choice[] {
  const documents = documentsWithin(names, what, options);
  const wanted = fold(typed);
  const pool: readonly Named[] = names[what];
  const ranked = pool
    .filter(({ documentIds }) => documents === null || meet(documentIds, documents))
    .flatMap((named) => {
      const rank = rankOf(named, wanted);
      return rank === null ? [] : [{ named, rank }];
    })
    .toSorted(
      (a, b) => a.rank - b.rank || b.named.count - a.named.count || order(a.named, b.named),
    );
  return distinct(ranked.map(({ named }) => choiceOf(named))).slice(0, CHOICES_MAX);
}

/** 0 is best; null does not fit. An alias fits a little less than the name. */
function rankOf({ keys }: Named, wanted: string): number | null {
  const ranks = keys.flatMap((key, at) => {
    const way = key.startsWith(wanted) ? 0 : ` ${key}`.includes(` ${wanted}`) ? 1 : 2;
    return way < 2 || key.includes(wanted) ? [way * 2 + (at === 0 ? 0 : 1)] : [];
  });
  return ranks.length === 0 ? null : Math.min(...ranks);
}

/** The documents that the other options leave; null for all. */
function documentsWithin(
  { speakers, sources, topics }: NameIndex,
  what: Suggested,
  { speaker, source, about, from, to }: TypedOptions,
): ReadonlySet<string> | null {
  const parts: ReadonlySet<string>[] = [];
  if (what !== "speakers" && speaker !== null) {
    const key = fold(speaker);
    const meant = speakers.filter(({ value, keys }) => value === speaker || keys.includes(key));
    if (meant.length > 0) parts.push(new Set(meant.flatMap((one) => [...one.documentIds])));
  }
  if (what !== "topics" && about !== null) {
    const key = fold(about);
    const meant = topics.filter(({ keys }) => keys.includes(key));
    // Any words may be typed here, and only those of a known topic narrow the choice.
    if (meant.length > 0) parts.push(new Set(meant.flatMap((one) => [...one.documentIds])));
  }
  if (what !== "sources" && source !== null) {
    const key = fold(source);
    const meant = sources.filter(({ keys }) => keys.some((one) => one.includes(key)));
    parts.push(new Set(meant.map(({ value }) => value)));
  }
  const days = daysOf(from, to);
  if (days.from !== null || days.to !== null) {
    const meant = sources.filter(({ citation }) => isWithin(citation.published, days));
    parts.push(new Set(meant.map(({ value }) => value)));
  }
  const [first, ...others] = parts;
  if (!first) return null;
  return new Set([...first].filter((id) => others.every((part) => part.has(id))));
}

/** A date that is half typed does not count yet. */
function daysOf(from: string | null, to: string | null) {
  try {
    return readDays({ from, to });
  } catch {
    return { from: null, to: null };
  }
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return [...a].some((one) => b.has(one));
}

function order(a: Named, b: Named): number {
  return a.label < b.label ? -1 : Number(a.label > b.label);
}

/** A longer id is cut: as the beginning of an id it still finds its document. */
function choiceOf({ label, value }: Named): Choice {
  const name = label.length > CHOICE_CHARS_MAX ? `${cut(label, CHOICE_CHARS_MAX - 1)}…` : label;
  return { name, value: cut(value, CHOICE_CHARS_MAX) };
}

/** Never through a character of two units. */
function cut(text: string, chars: number): string {
  return text.slice(0, chars).replace(/[\ud800-\udbff]$/u, "");
}

/** Discord refuses two choices of one name. */
function distinct(choices: readonly Choice[]): Choice[] {
  const seen = new Set<string>();
  return choices.filter(({ name }) => !seen.has(name) && seen.add(name));
}
