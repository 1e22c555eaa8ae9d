import { splitSentences } from "../text/sentences.ts";
import { findQuotations } from "../statements/quotations.ts";
import type { Span } from "../types.ts";
import { type Tokens, tokenise } from "./tokens.ts";
import type { Material } from "./finding.ts";

/** A stretch of a document, read as far as it was asked for. All offsets are the document's. */
export interface Ground extends Material {
  readonly tokens: Tokens;
  sentences(): readonly Span[];
  /** What stands between quotation marks, the marks included. */
  quotations(): readonly Span[];
}

export function createGround(material: Material): Ground {
  const { document, window } = material;
  const part = document.text.slice(window.start, window.end);
  const shifted = (spans: readonly Span[]) =>
    spans.map(({ start, end }) => ({ start: window.start + start, end: window.start + end }));
  let sentences: readonly Span[] | null = null;
  let quotations: readonly Span[] | null = null;
  return {
    ...material,
    tokens: tokenise(document.text, window),
    sentences: () => (sentences ??= shifted(splitSentences(part))),
    quotations: () =>
      (quotations ??= shifted(linesOf(part).flatMap((line) => quotationsOf(part, line)))),
  };
}

function quotationsOf(text: string, line: Span): Span[] {
  const { doubles, singles } = findQuotations(text, line);
  return [...doubles.filter(({ closed }) => closed), ...singles];
}

function linesOf(text: string): Span[] {
  return [...text.matchAll(/[^\n]+/g)].map(({ index, 0: line }) => ({
    start: index,
    end: index + line.length,
  }));
}

/** The whole sentences that a span touches; the span itself where it touches none. */
export function sentencesAround(ground: Ground, span: Span): Span {
  const touched = ground
    .sentences()
    .filter(({ start, end }) => start < span.end && span.start < end);
  return {
    start: Math.min(span.start, ...touched.map(({ start }) => start)),
    end: Math.max(span.end, ...touched.map(({ end }) => end)),
  };
}

export function contains(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
