import { findFurniture } from "./furniture.ts";
import { splitSentences } from "./sentences.ts";
import type { Sentence } from "./sentences.ts";
import type { Passage, Span } from "../types.ts";

/** How long a passage's text should be, in tokens of the encoder. */
export const PASSAGE_TOKENS_TARGET = 120;

/**
 * Names the rules of sentences, furniture and passages. Raise the number with any change of theirs:
 * documents that another segmenter cut are cut anew.
 */
export const SEGMENTER = `segmenter 2, ${PASSAGE_TOKENS_TARGET} tokens`;

/** The title's share of what the encoder reads: 1 / 4. A longer title is cut for the input. */
const TITLE_SHARE = 4;
/** Cut by its share of characters, a title may still have more tokens than its share: a margin. */
const TITLE_CUT_MARGIN = 0.8;
/** A title is read no further than this, in UTF-16 units, which bounds the counting of its tokens. */
const TITLE_CHARACTERS_MAX = 1000;
/**
 * An encoder may read a word of any length as one unknown token; such text is weighed by its length,
 * so that no passage grows without limit. In UTF-16 units.
 */
const CHARACTERS_PER_TOKEN_MAX = 12;
/** How far from its middle a sentence that is too long may be cut, in UTF-16 units. */
const CUT_SEARCH_MAX = 400;
/** Longer than any character that is read as one; a family of emoji with skin tones has 26. In UTF-16 units. */
const CHARACTER_UNITS_MAX = 40;
/** What a passage's end costs, beside the squared relative distance of its length from the target. */
const END_IN_PARAGRAPH_COST = 0.15;
const END_AFTER_HEADING_COST = 0.3;

export interface PassageOptions {
  readonly text: string;
  /** Context in the embedding input; null when the source states none. */
  readonly title: string | null;
  /** Tokens of a text with the encoder's special tokens. Costly: called about once a sentence. */
  readonly countTokens: (text: string) => number;
  /** What the encoder reads at most, special tokens included. */
  readonly tokensMax: number;
  /** Wanted length of a passage's text. Default `PASSAGE_TOKENS_TARGET`. */
  readonly tokensTarget?: number;
}

/** A sentence, or a part of one that is too long for the encoder, and what it weighs. */
interface Piece extends Span {
  readonly tokens: number;
  /** What it costs to end a passage here. */
  readonly endCost: number;
}

interface Budget {
  readonly countTokens: (text: string) => number;
  /** Tokens the encoder adds to every text. */
  readonly special: number;
  /** Tokens a passage's text may have. */
  readonly max: number;
  readonly target: number;
}

/**
 * Cuts a text into passages of whole sentences, in order and without overlap, which together cover
 * every character but white space and furniture. A passage is near `tokensTarget`, ends at a
 * paragraph's end where it can, never spans furniture, and its embedding input is at most
 * `tokensMax` tokens. A sentence too long for that is split at a clause or a word.
 */
export function createPassages(options: PassageOptions): Passage[] {
  const { text, countTokens, tokensMax } = options;
  const special = countTokens("");
  const title = fitTitle(options.title ?? "", countTokens, Math.floor(tokensMax / TITLE_SHARE));
  const titleTokens = title === "" ? 0 : countTokens(title) - special;
  const max = Math.max(1, tokensMax - special - titleTokens);
  const target = Math.min(options.tokensTarget ?? PASSAGE_TOKENS_TARGET, max);
  const budget: Budget = { countTokens, special, max, target };
  const sentences = splitSentences(text);
  return retrievableRuns(sentences, findFurniture(text, sentences))
    .flatMap((run) => pack(toPieces(text, run, budget), budget))
    .flatMap((pieces) => toPassages(pieces, options, title));
}

