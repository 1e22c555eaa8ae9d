import { z } from "zod";
import type { Span } from "../../core/types.ts";
import { readJsonl } from "../../corpus/jsonl.ts";
import { sha256Of } from "../../hash.ts";

const rowSchema = z.object({
  set: z.string(),
  /** The document or question that rows belong to; what is chosen and what is measured share none. */
  group: z.string(),
  question: z.string(),
  context: z.string(),
  answerable: z.boolean(),
  /** Spans of the context, in characters. */
  answers: z.array(z.tuple([z.int(), z.int()])),
  /** Whether words answer, whole sentences, or who knows what: only words of a text are known to stand in it. */
  kind: z.enum(["span", "sent", "weak"]),
});

/** A question with a text. */
export interface ReadingRow {
  readonly set: string;
  readonly group: string;
  readonly question: string;
  readonly context: string;
  readonly answerable: boolean;
  /** In UTF-16 code units; none where the context does not answer. */
  readonly answers: readonly Span[];
  readonly kind: "span" | "sent" | "weak";
}

/** Sets whose answers are whole sentences. */
const SENTENCE_SETS = new Set(["trecqa", "wikiqa", "clapnq"]);

export const hasSentences = ({ set }: Pick<ReadingRow, "set">): boolean => SENTENCE_SETS.has(set);

/** @throws OnRecordError E_DATA. */
export async function readReadingRows(path: string): Promise<ReadingRow[]> {
  const rows = await readJsonl(path, rowSchema);
  return rows
    .map((row) => ({
      ...row,
      question: row.question.trim(),
      answers: row.answerable ? toUnits(row.context, row.answers) : [],
    }))
    .filter(({ question, context }) => question !== "" && context.trim() !== "");
}

/** From characters to UTF-16 code units, of which some characters have two. */
function toUnits(text: string, answers: readonly (readonly [number, number])[]): Span[] {
  const places = /[\uD800-\uDBFF]/.test(text) ? placesOf(text) : null;
  const place = (at: number) => (places ? (places[at] ?? text.length) : at);
  return answers
    .filter(([start, end]) => start < end)
    .map(([start, end]) => ({ start: place(start), end: place(end) }));
}

function placesOf(text: string): number[] {
  const places: number[] = [];
  let at = 0;
  for (const character of text) {
    places.push(at);
    at += character.length;
  }
  return [...places, at];
}

/**
 * About `most` rows of each set, always the same ones; of a set of sentences with all rows of a question.
 */
export function drawRows(rows: readonly ReadingRow[], most: number): ReadingRow[] {
  return [...bySet(rows).values()].flatMap((own) => {
    const groups = new Map<string, ReadingRow[]>();
    for (const [at, row] of own.entries()) {
      const key = hasSentences(row) ? row.question : `${at} ${row.question}`;
      groups.set(key, [...(groups.get(key) ?? []), row]);
    }
    const ordered = [...groups].map(([key, group]) => ({ hash: sha256Of(key), group }));
    ordered.sort((a, b) => (a.hash < b.hash ? -1 : 1));
    const drawn: ReadingRow[] = [];
    for (const { group } of ordered) {
      if (drawn.length >= most) break;
      drawn.push(...group);
    }
    return drawn;
  });
}

/** Sets in the order of their names. */
export function bySet<T extends Pick<ReadingRow, "set">>(rows: readonly T[]): Map<string, T[]> {
  const sets = new Map<string, T[]>();
  for (const row of rows) {
    const own = sets.get(row.set);
    if (own) own.push(row);
    else sets.set(row.set, [row]);
  }
  return new Map([...sets].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether a row is of the half that thresholds are chosen on: by a hash of its group. */
export function isToChooseOn({ group }: Pick<ReadingRow, "group">): boolean {
  return Number.parseInt(sha256Of(group).slice(0, 2), 16) % 2 === 0;
}
