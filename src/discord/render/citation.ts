import {
  dayOf,
  describeCoverage,
  describeKind,
  describeSpeaker,
  titleOf,
} from "../../core/describe-excerpt.ts";
import type { Citation, CorpusCoverage, Excerpt } from "../../core/types.ts";
import { SHARES } from "./message-limits.ts";
import { cutLine } from "./cut.ts";
import { bold, escapeLine, small } from "./escape.ts";
import { TEXTS } from "./texts.ts";

/** The lines below a quote: who said it and how, then where it is from. All escaped and cut. */

const SEPARATOR = " · ";

function joined(parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== "").join(SEPARATOR);
}

/**
 * The citation of an excerpt under its number.
 *
 *     **1 · Mark Rutte**, NATO Secretary-General · “stating” · in quotation marks
 *     China urged to stop … · Robert Besser · 2024-11-18
 *     -# nato-and-eu-urge-china · receipt 208a31ac10.18y.2l · also in 2 more sources
 */
export function citationLines(excerpt: Excerpt, number: number | null, link: string): string {
  const { statement, document, alsoIn } = excerpt;
  const also = alsoIn.length > 0 ? TEXTS.alsoIn(alsoIn.length) : null;
  const last = small(
    joined([
      cutLine(document.id, SHARES.documentId),
      escapeLine(TEXTS.receipt(excerpt.receipt)),
      also,
      link,
    ]),
  );
  const label = number === null ? "" : `${number}${SEPARATOR}`;
  if (!statement) {
    const title = bold(`${label}${cutLine(titleOf(document), SHARES.title)}`);
    return [joined([title, ...sourceParts(document)]), last].join("\n");
  }
  const { speaker, cue } = statement;
  const name = bold(`${label}${cutLine(describeSpeaker(statement), SHARES.speaker)}`);
  const said = joined([
    speaker?.role ? `${name}, ${cutLine(speaker.role, SHARES.role)}` : name,
    cue ? `“${cutLine(cue.text, SHARES.cue)}”` : null,
    describeKind(excerpt.kind),
  ]);
  return [said, sourceLine(document), last].join("\n");
}

/** "China urged to stop … · Robert Besser · 2024-11-18" */
function sourceLine(document: Citation): string {
  return joined([cutLine(titleOf(document), SHARES.title), ...sourceParts(document)]);
}

/** Publisher, author with office, and day or "undated". */
export function sourceParts(document: Citation): string[] {
  const author = [document.author, document.authorRole].filter((part) => part !== null).join(", ");
  return [
    cutLine(document.publisher ?? "", SHARES.publisher),
    cutLine(author, SHARES.author),
    cutLine(dayOf(document.published), SHARES.publisher),
  ].filter((part) => part !== "");
}

/** Small print below a reply: what the corpus covers, and which page this is. */
export function footer(corpus: CorpusCoverage | null, page: number, pages: number): string {
  const coverage = corpus === null ? "" : describeCoverage(corpus);
  const paging = pages > 1 ? TEXTS.page(page + 1, pages) : "";
  const line = [coverage, paging].filter((part) => part !== "").join(SEPARATOR);
  return line === "" ? "" : small(cutLine(line, SHARES.footer));
}
