import { isTopical } from "../text/words.ts";
import type { Token, Tokens } from "./tokens.ts";
import type { Segment } from "./finding.ts";

/** A step of an alignment: indices of tokens, or null where a side has none. */
interface Column {
  readonly yours: number | null;
  readonly theirs: number | null;
}

export interface Alignment {
  readonly columns: readonly Column[];
  /** Tokens of the source from the first to the last that take part. */
  readonly from: number;
  readonly to: number;
  /** See `AlteredPlace.similarity`. */
  readonly similarity: number;
  /** The weight of the tokens that are the same; a word of a topic weighs 1. */
  readonly same: number;
}

/** What a token weighs. A changed "the" is a small change, a changed comma a smaller one. */
const WEIGHTS = { topical: 1, common: 0.5, mark: 0.1 };
/** A little less than 1: at the end of a quote, a word for another rather than a word too many. */
const CHANGE = 0.95;
/** A first or last word has no less of a place than the words between: "a line" is "a red line" without "red". */
const EDGE = 1.1;
const DIAGONAL = 0;
const DOWN = 1;
const RIGHT = 2;

function weightOf({ kind, key }: Token): number {
  if (kind !== "word") return WEIGHTS.mark;
  return isTopical(key) ? WEIGHTS.topical : WEIGHTS.common;
}

/**
 * Where a text comes nearest to a quote, and how the two fit token by token: the alignment of least
 * cost of the whole quote with any stretch of the text, by the dynamic programme of Needleman and
 * Wunsch (1970) with free ends on the text's side (Sellers, 1980). A token on one side only costs
 * its weight; a word for another a little less than the greater weight. After a cut in the quote ("[…]") the text
 * may go on anywhere. Time and memory: the product of the two lengths; memory a byte each.
 *
 * @returns null when nothing is the same.
 */
export function align(yours: readonly Token[], theirs: readonly Token[]): Alignment | null {
  const [rows, width] = [yours.length, theirs.length + 1];
  const moves = new Uint8Array((rows + 1) * width);
  const weights = theirs.map(weightOf);
  let above = new Float64Array(width);
  let current = new Float64Array(width);
  for (let row = 1; row <= rows; row += 1) {
    const token = yours[row - 1];
    if (!token) continue;
    const isCut = token.kind === "cut";
    const weight = weightOf(token);
    const isEdge = row === 1 || row === rows;
    const drop = isCut ? 0 : isEdge ? Math.max(weight, EDGE) : weight;
    current[0] = (above[0] ?? 0) + drop;
    moves[row * width] = DOWN;
    for (let column = 1; column < width; column += 1) {
      const other = theirs[column - 1];
      if (!other) continue;
      const skip = weights[column - 1] ?? 0;
      const diagonal =
        (above[column - 1] ?? 0) +
        changeCost(token, other, Math.max(weight, skip, isEdge ? EDGE : 0));
      const down = (above[column] ?? 0) + drop;
      const right = (current[column - 1] ?? 0) + (isCut ? 0 : skip);
      const best = Math.min(diagonal, down, right);
      current[column] = best;
      moves[row * width + column] = best === diagonal ? DIAGONAL : best === down ? DOWN : RIGHT;
    }
    [above, current] = [current, above];
  }
  const columns = traceBack(
    moves,
    width,
    rows,
    above.indexOf(above.reduce((a, b) => (b < a ? b : a), Infinity)),
  );
  return summarise(columns, yours, theirs);
}

function changeCost(yours: Token, theirs: Token, weight: number): number {
  if (yours.key === theirs.key) return 0;
  return yours.kind === theirs.kind ? CHANGE * weight : Infinity;
}

function traceBack(moves: Uint8Array, width: number, rows: number, end: number): Column[] {
  const columns: Column[] = [];
  let [row, column] = [rows, end];
  while (row > 0) {
    const move = moves[row * width + column];
    if (move !== RIGHT) row -= 1;
    if (move !== DOWN) column -= 1;
    columns.push({
      yours: move === RIGHT ? null : row,
      theirs: move === DOWN ? null : column,
    });
  }
  return columns.reverse();
}

function summarise(
  columns: readonly Column[],
  yours: readonly Token[],
  theirs: readonly Token[],
): Alignment | null {
  const met = columns.flatMap((column) => (column.theirs === null ? [] : [column.theirs]));
  const [from, to] = [met[0], met.at(-1)];
  let [same, all, isCut] = [0, 0, false];
  for (const column of columns) {
    const [mine, other] = [tokenAt(yours, column.yours), tokenAt(theirs, column.theirs)];
    isCut = mine ? mine.kind === "cut" : isCut;
    if (isCut) continue;
    const weight = Math.max(mine ? weightOf(mine) : 0, other ? weightOf(other) : 0);
    all += weight;
    if (mine && mine.key === other?.key) same += weight;
  }
  if (from === undefined || to === undefined || same === 0) return null;
  return { columns, from, to, similarity: same / all, same };
}

function tokenAt(tokens: readonly Token[], at: number | null): Token | null {
  return at === null ? null : (tokens[at] ?? null);
}

/** The alignment as stretches of both texts, see `Segment`: each token takes the gap before it along. */
export function toSegments({ columns }: Alignment, yours: Tokens, theirs: Tokens): Segment[] {
  const first = {
    yours: columns.find((one) => one.yours !== null)?.yours ?? 0,
    theirs: columns.find((one) => one.theirs !== null)?.theirs ?? 0,
  };
  const segments: Segment[] = [];
  const add = (next: Segment) => {
    const at = segments.findLastIndex(({ kind }) => kind === next.kind);
    // What was replaced comes before what replaces it: yours and theirs may change places.
    const joins =
      at >= 0 &&
      !segments.slice(at + 1).some(({ kind }) => kind === "same" || next.kind === "same");
    const before = segments[at];
    if (joins && before)
      segments[at] = {
        ...next,
        yours: before.yours + next.yours,
        theirs: before.theirs + next.theirs,
      };
    else segments.push(next);
  };
  for (const column of columns) {
    const mine = column.yours === null ? "" : withGap(yours, column.yours, first.yours);
    const other = column.theirs === null ? "" : withGap(theirs, column.theirs, first.theirs);
    const same = yours.tokens[column.yours ?? -1]?.key === theirs.tokens[column.theirs ?? -1]?.key;
    if (same) add({ kind: "same", yours: mine, theirs: other });
    else {
      if (mine !== "") add({ kind: "yours", yours: mine, theirs: "" });
      if (other !== "") add({ kind: "theirs", yours: "", theirs: other });
    }
  }
  return segments;
}

function withGap({ text, tokens }: Tokens, at: number, first: number): string {
  const start = at === first ? tokens[at]?.start : tokens[at - 1]?.end;
  return text.slice(start, tokens[at]?.end);
}
