import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Answer, AnswerPart } from "../../../src/core/answer.ts";
import { withHighlight } from "../../../src/core/excerpt.ts";
import type { Excerpt, Span } from "../../../src/core/types.ts";
import type { Finding, Place } from "../../../src/core/verify/finding.ts";
import {
  pagesOf,
  renderAlsoIn,
  renderAnswer,
  renderQuotes,
  renderWho,
} from "../../../src/discord/render/answer.ts";
import { citationText, renderCitation } from "../../../src/discord/render/cite.ts";
import { cutLine, cutLineStart } from "../../../src/discord/render/cut.ts";
import { printable } from "../../../src/core/printable.ts";
import { escapeText } from "../../../src/discord/render/escape.ts";
import { shareOut } from "../../../src/discord/render/items.ts";
import { renderAbout, renderError, renderNotice } from "../../../src/discord/render/notices.ts";
import type { Reply } from "../../../src/discord/render/payload.ts";
import { quoteBlock, renderQuote } from "../../../src/discord/render/quote.ts";
import {
  pagesOfText,
  renderDocument,
  renderExcerptFull,
  renderSources,
} from "../../../src/discord/render/sources.ts";
import { costOf, pageOfOffset, textPages } from "../../../src/discord/render/text-pages.ts";
import { TEXTS } from "../../../src/discord/render/texts.ts";
import {
  renderReceipt,
  renderVerification,
  renderVerifications,
} from "../../../src/discord/render/verification.ts";
import { parseMarkdown } from "../double/markdown.ts";
import { plainText, quotesIn } from "../double/markdown-text.ts";
import {
  buttons,
  corpus,
  expectSound,
  hostileText,
  makeDocument,
  quotesOf,
  shown,
  statement,
  textsOf,
  understood,
} from "./support.ts";

/** Every shape of what is longest: plain, all marks, no blanks, right to left, emoji, controls. */
const LONG = [
  "Plain words of a sentence that does not end ".repeat(91),
  "*_~`|<>@[]:/\\".repeat(308),
  "x".repeat(4_000),
  "שלום עולם وقال ".repeat(267),
  "👨‍👩‍👧‍👦🏴\u{e0067}\u{e0062}\u{e007f} ".repeat(215),
  "\u202e\u0000\u2028".repeat(1_334),
  "\n- a\n> b\n# c\n1. d".repeat(223),
  `a${"\u0301".repeat(3_999)}`,
  "@everyone <@1> [x](https://a.example) https://b.example/c ".repeat(69),
  "中文字没有空格的句子".repeat(400),
  "One sentence. Another one, “said” he! And? ".repeat(93),
].map((text) => text.slice(0, 4_000));

const longText = fc.oneof(
  fc.constantFrom(...LONG),
  hostileText(400).map((text) => text.slice(0, 4_000)),
  fc.tuple(hostileText(10), fc.constantFrom(...LONG)).map(([a, b]) => a + b),
);
const ofLength = (max: number) =>
  fc.oneof(longText, hostileText(20)).map((text) => text.slice(0, max));
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 8 });

const link = fc.constantFrom(
  null,
  "https://news.example/a_b",
  `https://news.example/${"a".repeat(579)}`,
  `https://news.example/?${"(<@1>)".repeat(300)}`,
  `https://news.example/${"ж".repeat(600)}`,
  "http://localhost/x",
  "javascript:alert(1)",
);

const metadata = fc.record({
  id: ofLength(300),
  title: nullable(ofLength(200)),
  publisher: nullable(ofLength(500)),
  author: nullable(ofLength(500)),
  authorRole: nullable(ofLength(500)),
  published: fc.constantFrom(null, "2024", "2024-11-18T14:55+10:00"),
  url: link,
});

