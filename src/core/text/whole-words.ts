import type { Span } from "../types.ts";

/**
 * A word as a reader sees one, who would not break it: letters, digits and marks, with what stands inside
 * of it ("isn’t", "Moscow-based", "U.S", "11,000", "12:30"), a currency in front ("$5"), a percent sign
 * behind. It begins with a letter, a digit or a currency, so that nothing in front of it is part of it.
 */
const WORD =
  /\p{Sc}?[\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{M}\p{Co}]*(?:[\u200d'’.,:/&@_%‰°‐‑\-\u00ad\u200c\u2060\p{Sc}][\p{L}\p{N}\p{Co}][\p{L}\p{N}\p{M}\p{Co}]*)*[%‰°]?/gu;

/**
 * The words of a text that marks touch: each result begins and ends with a whole word, and holds what stands
 * between the words of one mark. Where a mark touches no word, nothing. In order, and apart from each other.
 *
 * @param marks offsets in the text, in any order; they may reach out of it.
 */
export function wholeWords(text: string, marks: readonly Span[]): Span[] {
  const wanted = marks
    .filter(({ start, end }) => start < end)
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  const found: Span[] = [];
  // Marks that begin before the word do, and how far they reach.
  let [next, reach] = [0, 0];
  if (wanted.length === 0) return found;
  for (const { 0: word, index: start } of text.matchAll(WORD)) {
    const end = start + word.length;
    const reached = reach;
    for (let mark = wanted[next]; mark && mark.start < end; mark = wanted[next]) {
      reach = Math.max(reach, mark.end);
      next += 1;
    }
    if (reach <= start && next === wanted.length) break;
    if (reach <= start) continue;
    const last = found.at(-1);
    // What reached into this word from the one before covers what stands between them.
    const goesOn = last && (reached > start || last.end === start);
    if (goesOn) found[found.length - 1] = { start: last.start, end };
    else found.push({ start, end });
  }
  return found;
}
