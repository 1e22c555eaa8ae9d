/** A text made to be slow, or to break what reads, cuts, escapes or renders it. */
export interface HostileText {
  /** The shape, as it stands in a test's name. */
  name: string;
  text: string;
}

/** What is repeated until the size is reached; `before` and `after` make a sentence of it. */
interface Shape {
  name: string;
  unit: string;
  before?: string;
  after?: string;
}

const SHAPES: readonly Shape[] = [
  { name: "blanks in a question", unit: " ", before: "what", after: "did x" },
  { name: "blanks twice in a question", unit: " ", before: "what did", after: "x" },
  { name: "blanks after in", unit: " ", before: "in", after: "x" },
  { name: "blanks after according to", unit: " ", before: "according to", after: "x" },
  { name: "blanks after a possessive", unit: " ", before: "x’s", after: "x" },
  { name: "blanks in a sentence", unit: " ", before: 'Rutte said "a', after: 'b".' },
  { name: "tabs", unit: "\t", before: 'Rutte said "a', after: 'b".' },
  { name: "no-break spaces", unit: "\u00a0", before: 'Rutte said "a', after: 'b".' },
  { name: "line feeds", unit: "\n", before: 'Rutte said "a', after: 'b".' },
  { name: "CRLF", unit: "\r\n", before: 'Rutte said "a', after: 'b".' },
  { name: "lines of one letter, CRLF", unit: "a\r\n" },
  { name: "blank and line feed", unit: " \n", before: 'Rutte said "a', after: 'b".' },
  { name: "combining marks", unit: "\u0301", before: 'Rutte said "a', after: '".' },
  { name: "letters with a mark each", unit: "a\u0301", before: 'Rutte said "', after: '".' },
  { name: "tag characters", unit: "\u{e0041}", before: 'Rutte said "a', after: 'b".' },
  { name: "zero-width joiners", unit: "\u200d", before: 'Rutte said "a', after: 'b".' },
  { name: "zero-width spaces", unit: "\u200b", before: 'Rutte said "a', after: 'b".' },
  { name: "direction marks", unit: "\u202e\u2066\u200f", before: 'Rutte said "a', after: 'b".' },
  { name: "straight quotation marks", unit: '"', before: "Rutte said a", after: "." },
  { name: "curly quotation marks opened", unit: "“", before: "Rutte said ", after: "a." },
  { name: "curly quotation marks", unit: "“a” ", before: "Rutte said ", after: "." },
  { name: "apostrophes", unit: "’", before: "x", after: "s claim" },
  { name: "apostrophes between letters", unit: "a’" },
  { name: "brackets opened", unit: "(" },
  { name: "square brackets opened", unit: "[" },
  { name: "brackets closed", unit: ")" },
  { name: "links", unit: "[a](b" },
  { name: "angle brackets", unit: "<" },
  { name: "mentions", unit: "<@1>" },
  { name: "asterisks", unit: "*" },
  { name: "asterisks around letters", unit: "*a" },
  { name: "underscores", unit: "_a" },
  { name: "backticks", unit: "`" },
  { name: "bars", unit: "||a" },
  { name: "hashes", unit: "#" },
  { name: "hashes in lines", unit: "# \n" },
  { name: "quote marks of lines", unit: "> " },
  { name: "list marks", unit: "- " },
  { name: "backslashes", unit: "\\" },
  { name: "colons", unit: ":a" },
  { name: "schemes", unit: "http://" },
  { name: "one word", unit: "a" },
  { name: "one word of capitals", unit: "A" },
  { name: "capitalised words", unit: "Ab " },
  { name: "one line of words", unit: "word and " },
  { name: "said, again and again", unit: "he said that " },
  { name: "who said", unit: "who said " },
  { name: "names and said", unit: "Rutte said China " },
  { name: "dots", unit: "." },
  { name: "dots with blanks", unit: ". " },
  { name: "initials", unit: "A. " },
  { name: "commas", unit: ", " },
  { name: "question marks", unit: "?" },
  { name: "dashes", unit: "—" },
  { name: "hyphens between letters", unit: "a-" },
  { name: "digits", unit: "1" },
  { name: "digits and dots", unit: "1." },
  { name: "digits and slashes", unit: "1/" },
  { name: "years", unit: "2024 " },
  { name: "dates", unit: "1 May 2024 to " },
  { name: "emoji", unit: "\u{1f600}" },
  {
    name: "emoji sequences",
    unit: "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}",
    before: 'Rutte said "',
    after: '".',
  },
  { name: "skin tones", unit: "\u{1f44d}\u{1f3fd}" },
  { name: "flags", unit: "\u{1f1fa}" },
  { name: "keycaps", unit: "1\ufe0f\u20e3" },
  { name: "letters of Hangul", unit: "\u1100\u1161\u11a8" },
  { name: "Han", unit: "中" },
  { name: "Arabic", unit: "ا " },
  { name: "Devanagari", unit: "क्ष" },
  { name: "letters that grow when folded", unit: "ﷺ" },
  { name: "sharp s and dotted i", unit: "ßİ" },
  { name: "replacement characters", unit: "\ufffd" },
  { name: "control characters", unit: "\u0001" },
];

/**
 * Hostile texts of every shape: blanks, tabs, combining marks, tag characters, direction marks, quotation
 * marks, brackets, asterisks, one word, one line, dots, digits, emoji sequences, CRLF and others.
 * The same for the same size, well-formed (no lone surrogate, no NUL), and at most `size` UTF-16 code units
 * long: less by at most one repeated unit.
 *
 * @param size the length in UTF-16 code units, 64 or more.
 * @throws RangeError for a size below 64.
 */
export function hostileTexts(size: number): HostileText[] {
  if (!Number.isSafeInteger(size) || size < 64) {
    throw new RangeError("A hostile text has 64 code units or more.");
  }
  return SHAPES.map(({ name, unit, before = "", after = "" }) => {
    const times = Math.floor((size - before.length - after.length) / unit.length);
    return { name, text: before + unit.repeat(times) + after };
  });
}
