import { createPassageExcerpt } from "../../src/core/excerpt.ts";
import type { SourceDocument, Span } from "../../src/core/types.ts";

/** A function that somebody's text reaches, with the text as its input. */
export interface Subject {
  readonly name: string;
  readonly run: (text: string) => unknown;
  /** UTF-16 units of the longest text that it is tried with. Default: 300,000. */
  readonly unitsMax?: number;
}

/** What is only given questions and quotes, which have at most 2,000 characters, or a passage. */
export const SHORT = { unitsMax: 12_000 };
export function documentOf(text: string): SourceDocument {
  return {
    id: "hostile",
    title: text.slice(0, 500),
    publisher: text.slice(0, 500),
    author: null,
    authorRole: null,
    published: null,
    url: null,
    text,
    sha256: "0".repeat(64),
  };
}

/** The whole text as one excerpt. */
export function excerptOf(text: string) {
  const whole = { start: 0, end: text.length };
  return createPassageExcerpt(documentOf(text), whole, whole, 1);
}

/** A mark at every 50th character. */
export function marksIn(text: string): Span[] {
  return Array.from({ length: Math.floor(text.length / 50) }, (_, at) => ({
    start: at * 50 + 5,
    end: at * 50 + 25,
  }));
}
