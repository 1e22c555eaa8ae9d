import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { boldWords, withHighlight } from "../../../src/core/excerpt.ts";
import { printable } from "../../../src/core/printable.ts";
import type { Excerpt, Span } from "../../../src/core/types.ts";
import { renderQuote } from "../../../src/discord/render/quote.ts";
import type { MarkdownNode } from "../double/markdown-node.ts";
import { allNodes } from "../double/markdown-node.ts";
import { parseMarkdown } from "../double/markdown.ts";
import { plainText, quotesIn } from "../double/markdown-text.ts";
import { hostileText, makeDocument, passage, statement } from "./support.ts";

/** The words that answer, as a client shows them: in bold, and nothing else so. */

interface Shown {
  readonly char: string;
  readonly isBold: boolean;
}

/** The characters that a client shows, each with whether it is in bold. */
function charsOf(nodes: readonly MarkdownNode[], isBold = false): Shown[] {
  return nodes.flatMap((node) =>
    "children" in node
      ? charsOf(node.children, isBold || node.kind === "bold")
      : Array.from(plainText([node]), (char) => ({ char, isBold })),
  );
}

/** What is in bold, with blanks where it is not. */
function boldText(markdown: string): string {
  const chars = charsOf(parseMarkdown(markdown));
  return chars
    .map(({ char, isBold }) => (isBold ? char : " "))
    .join("")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function answerIn(text: string, words: readonly Span[]): Excerpt {
  return withHighlight(passage(text), words);
}

function quoteOf(excerpt: Excerpt, max = Number.POSITIVE_INFINITY): string {
  return renderQuote({ spans: excerpt.spans, match: null, highlight: boldWords(excerpt) }, max);
}

const markOf = (text: string, words: string): Span => {
  const start = text.indexOf(words);
  return { start, end: start + words.length };
};

describe("the words that answer are in bold", () => {
  const check = (text: string, words: string, expected: string): void =>
    test(`${JSON.stringify(words)} in ${JSON.stringify(text)}`, () => {
      const markdown = quoteOf(answerIn(text, [markOf(text, words)]));
      expect(quotesIn(parseMarkdown(markdown))).toEqual([printable(text)]);
      expect(boldText(markdown)).toBe(expected);
    });
  check("There are 11,000 of them.", "11,000", "11,000");
  check("There are 11,000 of them.", "are 11", "are 11,000");
  check("*bold* is not **it** here", "*bold* is", "bold* is");
  check("a \\*b\\* c", "\\*b\\*", "b");
  check("snake_case_name here", "case", "snake_case_name");
  check("`code` and ```more```", "code` and", "code` and");
  check("costs $5 (about €4.70) now", "$5 (about €4.70)", "$5 (about €4.70");
  check("he said: “No – not now”, twice", "“No – not now”", "No – not now");
  check(
    "no\n- a list\n> a quote\n1. an item\n# end",
    "list\n> a quote\n1. an",
    "list > a quote 1. an",
  );
  check("see https://a.example/x_y for", "example", "//a.example/x_y".slice(2));
  check("שלום \u200fעולם\u200e וקול", "עולם", "עולם");
  check("👨‍👩‍👧‍👦 family 👨‍👩‍👧‍👦", "👨‍👩‍👧‍👦 family 👨‍👩‍👧‍👦", "");
  check("all of it", "all of it", "");
  check("“All of it!”", "All of it", "");
  check("a b", " ", "");
});

test("of two spans the one that answers is in bold, and none where both do", () => {
  const document = makeDocument("China to act — talks failed");
  const [first, second] = ["China to act", "talks failed"].map((words) =>
    markOf(document.text, words),
  );
  const said = statement(document, {
    content: [first ?? markOf("", ""), second ?? markOf("", "")],
  });
  const bold = (words: readonly string[]) =>
    boldText(
      quoteOf(
        withHighlight(
          said,
          words.map((one) => markOf(document.text, one)),
        ),
      ),
    );
  expect(bold(["talks failed"])).toBe("talks failed");
  expect(bold(["act — talks"])).toBe("act talks");
  expect(bold(["China to act", "talks failed"])).toBe("");
});

const mark = fc.tuple(fc.nat(300), fc.nat(80));
const marksOf = (places: readonly (readonly [number, number])[]): Span[] =>
  places.map(([start, length]) => ({ start, end: start + length }));

/** White space shows no difference. */
const visible = (chars: readonly Shown[]): Shown[] =>
  chars.filter(({ char }) => char.trim() !== "");

/** What is to be seen of a text whose marks are in bold. */
function expected(text: string, marks: readonly Span[]): Shown[] {
  let at = 0;
  const shown: Shown[] = [];
  const add = (part: string, isBold: boolean): void => {
    shown.push(...Array.from(printable(part), (char) => ({ char, isBold })));
  };
  for (const { start, end } of marks) {
    add(text.slice(at, start), false);
    add(text.slice(start, end), true);
    at = end;
  }
  add(text.slice(at), false);
  return shown;
}

test("whatever the text holds, its characters are shown, and just the answer's are in bold", () => {
  fc.assert(
    fc.property(hostileText(), fc.array(mark, { maxLength: 4 }), (text, places) => {
      fc.pre(text !== "");
      const excerpt = answerIn(text, marksOf(places));
      const nodes = parseMarkdown(`${quoteOf(excerpt)}\nafter`);
      expect(quotesIn(nodes)).toEqual([printable(text)]);
      const odd = allNodes(nodes).filter(({ kind }) => !["text", "quote", "bold"].includes(kind));
      expect(odd).toEqual([]);
      const chars = charsOf(nodes.filter(({ kind }) => kind === "quote"));
      expect(visible(chars)).toEqual(visible(expected(text, boldWords(excerpt))));
      const isLetter = (one: Shown | undefined) => /^[\p{L}\p{N}]/u.test(one?.char ?? "");
      const goesOn = (one: Shown) => isLetter(one) || /^\p{M}/u.test(one.char);
      const broken = chars.filter(
        (one, at) =>
          at > 0 && one.isBold !== chars[at - 1]?.isBold && goesOn(one) && isLetter(chars[at - 1]),
      );
      expect(broken).toEqual([]);
    }),
    { numRuns: 3_000 },
  );
});

describe("an excerpt that is cut", () => {
  const sentences = Array.from(
    { length: 80 },
    (_, at) => `Sentence ${at} says that a${at} b${at} c${at} d${at}.`,
  );
  const text = sentences.join(" ");

  test("keeps the words that answer in sight, in bold", () => {
    fc.assert(
      fc.property(
        fc.nat(79),
        fc.constantFrom("a", "b", "c", "d"),
        fc.integer({ min: 250, max: 900 }),
        (at, letter, max) => {
          const words = `${letter}${at}`;
          const shown = quoteOf(answerIn(text, [markOf(text, words)]), max);
          expect(shown.length).toBeLessThanOrEqual(max);
          expect(boldText(shown)).toBe(words);
          for (const block of quotesIn(parseMarkdown(shown))) expect(text).toContain(block);
        },
      ),
    );
  });

  test("shows all of several, else from the first on, and the beginning where that is enough", () => {
    const marks = (...words: readonly string[]) => words.map((one) => markOf(text, one));
    const bold = (max: number, ...words: readonly string[]) =>
      boldText(quoteOf(answerIn(text, marks(...words)), max));
    const first = (max: number, ...words: readonly string[]) =>
      quotesIn(parseMarkdown(quoteOf(answerIn(text, marks(...words)), max)))[0]?.slice(0, 11);
    expect(bold(600, "a50", "c55")).toBe("a50 c55");
    expect(first(600, "a50", "c55")).toBe("Sentence 50");
    expect(bold(600, "a50", "c70")).toBe("a50");
    expect(first(600, "a2", "c70")).toBe("Sentence 0 ");
    expect(first(600, "a2", "c3")).toBe("Sentence 0 ");
    expect(bold(600, "a2", "c3")).toBe("a2 c3");
  });

  test("is sound, however hostile and long", () => {
    fc.assert(
      fc.property(
        hostileText(200),
        fc.array(fc.tuple(fc.nat(2_000), fc.nat(400)), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 120, max: 700 }),
        (hostile, places, max) => {
          fc.pre(hostile !== "");
          const shown = quoteOf(answerIn(hostile, marksOf(places)), max);
          expect(shown.length).toBeLessThanOrEqual(max);
          const nodes = parseMarkdown(shown);
          for (const block of quotesIn(nodes)) expect(printable(hostile)).toContain(block);
          const kinds = allNodes(nodes).map(({ kind }) => kind);
          const odd = kinds.filter((kind) => !["text", "quote", "bold", "subtext"].includes(kind));
          expect(odd).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });
});
