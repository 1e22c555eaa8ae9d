import type { AskedSpeaker, Difference, Finding, Piece, Place } from "./finding.ts";

/** Plain words for what was found of a quote, the same on every surface. */

/** The verdict in a sentence or two. Of what is not here it says no more than that. */
export function describeFinding(found: Finding, asked: AskedSpeaker | null): string {
  return verdictOf(found, asked) + warningOf(found);
}

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

/** How the asked name was understood, where that is not plain; else null. */
export function describeAsked(asked: AskedSpeaker | null): string | null {
  if (!asked) return null;
  const names = asked.found.map(({ name }) => name);
  if (names.length === 0) return `Nobody of the name “${asked.name}” speaks in this corpus.`;
  if (names.length > 1) return `“${asked.name}” can be ${names.join(" or ")}: any of them counts.`;
  return names[0] === asked.name ? null : `“${asked.name}” is ${names[0]}.`;
}

/** Heading of the rest of a sentence that can change the quoted words. */
export function describeLeftOut({ words }: NonNullable<Place["leftOut"]>): string {
  return `Left out of the sentence, with words that can change it (${words.join(", ")}):`;
}

const WORDS_SHOWN_MAX = 60;

/** What the source has between two pieces: a heading, and the words where they are few; else null. */
export function describeBetween({
  between,
}: Piece): { readonly heading: string; readonly words: string | null } | null {
  if (!between) return null;
  const count = between.text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  if (count === 0) return null;
  const isLong = count > WORDS_SHOWN_MAX;
  return {
    heading: `Between the two the source has ${count === 1 ? "1 word" : `${count} words`}${isLong ? "." : ":"}`,
    words: isLong ? null : between.text.trim(),
  };
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

/** A line each kind: "Written otherwise, quotation marks: you “"a"”, the source ““a””". */
export function describeDifferences(differences: readonly Difference[]): string[] {
  const kinds = [...new Set(differences.map(({ kind }) => kind))];
  return kinds.map((kind) => {
    const shown = differences
      .filter((difference) => difference.kind === kind)
      .map(({ yours, theirs }) =>
        UNSEEN.has(kind) ? `at “${theirs}”` : `you “${yours}”, the source “${theirs}”`,
      );
    return `Written otherwise, ${KIND_NAMES[kind]}: ${shown.join("; ")}`.replace(/\s+/gu, " ");
  });
}
