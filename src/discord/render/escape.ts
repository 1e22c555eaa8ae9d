/**
 * Text from outside, so that a Discord client shows it as itself and does nothing with it.
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
export function showControls(text: string): string {
  return text
    .replace(CONTROLS, (c) => String.fromCodePoint(FIRST_PICTURE + (c.codePointAt(0) ?? 0)))
    .replaceAll("\u007f", DELETE_PICTURE)
    .replace(MISLEADING, (c) => {
      if (c.startsWith(FLAG)) return c;
      const code = (c.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
      return `<U+${code}>`;
    });
}

/**
 * What a backslash has to stand before.
 *
 * - anywhere: `\`, emphasis, code, spoilers, `<` and `>` of mentions, timestamps, emoji, links and
 *   quotes, `@`, and `[` `]` of links;
 * - `:` before a word: addresses (`https://`) and short names of emoji (`:smile:`);
 * - `/` after a domain: invites (`discord.gg/x`) need no `https`;
 * - at the start of a line: `#`, `-`, `+`, and the full stop of `1.`.
 */
const ACTIVE = /[\\*_~`|<>@[\]]|:(?=\S)|(?<=\.[a-z]{2,12})\/|[#+.-]/gi;
const ACTIVE_AT_START = "#+-.";
/** What opens a heading or an item of a list; its last character is the active one. */
const OPENING = /^\s*(?:[#+-]|\d{1,20}\.)/;

/** Longest that one character of a text can become: `\<U+E0001\>`. */
export const ESCAPED_CHAR_MAX = "\\<U+E0001\\>".length;

/** A text as markdown that shows it and nothing else. Its line breaks stay. */
export function escapeText(text: string): string {
  return showControls(text).split("\n").map(escapeShown).join("\n");
}

function escapeShown(line: string): string {
  const opening = (OPENING.exec(line)?.[0].length ?? 0) - 1;
  return line.replace(ACTIVE, (mark: string, at: number) =>
    ACTIVE_AT_START.includes(mark) && at !== opening ? mark : `\\${mark}`,
  );
}

/** As `escapeText`, on one line: white space of any kind is one blank. For names and titles. */
export function escapeLine(text: string): string {
  return escapeText(oneLine(text));
}

export function oneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

/** Escaped text in bold. */
export function bold(escaped: string): string {
  return escaped.trim() === "" ? escaped : `**${escaped}**`;
}

/** A line in small print. */
export function small(escaped: string): string {
  return `-# ${escaped}`;
}

/** A link as a client can follow it, or null where it is no `http` or `https` address. */
export function safeLink(url: string | null): string | null {
  const parsed = url !== null && URL.canParse(url) ? new URL(url) : null;
  const isWeb = parsed?.protocol === "https:" || parsed?.protocol === "http:";
  return isWeb ? parsed.href.replace(/[()<>\s\\]/gu, encodeChar) : null;
}

function encodeChar(char: string): string {
  return `%${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(2, "0")}`;
}

/** A link in a text, with no preview. `label` is the product's own. */
export function textLink(label: string, link: string): string {
  return `[${label}](<${link}>)`;
}