/** What the encoder reads of a passage: its title before it where both fit; null if it does not fit alone. */
function embeddingInput(
  title: string,
  content: string,
  { countTokens, tokensMax }: Pick<PassageOptions, "countTokens" | "tokensMax">,
): string | null {
  const inputs = title === "" ? [content] : [`${title}\n${content}`, content];
  return inputs.find((input) => countTokens(input) <= tokensMax) ?? null;
}

/** The title, or as many of its first words as fit; "" when not even they do. */
function fitTitle(full: string, count: (text: string) => number, tokensMax: number): string {
  const title = full.slice(0, TITLE_CHARACTERS_MAX).trim();
  if (title === "") return "";
  const tokens = count(title);
  if (tokens <= tokensMax) return title;
  const room = Math.floor((title.length * tokensMax * TITLE_CUT_MARGIN) / tokens);
  const cut = title.slice(0, title.lastIndexOf(" ", room)).trim();
  return cut !== "" && cut.length <= room && count(cut) <= tokensMax ? cut : "";
}

/** Consecutive sentences between furniture. */
function retrievableRuns(sentences: readonly Sentence[], furniture: readonly Span[]): Sentence[][] {
  const runs: Sentence[][] = [[]];
  let at = 0;
  for (const sentence of sentences) {
    while ((furniture[at]?.end ?? Infinity) <= sentence.start) at += 1;
    if ((furniture[at]?.start ?? Infinity) < sentence.end) runs.push([]);
    else runs.at(-1)?.push(sentence);
  }
  return runs.filter((run) => run.length > 0);
}

function toPieces(text: string, run: readonly Sentence[], budget: Budget): Piece[] {
  return run.flatMap((sentence, index) => {
    const next = run[index + 1];
    const inside = next?.paragraph === sentence.paragraph;
    const isHeading = /[\p{L}\p{N}:]$/u.test(text.slice(sentence.end - 2, sentence.end));
    const ending = isHeading ? END_AFTER_HEADING_COST : 0;
    const endCost = inside ? END_IN_PARAGRAPH_COST : ending;
    return splitLong(text, sentence, budget).map((piece, at, all) => ({
      ...piece,
      endCost: at === all.length - 1 ? endCost : END_IN_PARAGRAPH_COST,
    }));
  });
}

interface Weighed extends Span {
  readonly tokens: number;
}

/** The span itself if it fits the budget, else its halves, and so on, in order. */
function splitLong(text: string, span: Span, budget: Budget): Weighed[] {
  const pieces: Weighed[] = [];
  const open = [span];
  for (let next = open.pop(); next; next = open.pop()) {
    const { start, end } = next;
    const tokens = weigh(text, next, budget);
    const cut = tokens <= budget.max ? null : findCut(text, start, end);
    if (cut === null) pieces.push({ start, end, tokens: Math.min(tokens, budget.max) });
    else open.push(trimSpan(text, cut, end), trimSpan(text, start, cut));
  }
  return pieces;
}

/** Tokens of a span; a span that is too long for any number of tokens is not given to the encoder. */
function weigh(text: string, { start, end }: Span, budget: Budget): number {
  const length = tokensAtLeast(end - start);
  if (length > budget.max) return length;
  return Math.max(length, budget.countTokens(text.slice(start, end)) - budget.special);
}

/** What so many UTF-16 units weigh at least, white space among them. */
function tokensAtLeast(units: number): number {
  return Math.ceil(units / CHARACTERS_PER_TOKEN_MAX);
}

function trimSpan(text: string, start: number, end: number): Span {
  const part = text.slice(start, end);
  const leading = part.length - part.trimStart().length;
  return { start: start + leading, end: end - (part.length - part.trimEnd().length) };
}

