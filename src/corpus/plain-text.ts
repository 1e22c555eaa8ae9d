/** What no title, name, link, file name or text may hold: it would be cut or changed on its way. */

// One character, and nothing that repeats: no text makes it slow.
const UNFIT_IN_LINE = /[\p{Cc}\p{Cs}]/u;
const UNFIT_IN_WORDS = /(?![\t\n\r])[\p{Cc}\p{Cs}]/u;
const UNFIT_IN_TEXT = /[\0\p{Cs}]/u;

/**
 * Where a value holds what it must not, in words for a message, or null.
 *
 * @param kind `line` for names and links: no control characters at all; `words` for titles and the
 *   like: tabs and line ends may stand; `text` for a document: all but NUL and half characters.
 */
export function unfitIn(value: string, kind: "line" | "words" | "text"): string | null {
  const unfit = { line: UNFIT_IN_LINE, words: UNFIT_IN_WORDS, text: UNFIT_IN_TEXT }[kind];
  const match = unfit.exec(value);
  if (!match) return null;
  const unit = match[0].charCodeAt(0);
  const isHalf = unit >= 0xd800 && unit <= 0xdfff;
  const named = unit === 0 ? "NUL" : isHalf ? "half a character" : "a control character";
  const code = unit.toString(16).toUpperCase().padStart(4, "0");
  return `holds ${named} (U+${code}) at character ${match.index + 1}`;
}

/** A name for a message: its control characters and halves as `\u{…}`. */
export function shownName(name: string): string {
  return name.replaceAll(
    /[\p{Cc}\p{Cs}]/gu,
    (character) => `\\u{${character.charCodeAt(0).toString(16)}}`,
  );
}
