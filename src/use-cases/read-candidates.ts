import { type PassageEvidence, evidenceOf, readScore } from "../core/rank/passage-evidence.ts";
import type { TextReading } from "../core/rank/text-reading.ts";
import type { SourceDocument } from "../core/types.ts";
import type { Candidate, Searchable } from "./retrieve.ts";

/** A candidate that was read together with the question. */
export interface ReadCandidate extends Candidate {
  readonly document: SourceDocument;
  readonly reading: TextReading;
  readonly evidence: PassageEvidence;
}

/** Reads the first `count` candidates with the question; best first. */
export async function readCandidates(
  searchable: Pick<Searchable, "store" | "reader">,
  question: string,
  candidates: readonly Candidate[],
  count: number,
): Promise<ReadCandidate[]> {
  const read: ReadCandidate[] = [];
  const { store } = searchable;
  const reader = await searchable.reader();
  for (const candidate of candidates.slice(0, count)) {
    const document = store.document(candidate.passage.documentId);
    if (!document) continue;
    const { start, end } = candidate.passage;
    const [reading] = await reader.read(question, [document.text.slice(start, end)]);
    if (!reading) continue;
    const evidence = evidenceOf(candidate.found, reading);
    read.push({ ...candidate, document, reading, evidence });
  }
  return read.toSorted(
    (a, b) => readScore(b.evidence) - readScore(a.evidence) || a.passage.id - b.passage.id,
  );
}