/** A statement of one to six stretches, or of one long one, with names as long as they come. */
const excerpt: fc.Arbitrary<Excerpt> = fc
  .record({
    meta: metadata,
    // An empty span is none.
    parts: fc.array(
      longText.filter((part) => part !== ""),
      { minLength: 1, maxLength: 6 },
    ),
    name: ofLength(500),
    role: nullable(ofLength(500)),
    kind: fc.constantFrom("direct", "mixed", "reported"),
    hasSpeaker: fc.boolean(),
    copies: fc.nat(2),
    cue: fc.boolean(),
    words: fc.array(fc.tuple(fc.nat(12_000), fc.nat(3_000)), { maxLength: 4 }),
  })
  .map(({ meta, parts, name, role, kind, hasSpeaker, copies, cue, words }) => {
    const document = makeDocument(parts.join(" — "), meta);
    let at = 0;
    const content = parts.map((part) => {
      const span = { start: at, end: at + part.length };
      at = span.end + " — ".length;
      return span;
    });
    const [first] = content;
    const made = statement(document, {
      content,
      kind,
      speaker: hasSpeaker ? { name, role } : null,
      ...(cue && first ? { cue: first, source: first } : {}),
    });
    const copy = { document: made.document, spans: made.spans };
    const answering = withHighlight(
      made,
      words.map(([start, length]) => ({ start, end: start + length })),
    );
    return { ...answering, alsoIn: Array.from({ length: copies }, () => copy) };
  });

const question = ofLength(1_000);

const asked = fc
  .record({
    text: question,
    topic: nullable(question),
    name: ofLength(500),
    together: fc.boolean(),
    note: nullable(longText),
  })
  .map(({ text, topic, name, together, note }) => ({
    text,
    note,
    interpretation: understood({
      text,
      topic,
      together,
      speaker: null,
      namesakes: Array.from({ length: 40 }, (_, at) => ({ id: `s${at}`, name })),
      sources: Array.from({ length: 40 }, () => name),
    }),
  }));

type Ask = typeof asked extends fc.Arbitrary<infer A> ? A : never;

/** Questions of a message; each with so many excerpts, or with a reason. */
const several = fc.array(fc.tuple(asked, fc.nat(3), question), { minLength: 1, maxLength: 4 });

function partsOf(
  all: readonly (readonly [ask: Ask, own: number, message: string])[],
  total: number,
): AnswerPart[] {
  let next = 0;
  return all.map(([{ text, interpretation }, own, message], at) => {
    const from = next;
    // The last one has what is left.
    next = at === all.length - 1 && own > 0 ? total : Math.min(total, from + own);
    const reason = next === from ? { code: "weak-matches" as const, message } : null;
    return { question: text, interpretation, reason, from, count: next - from };
  });
}

const allButtons = {
  buttons: buttons(10, "foot"),
  itemButtons: (index: number) => buttons(4, `item ${index}`),
};

/** Sound, and the quotes shown are the spans' own words, whole or, where it says so, a part. */
function expectQuotes(reply: Reply, excerpts: readonly Excerpt[]): void {
  expectSound(reply);
  const items = textsOf(reply).filter((content) => content.includes("receipt 0123456789."));
  expect(items).toHaveLength(excerpts.length);
  excerpts.forEach(({ receipt, spans }, at) => {
    const content = items[at] ?? "";
    expect(content).toContain(receipt);
    const quotes = quotesIn(parseMarkdown(content));
    const whole = spans.map(({ text }) => printable(text));
    const cuts = content.split("\n").filter((line) => line === String.raw`\[…\]`);
    // Between quotes stands one less than there are; where the beginning is cut off, one more.
    const isCut =
      Object.values(TEXTS.cut).some((hint) => content.includes(hint)) ||
      cuts.length >= quotes.length;
    if (!isCut) expect(quotes).toEqual(whole);
    expect(quotes.length).toBeGreaterThan(0);
    // Of a cut one every block is in one of the spans, in their order.
    const isFrom = (from: number) =>
      quotes.every((quote, index) => whole[from + index]?.includes(quote));
    expect(whole.some((_, from) => isFrom(from))).toBe(true);
  });
}

