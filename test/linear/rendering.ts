import { block, boldBlock, markedBlock } from "../../src/cli/terminal.ts";
import { printable } from "../../src/core/printable.ts";
import { renderExcerpt } from "../../src/cli/render.ts";
import { renderSideBySide } from "../../src/cli/side-by-side.ts";
import { createStatementExcerpt, withHighlight } from "../../src/core/excerpt.ts";
import { NOTHING_UNDERSTOOD } from "../../src/core/question/interpret.ts";
import { wholeWords } from "../../src/core/text/whole-words.ts";
import { questionOf, quotesIn, searchTextOf } from "../../src/discord/bot/free-text.ts";
import { renderCitation } from "../../src/discord/render/cite.ts";
import { cutLine, cutLineStart } from "../../src/discord/render/cut.ts";
import { escapeLine, escapeText, safeLink } from "../../src/discord/render/escape.ts";
import { quoteBlock, renderQuote } from "../../src/discord/render/quote.ts";
import { renderDocument, renderExcerptFull } from "../../src/discord/render/sources.ts";
import { renderAnswer } from "../../src/discord/render/answer.ts";
import { corpus } from "../discord/render/support.ts";
import { type Subject, documentOf, excerptOf, marksIn } from "./subject.ts";

/** What the library that wraps lines costs: up to 20 µs a unit, so that 300,000 take seconds each. */
const WRAPPED = { unitsMax: 24_000 };

const style = { width: 80, bold: asItIs, dim: asItIs, warn: asItIs };

function asItIs(text: string): string {
  return text;
}

/** Of the bot and the command line: cutting, escaping, laying out. */
export const RENDERING: readonly Subject[] = [
  { name: "escapeText", run: escapeText },
  { name: "escapeLine", run: escapeLine },
  { name: "safeLink", run: (text) => safeLink(`https://a.example/${text}`) },
  { name: "cutLine", run: (text) => cutLine(text, 120) },
  { name: "cutLineStart", run: (text) => cutLineStart(text, 120) },
  { name: "quoteBlock", run: (text) => quoteBlock(text, [{ start: 5, end: text.length - 5 }]) },
  {
    name: "renderQuote",
    run: (text) => {
      const spans = [{ start: 0, end: text.length, text }];
      const match = { start: text.length - 20, end: text.length };
      return renderQuote({ spans, match, highlight: [] }, 2_000);
    },
  },
  {
    name: "renderQuote, words in bold",
    run: (text) => {
      const highlight = wholeWords(text, marksIn(text));
      return renderQuote(
        { spans: [{ start: 0, end: text.length, text }], match: null, highlight },
        2_000,
      );
    },
  },
  { name: "renderAnswer", run: renderAll },
  { name: "renderExcerptFull", run: (text) => renderExcerptFull(excerptOf(text)) },
  { name: "renderDocument", run: (text) => renderDocument(documentOf(text), { page: 2 }) },
  ...(["discord", "markdown", "plain"] as const).map((form) => ({
    name: `renderCitation, ${form}`,
    run: (text: string) => renderCitation(saidIn(text), form),
  })),
  { name: "questionOf", run: (text) => questionOf(text, "1", []) },
  { name: "quotesIn", run: quotesIn },
  { name: "searchTextOf", run: searchTextOf },
  { name: "printable", run: printable },
  { ...WRAPPED, name: "block", run: (text) => block(text, "   ", style) },
  {
    ...WRAPPED,
    name: "boldBlock",
    run: (text) => boldBlock(text, wholeWords(text, marksIn(text)), "   ", style),
  },
  {
    ...WRAPPED,
    name: "markedBlock",
    run: (text) => markedBlock(text, { start: 5, end: 50 }, "   ", style),
  },
  {
    ...WRAPPED,
    name: "renderExcerpt",
    run: (text) => renderExcerpt(excerptOf(text), 1, { start: 5, end: 50 }, style),
  },
  {
    ...WRAPPED,
    name: "renderSideBySide",
    run: (text) =>
      renderSideBySide(
        [
          { kind: "yours", yours: text, theirs: "" },
          { kind: "theirs", yours: "", theirs: text },
        ],
        "   ",
        style,
      ),
  },
];

function saidIn(text: string) {
  const whole = { start: 0, end: text.length };
  return createStatementExcerpt(
    documentOf(text),
    { kind: "reported", content: [whole], cue: [whole], source: [whole] },
    null,
    whole,
    1,
  );
}

function renderAll(text: string) {
  const question = text.slice(0, 1_000);
  const interpretation = { ...NOTHING_UNDERSTOOD, text: question, topic: question };
  const reason = { code: "weak-matches", message: text } as const;
  return renderAnswer({
    status: "answered",
    question,
    interpretation,
    parts: [
      { question, interpretation, reason: null, from: 0, count: 2 },
      { question, interpretation, reason, from: 0, count: 0 },
    ],
    note: text,
    corpus,
    finding: null,
    confidence: 1,
    reason: null,
    excerpts: [withHighlight(excerptOf(text), marksIn(text)), saidIn(text)],
    leads: [],
    timings: { totalMs: 1 },
  });
}
