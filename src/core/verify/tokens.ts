import type { Span } from "../types.ts";

/**
 * What two texts are compared by. A "word" is letters and digits ("Russia’s", "12,000", "U.S."), or
 * a sign that carries meaning ("%", "$", the minus of "-5"); a "mark" is punctuation that parts
 * words; a "cut" is an ellipsis in any writing, "[…]" too. White space, quotation marks, dashes and
 * invisible characters are none: they stand in the gaps between tokens.
 */
export interface Token extends Span {
  readonly kind: "word" | "mark" | "cut";
  /** Equal for tokens that count as the same, see `foldWord`. */
  readonly key: string;
}

/** Tokens of a text, in order. */
export interface Tokens {
  readonly text: string;
  readonly tokens: readonly Token[];
}

export const QUOTATION_MARK = /["'“”„‟«»‹›‘’‚‛ʼ`´′″「」『』]/gu;
export const DASH = /[\p{Pd}−]/gu;
export const INVISIBLE = /\p{Cf}/gu;

const CUT = String.raw`[[(]\s*(?:\.{3,}|…+)\s*[\])]|\.{3,}|…+|\.(?:[ \u00a0]\.){2,}`;
/** Scripts written without spaces: each character is a word. */
const UNSPACED = String.raw`[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]`;
const LETTER = String.raw`(?!${UNSPACED})[\p{L}\p{N}]`;
const WORD =
  String.raw`${UNSPACED}[\p{M}\p{Cf}]*|\p{L}(?:\.\p{L})+(?![\p{L}\p{N}])\.?|` +
  String.raw`${LETTER}(?:${LETTER}|[\p{M}\p{Cf}]|['’‘‛\u0060´′](?=[\p{L}\p{N}])|(?<=\p{Nd})[.,](?=\p{Nd}))*`;
const MINUS = String.raw`(?<![\p{L}\p{N}])[-−–](?=\p{Nd})`;
const SIGN = String.raw`(?!−)[\p{Sc}\p{Sm}\p{So}%‰&@#]`;
const MARK = String.raw`(?![*_"'“”„‟«»‹›‘’‚‛′″「」『』])(?!\p{Pd})\p{P}`;
const TOKEN = new RegExp(`${CUT}|${MINUS}|${WORD}|${SIGN}|${MARK}`, "gu");
const isCut = new RegExp(`^(?:${CUT})$`, "u");
const isMark = new RegExp(`^${MARK}$`, "u");
const isMinus = /^[-−–]$/u;
const beginsPlainWord = /^[A-Za-z0-9]/;

/**
 * Cuts `text`, or the part of it in `within`, into tokens; offsets are of the whole text.
 * Linear in the length of the part.
 */
export function tokenise(text: string, within: Span = { start: 0, end: text.length }): Tokens {
  const part = text.slice(within.start, within.end);
  const tokens = Array.from(part.matchAll(TOKEN), ({ index, 0: found }): Token => {
    const start = within.start + index;
    return { start, end: start + found.length, ...read(found) };
  });
  return { text, tokens };
}

function read(found: string): Pick<Token, "kind" | "key"> {
  if (beginsPlainWord.test(found)) return { kind: "word", key: foldWord(found) };
  if (isCut.test(found)) return { kind: "cut", key: "…" };
  if (isMinus.test(found)) return { kind: "word", key: "-" };
  if (isMark.test(found)) return { kind: "mark", key: found.normalize("NFKC") };
  return { kind: "word", key: foldWord(found) };
}

/**
 * A quote without the marks and cuts at its ends: a comma before a closing quotation mark is the
 * quoting text's. A question or exclamation mark at the end stays, since it changes what is said.
 */
export function tokeniseQuote(quote: string): Tokens {
  const { text, tokens } = tokenise(quote);
  const start = tokens.findIndex(({ kind }) => kind === "word");
  const end = tokens.findLastIndex(
    ({ kind, key }) => kind === "word" || key === "?" || key === "!",
  );
  return { text, tokens: start < 0 ? [] : tokens.slice(start, end + 1) };
}

export function countWords(tokens: readonly Token[]): number {
  return tokens.filter(({ kind }) => kind === "word").length;
}

/** The text from the first of the tokens to the last. */
export function spanOf(tokens: readonly Token[]): Span {
  return { start: tokens[0]?.start ?? 0, end: tokens.at(-1)?.end ?? 0 };
}

/** What writing may differ in while the word stays the same; each step undoes one. */
export const WORD_FOLDS: readonly (readonly [WordFold, (word: string) => string])[] = [
  ["invisible", (word) => word.replace(INVISIBLE, "")],
  ["unicode-form", sameForm],
  ["quotation-marks", (word) => word.replace(QUOTATION_MARK, "'")],
  ["accents", withoutAccents],
  // Up and down again: "ß" and "SS" meet, as in Unicode's case folding.
  ["case", (word) => word.toUpperCase().toLowerCase()],
];
export type WordFold = "invisible" | "unicode-form" | "quotation-marks" | "accents" | "case";

/** "Noël", "NOEL" and "Noe\u0308l" alike; "11,000" and "11000", "its" and "it's" not. */
export function foldWord(word: string): string {
  // oxlint-disable-next-line no-control-regex -- ASCII as a whole
  if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase().replace(/\.$/, "").replace(/`/g, "'");
  return WORD_FOLDS.reduce((folded, [, fold]) => fold(folded), word).replace(/\.$/, "");
}

/** Ligatures and full-width letters as plain ones, letter and accent apart. "²" stays: 10² is not 102. */
function sameForm(word: string): string {
  return word.replace(/[\p{L}\p{Nd}]/gu, (letter) => letter.normalize("NFKD")).normalize("NFD");
}

/** Only of Latin letters: in other scripts the marks make the word. */
function withoutAccents(word: string): string {
  return word
    .normalize("NFD")
    .replace(/(\p{sc=Latn})[\u0300-\u036f]+/gu, "$1")
    .replace(/[łŁ]/gu, (letter) => (letter === "ł" ? "l" : "L"))
    .replace(/[øØ]/gu, (letter) => (letter === "ø" ? "o" : "O"));
}
