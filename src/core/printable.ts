/**
 * Text from outside, so that what shows it is not moved, coloured or misled by it.
 *
 * What stays is every character that can be seen, joiners inside words and emoji, tabs and line
 * breaks. What cannot be seen and can mislead, or does not survive the way, shows as a picture or
 * as its code: controls (`␀`), direction marks and overrides, line separators, marks of
 * annotations and tags, and halves of surrogate pairs (`<U+202E>`).
 */

const FIRST_PICTURE = 0x2400;
const DELETE_PICTURE = "\u2421";

/** C0 controls but tab and newline. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b-\u001f]/g;
/**
 * C1 controls, Arabic letter mark, direction marks, overrides and isolates, line and paragraph
 * separators, deprecated format characters, interlinear annotation, lone surrogates, and tags;
 * those of a flag are matched with it, so that they can be told.
 */
const MISLEADING =
  /\u{1f3f4}[\u{e0020}-\u{e007f}]*|[\u0080-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufff9-\ufffb]|\p{Cs}|[\u{e0000}-\u{e007f}]/gu;
const FLAG = "\u{1f3f4}";

/** The text as it is to be seen, before any escaping. */
export function printable(text: string): string {
  return text
    .replace(CONTROLS, (c) => String.fromCodePoint(FIRST_PICTURE + (c.codePointAt(0) ?? 0)))
    .replaceAll("\u007f", DELETE_PICTURE)
    .replace(MISLEADING, (c) => {
      if (c.startsWith(FLAG)) return c;
      const code = (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      return `<U+${code}>`;
    });
}
