import { READ_MAX, READ_MIN } from "../core/limits.ts";
import {
  type PassageEvidence,
  evidenceOf,
  probabilityOf,
  readScore,
} from "../core/rank/passage-evidence.ts";
import type { TextReading } from "../core/rank/text-reading.ts";
import type { SourceDocument } from "../core/types.ts";
import type { Candidate, Searchable } from "./retrieve.ts";

/** A candidate that was read together with the question. */
export interface ReadCandidate extends Candidate {
  readonly document: SourceDocument;
  readonly reading: TextReading;
  readonly evidence: PassageEvidence;
}

/** From this probability of an answer on no more is read. */
const SURE = 0.8;

/**
 * Reads the first candidates with the question until enough are read and one is sure; best first.
 *
 * @param least how many are read whatever they tell; default `READ_MIN`.
 */
export async function readCandidates(
  { store, reader }: Pick<Searchable, "store" | "reader">,
  question: string,
  candidates: readonly Candidate[],
  least: number = READ_MIN,
): Promise<ReadCandidate[]> {
  const read: ReadCandidate[] = [];
  for (const candidate of candidates.slice(0, Math.max(READ_MAX, least))) {
    const document = store.document(candidate.passage.documentId);
    if (!document) continue;
    const { start, end } = candidate.passage;
    const [reading] = await reader.read(question, [document.text.slice(start, end)]);
    if (!reading) continue;
    const evidence = evidenceOf(candidate.found, reading);
    read.push({ ...candidate, document, reading, evidence });
    const isSure = read.some((one) => probabilityOf(one.evidence) >= SURE);
    if (isSure && read.length >= least) break;
  }
  return read.toSorted(
    (a, b) => readScore(b.evidence) - readScore(a.evidence) || a.passage.id - b.passage.id,
  );
}
