import { wordsFor } from "../data/uses.ts";
import type { Span } from "../types.ts";
import { closers, isDigit, isLetter, isOneOf, isSpace, isUpper, isWord } from "./characters.ts";
import { type Layout, lastStartedBy, placesOf, type PlacedQuotation } from "./layout.ts";
import type { TokenOffsets } from "./statement.ts";

/** What the text itself says about a token; each 0 or 1, in the order in which the tagger reads them. */
export const FEATURES = [
  /** In double quotation marks, the marks included. */
  "in_double",
  "in_single",
  "double_open",
  "double_close",
  "single_open",
  "single_close",
  /** In a double quotation that its paragraph does not close. */
  "unclosed",
  /** In a double quotation that is opened again at a new paragraph. */
  "carried",
  "short_quote",
  "medium_quote",
  /** In a double quotation with one of , . ? ! — at its inner or outer end. */
  "quote_stopped",
  "quote_from_paragraph_start",
  "quote_to_paragraph_end",
  /** Outside, and a double quotation stands earlier in the paragraph. */
  "after_quote",
  "before_quote",
  "capital",
  "all_capitals",
  /** Capital, and neither a sentence's nor a quotation's first. */
  "inner_capital",
  /** A word goes on. */
  "continuation",
  /** No white space before. */
  "glued",
  "sentence_start",
  "sentence_end",
  "paragraph_start",
  "paragraph_end",
  "first_paragraph",
  /** The paragraph has no stop at its end. */
  "unstopped_paragraph",
  "digit",
  "comma",
  "period",
  "question",
  "colon",
  "dash",
  "bracket",
  "other_mark",
  "pronoun",
  "that",
] as const;
export type Feature = (typeof FEATURES)[number];

const indexOf = new Map<string, number>(FEATURES.map((name, index) => [name, index]));
const pronouns = wordsFor("tagger-pronoun");
const stops = ",.?!—";
/** Longest quotation, in words, that counts as short and as of medium length. */
const SHORT_WORDS_MAX = 3;
const MEDIUM_WORDS_MAX = 8;

/** `[tokens, FEATURES.length]`, row-major. */
export type FeatureValues = Float32Array;

/** Whether a token has a feature. */
export function hasFeature(values: FeatureValues, token: number, feature: Feature): boolean {
  return values[token * FEATURES.length + (indexOf.get(feature) ?? 0)] === 1;
}

/**
 * Gives a function that computes the features of tokens. It may be called for one stretch of the
 * text after another, and is linear in text and tokens together.
 */
export function featureReader(layout: Layout): (offsets: TokenOffsets) => FeatureValues {
  const ofQuote = layout.quotes.map((quote) => quotationFeatures(layout, quote));
  const ofParagraph = paragraphFeatures(layout);
  const edges = edgesOf(layout);
  const inCapitals = capitalRuns(layout.text);

  return ({ starts, ends }) => {
    const values = new Float32Array(starts.length * FEATURES.length);
    const quoteAt = lastStartedBy(layout.quotes, starts);
    const singleAt = lastStartedBy(layout.singles, starts);
    const paragraphAt = placesOf(layout.paragraphs, starts);
    for (const [token, start] of starts.entries()) {
      const end = ends[token] ?? start;
      const set = (name: Feature) => {
        values[token * FEATURES.length + (indexOf.get(name) ?? 0)] = 1;
      };
      const quote = quoteAt[token] ?? -1;
      const inQuote = start < (layout.quotes[quote]?.end ?? -1);
      const paragraph = ofParagraph[paragraphAt[token] ?? 0];
      if (inQuote) ofQuote[quote]?.forEach(set);
      if (!inQuote && start > (paragraph?.firstQuote ?? Infinity)) set("after_quote");
      if (!inQuote && start < (paragraph?.lastQuote ?? -1)) set("before_quote");
      if (start < (layout.singles[singleAt[token] ?? -1]?.end ?? -1)) set("in_single");
      if (paragraphAt[token] === 0) set("first_paragraph");
      if (paragraph?.unstopped) set("unstopped_paragraph");
      edges.starts.get(start)?.forEach(set);
      edges.ends.get(end)?.forEach(set);
      characterFeatures(layout, start, end).forEach(set);
      if (isUpper(layout.text.charAt(start))) {
        set("capital");
        const isFirst = edges.starts.has(start) || layout.marks.has(start - 1);
        if (!isFirst) set("inner_capital");
        if (inCapitals(start, end)) set("all_capitals");
      }
    }
    return values;
  };
}

