import { EXCERPTS_PER_DOCUMENT_MAX } from "../core/limits.ts";
import { pickByDocument } from "../core/pick.ts";
import { PROBABILITY_FLOOR, probabilityOf } from "../core/rank/passage-evidence.ts";
import { WEAK_MATCHES } from "../core/refusals.ts";
import type { Interpretation } from "../core/types.ts";
import { findPassages } from "./find-passages.ts";
import type { Found } from "./found.ts";
import { quotePassage } from "./quote-passage.ts";
import { readCandidates } from "./read-candidates.ts";
import type { Searchable } from "./retrieve.ts";

/** Answers with the sentences, or statements, of the passages that the reader holds to answer best. */
export async function answerByPassages(
  searchable: Searchable,
  text: string,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const found = await findPassages(searchable, text, interpretation);
  const foundAt = performance.now();
  const read = await readCandidates(searchable, text, found.candidates, limit);
  const readAt = performance.now();
  const [first] = read;
  const confidence = first ? probabilityOf(first.evidence) : 0;
  const shown = pickByDocument(read, { limit, perDocumentMax: EXCERPTS_PER_DOCUMENT_MAX });
  const excerpts = shown.map((candidate) => quotePassage(searchable.store, candidate));
  return {
    reason: confidence >= PROBABILITY_FLOOR ? null : WEAK_MATCHES,
    excerpts,
    confidence,
    timings: {
      ...found.timings,
      readMs: readAt - foundAt,
      quoteMs: performance.now() - readAt,
    },
  };
}
