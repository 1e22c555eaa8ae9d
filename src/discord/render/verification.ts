import { dayOf, describeSpeaker, titleOf } from "../../core/describe-excerpt.ts";
import {
  describeAsked,
  describeBetween,
  describeDifferences,
  describeFinding,
  describeLeftOut,
} from "../../core/verify/describe-finding.ts";
import type {
  AlteredPlace,
  Difference,
  Finding,
  Piece,
  Place,
  Segment,
  Verification,
} from "../../core/verify/finding.ts";
import type { Excerpt } from "../../core/types.ts";
import type { ReceiptCheck } from "../../core/receipt.ts";
import { PLACES_PER_PAGE, SHARES } from "./message-limits.ts";
import { type PageOptions, lines, placesOf, plainItem } from "./answer.ts";
import { footer } from "./citation.ts";
import { cutLine, cutLineStart } from "./cut.ts";
import { bold, escapeLine, small } from "./escape.ts";
import { type Item, renderPage, sliceOf } from "./items.ts";
import {
  type ACCENTS,
  type ButtonSpec,
  type InnerComponent,
  type Reply,
  button,
  reply,
  rowsOf,
  separator,
  text,
} from "./payload.ts";
import { TEXTS } from "./texts.ts";

/** What was found of a quote: the verdict, then the places with what differs and what is left out. */
export function renderVerification(found: Verification, options: PageOptions = {}): Reply {
  const items = itemsOf(found, options);
  const slice = sliceOf(items.length, PLACES_PER_PAGE, options.page);
  const isLast = slice.page === slice.pages - 1;
  return renderPage({
    accent: ACCENT[found.outcome],
    heading: lines([
      cutLine(TEXTS.checked(found.quote), SHARES.checked),
      bold(cutLine(describeFinding(found, found.speaker), SHARES.verdict)),
      cutLine(describeAsked(found.speaker) ?? "", SHARES.note),
      isLast ? moreOf(found) : "",
      found.outcome === "not-in-corpus" && items.length > 0 ? bold(TEXTS.nearQuote) : "",
    ]),
    items: items.slice(slice.start, slice.end),
    footer: footer(found.corpus, slice.page, slice.pages),
    buttons: options.buttons ?? [],
  });
}

/**
 * Several quotes of a message: of each the verdict and its first place, and a button to look closer.
 *
 * @param openers one for each, in their order.
 */
export function renderVerifications(
  all: readonly Verification[],
  openers: readonly ButtonSpec[],
  buttons: readonly ButtonSpec[],
): Reply {
  const entries = all.flatMap((found, at): InnerComponent[] => {
    const [place] = placesOf(found);
    const display = text(
      lines([
        bold(TEXTS.position(at + 1, all.length)),
        cutLine(TEXTS.checked(found.quote), SHARES.checked),
        bold(cutLine(describeFinding(found, found.speaker), SHARES.verdict)),
        place ? small(cutLine(placeLine(place), SHARES.remark * 2)) : "",
      ]),
    );
    const opener = openers[at];
    const entry: InnerComponent = opener
      ? { type: 9, components: [display], accessory: button(opener) }
      : display;
    return at === 0 ? [entry] : [separator(), entry];
  });
  const isAny = all.some(({ outcome }) => outcome !== "not-in-corpus");
  return reply(isAny ? "answer" : "noAnswer", entries, rowsOf(buttons.map(button)));
}

/** "Mark Rutte · China urged to stop … · 2024-11-18" */
function placeLine({ excerpt: { statement, document } }: Place): string {
  const who = statement ? `${describeSpeaker(statement)} · ` : "";
  return `${who}${titleOf(document)} · ${dayOf(document.published)}`;
}

/** Green is for words that stand so; nothing is red, for nothing here is a judgement. */
const ACCENT: Readonly<Record<Finding["outcome"], keyof typeof ACCENTS>> = {
  exact: "verbatim",
  part: "verbatim",
  "other-speaker": "attention",
  "speaker-not-told": "attention",
  altered: "attention",
  stitched: "attention",
  "not-in-corpus": "noAnswer",
};

function moreOf(found: Finding): string {
  const more = "total" in found ? found.total - found.places.length : 0;
  return more > 0 ? TEXTS.more(more) : "";
}

function itemsOf(found: Finding, options: PageOptions): Item[] {
  switch (found.outcome) {
    case "altered":
      return found.places.map((place, at) => ({
        ...placeItem(place, at, options),
        above: lines(alterations(place)),
      }));
    case "stitched":
      return found.pieces.map((piece, at) => ({
        ...placeItem(piece, at, options, piece.differences),
        above: lines(between(piece)),
      }));
    case "not-in-corpus":
      return found.leads.map(({ excerpt }, at) => ({
        ...plainItem(excerpt, at, options),
        number: null,
      }));
    default:
      return found.places.map((place, at) => placeItem(place, at, options, place.differences));
  }
}