function quotationFeatures(layout: Layout, quote: PlacedQuotation): Feature[] {
  const { text, marks, paragraphs } = layout;
  const { start, end, closed } = quote;
  const paragraph = paragraphs[quote.paragraph];
  const words = countWords(text, quote);
  let inner = end - 1;
  while (
    inner > start &&
    (marks.get(inner)?.endsWith("close") === true || isSpace(text.charAt(inner)))
  ) {
    inner -= 1;
  }
  const isStopped =
    isOneOf(text.charAt(inner), stops) || (closed && isOneOf(text.charAt(end), stops));
  const features: (Feature | false)[] = [
    "in_double",
    !closed && "unclosed",
    quote.carried && "carried",
    closed && words <= SHORT_WORDS_MAX && "short_quote",
    closed && words > SHORT_WORDS_MAX && words <= MEDIUM_WORDS_MAX && "medium_quote",
    isStopped && "quote_stopped",
    start === paragraph?.start && "quote_from_paragraph_start",
    end === paragraph?.end && "quote_to_paragraph_end",
  ];
  return features.filter((name) => name !== false);
}

/** Maximal runs of letters and digits. */
function countWords(text: string, { start, end }: Span): number {
  let count = 0;
  let inside = false;
  for (let position = start; position < end; position += 1) {
    const word = isWord(text.charAt(position));
    if (word && !inside) count += 1;
    inside = word;
  }
  return count;
}

/** Where each paragraph's first and last double quotation start, and whether it lacks a stop. */
function paragraphFeatures({ text, paragraphs, quotes }: Layout) {
  const first = new Map<number, number>();
  const last = new Map<number, number>();
  for (const { paragraph, start } of quotes) {
    if (!first.has(paragraph)) first.set(paragraph, start);
    last.set(paragraph, start);
  }
  return paragraphs.map((span, paragraph) => ({
    firstQuote: first.get(paragraph),
    lastQuote: last.get(paragraph),
    unstopped: isUnstopped(text, span),
  }));
}

function isUnstopped(text: string, { start, end }: Span): boolean {
  let last = end - 1;
  while (last >= start && (closers.has(text.charAt(last)) || isSpace(text.charAt(last)))) last -= 1;
  return last < start || !isOneOf(text.charAt(last), ".?!…");
}

/** By position, the features of a token that starts or ends there. */
function edgesOf({ sentences, paragraphs }: Layout) {
  const starts = new Map<number, Feature[]>(
    sentences.map(({ start }) => [start, ["sentence_start"]]),
  );
  const ends = new Map<number, Feature[]>(sentences.map(({ end }) => [end, ["sentence_end"]]));
  for (const { start, end } of paragraphs) {
    starts.get(start)?.push("paragraph_start");
    ends.get(end)?.push("paragraph_end");
  }
  return { starts, ends };
}

function characterFeatures({ text, marks }: Layout, start: number, end: number): Feature[] {
  const [char, before] = [text.charAt(start), text.charAt(start - 1)];
  const mark = marks.get(start);
  const features: Feature[] = mark ? [mark] : [];
  if (isWord(before) && isWord(char)) features.push("continuation");
  if (!isSpace(before)) features.push("glued");
  const type = typeOf(char);
  if (type) features.push(type);
  else if (!isLetter(char) && !mark) features.push("other_mark");
  const word = text.slice(start, end).toLowerCase();
  if (pronouns.has(word)) features.push("pronoun");
  if (word === "that") features.push("that");
  return features;
}

function typeOf(char: string): Feature | null {
  if (isDigit(char)) return "digit";
  if (char === ",") return "comma";
  if (isOneOf(char, ".…")) return "period";
  if (isOneOf(char, "?!")) return "question";
  if (isOneOf(char, ":;")) return "colon";
  if (isOneOf(char, "-–—")) return "dash";
  if (isOneOf(char, "()[]{}")) return "bracket";
  return null;
}

/**
 * Whether the run of letters around `[start, end)` has two letters or more, all upper case. Each run
 * is read once, for tokens that come in order.
 */
function capitalRuns(text: string): (start: number, end: number) => boolean {
  let run = { start: 0, end: 0, capital: false };
  return (start, end) => {
    if (start >= run.start && end <= run.end) return run.capital;
    let [from, to] = [start, end];
    while (from > run.end && isLetter(text.charAt(from - 1))) from -= 1;
    while (isLetter(text.charAt(to))) to += 1;
    let capital = to - from >= 2;
    for (let position = from; position < to && capital; position += 1) {
      capital = isUpper(text.charAt(position));
    }
    run = { start: from, end: to, capital };
    return capital;
  };
}
