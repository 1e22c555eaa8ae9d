import { alternatives } from "../data/lists.ts";
import { wordsFor } from "../data/uses.ts";
import { splitSentences } from "../text/sentences.ts";
import type { Span } from "../types.ts";

/** A sentence that opens so means something in the one before. */
const LEANS_BACK = new RegExp(
  `^[“"'‘(]*(?:${alternatives(wordsFor("leaning"))}|the\\s+(?:move|decision|announcement|news|deal|incident))\\b`,
  "iu",
);

/**
 * The sentences of a passage in which words of it stand, whole. A sentence that leans on the one before
 * brings it along; the mark before an item of a list stays out.
 *
 * @param passage the passage's text; both spans count from its start.
 * @returns the whole passage where no sentence holds them.
 */
export function sentencesAround(words: Span, passage: string): Span {
  const sentences = splitSentences(passage);
  const at = sentences.findIndex(({ end }) => words.start < end);
  const last = sentences.findLast(({ start }) => start < words.end);
  const [first, before] = [sentences[at], sentences[at - 1]];
  if (!first || !last) return { start: 0, end: passage.length };
  const leans =
    before?.paragraph === first.paragraph && LEANS_BACK.test(passage.slice(first.start, first.end));
  const { start } = leans && before ? before : first;
  return { start: start + markerLength(passage.slice(start, last.end)), end: last.end };
}

/** Of what stands before an item of a list, which is no part of the sentence. */
function markerLength(text: string): number {
  return /^[-–—•*·]\s+(?=\S)/u.exec(text)?.[0].length ?? 0;
}
