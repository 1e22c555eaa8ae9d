/** What generated texts are made of. */
import { hostileTexts } from "../support/hostile.ts";
import type { Random } from "../../src/measure/eval/random.ts";

const HOSTILE_CHARS_MIN = 64;

/** One of the hostile shapes, at most so long, or as short as they are made. */
export function hostile(random: Random, charsMax: number): string {
  const size = Math.max(HOSTILE_CHARS_MIN, random.length(charsMax));
  const [first = "", ...others] = hostileTexts(size).map(({ text }) => text);
  return random.pick([first, ...others]);
}

/** What is repeated in hostile texts: one character, or a few that belong together. */
const RUNS = [
  " ",
  "\t",
  "\n",
  "\r\n",
  "\u00a0",
  "\u2028",
  "\u0301",
  "a\u0301",
  "\u200b",
  "\u200d",
  "\u{e0041}",
  "\u202e",
  "\u2066",
  "“",
  "”",
  '"',
  "'",
  "’s ",
  "(",
  ")",
  "[",
  "*",
  "_",
  "`",
  "~",
  "|",
  "#",
  ">",
  "> ",
  "- ",
  ".",
  "…",
  ". ",
  "?",
  "!",
  ",",
  ":",
  "—",
  "a",
  "A",
  "0",
  "1,",
  "é",
  "中",
  "ש",
  "ا",
  "ㅎ",
  "𝔘",
  "👩‍👩‍👧‍👦",
  "🇫🇷",
  "👍🏽",
  "<@1> ",
  "http://a.b/",
  "said ",
  "that ",
  "he said ",
  "“a” said B. ",
  "Mr. ",
  "U.S. ",
] as const;

const WORDS = [
  "Rutte",
  "Mark Rutte",
  "Macron",
  "the French president",
  "Budanov",
  "Pyongyang",
  "NATO",
  "he",
  "she",
  "they",
  "officials",
  "said",
  "warned",
  "told reporters",
  "wrote",
  "denied",
  "added",
  "according to",
  "that",
  "troops",
  "11,000",
  "in November",
  "on 18 November 2024",
  "would",
  "not",
  "the",
  "of",
  "and",
  "a “huge” threat",
  "“It is so,”",
  "Noël",
  "Kursk",
  "U.S.",
  "Dr. Ada Lind,",
  "3.5 %",
  "€10",
  "北京",
  "Киев",
  "القاهرة",
] as const;

const ENDS = [
  ". ",
  ".” ",
  "? ",
  "! ",
  ".\n\n",
  "\n",
  "\r\n",
  "\r",
  " — ",
  ", ",
  "; ",
  "…",
] as const;

/** Any character of any plane but halves and NUL. */
export function character(random: Random): string {
  const code = random.pick<() => number>([
    () => 1 + random.int(0x7f),
    () => random.int(0x100),
    () => random.int(0x3000),
    () => random.int(0xd800),
    () => 0xe000 + random.int(0x2000),
    () => 0x10000 + random.int(0x100000),
  ])();
  return String.fromCodePoint(code === 0 ? 1 : code);
}

export function characters(random: Random, max: number): string {
  return random.many(random.length(max), () => character(random)).join("");
}

/** One of `RUNS`, so often that it has at most `charsMax` UTF-16 units. */
export function run(random: Random, charsMax: number): string {
  const unit = random.pick(RUNS);
  return unit.repeat(Math.ceil(random.length(Math.max(1, charsMax)) / unit.length));
}

/** What looks like news with quotations. */
export function prose(random: Random, wordsMax: number): string {
  return random
    .many(1 + random.length(wordsMax), () =>
      random.once(6) ? random.pick(ENDS) : `${random.pick(WORDS)} `,
    )
    .join("");
}

/** Any of these, one after the other. */
export function mixture(random: Random, parts: number, runCharsMax: number): string {
  return random
    .many(1 + random.int(parts), () =>
      random.pick<() => string>([
        () => prose(random, 60),
        () => prose(random, 60),
        () => run(random, runCharsMax),
        () => characters(random, 40),
        () => nested(random),
      ])(),
    )
    .join("");
}

/** Quotations in quotations, which may not close. */
function nested(random: Random): string {
  const depth = 1 + random.length(60);
  const [open, close] = random.pick<readonly [string, string]>([
    ["“", "”"],
    ["‘", "’"],
    ['"', '"'],
    ["«", "»"],
    ["(", ")"],
    ["[", "]"],
  ]);
  const middle = prose(random, 8);
  return `${`Rutte said ${open}`.repeat(depth)}${middle}${random.once(3) ? "" : close.repeat(depth)}. `;
}
