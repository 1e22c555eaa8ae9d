import type {
  AskedSpeaker,
  Difference,
  ExactPlace,
  Finding,
  Piece,
  Place,
  Verification,
} from "../core/verify/types.ts";
import type { ReceiptCheck } from "../receipt.ts";
import { renderCoverage, renderExcerpt } from "./render.ts";
import { renderSideBySide } from "./side-by-side.ts";
import { type Style, block } from "./terminal.ts";

const INDENT = "   ";

/** What was found of a quote, as the terminal shows it: the verdict, then the places. */
export function renderVerification(found: Verification, style: Style): string {
  const parts = [
    style.bold(block(verdictOf(found, found.speaker) + warningOf(found), "", style)),
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

/** The verdict in a sentence or two. Of what is not here it says no more than that. */
function verdictOf(found: Finding, asked: AskedSpeaker | null): string {
  switch (found.outcome) {
    case "exact":
      return `Exact. This corpus has these words${sayWhose(found.places[0], asked)}${countOf(found)}.`;
    case "part":
      return `Part. This corpus has these words${sayWhose(found.places[0], asked)} as a part of something longer${countOf(found)}.`;
    case "other-speaker":
      return `Another speaker's. This corpus has these words from ${namesOf(found.places)}, and not from ${askedName(asked)}.`;
    case "speaker-not-told":
      return `Speaker not told. This corpus has these words, and does not tell that they are ${askedName(asked)}'s.`;
    case "altered":
      return (
        (found.onlyMarks
          ? "Altered. The words are the same; the punctuation differs"
          : "Altered. This corpus has it in other words") + `${alteredBy(found.places[0], asked)}.`
      );
    case "stitched":
      return `Stitched. These words stand in ${found.pieces.length} places, not together${found.marked ? "; the quote shows the cut" : ", and the quote does not show it"}.`;
    default:
      return "Not in this corpus. That does not mean that nobody said it.";
  }
}

/** Words in a sentence that denies them, or makes them depend on something, are not to be read alone. */
function warningOf(found: Finding): string {
  const isVerbatim = found.outcome === "exact" || found.outcome === "part";
  return isVerbatim && found.places[0].leftOut ? " Read them with the rest of their sentence." : "";
}

/** Reported words are the reporter's wording of what somebody said. */
function sayWhose({ excerpt }: Place, asked: AskedSpeaker | null): string {
  if (!asked) return "";
  const name = excerpt.statement?.speaker?.name ?? askedName(asked);
  return excerpt.kind === "reported" ? ` in a report of what ${name} said or did` : ` from ${name}`;
}

function alteredBy(place: Place, asked: AskedSpeaker | null): string {
  if (place.by === "other") return `, from ${namesOf([place])} and not from ${askedName(asked)}`;
  if (place.by === "not-told") return `, and does not tell that it is ${askedName(asked)}'s`;
  return "";
}

function countOf({ total }: { readonly total: number }): string {
  return total === 1 ? "" : `, in ${total} places`;
}

function askedName(asked: AskedSpeaker | null): string {
  const [only, ...others] = asked?.found ?? [];
  return only && others.length === 0 ? only.name : (asked?.name ?? "anybody");
}

function namesOf(places: readonly Place[]): string {
  const names = places.flatMap(({ speakers: [first] }) => (first ? [first.name] : []));
  return [...new Set(names)].join(" and ");
}

/** How the asked name was understood, where that is not plain. */
function renderAsked(asked: AskedSpeaker | null, style: Style): string[] {
  if (!asked) return [];
  const names = asked.found.map(({ name }) => name);
  if (names.length === 0)
    return [block(`Nobody of the name “${asked.name}” speaks in this corpus.`, "", style)];
  if (names.length > 1)
    return [block(`“${asked.name}” can be ${names.join(" or ")}: any of them counts.`, "", style)];
  return names[0] === asked.name ? [] : [block(`“${asked.name}” is ${names[0]}.`, "", style)];
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
    const { before, after, words } = leftOut;
    lines.push(
      style.warn(
        block(
          `Left out of the sentence, with words that can change it (${words.join(", ")}):`,
          INDENT,
          style,
        ),
      ),
      ...(before ? [block(`${before.text} …`, `${INDENT}│ `, style)] : []),
      ...(after ? [block(`… ${after.text}`, `${INDENT}│ `, style)] : []),
    );
  }
  return lines.join("\n");
}

const WORDS_SHOWN_MAX = 60;

function renderBetween({ between }: Piece, style: Style): string[] {
  if (!between) return [];
  const count = between.text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (count === 0) return [];
  const heading = block(
    `Between the two the source has ${count === 1 ? "1 word" : `${count} words`}${count > WORDS_SHOWN_MAX ? "." : ":"}`,
    INDENT,
    style,
  );
  return [
    count > WORDS_SHOWN_MAX
      ? heading
      : `${heading}\n${block(between.text.trim(), `${INDENT}│ `, style)}`,
  ];
}

const KIND_NAMES: Readonly<Record<Difference["kind"], string>> = {
  "white-space": "white space",
  "quotation-marks": "quotation marks",
  dashes: "dashes",
  case: "capitals",
  accents: "accents",
  "unicode-form": "encoding of the same letters",
  ellipsis: "ellipsis",
  invisible: "invisible characters",
  markup: "markup",
};
/** Differences that do not show on a screen. */
const UNSEEN: ReadonlySet<Difference["kind"]> = new Set([
  "white-space",
  "unicode-form",
  "invisible",
]);

/** A line each kind: "Written otherwise, quotation marks: “don't” for “don’t”". */
function renderDifferences(differences: readonly Difference[], style: Style): string {
  const kinds = [...new Set(differences.map(({ kind }) => kind))];
  return kinds
    .map((kind) => {
      const shown = differences
        .filter((difference) => difference.kind === kind)
        .map(({ yours, theirs }) =>
          UNSEEN.has(kind) ? `at “${theirs}”` : `you “${yours}”, the source “${theirs}”`,
        );
      const line = `Written otherwise, ${KIND_NAMES[kind]}: ${shown.join("; ")}`;
      return `\n${block(line.replace(/\s+/gu, " "), INDENT, style)}`;
    })
    .join("");
}