/** Where to halve a span: after a clause, else between words, else between characters. */
function findCut(text: string, start: number, end: number): number | null {
  const middle = start + Math.floor((end - start) / 2);
  const reach = Math.min(CUT_SEARCH_MAX, Math.floor((end - start) / 4));
  const from = middle - reach;
  const near = text.slice(from, middle + reach);
  for (const pattern of [/[;:,–—]["”’)]*\s+/gu, /\s+/gu]) {
    let best: number | null = null;
    for (const match of near.matchAll(pattern)) {
      const at = from + match.index + match[0].length;
      if (best === null || Math.abs(at - middle) < Math.abs(best - middle)) best = at;
    }
    if (best !== null && best > start && best < end) return best;
  }
  return findCharacterCut(text, middle, { start, end });
}

/** Joined to the character before: combining marks, joiners and the like. */
const joined = /^(?:\p{M}|\u200D|\uFE0F|\p{Emoji_Modifier})/u;

/**
 * The start of the character nearest to `middle` inside the span, or null where there is only one.
 * A pile of marks is no character that anybody reads: it is cut between code points.
 */
function findCharacterCut(text: string, middle: number, { start, end }: Span): number | null {
  const isInside = (at: number) => start < at && at < end && !isLowSurrogate(text, at);
  for (let distance = 0; distance <= CHARACTER_UNITS_MAX; distance += 1) {
    const found = [middle + distance, middle - distance].find(
      (at) => isInside(at) && !joined.test(text.slice(at, at + 2)),
    );
    if (found !== undefined) return found;
  }
  return [middle, middle + 1].find(isInside) ?? null;
}

function isLowSurrogate(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc_00 && unit <= 0xdf_ff;
}

/**
 * Divides a run of pieces at the least total cost (dynamic programming over the last cut). Every
 * piece has at least one token, so a passage looks back over at most `budget.max` pieces; and the
 * white space between its pieces counts, so that no run of blanks makes a passage of any length.
 */
function pack(pieces: readonly Piece[], budget: Budget): Piece[][] {
  const costs = [0];
  const starts = [0];
  for (let end = 1; end <= pieces.length; end += 1) {
    let best = Infinity;
    let bestStart = end - 1;
    let tokens = 0;
    for (let start = end - 1; start >= 0; start -= 1) {
      tokens += Math.max(1, pieces[start]?.tokens ?? 1);
      const size = Math.max(tokens, tokensAtLeast(lengthOf(pieces[start], pieces[end - 1])));
      if (size > budget.max && start < end - 1) break;
      const cost = (costs[start] ?? 0) + ((tokens - budget.target) / budget.target) ** 2;
      if (cost < best) [best, bestStart] = [cost, start];
    }
    costs.push(best + (pieces[end - 1]?.endCost ?? 0));
    starts.push(bestStart);
  }
  const passages: Piece[][] = [];
  for (let end = pieces.length; end > 0; end = starts[end] ?? 0) {
    passages.push(pieces.slice(starts[end], end));
  }
  return passages.reverse();
}

function lengthOf(first: Span | undefined, last: Span | undefined): number {
  return first && last ? last.end - first.start : 0;
}

/**
 * The passage of these pieces; two of their halves if the encoder counts the whole as more than its
 * parts. A passage that begins with the title does not get it as context again.
 */
function toPassages(pieces: readonly Piece[], options: PassageOptions, title: string): Passage[] {
  const [first, last] = [pieces[0], pieces.at(-1)];
  if (!first || !last) return [];
  const { text, countTokens, tokensMax } = options;
  const content = text.slice(first.start, last.end);
  const isTitled = text.slice(first.start, first.end) === options.title?.trim();
  const input = embeddingInput(isTitled ? "" : title, content, { countTokens, tokensMax });
  if (input === null && pieces.length > 1) {
    const half = Math.ceil(pieces.length / 2);
    return [pieces.slice(0, half), pieces.slice(half)].flatMap((part) =>
      toPassages(part, options, title),
    );
  }
  const sentences = pieces.map(({ start, end }) => ({ start, end }));
  const embedded = input ?? content;
  return [{ start: first.start, end: last.end, sentences, embeddingInput: embedded }];
}
