import { printable } from "../../core/printable.ts";

/** Text from outside, so that a Discord client shows it as itself and does nothing with it. */

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
  return printable(text).split("\n").map(escapeShown).join("\n");
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
