import type { Difference, DifferenceKind } from "./finding.ts";
import { DASH, INVISIBLE, QUOTATION_MARK, type Token, type Tokens, WORD_FOLDS } from "./tokens.ts";

interface Found {
  readonly kind: DifferenceKind;
  /** Tokens of the two sides that it touches: first index and last index, the same on both sides. */
  readonly from: number;
  readonly to: number;
}

/**
 * How the writing of equal tokens differs, each with the words that show it. Neighbouring
 * differences of one kind are one: a quote in capitals differs once.
 *
 * @param yours the quote's tokens and `theirs` the source's: as many, pairwise of equal key.
 */
export function findDifferences(yours: Tokens, theirs: Tokens): Difference[] {
  const found = yours.tokens.flatMap((token, at): Found[] => {
    const other = theirs.tokens[at];
    if (!other) return [];
    const ofToken = tokenDifferences(token, textOf(yours, token), textOf(theirs, other));
    const ofGap = gapDifferences(gapBefore(yours, at), gapBefore(theirs, at));
    return [
      ...ofGap.map((kind) => ({ kind, from: at - 1, to: at })),
      ...ofToken.map((kind) => ({ kind, from: at, to: at })),
    ];
  });
  return joinNeighbours(found).map(({ kind, from, to }) => ({
    kind,
    yours: stretch(yours, from, to),
    theirs: stretch(theirs, from, to),
  }));
}

function tokenDifferences({ kind }: Token, yours: string, theirs: string): DifferenceKind[] {
  if (yours === theirs) return [];
  if (kind === "cut") return ["ellipsis"];
  const needed = WORD_FOLDS.map(([fold]) => fold).filter(
    (fold) => fold !== "unicode-form" && foldedBut(fold, yours) !== foldedBut(fold, theirs),
  );
  if (needed.length > 0) return needed;
  // Nothing else accounts for it: the same letters in another encoding.
  return yours.replace(/\.$/, "") === theirs.replace(/\.$/, "") ? [] : ["unicode-form"];
}

/** A word with all that writing may differ in undone but one. */
function foldedBut(left: string, word: string): string {
  return WORD_FOLDS.reduce(
    (folded, [fold, apply]) => (fold === left ? folded : apply(folded)),
    word,
  );
}

const gapKinds: readonly (readonly [DifferenceKind, RegExp])[] = [
  ["quotation-marks", QUOTATION_MARK],
  ["dashes", DASH],
  ["invisible", INVISIBLE],
  ["white-space", /\s/gu],
];

function gapDifferences(yours: string, theirs: string): DifferenceKind[] {
  if (yours === theirs) return [];
  const kinds = gapKinds
    .filter(([, pattern]) => only(yours, pattern) !== only(theirs, pattern))
    .map(([kind]) => kind);
  // "a - b" for "a—b" is a dash written otherwise, not white space as well.
  if (kinds.includes("dashes")) return kinds.filter((kind) => kind !== "white-space");
  return kinds.length > 0 ? kinds : ["markup"];
}

function only(text: string, kept: RegExp): string {
  return (text.match(kept) ?? []).join("");
}

function gapBefore({ text, tokens }: Tokens, at: number): string {
  const [before, token] = [tokens[at - 1], tokens[at]];
  return before && token ? text.slice(before.end, token.start) : "";
}

function joinNeighbours(found: readonly Found[]): Found[] {
  const joined: Found[] = [];
  for (const one of found) {
    const at = joined.findIndex(({ kind, to }) => kind === one.kind && to >= one.from - 1);
    const before = joined[at];
    if (before) joined[at] = { ...before, to: one.to };
    else joined.push(one);
  }
  return joined;
}

function textOf({ text }: Tokens, { start, end }: Token): string {
  return text.slice(start, end);
}

function stretch({ text, tokens }: Tokens, from: number, to: number): string {
  return text.slice(tokens[from]?.start, tokens[to]?.end);
}