describe("however long and hostile", () => {
  const runs = { numRuns: 40, interruptAfterTimeLimit: 40_000, markInterruptAsFailure: true };
  test("answers", () => {
    fc.assert(
      fc.property(asked, fc.array(excerpt, { minLength: 1, maxLength: 5 }), (ask, excerpts) => {
        const answer = answerOf(ask, excerpts);
        for (let page = 0; page < pagesOf(answer); page += 1) {
          const reply = renderAnswer(answer, { page, ...allButtons });
          expectQuotes(reply, excerpts.slice(page * 3, page * 3 + 3));
        }
      }),
      runs,
    );
  });

  test("answers to several questions", () => {
    fc.assert(
      fc.property(
        asked,
        several,
        fc.array(excerpt, { minLength: 1, maxLength: 9 }),
        (ask, all, excerpts) => {
          const parts = partsOf(all, excerpts.length);
          const answer = { ...answerOf(ask, excerpts), finding: null, parts };
          for (let page = 0; page < pagesOf(answer); page += 1) {
            const reply = renderAnswer(answer, { page, ...allButtons });
            expectQuotes(reply, excerpts.slice(page * 3, page * 3 + 3));
          }
        },
      ),
      runs,
    );
  });

  test("everything at its longest, and still the quotes have their share", () => {
    const words = "Plain words of a sentence that does not end ".repeat(91);
    const document = makeDocument(words, {
      id: words.slice(0, 300),
      title: words,
      publisher: words,
      author: words,
      published: "2024-11-18T14:55+10:00",
      url: `https://news.example/${"a".repeat(579)}`,
    });
    const span = { start: 0, end: words.length };
    const speaker = { name: words, role: words };
    const said = statement(document, { content: [span], cue: span, kind: "reported", speaker });
    const receipt = "0123456789.".padEnd(200, "x");
    const copies = Array.from({ length: 99 }, () => ({ document, spans: said.spans }));
    const one = { ...withHighlight(said, [{ start: 2_000, end: 2_060 }]), receipt, alsoIn: copies };
    const interpretation = understood({
      topic: words,
      together: true,
      namesakes: [{ id: "a", name: words }],
    });
    const ask: Ask = { text: words, note: words, interpretation };
    const part = (own: number): [Ask, number, string] => [ask, own, words];
    for (const own of [
      [0, 1, 1, 1],
      [1, 0, 0, 2],
      [1, 1, 1, 0],
      [3, 0, 0, 0],
    ]) {
      const answer = { ...answerOf(ask, [one, one, one]), finding: null };
      const reply = renderAnswer({ ...answer, parts: partsOf(own.map(part), 3) }, allButtons);
      expectQuotes(reply, [one, one, one]);
      expect(Math.min(...quotesOf(reply).map(({ length }) => length))).toBeGreaterThan(40);
    }
    expectQuotes(renderAnswer(answerOf(ask, [one, one, one]), allButtons), [one, one, one]);
    const none = { ...answerOf(ask, []), leads: [one, one, one] };
    for (const parts of [[], partsOf([0, 0, 0, 0].map(part), 0)])
      expectQuotes(renderAnswer({ ...none, parts }, allButtons), [one, one, one]);
  });

  test("no answers", () => {
    fc.assert(
      fc.property(
        asked,
        question,
        fc.array(excerpt, { maxLength: 3 }),
        several,
        (ask, message, leads, all) => {
          const reason = { code: "weak-matches" as const, message };
          const answer: Answer = {
            ...answerOf(ask, leads),
            status: "no-answer",
            reason,
            excerpts: [],
            leads,
          };
          expectQuotes(renderAnswer(answer, allButtons), leads);
          const parts = partsOf(all, 0);
          expectQuotes(renderAnswer({ ...answer, parts }, allButtons), leads);
        },
      ),
      runs,
    );
  });

  test("lists, copies, one excerpt with its context", () => {
    fc.assert(
      fc.property(
        question,
        fc.array(excerpt, { minLength: 1, maxLength: 3 }),
        fc.nat(1_000),
        (name, excerpts, page) => {
          const listing = { total: 100_000, first: page * 3, excerpts, corpus };
          expectQuotes(
            renderQuotes({ ...listing, speaker: name, understood: name }, allButtons),
            excerpts,
          );
          expectQuotes(renderWho({ ...listing, topic: name }, allButtons), excerpts);
          const [one] = excerpts;
          if (!one) return;
          expectSound(renderAlsoIn(listing, allButtons));
          for (const at of [0, 1, pagesOfText(one.context.text) - 1])
            expectSound(renderExcerptFull(one, { page: at, buttons: buttons(9, "foot") }));
        },
      ),
      runs,
    );
  });

  test("checked quotes and receipts", () => {
    fc.assert(
      fc.property(
        ofLength(2_000),
        ofLength(500),
        fc.array(excerpt, { minLength: 2, maxLength: 3 }),
        fc.constantFrom("exact", "part", "altered", "stitched", "not-in-corpus"),
        (quote, name, excerpts, outcome) => {
          const finding = findingOf(outcome, quote, excerpts);
          const speaker = {
            name,
            found: [
              { id: "a", name },
              { id: "b", name: quote },
            ],
          };
          const verification = { quote, speaker, corpus, timings: { totalMs: 1 }, ...finding };
          for (const page of [0, 1]) {
            expectSound(renderVerification(verification, { page, ...allButtons }));
            const five = Array.from({ length: 5 }, () => verification);
            expectSound(renderVerifications(five, buttons(5, "open"), buttons(5, "foot")));
            const [was] = excerpts;
            if (!was) return;
            const receipt = { receipt: was.receipt, corpus, outcome: "changed" as const };
            expectSound(renderReceipt({ ...receipt, was, now: finding }, { page, ...allButtons }));
          }
        },
      ),
      runs,
    );
  });

  test("documents and lists of them", () => {
    fc.assert(
      fc.property(longText, metadata, question, (text, meta, search) => {
        const document = makeDocument(text.repeat(3), meta);
        const pages = pagesOfText(document.text);
        for (const page of [0, 1, pages - 1]) {
          const reply = renderDocument(document, { page, buttons: buttons(9, "foot") });
          expectSound(reply);
        }
        const documents = Array.from({ length: 30 }, () => document);
        const itemButton = (index: number) => buttons(1, `open ${index}`)[0] ?? null;
        for (const page of [0, 4])
          expectSound(
            renderSources(
              { documents, search, corpus },
              { page, buttons: buttons(10, "foot"), itemButton },
            ),
          );
      }),
      runs,
    );
  });

  test("citations to copy, errors, notices, about", () => {
    fc.assert(
      fc.property(excerpt, question, (one, words) => {
        for (const form of ["discord", "markdown", "plain"] as const) {
          expectSound(renderCitation(one, form, { buttons: buttons(10, "foot") }));
          const { content } = citationText(one, form);
          expect(content.length).toBeLessThanOrEqual(1_800);
          expect(content).toContain(one.receipt);
        }
        expectSound(renderError(words, words));
        const lines = Array.from({ length: 60 }, () => words);
        expectSound(renderNotice({ heading: words, message: words, lines }), ["item"]);
        const count = Number.MAX_SAFE_INTEGER;
        const about = {
          documents: count,
          passages: count,
          statements: count,
          speakers: count,
          generation: count,
        };
        expectSound(renderAbout({ ...about, from: words, to: words, version: words }));
      }),
      runs,
    );
  });
});

