import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ESCAPED_CHAR_MAX,
  bold,
  escapeLine,
  escapeText,
  oneLine,
  safeLink,
  small,
  textLink,
} from "../../../src/discord/render/escape.ts";
import { printable } from "../../../src/core/printable.ts";
import { quoteBlock } from "../../../src/discord/render/quote.ts";
import { allNodes } from "../double/markdown-node.ts";
import { parseMarkdown } from "../double/markdown.ts";
import { plainText, quotesIn } from "../double/markdown-text.ts";
import { hostileText } from "./support.ts";

describe("what does something in a message shows as itself", () => {
  test.each([
    "<@123456789012345678> <@!1> <@&2> <#3>",
    "@everyone and @here",
    "</ask now:5> <id:customize>",
    "<t:1618953630:R>",
    "<:ok:123456789> <a:no:4> :smile: 12:30",
    "https://a.example/b_c_d and (http://e.example) steam://run/1",
    "<https://a.example> <a@b.example> <+4912345678>",
    "[text](https://a.example) [text](<https://a.example>) [a [b]](https://c.example)",
    "discord.gg/abc, discord.com/invite/abc",
    "*a* **b** ***c*** _d_ __e__ ~~f~~ ||g|| `h` ``i``",
    "```js\ncode\n```",
    "# one\n## two\n### three\n-# small",
    "> quote\n>>> rest\nof it",
    "- item\n* item\n+ item\n  - inner\n1. first\n999. other",
    String.raw`\* \\ C:\path ¯\_(ツ)_/¯`,
    "   # after blanks\n\t- after a tab\n\u00a0> after a hard blank",
    "trailing blanks  \n\n\n  and leading ones",
    "👨‍👩‍👧‍👦 é e\u0301 שלום مرحبا 中文 \u200b\u2060\u00ad",
  ])("%j", (text) => {
    const nodes = parseMarkdown(escapeText(text));
    expect(plainText(nodes)).toBe(text);
    expect(new Set(allNodes(nodes).map(({ kind }) => kind))).toEqual(new Set(["text"]));
    expect(quotesIn(parseMarkdown(quoteBlock(text)))).toEqual([text]);
  });
});

describe("what cannot be seen and misleads shows as a picture or a code", () => {
  test.each([
    ["a\u0000b\u0007\u001b[31m", "a␀b␇␛[31m"],
    ["a\r\nb\u007f", "a␍\nb␡"],
    ["a\tb", "a\tb"],
    ["a\u202egnp.exe\u202c", "a<U+202E>gnp.exe<U+202C>"],
    ["\u2066a\u2069 \u200eb\u200f \u061c", "<U+2066>a<U+2069> <U+200E>b<U+200F> <U+061C>"],
    ["a\u2028b\u2029c\u0085d", "a<U+2028>b<U+2029>c<U+0085>d"],
    ["\ufff9a\ufffb", "<U+FFF9>a<U+FFFB>"],
    ["\ud800a\udc00", "<U+D800>a<U+DC00>"],
    ["\u{e0041}\u{e0001}", "<U+E0041><U+E0001>"],
    ["🏴\u{e0067}\u{e0062}\u{e007f}", "🏴\u{e0067}\u{e0062}\u{e007f}"],
    ["می\u200cخواهم 👩\u200d🚀 a\u200bb", "می\u200cخواهم 👩\u200d🚀 a\u200bb"],
  ])("%j", (text, expected) => {
    expect(printable(text)).toBe(expected);
    expect(plainText(parseMarkdown(escapeText(text)))).toBe(expected);
  });
});

test("a text stays as it is where nothing would happen", () => {
  const text = "He said: “No – not (now), 50% of $3!” It's 2024; see p. 4 #5, a-b/c + d.";
  expect(escapeText(text)).toBe(text);
});

test("as a client shows it, an escaped text is the text, and nothing but text", () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      const nodes = parseMarkdown(escapeText(text));
      expect(plainText(nodes)).toBe(printable(text));
      expect(allNodes(nodes).every(({ kind }) => kind === "text")).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("a quote block shows its text, with or without words in bold", () => {
  fc.assert(
    fc.property(
      hostileText(),
      fc.array(fc.tuple(fc.nat(300), fc.nat(300)), { maxLength: 3 }),
      (text, marks) => {
        const spans = marks.map(([start, length]) => ({
          start: charStart(text, start),
          end: charStart(text, start + length),
        }));
        const nodes = parseMarkdown(`${quoteBlock(text, spans)}\nafter`);
        expect(quotesIn(nodes)).toEqual([printable(text)]);
        const kinds = new Set(allNodes(nodes).map(({ kind }) => kind));
        expect([...kinds].filter((kind) => !["text", "quote", "bold"].includes(kind))).toEqual([]);
      },
    ),
    { numRuns: 2_000 },
  );
});

/** Marks never begin inside a character. */
function charStart(text: string, at: number): number {
  const found = new Intl.Segmenter("en").segment(text).containing(at);
  return found ? found.index : text.length;
}

test("a line in bold, in small print and between other words shows its text", () => {
  fc.assert(
    fc.property(hostileText(), (text) => {
      const line = printable(oneLine(text));
      fc.pre(line !== "");
      const escaped = escapeLine(text);
      expect(plainText(parseMarkdown(bold(escaped)))).toBe(line);
      expect(plainText(parseMarkdown(`${bold(`1 · ${escaped}`)}, “${escaped}” · x`))).toBe(
        `1 · ${line}, “${line}” · x`,
      );
      expect(plainText(parseMarkdown(`before\n${small(escaped)}\nafter`))).toBe(
        `before\n${line}\nafter`,
      );
    }),
    { numRuns: 1_000 },
  );
});

test("no character becomes longer than said", () => {
  let longest = 0;
  for (let code = 0; code <= 0x10_ff_ff; code += 1)
    longest = Math.max(longest, escapeText(String.fromCodePoint(code)).length);
  expect(longest).toBe(ESCAPED_CHAR_MAX);
});

describe("links", () => {
  test.each([
    ["https://a.example/b_(c)?d=*e*#f", "https://a.example/b_%28c%29?d=*e*#f"],
    ["http://a.example", "http://a.example/"],
    ["https://a.example/ b<c>\n@everyone", "https://a.example/%20b%3Cc%3E@everyone"],
    ["javascript:alert(1)", null],
    ["ftp://a.example", null],
    ["data:text/html,x", null],
    ["//a.example", null],
    ["", null],
    [null, null],
  ])("%j", (url, expected) => expect(safeLink(url)).toBe(expected));

  test("a link in a text leads where it says and shows its label", () => {
    fc.assert(
      fc.property(
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
        hostileText(6),
        (url, tail) => {
          const link = safeLink(url + tail.replaceAll(/\s/g, ""));
          fc.pre(link !== null);
          const [node, ...rest] = parseMarkdown(`${textLink("Original", link)} after`);
          expect(node).toEqual({
            kind: "link",
            url: link,
            children: [{ kind: "text", text: "Original" }],
          });
          expect(plainText(rest)).toBe(" after");
        },
      ),
    );
  });
});