function placeItem(
  { excerpt, match, leftOut }: Place,
  at: number,
  options: PageOptions,
  differences: readonly Difference[] = [],
): Item {
  return {
    ...plainItem(excerpt, at, options),
    match,
    below: lines([
      ...described(describeDifferences(differences), DIFFERENCES_MAX),
      ...(leftOut
        ? [
            bold(cutLine(describeLeftOut(leftOut), SHARES.remark)),
            leftOut.before ? `${cutLineStart(leftOut.before.text, SHARES.remark)} …` : "",
            leftOut.after ? `… ${cutLine(leftOut.after.text, SHARES.remark)}` : "",
          ]
        : []),
    ]),
  };
}

const DIFFERENCES_MAX = 2;
const ALTERATIONS_MAX = 3;

function described(all: readonly string[], max: number): string[] {
  const shown = all.slice(0, max).map((line) => cutLine(line, SHARES.remark));
  const more = all.length - shown.length;
  return more > 0 ? [...shown, TEXTS.moreDifferences(more)] : shown;
}

/** A line each place where the words differ: "after “Beijing”: you “can”, the source “cannot”". */
function alterations({ segments }: AlteredPlace): string[] {
  const all = segments.flatMap((segment, at) => {
    const [before, next] = [segments[at - 1], segments[at + 1]];
    if (segment.kind === "same" || (segment.kind === "theirs" && before?.kind === "yours"))
      return [];
    // What stands for something else is shown with it.
    const theirs = segment.kind === "yours" && next?.kind === "theirs" ? next : segment;
    return [`${placeOf(before)}${side("yours", segment.yours)}, ${side("theirs", theirs.theirs)}`];
  });
  return described(all, ALTERATIONS_MAX);
}

const WORDS_BEFORE = 2;

function placeOf(before: Segment | undefined): string {
  const words = before?.theirs.trim().split(/\s+/u).slice(-WORDS_BEFORE).join(" ") ?? "";
  return words === "" ? "" : `after “${words}”: `;
}

function side(whose: "yours" | "theirs", words: string): string {
  return words.trim() === ""
    ? `${TEXTS[whose]} ${TEXTS.nothing}`
    : `${TEXTS[whose]} “${words.trim()}”`;
}

function between(piece: Piece): string[] {
  const found = describeBetween(piece);
  if (!found) return [];
  return [
    escapeLine(found.heading),
    found.words === null ? "" : cutLine(found.words, SHARES.remark),
  ];
}

/** How many pages the check of a receipt has. */
export function pagesOfReceipt(found: ReceiptCheck): number {
  return sliceOf(receiptItems(found, {}).length, PLACES_PER_PAGE).pages;
}

/** What has become of an excerpt: as it was, and as the source has it now. */
export function renderReceipt(found: ReceiptCheck, options: PageOptions = {}): Reply {
  const items = receiptItems(found, options);
  const slice = sliceOf(items.length, PLACES_PER_PAGE, options.page);
  const hasNothing = found.outcome === "changed" && found.now.outcome === "not-in-corpus";
  return renderPage({
    accent: RECEIPT_ACCENT[found.outcome],
    heading: lines([
      escapeLine(TEXTS.receipt(found.receipt)),
      bold(escapeLine(TEXTS.receiptVerdicts[found.outcome])),
      found.outcome === "unknown" ? TEXTS.receiptUnknown : "",
      hasNothing ? TEXTS.nothingNow : "",
    ]),
    items: items.slice(slice.start, slice.end),
    footer: footer(found.corpus, slice.page, slice.pages),
    buttons: options.buttons ?? [],
  });
}

const RECEIPT_ACCENT: Readonly<Record<ReceiptCheck["outcome"], keyof typeof ACCENTS>> = {
  unchanged: "verbatim",
  moved: "attention",
  changed: "attention",
  unknown: "noAnswer",
};

function receiptItems(found: ReceiptCheck, options: PageOptions): Item[] {
  const under = (heading: string, excerpt: Excerpt, at: number): Item => ({
    ...plainItem(excerpt, at, options),
    number: null,
    above: heading,
  });
  switch (found.outcome) {
    case "unchanged":
      return [{ ...plainItem(found.excerpt, 0, options), number: null }];
    case "moved":
      return [under(TEXTS.was, found.was, 0), under(TEXTS.now, found.now, 1)];
    case "changed": {
      const now = found.now.outcome === "not-in-corpus" ? [] : itemsOf(found.now, NO_BUTTONS);
      return [
        under(TEXTS.was, found.was, 0),
        ...now.map((item, at) => ({
          ...item,
          buttons: options.itemButtons?.(at + 1, item.excerpt) ?? [],
          above: lines([at === 0 ? TEXTS.nearestNow : "", item.above]),
        })),
      ];
    }
    default:
      return [];
  }
}

const NO_BUTTONS: PageOptions = {};