function answerOf({ text, interpretation, note }: Ask, excerpts: readonly Excerpt[]): Answer {
  const base = {
    question: text,
    interpretation,
    parts: [],
    note,
    corpus,
    confidence: 1,
    timings: { totalMs: 1 },
  };
  const [first, ...others] = excerpts;
  const finding: Finding = { outcome: "not-in-corpus", leads: [] };
  if (!first) {
    const reason = { code: "weak-matches" as const, message: "" };
    return { ...base, finding: null, status: "no-answer", reason, excerpts: [], leads: [] };
  }
  return {
    ...base,
    finding,
    status: "answered",
    reason: null,
    excerpts: [first, ...others],
    leads: [],
  };
}

function findingOf(
  outcome: "exact" | "part" | "altered" | "stitched" | "not-in-corpus",
  quote: string,
  excerpts: readonly Excerpt[],
): Finding {
  const places = excerpts.map((one): Place => {
    const whole = one.context;
    const start = one.spans[0].start + Math.floor(one.spans[0].text.length / 2);
    const match = { start, end: whole.end, text: whole.text.slice(start - whole.start) };
    const words = [quote, quote];
    return {
      excerpt: one,
      match,
      speakers: [{ id: "a", name: quote, role: null }],
      by: "other",
      leftOut: { before: whole, after: whole, words },
    };
  });
  const difference = { yours: quote, theirs: quote };
  const differences = (["case", "dashes", "markup", "accents"] as const).map((kind) => ({
    kind,
    ...difference,
  }));
  const segment = { kind: "same" as const, ...difference };
  const [first, second, ...others] = places;
  if (!first || !second) throw new Error("A finding has two places.");
  switch (outcome) {
    case "altered": {
      const segments = [
        segment,
        { kind: "yours", yours: quote, theirs: "" },
        { kind: "theirs", yours: "", theirs: quote },
        segment,
        { kind: "theirs", yours: "", theirs: quote },
      ] as const;
      const altered = (place: Place) => ({ ...place, segments, similarity: 0.5 });
      return {
        outcome,
        places: [altered(first), altered(second), ...others.map(altered)],
        onlyMarks: false,
      };
    }
    case "stitched": {
      const piece = (place: Place) => ({
        ...place,
        yours: quote,
        differences,
        between: { start: 0, end: 9, text: "some words *between* the two" },
      });
      return { outcome, pieces: [piece(first), piece(second), ...others.map(piece)], marked: true };
    }
    case "not-in-corpus":
      return { outcome, leads: places };
    default: {
      const exact = (place: Place) => ({ ...place, whole: true, differences });
      return {
        outcome,
        places: [exact(first), exact(second), ...others.map(exact)],
        total: 99,
      };
    }
  }
}

