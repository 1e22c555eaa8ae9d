import type { Span } from "../types.ts";
import { isTopical } from "../text/words.ts";
import type { Ground } from "./ground.ts";
import { lengthAt } from "./occurrences.ts";
import { type Token, countWords, spanOf } from "./tokens.ts";

/** Tokens `[from, to)` of the quote that stand at `match` in the ground's document. */
export interface FoundPiece {
  readonly ground: Ground;
  readonly from: number;
  readonly to: number;
  readonly match: Span;
}

/** A shorter run of words is found in many texts by chance. */
const PIECE_WORDS_MIN = 4;
const PIECE_TOPICAL_MIN = 2;
/** Of a quote that shows its cuts, each piece is what its writer says it is. */
const MARKED_WORDS_MIN = 2;
const PIECES_MAX = 6;
/** Words between two pieces that no piece has, such as an "and" that joins them: at most so many in all. */
const JOINING_WORDS_MAX = 2;
/** Fewer words left out in one place are a change of that place, not two places. */
const BETWEEN_WORDS_MIN = 7;

/**
 * The places from which a quote was put together: as few pieces as there can be, each as long as it
 * can be, taken from left to right.
 *
 * @returns null when they are not found, or are one place with a few words changed or left out.
 */
export function findPieces(
  quote: readonly Token[],
  grounds: readonly Ground[],
): { readonly pieces: readonly FoundPiece[]; readonly joining: number } | null {
  const pieces: FoundPiece[] = [];
  let joining = 0;
  let from = 0;
  while (from < quote.length) {
    const piece =
      quote[from]?.kind === "word" ? longestFrom(quote, from, grounds, pieces.at(-1)) : null;
    if (piece) pieces.push(piece);
    else if (quote[from]?.kind === "word") joining += 1;
    from = piece?.to ?? from + 1;
    if (joining > JOINING_WORDS_MAX || pieces.length > PIECES_MAX) return null;
  }
  const apart = pieces.slice(1).some((piece, at) => !isNear(pieces[at], piece));
  return apart ? { pieces, joining } : null;
}

/** The longest piece that begins with a token; of equal ones the next after the piece before. */
function longestFrom(
  quote: readonly Token[],
  from: number,
  grounds: readonly Ground[],
  before: FoundPiece | undefined,
): FoundPiece | null {
  const nearFirst = before
    ? [before.ground, ...grounds.filter((ground) => ground !== before.ground)]
    : grounds;
  let best: FoundPiece | null = null;
  for (const ground of nearFirst) {
    const { tokens } = ground.tokens;
    for (const at of tokens.keys()) {
      const length = lengthAt(quote, from, tokens, at);
      const gain = length - (best ? best.to - best.from : 0);
      const follows = ground === before?.ground && (tokens[at]?.start ?? 0) >= before.match.end;
      const bestFollows =
        best !== null && best.ground === before?.ground && best.match.start >= before.match.end;
      if (length > 0 && (gain > 0 || (gain === 0 && follows && !bestFollows)))
        best = { ground, from, to: from + length, match: spanOf(tokens.slice(at, at + length)) };
    }
  }
  return best && isEnough(quote.slice(best.from, best.to)) ? best : null;
}

function isEnough(tokens: readonly Token[]): boolean {
  const topical = tokens.filter(({ kind, key }) => kind === "word" && isTopical(key));
  return countWords(tokens) >= PIECE_WORDS_MIN && topical.length >= PIECE_TOPICAL_MIN;
}

function isNear(before: FoundPiece | undefined, piece: FoundPiece): boolean {
  if (!before || before.ground !== piece.ground || piece.match.start < before.match.end)
    return false;
  const between = piece.ground.tokens.tokens.filter(
    ({ start }) => before.match.end <= start && start < piece.match.start,
  );
  return countWords(between) < BETWEEN_WORDS_MIN;
}

/**
 * The pieces of a quote that shows its cuts, each found whole: in one document and in their order
 * where there is one that has them so, else wherever each stands first.
 *
 * @returns null when the quote shows no cut, or a piece is too short or not found.
 */
export function findMarkedPieces(
  quote: readonly Token[],
  grounds: readonly Ground[],
): readonly FoundPiece[] | null {
  const ranges = piecesBetweenCuts(quote);
  const wanted = ranges.map(({ start, end }) => quote.slice(start, end));
  if (wanted.length < 2 || wanted.some((one) => countWords(one) < MARKED_WORDS_MIN)) return null;
  const inOrder = grounds
    .map((ground) => placeInOrder(ranges, quote, ground))
    .find((found) => found !== null);
  if (inOrder) return inOrder;
  const anywhere = ranges.map((range) =>
    grounds.map((ground) => firstAfter(range, quote, ground, 0)).find((found) => found !== null),
  );
  const found = anywhere.filter((piece) => piece !== undefined);
  return found.length === ranges.length ? found : null;
}

function placeInOrder(
  ranges: readonly Span[],
  quote: readonly Token[],
  ground: Ground,
): FoundPiece[] | null {
  const found: FoundPiece[] = [];
  for (const range of ranges) {
    const piece = firstAfter(range, quote, ground, found.at(-1)?.match.end ?? 0);
    if (!piece) return null;
    found.push(piece);
  }
  return found;
}

function firstAfter(
  { start: from, end: to }: Span,
  quote: readonly Token[],
  ground: Ground,
  after: number,
): FoundPiece | null {
  const { tokens } = ground.tokens;
  const wanted = quote.slice(from, to);
  const at = tokens.findIndex(
    (token, index) => token.start >= after && lengthAt(wanted, 0, tokens, index) === wanted.length,
  );
  return at < 0 ? null : { ground, from, to, match: spanOf(tokens.slice(at, at + wanted.length)) };
}

/** Ranges of tokens between cuts, without the marks at their ends. */
function piecesBetweenCuts(quote: readonly Token[]): Span[] {
  const cuts = [...quote.keys()].filter((at) => quote[at]?.kind === "cut");
  return [-1, ...cuts].map((cut, index) => {
    const own = { start: cut + 1, end: cuts[index] ?? quote.length };
    const words = [...quote.keys()].filter(
      (at) => own.start <= at && at < own.end && quote[at]?.kind === "word",
    );
    return { start: words[0] ?? own.start, end: (words.at(-1) ?? own.start - 1) + 1 };
  });
}
