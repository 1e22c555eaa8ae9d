/**
 * Classes of characters, as the tagger was trained with them. Text is read in UTF-16 units: half
 * of a surrogate pair is neither letter nor digit. "" stands for outside and is white space.
 */

export const closers = new Set("\"'”’»)]}");

const whiteSpace = new Set(
  "\t\n\v\f\r \u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A" +
    "\u2028\u2029\u202F\u205F\u3000\uFEFF",
);

export const isLetter = (char: string): boolean => /^\p{L}$/u.test(char);
export const isUpper = (char: string): boolean => /^\p{Lu}$/u.test(char);
export const isDigit = (char: string): boolean => /^\p{Nd}$/u.test(char);
/** A letter or digit. */
export const isWord = (char: string): boolean => /^[\p{L}\p{Nd}]$/u.test(char);
export const isSpace = (char: string): boolean => char === "" || whiteSpace.has(char);
/** Whether `char` is one of `chars`; "" is not. */
export const isOneOf = (char: string, chars: string): boolean =>
  char !== "" && chars.includes(char);