describe("a quote that does not fit", () => {
  const quoted = (
    text: string,
    max: number,
    match: Span | null = null,
    highlight: readonly Span[] = [],
  ): string[] => {
    const rendered = renderQuote(
      { spans: [{ start: 0, end: text.length, text }], match, highlight },
      max,
    );
    expect(rendered.length).toBeLessThanOrEqual(max);
    return plainText(parseMarkdown(rendered)).trimEnd().split("\n");
  };
  test("is cut at a sentence, and says so", () => {
    expect(quoted("One is one. Two is two. ".repeat(20).trim(), 150)).toEqual([
      "One is one. Two is two. ".repeat(3) + "One is one.",
      "[…]",
      TEXTS.cut.sentence,
    ]);
  });
  test("a sentence that does not fit, at a word", () => {
    expect(quoted("one two three ".repeat(20).trim(), 130)).toEqual([
      expect.stringMatching(/^(one two three )*(one|one two|one two three)$/),
      "[…]",
      TEXTS.cut.word,
    ]);
  });
  test("a word that does not fit, at a character", () => {
    expect(quoted("👨‍👩‍👧‍👦".repeat(100), 130)).toEqual(["👨‍👩‍👧‍👦".repeat(6), "[…]", TEXTS.cut.character]);
  });
  test("keeps the words that were looked for in sight", () => {
    const text = `${"A sentence before it. ".repeat(50)}These are the words. ${"After. ".repeat(50)}`;
    const start = text.indexOf("the words");
    const [lead, first = ""] = quoted(text, 200, { start, end: start + 9 });
    expect(lead).toBe("[…]");
    expect(first).toMatch(/^These are the words\. After\./);
    expect(quoted(text, 200, { start: 2, end: 10 })[0]).toMatch(/^A sentence before it\./);
  });
  test("of two spans the second is cut or left out, the first is whole", () => {
    const spans = [
      { start: 0, end: 10, text: "First one." },
      { start: 20, end: 320, text: "Second one. ".repeat(25) },
    ];
    const lines = (max: number) =>
      plainText(parseMarkdown(renderQuote({ spans, match: null, highlight: [] }, max)))
        .split("\n")
        .slice(0, 4);
    expect(lines(140)).toEqual([
      "First one.",
      "[…]",
      expect.stringMatching(/^Second one\./),
      "[…]",
    ]);
    expect(lines(90).slice(0, 2)).toEqual(["First one.", "[…]"]);
  });
});

