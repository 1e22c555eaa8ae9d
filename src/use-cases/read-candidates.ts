import { READ_MAX, READ_TOGETHER } from "../core/limits.ts";
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
const SURE = 0.95;

/**
 * Reads the first candidates with the question, a few together, until enough are read or one is sure;
 * best first.
 *
 * @param least how many are read whatever they tell; default as many as are read together.
 */
export async function readCandidates(
  { store, reader }: Pick<Searchable, "store" | "reader">,
  question: string,
  candidates: readonly Candidate[],
  least: number = READ_TOGETHER,
): Promise<ReadCandidate[]> {
  const read: ReadCandidate[] = [];
  for (let at = 0; at < Math.max(READ_MAX, least); at += READ_TOGETHER) {
    const next = candidates.slice(at, at + READ_TOGETHER).flatMap((candidate) => {
      const document = store.document(candidate.passage.documentId);
      return document ? [{ ...candidate, document }] : [];
    });
    if (next.length === 0) break;
    const texts = next.map(({ document, passage }) =>
      document.text.slice(passage.start, passage.end),
    );
    const readings = await reader.read(question, texts);
    for (const [place, candidate] of next.entries()) {
      const reading = readings[place];
      if (!reading) continue;
      read.push({ ...candidate, reading, evidence: evidenceOf(candidate.found, reading) });
    }
    const isSure = read.some(({ evidence }) => probabilityOf(evidence) >= SURE);
    if (isSure && read.length >= least) break;
  }
  return read.toSorted(
    (a, b) => readScore(b.evidence) - readScore(a.evidence) || a.passage.id - b.passage.id,
  );
}
