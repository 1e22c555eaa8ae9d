import { sliceSpan } from "../core/excerpt.ts";
import { EXCERPTS_PER_DOCUMENT_MAX } from "../core/limits.ts";
import { pickByDocument } from "../core/pick.ts";
import { CONFIDENCE_FLOOR } from "../core/rank/confidence.ts";
import { holdsWanted } from "../core/rank/sentence.ts";
import { WEAK_MATCHES } from "../core/refusals.ts";
import type { Interpretation } from "../core/types.ts";
import { findPassages } from "./find-passages.ts";
import type { Found } from "./found.ts";
import { judge } from "./judge.ts";
import { type ReadCandidate, type Reading, quotePassage, sentenceOf } from "./quote-passage.ts";
import type { Candidate, Searchable } from "./retrieve.ts";

/** Answers with the sentences, or statements, of the passages that fit best. */
export async function answerByPassages(
  searchable: Searchable,
  text: string,
  interpretation: Interpretation,
  limit: number,
): Promise<Found> {
  const found = await findPassages(searchable, text, interpretation);
  const foundAt = performance.now();
  const probable = await judge(searchable, found, interpretation);
  const judgedAt = performance.now();
  const reading = { question: found.question, wanted: interpretation };
  const { confidence, shown } = choose(reading, found.candidates, probable, limit);
  const excerpts = shown.map((candidate) => quotePassage(searchable.store, reading, candidate));
  return {
    reason: confidence >= CONFIDENCE_FLOOR ? null : WEAK_MATCHES,
    excerpts,
    confidence,
    timings: {
      ...found.timings,
      judgeMs: judgedAt - foundAt,
      quoteMs: performance.now() - judgedAt,
    },
  };
}

/** Candidates read for each excerpt wanted: some do not hold what is asked, some are of one document. */
const CANDIDATES_A_PLACE = 4;

/** Candidates farther down hold some number or date by chance. */
const HELD_WITHIN = 5;
/** What is left of the confidence then: less than the floor. */
const UNHELD_SHARE = 0.3;

/**
 * Looks at the first candidates and chooses what is shown: of an answer those that hold what is asked,
 * else whatever is near.
 *
 * @param probable how probable it is that they answer, whatever they hold.
 */
function choose(
  reading: Reading,
  candidates: readonly Candidate[],
  probable: number,
  limit: number,
): { readonly confidence: number; readonly shown: readonly ReadCandidate[] } {
  const read = candidates
    .slice(0, limit * CANDIDATES_A_PLACE)
    .flatMap(({ document, ...rest }) => (document ? { document, ...rest } : []));
  const holding = read.filter((one) => holdsAsked(reading, one));
  const isHeld = read.slice(0, HELD_WITHIN).some((one) => holding.includes(one));
  const confidence = isHeld ? probable : probable * UNHELD_SHARE;
  const shown = pickByDocument(confidence >= CONFIDENCE_FLOOR ? holding : read, {
    limit,
    perDocumentMax: EXCERPTS_PER_DOCUMENT_MAX,
  });
  return { confidence, shown };
}

/** A question for one of these is answered by a sentence that has one, or not at all. */
const MUST_HOLD: ReadonlySet<Interpretation["wants"]> = new Set(["number", "date"]);

function holdsAsked(reading: Reading, candidate: ReadCandidate): boolean {
  const { wanted } = reading;
  if (!MUST_HOLD.has(wanted.wants)) return true;
  const sentence = sliceSpan(candidate.document.text, sentenceOf(reading, candidate));
  return holdsWanted(sentence.text, wanted);
}
