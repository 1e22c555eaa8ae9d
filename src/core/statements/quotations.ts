import type { Span } from "../types.ts";
import { isDigit, isOneOf, isSpace, isWord } from "./characters.ts";

export type MarkName = "double_open" | "double_close" | "single_open" | "single_close";
type Direction = "open" | "close" | "either";

/** A stretch in double quotation marks, the marks included. One that is not closed ends with its paragraph. */
export interface DoubleQuotation extends Span {
  readonly closed: boolean;
}

/** The quotation marks of one paragraph. */
export interface Quotations {
  readonly doubles: readonly DoubleQuotation[];
  /** Closed quotations in single marks, the marks included. */
  readonly singles: readonly Span[];
  /** By position, each character of a mark; apostrophes are none. */
  readonly marks: ReadonlyMap<number, MarkName>;
}

const beforeOpening = "([{-–—/\"'“‘„«";
const endsClause = ",.;:?!)";

/**
 * Finds the quotation marks of the paragraph `[start, end)` from left to right: curly, straight,
 * angled, and two single ones for a double. Straight marks take their direction from the white
 * space beside them, and so do curly ones that point the wrong way. A mark that opens while another
 * quotation is open ends that one unclosed.
 */
export function findQuotations(text: string, { start, end }: Span): Quotations {
  const doubles: DoubleQuotation[] = [];
  const singles: Span[] = [];
  const marks = new Map<number, MarkName>();
  let double = -1;
  let single = -1;
  const at = (position: number) =>
    position >= start && position < end ? text.charAt(position) : "";

  const readDouble = (position: number, width: number, kind: Direction): void => {
    const sides = { before: at(position - 1), after: at(position + width) };
    const isRightAfterOpen = position === double + 1;
    const direction = directionOf(kind, { ...sides, isOpen: double >= 0, isRightAfterOpen });
    for (let offset = 0; offset < width; offset += 1) {
      marks.set(position + offset, `double_${direction}`);
    }
    if (double >= 0) {
      const closed = direction === "close";
      doubles.push({ start: double, end: closed ? position + width : position, closed });
    }
    double = direction === "open" ? position : -1;
    single = -1;
  };
  const readSingle = (position: number): void => {
    const char = at(position);
    const [before, after] = [at(position - 1), at(position + 1)];
    if (single >= 0 && char !== "‘" && !isSpace(before) && !isWord(after)) {
      singles.push({ start: single, end: position + 1 });
      marks.set(single, "single_open").set(position, "single_close");
      single = -1;
    } else if (single < 0 && char !== "’" && !isSpace(after) && !isDigit(after)) {
      if (isSpace(before) || isOneOf(before, beforeOpening)) single = position;
    }
  };

  for (let position = start; position < end;) {
    const mark = doubleMark(at(position), at(position + 1), at(position + 2), single >= 0);
    if (mark) readDouble(position, mark.width, mark.kind);
    else if (isOneOf(at(position), "'’‘")) readSingle(position);
    position += mark?.width ?? 1;
  }
  if (double >= 0) doubles.push({ start: double, end, closed: false });
  return { doubles, singles, marks };
}

/** Whether a double mark stands here: one character, or two equal ones of a typewriter. */
function doubleMark(char: string, next: string, third: string, singleIsOpen: boolean) {
  if (isOneOf(char, "“„‟«")) return { kind: "open", width: 1 } as const;
  if (isOneOf(char, "”»")) return { kind: "close", width: 1 } as const;
  if (char === '"') return { kind: "either", width: 1 } as const;
  if (!isOneOf(char, "'’‘`") || next !== char) return null;
  // Of three, the first closes the single quotation inside.
  if (isOneOf(char, "'’") && third === char && singleIsOpen) return null;
  if (isOneOf(char, "‘`")) return { kind: "open", width: 2 } as const;
  return { kind: char === "’" ? "close" : "either", width: 2 } as const;
}

interface Surroundings {
  readonly before: string;
  readonly after: string;
  readonly isOpen: boolean;
  readonly isRightAfterOpen: boolean;
}

function directionOf(kind: Direction, around: Surroundings): "open" | "close" {
  const { before, after, isOpen, isRightAfterOpen } = around;
  const opensWord = isSpace(before) && !isSpace(after);
  const closesWord = !isSpace(before) && (isSpace(after) || isOneOf(after, endsClause));
  if (kind === "close") return !isOpen && opensWord ? "open" : "close";
  if (kind === "open") return isOpen && closesWord ? "close" : "open";
  if (isOpen) return opensWord && !isRightAfterOpen ? "open" : "close";
  return isSpace(after) ? "close" : "open";
}
