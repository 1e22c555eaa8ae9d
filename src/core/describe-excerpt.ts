import type { Citation, CorpusCoverage, Excerpt } from "./types.ts";

/** Plain words for excerpts and their sources, the same on every surface. */

const KIND_NAMES = {
  direct: "in quotation marks",
  mixed: "partly in quotation marks",
  reported: "reported, not in quotation marks",
  passage: null,
} as const;

/** How the text has a statement: "reported, not in quotation marks"; null for a passage. */
export function describeKind(kind: Excerpt["kind"]): string | null {
  return KIND_NAMES[kind];
}

/** Who said it, as far as the text tells: a name, or the words that stand for it. */
export function describeSpeaker({ speaker, source }: NonNullable<Excerpt["statement"]>): string {
  if (speaker) return speaker.name;
  return source === null ? "speaker not told" : `“${source.text}”, not told who`;
}

export function titleOf(document: Citation): string {
  return document.title ?? "(untitled)";
}

/** The day of an ISO 8601 date or date-time, as the source states it, in no other time zone. */
export function dayOf(published: string | null): string {
  return published === null ? "undated" : published.slice(0, "2024-11-18".length);
}

/** "5 documents · dates stated: 2024-11-18 to 2025-05-30 · generation 3" */
export function describeCoverage({ documents, from, to, generation }: CorpusCoverage): string {
  const counted = `${documents} ${documents === 1 ? "document" : "documents"}`;
  return `${counted} · dates stated: ${describeExtent(from, to)} · generation ${generation}`;
}

/** "2024-11-18 to 2025-05-30", one day, or "none". */
export function describeExtent(from: string | null, to: string | null): string {
  if (from === null || to === null) return "none";
  return dayOf(from) === dayOf(to) ? dayOf(from) : `${dayOf(from)} to ${dayOf(to)}`;
}
