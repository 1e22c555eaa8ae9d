import { fold } from "../speakers/fold.ts";

/** A word of a question. What stands between two words belongs to the second. */
export interface Token {
  readonly text: string;
  /** As it is compared: lower case, without accents and marks. */
  readonly low: string;
  /** Offsets in the text that it was read from, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

const WORD = /(?:\p{Lu}\.){2,8}|[\p{L}\p{N}\p{M}]+(?:['’ʼ`][\p{L}\p{M}]+)?/gu;
/** "what's", "they're": the second word of two that are written as one. */
const CLITIC = /['’ʼ`](?:s|re|ve|d|ll|m)$/iu;
const CLITICS: ReadonlyMap<string, string> = new Map([
  ["re", "are"],
  ["ve", "have"],
  ["ll", "will"],
  ["m", "am"],
]);

/** The words of a text in order; of "Rutte's" and "what's" the end is a word of its own. */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const clitic = CLITIC.exec(word);
    const length = clitic?.index ?? word.length;
    tokens.push(tokenOf(word.slice(0, length), index));
    if (clitic) tokens.push(tokenOf(word.slice(length), index + length));
  }
  return tokens;
}

export function tokenOf(text: string, start: number): Token {
  const low = fold(text).replaceAll(" ", "");
  const isClitic = /^['’ʼ`]/u.test(text);
  return {
    text,
    low: (isClitic ? CLITICS.get(low) : undefined) ?? low,
    start,
    end: start + text.length,
  };
}
