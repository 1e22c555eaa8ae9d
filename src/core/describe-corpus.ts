import { dayOf, describeExtent } from "./describe-excerpt.ts";
import { listed } from "./text/listed.ts";
import type { Citation } from "./types.ts";

/** What there is to say of the corpus itself, in the program's own words: counts, names and dates. */

/** Most names of one kind in a sentence. */
const NAMES_MAX = 8;

/** How many there are of what. */
export interface CorpusCounts {
  readonly documents: number;
  readonly passages: number;
  readonly statements: number;
  /** Those who say something and have a name or an office. */
  readonly speakers: number;
}

/** "5 documents, 1 of them dated, 2024-11-18. By Robert Besser and Ramon Pacheco Pardo." */
export function describeDocuments(documents: readonly Citation[]): string {
  const dates = documents.flatMap(({ published }) => published ?? []).toSorted();
  const span = describeExtent(dates[0] ?? null, dates.at(-1) ?? null);
  const dated =
    dates.length === 0
      ? "undated"
      : dates.length === documents.length
        ? `dated ${span}`
        : `${dates.length} of them dated, ${span}`;
  return [
    `${counted(documents.length, "document")}, ${dated}.`,
    named(
      "From",
      documents.map(({ publisher }) => publisher),
    ),
    named(
      "By",
      documents.map(({ author }) => author),
    ),
  ]
    .filter((sentence) => sentence !== "")
    .join(" ");
}

/** "“China urged to stop”, by Robert Besser, dated 2024-11-18." */
export function describeDocument({ title, id, author, publisher, published }: Citation): string {
  const by = [...new Set([author, publisher])].filter((name) => name !== null);
  return `${[
    title === null ? id : `“${title}”`,
    ...(by.length === 0 ? [] : [`by ${by.join(", ")}`]),
    published === null ? "undated" : `dated ${dayOf(published)}`,
  ].join(", ")}.`;
}

/** "From Politico, Reuters and 3 others."; "" where nobody is stated. */
function named(opening: string, names: readonly (string | null)[]): string {
  const counts = new Map<string, number>();
  for (const name of names) if (name !== null) counts.set(name, (counts.get(name) ?? 0) + 1);
  const most = [...counts].toSorted(([, a], [, b]) => b - a).map(([name]) => name);
  return most.length === 0 ? "" : `${opening} ${withOthers(most)}.`;
}

/** Names, and how many more there are. */
function withOthers(names: readonly string[]): string {
  if (names.length <= NAMES_MAX + 1) return listed(names);
  return listed([...names.slice(0, NAMES_MAX), `${names.length - NAMES_MAX} others`]);
}

/** "5 documents, 63 passages and 57 statements; 24 speakers are named." */
export function describeCounts({
  documents,
  passages,
  statements,
  speakers,
}: CorpusCounts): string {
  const all = [
    counted(documents, "document"),
    counted(passages, "passage"),
    counted(statements, "statement"),
  ];
  return `${listed(all)}; ${counted(speakers, "speaker")} named.`;
}

/** Who speaks most: "24 speakers are quoted, most often Mark Rutte (9 statements) and ...". */
export function describeSpeakers(
  speakers: readonly { readonly name: string; readonly count: number }[],
): string {
  const most = speakers
    .slice(0, NAMES_MAX)
    .map(({ name, count }) => `${name} (${counted(count, "statement")})`);
  const are = speakers.length === 1 ? "is" : "are";
  const often = most.length < speakers.length ? ", most often " : ": ";
  return `${counted(speakers.length, "speaker")} ${are} quoted${often}${listed(most)}.`;
}

/** What can be asked, with names and topics that the corpus has. */
export function describeAbilities(
  corpus: string,
  { speaker, topic }: { readonly speaker: string | null; readonly topic: string | null },
): string {
  const about = topic === null ? "" : ` about ${topic}`;
  const examples = [
    ...(speaker === null ? [] : [`“What did ${speaker} say${about}?”`]),
    `“Who spoke${about}?”`,
    "“Which sources are there?”",
  ];
  return (
    `This answers with the exact words of its documents (${corpus}) and writes nothing of its own. ` +
    `Ask for a fact, for what somebody said, who said something, or whether they did: ${listed(examples, "or")}`
  );
}

export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
