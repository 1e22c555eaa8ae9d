import type { LinkParameters, TokenSpan } from "./statement.ts";

/** The spans of one role, and the two link vectors by which they find each other. */
export interface LinkSide {
  readonly span: TokenSpan;
  /** Which of the token's link vectors stands for the span in this pair. */
  readonly role: string;
}

/** The products of pairs' link vectors that are known, by the left span and the right one. */
export type Products = Map<TokenSpan, Map<TokenSpan, number>>;

/** What the scores of pairs depend on beside the two spans. */
export interface LinkContext {
  readonly parameters: LinkParameters;
  readonly products: Products;
  /** `[tokens, link roles, link size]`, row-major. */
  readonly links: Float32Array;
  /** First tokens of all contents, in order. */
  readonly contentFirsts: readonly number[];
  /** For each token the index of its sentence and of its paragraph. */
  readonly sentence: Int32Array;
  readonly paragraph: Int32Array;
}

/** The classes of a pair, as offsets into its weights. */
const SPANS_BETWEEN_MAX = 3;
const CONTENTS_BETWEEN_MAX = 2;
const DISTANCE_MAX = 2;

/**
 * How well two spans belong together: the scaled dot product of their link vectors, each the sum of
 * its first and last token's, and five weights for how they stand to each other.
 *
 * @param rightFirsts first tokens of all spans of the right one's role, in order.
 */
export function scorePair(
  left: LinkSide,
  right: LinkSide,
  weights: readonly number[],
  rightFirsts: readonly number[],
  context: LinkContext,
): number {
  const product = productOf(left, right, context);
  let score = product / Math.sqrt(context.parameters.size);
  for (const index of pairClasses(left.span, right.span, rightFirsts, context)) {
    score += weights[index] ?? 0;
  }
  return score;
}

function productOf(left: LinkSide, right: LinkSide, context: LinkContext): number {
  const { parameters, links, products } = context;
  const known = products.get(left.span) ?? new Map<TokenSpan, number>();
  products.set(left.span, known);
  let product = known.get(right.span);
  if (product !== undefined) return product;
  product = 0;
  const [a, b] = [vectorStarts(left, parameters), vectorStarts(right, parameters)];
  for (let at = 0; at < parameters.size; at += 1) {
    const leftValue = (links[a.first + at] ?? 0) + (links[a.last + at] ?? 0);
    const rightValue = (links[b.first + at] ?? 0) + (links[b.last + at] ?? 0);
    product += leftValue * rightValue;
  }
  known.set(right.span, product);
  return product;
}

/** Where a span's two vectors start in the links. */
function vectorStarts({ span, role }: LinkSide, { roles, size }: LinkParameters) {
  const start = (token: number) => (token * roles.length + roles.indexOf(role)) * size;
  return { first: start(span.first), last: start(span.last) };
}

/** Direction and distance, spans and contents between, sentences and paragraphs apart: five indices. */
function pairClasses(
  left: TokenSpan,
  right: TokenSpan,
  rightFirsts: readonly number[],
  { parameters, contentFirsts, sentence, paragraph }: LinkContext,
): number[] {
  const { gaps } = parameters;
  const isAfter = right.first > left.first;
  const [low, high] = isAfter ? [left.last, right.first] : [right.last, left.first];
  const distance = Math.max(0, high - low - 1);
  const gap = gaps.filter((bound) => bound < distance).length;
  const apart = (places: Int32Array) =>
    Math.min(DISTANCE_MAX, Math.abs((places[left.first] ?? 0) - (places[right.first] ?? 0)));
  const spansAt = 2 * (gaps.length + 1);
  const contentsAt = spansAt + SPANS_BETWEEN_MAX + 1;
  const sentencesAt = contentsAt + CONTENTS_BETWEEN_MAX + 1;
  const paragraphsAt = sentencesAt + DISTANCE_MAX + 1;
  return [
    gap + (isAfter ? gaps.length + 1 : 0),
    spansAt + Math.min(SPANS_BETWEEN_MAX, countBetween(rightFirsts, low, high)),
    contentsAt + Math.min(CONTENTS_BETWEEN_MAX, countBetween(contentFirsts, low, high)),
    sentencesAt + apart(sentence),
    paragraphsAt + apart(paragraph),
  ];
}

function countBetween(sorted: readonly number[], low: number, high: number): number {
  return Math.max(0, countUpTo(sorted, high - 1) - countUpTo(sorted, low));
}

/** How many of the sorted numbers are at most `value`, by bisection. */
export function countUpTo(sorted: readonly number[], value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((sorted[middle] ?? 0) <= value) from = middle + 1;
    else to = middle;
  }
  return from;
}
