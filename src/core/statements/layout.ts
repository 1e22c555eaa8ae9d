import { type Sentence, splitSentences } from "../text/sentences.ts";
import type { Span } from "../types.ts";
import { type DoubleQuotation, findQuotations, type MarkName } from "./quotations.ts";

export interface PlacedQuotation extends DoubleQuotation {
  /** It opens at its paragraph's start, and the paragraph before ends in a quotation left open. */
  readonly carried: boolean;
  /** Index of its paragraph. */
  readonly paragraph: number;
}

/** Where the paragraphs, sentences and quotation marks of a text are; each list in order. */
export interface Layout {
  readonly text: string;
  readonly paragraphs: readonly Span[];
  readonly sentences: readonly Span[];
  readonly quotes: readonly PlacedQuotation[];
  /** Closed quotations in single marks. */
  readonly singles: readonly Span[];
  /** By position, each character of a quotation mark. */
  readonly marks: ReadonlyMap<number, MarkName>;
}

/** Linear in the length of the text. */
export function findLayout(
  text: string,
  sentences: readonly Sentence[] = splitSentences(text),
): Layout {
  const paragraphs = paragraphsOf(sentences);
  const quotes: PlacedQuotation[] = [];
  const singles: Span[] = [];
  const marks = new Map<number, MarkName>();
  let endsOpen = false;
  for (const [paragraph, span] of paragraphs.entries()) {
    const found = findQuotations(text, span);
    for (const quote of found.doubles) {
      quotes.push({ ...quote, carried: endsOpen && quote.start === span.start, paragraph });
    }
    for (const single of found.singles) singles.push(single);
    for (const [position, mark] of found.marks) marks.set(position, mark);
    const last = found.doubles.at(-1);
    endsOpen = last !== undefined && !last.closed && last.end === span.end;
  }
  return { text, paragraphs, sentences, quotes, singles, marks };
}

function paragraphsOf(sentences: readonly Sentence[]): Span[] {
  const paragraphs: Span[] = [];
  let current = -1;
  for (const { start, end, paragraph } of sentences) {
    const open = paragraphs.at(-1);
    if (open && paragraph === current) {
      paragraphs[paragraphs.length - 1] = { start: open.start, end };
    } else {
      paragraphs.push({ start, end });
      current = paragraph;
    }
  }
  return paragraphs;
}

/** For each of the ordered positions the index of the last span that starts at or before it, or -1. */
export function lastStartedBy(spans: readonly Span[], positions: Int32Array): Int32Array {
  let index = countStartedBy(spans, positions[0] ?? 0) - 1;
  return positions.map((position) => {
    while ((spans[index + 1]?.start ?? Infinity) <= position) index += 1;
    return index;
  });
}

/** By bisection. */
function countStartedBy(spans: readonly Span[], position: number): number {
  let [from, to] = [0, spans.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((spans[middle]?.start ?? 0) <= position) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** For each position the index of its sentence or paragraph; what stands before the first counts to it. */
export function placesOf(spans: readonly Span[], positions: Int32Array): Int32Array {
  return lastStartedBy(spans, positions).map((index) => Math.max(0, index));
}
