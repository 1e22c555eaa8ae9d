import { WEIGHED_MAX } from "../core/limits.ts";
import { foundScore } from "../core/rank/passage-evidence.ts";
import type { Interpretation } from "../core/types.ts";
import { documentsOf, documentsWithin, isOfDates } from "./documents.ts";
import { type Candidate, type Retrieved, type Searchable, retrieve } from "./retrieve.ts";

/**
 * Passages of the wanted sources, and of the wanted dates or naming them, best first. A date is told
 * by the text or by the source: in the one case its words are looked for too.
 */
export async function findPassages(
  searchable: Searchable,
  text: string,
  interpretation: Interpretation,
): Promise<Retrieved> {
  const { store } = searchable;
  const { from, to } = interpretation;
  const ofSources = documentsOf(store, interpretation)?.map(({ id }) => id) ?? null;
  if (from === null && to === null) {
    const { candidates, timings } = await retrieve(searchable, text, { within: ofSources });
    return { candidates: inReadingOrder(candidates), timings };
  }
  const naming = await retrieve(searchable, interpretation.text, { within: ofSources });
  const published = await retrieve(searchable, text, {
    within: documentsWithin(store, interpretation),
  });
  const dated = naming.candidates.slice(0, WEIGHED_MAX).filter(({ passage }) => {
    const document = store.document(passage.documentId);
    return document !== null && isOfDates(document, passage, interpretation);
  });
  const all = new Map([...dated, ...published.candidates].map((one) => [one.passage.id, one]));
  return {
    candidates: inReadingOrder([...all.values()]),
    timings: sumOf(naming.timings, published.timings),
  };
}

function sumOf(a: Retrieved["timings"], b: Retrieved["timings"]): Retrieved["timings"] {
  return {
    encodeMs: a.encodeMs + b.encodeMs,
    wordsMs: a.wordsMs + b.wordsMs,
    meaningMs: a.meaningMs + b.meaningMs,
    weighMs: a.weighMs + b.weighMs,
  };
}

/** Those whose documents were looked at, by what is worth reading; the others as they were found. */
function inReadingOrder(candidates: readonly Candidate[]): Candidate[] {
  const first = candidates.slice(0, WEIGHED_MAX);
  return [
    ...first.toSorted(
      (a, b) => foundScore(b.found) - foundScore(a.found) || a.passage.id - b.passage.id,
    ),
    ...candidates.slice(WEIGHED_MAX),
  ];
}
