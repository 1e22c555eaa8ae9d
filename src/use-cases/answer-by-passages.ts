import { EXCERPTS_MAX, EXCERPTS_PER_DOCUMENT_MAX, READ_MAX } from "../core/limits.ts";
import { pickByDocument } from "../core/pick.ts";
import { asQuestion } from "../core/question/asks.ts";
import { PROBABILITY_FLOOR, probabilityOf } from "../core/rank/passage-evidence.ts";
import { WEAK_MATCHES } from "../core/refusals.ts";
import type { Excerpt, Interpretation } from "../core/types.ts";
import { findPassages } from "./find-passages.ts";
import type { Found } from "./found.ts";
import { quotePassage } from "./quote-passage.ts";
import { type ReadCandidate, readCandidates } from "./read-candidates.ts";
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
  const question = asQuestion(text);
  const read = await readCandidates(
    searchable,
    question,
    found.candidates,
    Math.max(limit, READ_MAX),
  );
  const readAt = performance.now();
  const [first] = read;
  const confidence = first ? probabilityOf(first.evidence) : 0;
  const isAnswered = confidence >= PROBABILITY_FLOOR;
  const isBrief = isAnswered && limit <= EXCERPTS_MAX;
  const worth = isBrief ? read.filter((one) => isShown(one, confidence)) : read;
  const shown = pickByDocument(worth, { limit, perDocumentMax: EXCERPTS_PER_DOCUMENT_MAX });
  const excerpts: Excerpt[] = [];
  for (const candidate of shown) {
    const isWide = isAnswered && candidate === first;
    excerpts.push(await quotePassage(searchable, question, candidate, isWide));
  }
  return {
    reason: isAnswered ? null : WEAK_MATCHES,
    excerpts,
    confidence,
    timings: {
      ...found.timings,
      readMs: readAt - foundAt,
      quoteMs: performance.now() - readAt,
    },
  };
}

/** Beside a sure answer, one that is much less probable is noise. */
const SHOWN_SHARE = 0.25;

function isShown({ evidence }: ReadCandidate, confidence: number): boolean {
  return probabilityOf(evidence) >= SHOWN_SHARE * confidence;
}
