import type {
  AskedSpeaker,
  Difference,
  ExactPlace,
  Finding,
  Piece,
  Place,
  Verification,
} from "../core/verify/finding.ts";
import {
  describeAsked,
  describeBetween,
  describeDifferences,
  describeFinding,
  describeLeftOut,
} from "../core/verify/describe-finding.ts";
import type { ReceiptCheck } from "../core/receipt.ts";
import { renderCoverage, renderExcerpt } from "./render.ts";
import { renderSideBySide } from "./side-by-side.ts";
import { type Style, block } from "./terminal.ts";

const INDENT = "   ";

/** What was found of a quote, as the terminal shows it: the verdict, then the places. */
export function renderVerification(found: Verification, style: Style): string {
  const parts = [
    style.bold(block(describeFinding(found, found.speaker), "", style)),
    ...renderAsked(found.speaker, style),
    ...renderPlaces(found, style),
    style.dim(renderCoverage(found.corpus)),
  ];
  return parts.join("\n\n");
}

/** What has become of an excerpt, as the terminal shows it. */
export function renderReceipt(found: ReceiptCheck, style: Style): string {
  const say = (text: string) => style.bold(block(text, "", style));
  const note = (text: string) => block(text, "", style);
  switch (found.outcome) {
    case "unchanged":
      return joined(found, style, [
        say("Unchanged. The source still has it, as it was quoted."),
        renderExcerpt(found.excerpt, 1, null, style),
      ]);
    case "moved":
      return joined(found, style, [
        say("Moved. The source has changed since, and still has these words."),
        note("As it was quoted, from the earlier text:"),
        renderExcerpt(found.was, 1, null, style),
        note("Now:"),
        renderExcerpt(found.now, 2, null, style),
      ]);
    case "changed":
      return joined(found, style, [
        say("Changed. The source has changed since, and no longer has these words."),
        note("As it was quoted, from the earlier text:"),
        renderExcerpt(found.was, 1, null, style),
        ...renderNow(found.now, style),
      ]);
    default:
      return joined(found, style, [
        say("Not here. No document of this corpus has the text of this receipt."),
        note(
          "The document may have been removed, or changed before this index was built, or the receipt is of another corpus: a receipt alone cannot tell.",
        ),
      ]);
  }
}

function joined(found: ReceiptCheck, style: Style, parts: readonly string[]): string {
  return [...parts, style.dim(renderCoverage(found.corpus))].join("\n\n");
}

function renderNow(now: Finding, style: Style): string[] {
  if (now.outcome === "not-in-corpus")
    return [block("The source has nothing near to it now.", "", style)];
  return [block("The nearest that the source has now:", "", style), ...renderPlaces(now, style)];
}

function renderAsked(asked: AskedSpeaker | null, style: Style): string[] {
  const note = describeAsked(asked);
  return note === null ? [] : [block(note, "", style)];
}

function renderPlaces(found: Finding, style: Style): string[] {
  switch (found.outcome) {
    case "altered":
      return found.places.flatMap((place, at) => [
        renderSideBySide(place.segments, INDENT, style),
        renderPlace(place, at, style),
      ]);
    case "stitched":
      return found.pieces.flatMap((piece, at) => [
        ...renderBetween(piece, style),
        renderPlace(piece, at, style) + renderDifferences(piece.differences, style),
      ]);
    case "not-in-corpus":
      return found.leads.length === 0
        ? []
        : [
            style.warn("Near, but not it:"),
            ...found.leads.map(({ excerpt }, at) => renderExcerpt(excerpt, at + 1, null, style)),
          ];
    default:
      return [...renderExact(found.places, style), ...renderMore(found, style)];
  }
}

function renderExact(places: readonly ExactPlace[], style: Style): string[] {
  return places.map(
    (place, at) => renderPlace(place, at, style) + renderDifferences(place.differences, style),
  );
}

function renderMore(
  { places, total }: { readonly places: readonly unknown[]; readonly total: number },
  style: Style,
): string[] {
  const more = total - places.length;
  return more > 0 ? [block(`And ${more} more places.`, "", style)] : [];
}

function renderPlace({ excerpt, match, leftOut }: Place, at: number, style: Style): string {
  const lines = [renderExcerpt(excerpt, at + 1, match, style)];
  if (leftOut) {
    const { before, after } = leftOut;
    lines.push(
      style.warn(block(describeLeftOut(leftOut), INDENT, style)),
      ...(before ? [block(`${before.text} …`, `${INDENT}│ `, style)] : []),
      ...(after ? [block(`… ${after.text}`, `${INDENT}│ `, style)] : []),
    );
  }
  return lines.join("\n");
}

function renderBetween(piece: Piece, style: Style): string[] {
  const between = describeBetween(piece);
  if (!between) return [];
  const heading = block(between.heading, INDENT, style);
  return [
    between.words === null ? heading : `${heading}\n${block(between.words, `${INDENT}│ `, style)}`,
  ];
}

function renderDifferences(differences: readonly Difference[], style: Style): string {
  return describeDifferences(differences)
    .map((line) => `\n${block(line, INDENT, style)}`)
    .join("");
}