test("lines are cut to what was asked, at a character, and show the beginning or the end", () => {
  fc.assert(
    fc.property(ofLength(600), fc.integer({ min: 20, max: 300 }), (text, max) => {
      for (const cut of [cutLine(text, max), cutLineStart(text, max)]) {
        expect(cut.length).toBeLessThanOrEqual(max);
        const line = printable(text.replace(/\s+/gu, " ").trim());
        const back = plainText(parseMarkdown(`x ${cut}`)).slice(2);
        expect(line).toContain(back.replace(/^… /, "").replace(/…$/, ""));
      }
    }),
    { numRuns: 400 },
  );
  expect(cutLine("ab*cde", 5)).toBe(String.raw`ab\*…`);
  expect(cutLine("ab*cde", 4)).toBe("ab…");
  expect(cutLineStart("one two three", 8)).toBe("… three");
});

test("the pages of a text are the text, and each fits when rendered", () => {
  fc.assert(
    fc.property(fc.array(longText, { minLength: 1, maxLength: 4 }), (parts) => {
      const text = parts.join("\n\n");
      const pages = textPages(text);
      expect(pages.map(({ start, end }) => text.slice(start, end)).join("")).toBe(text);
      for (const { start, end } of pages) {
        expect(end).toBeGreaterThan(start);
        expect(quoteBlock(text.slice(start, end)).length).toBeLessThanOrEqual(2_000);
        expect(pageOfOffset(pages, start)).toBe(pages.findIndex((one) => one.start === start));
      }
    }),
    { numRuns: 200 },
  );
});

test("what a character is counted as is never less than what it becomes", () => {
  const wrong: string[] = [];
  for (let code = 0; code <= 0x10_ff_ff; code += 1) {
    const char = String.fromCodePoint(code);
    // At the start of a line and before a word, where most has to be escaped.
    const length = Math.max(escapeText(char).length, escapeText(`a${char}b`).length - 2);
    if (length > costOf(code)) wrong.push(code.toString(16));
  }
  expect(wrong).toEqual([]);
});

test("shares: the short are served, the long share alike, nothing is given twice", () => {
  expect(shareOut([10, 500, 900], 1_000)).toEqual([10, 495, 495]);
  expect(shareOut([900, 10, 20], 1_000)).toEqual([900, 10, 20]);
  expect(shareOut([5, 5], 4)).toEqual([2, 2]);
  expect(shareOut([], 9)).toEqual([]);
});

test("five megabytes are paged in a moment", () => {
  const text = "Дом стоит. *Он* говорит: “да”. ".repeat(160_000);
  const startedAt = performance.now();
  expect(textPages(text).length).toBeGreaterThan(1_000);
  expect(performance.now() - startedAt).toBeLessThan(5_000);
  expect(shown(renderDocument(makeDocument(text), { page: 9_999 }))).toContain("page ");
});
