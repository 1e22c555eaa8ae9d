import { placeTokens } from "../../embeddings/token-offsets.ts";
import { createWordPieces } from "../../embeddings/word-pieces.ts";
import { block, boldBlock, markedBlock } from "../../src/cli/terminal.ts";
import { printable } from "../../src/core/printable.ts";
import { renderExcerpt } from "../../src/cli/render.ts";
import { renderSideBySide } from "../../src/cli/side-by-side.ts";
import {
  boldWords,
  createPassageExcerpt,
  createStatementExcerpt,
  withHighlight,
} from "../../src/core/excerpt.ts";
import { joinCopies } from "../../src/core/copies.ts";
import { findFurniture } from "../../src/core/text/furniture.ts";
import { createPassages } from "../../src/core/text/passages.ts";
import { followUp } from "../../src/core/question/follow-up.ts";
import { findDates, findMisread, namesDateWithin } from "../../src/core/question/dates.ts";
import { NOTHING_UNDERSTOOD, interpret } from "../../src/core/question/interpret.ts";
import type { KnownNames } from "../../src/core/question/known-names.ts";
import { plainQuestion, splitMessage } from "../../src/core/question/message.ts";
import { mendWords } from "../../src/core/question/question.ts";
import { readSource } from "../../src/core/question/read-source.ts";
import { createSourceIndex, markSources } from "../../src/core/question/source-marks.ts";
import { tokenise as tokeniseQuestion } from "../../src/core/question/tokens.ts";
import { isQuestion, parseQuestion } from "../../src/core/question/parse.ts";
import { sentencesAround } from "../../src/core/rank/sentence.ts";
import { numbersIn } from "../../src/core/rank/terms.ts";
import { parseReceipt } from "../../src/core/receipt.ts";
import { splitSentences } from "../../src/core/text/sentences.ts";
import { fold } from "../../src/core/speakers/fold.ts";
import { nearestNames } from "../../src/core/speakers/nearest.ts";
import { markNames } from "../../src/core/speakers/name-marks.ts";
import { resolveSources } from "../../src/core/speakers/resolve.ts";
import type { Speaker } from "../../src/core/speakers/speaker.ts";
import { featureReader } from "../../src/core/statements/features.ts";
import { headlineStatements } from "../../src/core/statements/headlines.ts";
import { findLayout } from "../../src/core/statements/layout.ts";
import { signedQuotations } from "../../src/core/statements/signed.ts";
import type { Statement } from "../../src/core/statements/statement.ts";
import type { SourceDocument, Span } from "../../src/core/types.ts";
import { checkQuote } from "../../src/core/verify/check.ts";
import { tokenise, tokeniseQuote } from "../../src/core/verify/tokens.ts";
import { wholeWords } from "../../src/core/text/whole-words.ts";
import { wordsOf } from "../../src/core/text/words.ts";
import { questionOf, quotesIn, searchTextOf } from "../../src/discord/bot/free-text.ts";
import { renderCitation } from "../../src/discord/render/cite.ts";
import { cutLine, cutLineStart } from "../../src/discord/render/cut.ts";
import { escapeLine, escapeText, safeLink } from "../../src/discord/render/escape.ts";
import { quoteBlock, renderQuote } from "../../src/discord/render/quote.ts";
import { renderDocument, renderExcerptFull } from "../../src/discord/render/sources.ts";
import { renderAnswer } from "../../src/discord/render/answer.ts";
import { corpus } from "../discord/render/support.ts";

/** A function that somebody's text reaches, with the text as its input. */
export interface Subject {
  readonly name: string;
  readonly run: (text: string) => unknown;
  /** UTF-16 units of the longest text that it is tried with. Default: 300,000. */
  readonly unitsMax?: number;
}

/** What is only given questions and quotes, which have at most 2,000 characters, or a passage. */
const SHORT = { unitsMax: 12_000 };
/** What the library that wraps lines costs: up to 20 µs a unit, so that 300,000 take seconds each. */
const WRAPPED = { unitsMax: 24_000 };

const names: KnownNames = {
  speakers: (words) =>
    words.length < 40 && words.includes("Rutte")
      ? [{ id: "rutte", name: "Mark Rutte", type: "person", statementCount: 1 }]
      : [],
  sources: () => [],
  speakersIn: (words) =>
    words.flatMap((word, from) =>
      word === "Rutte"
        ? [{ from, to: from + 1, way: "name" as const, speakers: names.speakers(word) }]
        : [],
    ),
  sourcesIn: () => [],
  nameWords: new Map([["rutte", "Rutte"]]),
  published: { from: null, to: null },
  holds: (stem) => stem.length > 4,
  stemsFrom: () => ["kursk"],
};
const cutIntoPieces = createWordPieces(new Map([["a", 1]]), 100);
const speakers = [
  ["Mark Rutte", "person"],
  ["South Korean Foreign Ministry", "body"],
].map(([name = "", type]): Speaker => {
  const isPerson = type === "person";
  const roles = isPerson ? [{ text: "NATO chief", evidence: null }] : [];
  return {
    id: name,
    name,
    type: isPerson ? "person" : "body",
    statementCount: 1,
    aliases: [],
    roles,
  };
});
const previous = { ...NOTHING_UNDERSTOOD, text: "What did Rutte say?" };
const style = { width: 80, bold: asItIs, dim: asItIs, warn: asItIs };

function asItIs(text: string): string {
  return text;
}

function documentOf(text: string): SourceDocument {
  return {
    id: "hostile",
    title: text.slice(0, 500),
    publisher: text.slice(0, 500),
    author: null,
    authorRole: null,
    published: null,
    url: null,
    text,
    sha256: "0".repeat(64),
  };
}

/** The whole text as one excerpt. */
function excerptOf(text: string) {
  const whole = { start: 0, end: text.length };
  return createPassageExcerpt(documentOf(text), whole, whole, 1);
}

/** A mark at every 50th character. */
function marksIn(text: string): Span[] {
  return Array.from({ length: Math.floor(text.length / 50) }, (_, at) => ({
    start: at * 50 + 5,
    end: at * 50 + 25,
  }));
}

/** Statements at every 500th character: source, cue and content lie side by side. */
function statementsIn(text: string): Statement[] {
  const at = (start: number): Span => ({ start, end: start + 10 });
  return Array.from({ length: Math.floor(text.length / 500) }, (_, index) => ({
    kind: index % 2 === 0 ? ("direct" as const) : ("reported" as const),
    source: [at(index * 500)],
    cue: [at(index * 500 + 10)],
    content: [{ start: index * 500 + 20, end: index * 500 + 120 }],
    within: null,
  }));
}

const tokensOf = (text: string) => Math.ceil(text.length / 4) + 2;

/** Of the core: reading questions and documents. */
export const READING: readonly Subject[] = [
  { name: "parseQuestion", run: (text) => parseQuestion(text.slice(0, 1_000)) },
  { ...SHORT, name: "isQuestion", run: isQuestion },
  { ...SHORT, name: "splitMessage", run: splitMessage },
  { ...SHORT, name: "plainQuestion", run: plainQuestion },
  { ...SHORT, name: "mendWords", run: (text) => mendWords(text, names) },
  { ...SHORT, name: "readSource", run: (text) => readSource(text, names) },
  {
    ...SHORT,
    name: "markNames",
    run: (text) =>
      markNames(
        tokeniseQuestion(`Rutte ${text}`).map((token) => token.text),
        speakers,
      ),
  },
  {
    ...SHORT,
    name: "markSources",
    run: (text) => markSources(text.split(" "), createSourceIndex([text.slice(0, 500)], [])),
  },
  {
    ...SHORT,
    name: "interpret",
    run: (text) => interpret(text, { names, today: "2026-01-01", previous }),
  },
  {
    name: "nearestNames",
    run: (text) =>
      nearestNames(
        text,
        [{ id: "r", name: text, type: "person", statementCount: 1, aliases: [], roles: [] }],
        3,
      ),
  },
  ...["and ", "did he ", "when ", ""].map((opening) => ({
    ...SHORT,
    name: `followUp of "${opening}..."`,
    run: (text: string) => {
      const read = (question: string) =>
        interpret(question, { names, today: "2026-01-01", previous: null });
      const question = opening + text;
      return followUp(question, read(question), previous, { names, today: "2026-01-01", read });
    },
  })),
  {
    ...SHORT,
    name: "findDates",
    run: (text) => [
      findDates(text, "2026-01-01", { from: "2024-01-01", to: "2024-12-31" }),
      findMisread(text),
    ],
  },
  {
    ...SHORT,
    name: "namesDateWithin",
    run: (text) => namesDateWithin(text, { from: "2024-01-01", to: "2024-12-31" }),
  },
  { name: "wordsOf", run: wordsOf },
  { name: "wholeWords", run: (text) => wholeWords(text, marksIn(text)) },
  {
    name: "withHighlight and boldWords",
    run: (text) => boldWords(withHighlight(excerptOf(text), [{ start: 5, end: text.length / 2 }])),
  },
  { name: "numbersIn", run: numbersIn },
  { name: "fold", run: fold },
  { name: "splitSentences", run: splitSentences },
  { name: "findFurniture", run: (text) => findFurniture(text, splitSentences(text)) },
  {
    name: "createPassages",
    run: (text) => createPassages({ text, title: text, countTokens: tokensOf, tokensMax: 256 }),
  },
  {
    name: "findLayout, features and signed quotations",
    run: (text) => {
      const layout = findLayout(text);
      return [featureReader(layout), signedQuotations(layout)];
    },
  },
  { name: "headlineStatements", run: (text) => headlineStatements(text, splitSentences(text)) },
  {
    name: "resolveSources",
    run: (text) =>
      resolveSources({ id: "x", text, sentences: splitSentences(text) }, statementsIn(text)),
  },
  { name: "word pieces", run: (text) => cutIntoPieces(text, Infinity), ...SHORT },
  { name: "placeTokens", run: (text) => placeTokens(text, [1, 2, 3], new Map([[1, "a"]])) },
  {
    name: "sentencesAround",
    run: (text) => sentencesAround({ start: text.length >> 1, end: (text.length >> 1) + 9 }, text),
  },
  { name: "tokenise", run: tokenise },
  { ...SHORT, name: "tokeniseQuote", run: tokeniseQuote },
  {
    name: "checkQuote, a hostile quote",
    run: (text) => quoteIn(text.slice(0, 2_000), "Rutte said a"),
  },
  {
    name: "checkQuote, a hostile document",
    run: (text) => quoteIn("Rutte said that a is b", text),
  },
  { name: "parseReceipt", run: parseReceipt },
  { name: "joinCopies", run: (text) => joinCopies([excerptOf(text), excerptOf(text)]) },
];

function quoteIn(quote: string, text: string) {
  const document = documentOf(text);
  const window = { start: 0, end: text.length };
  return checkQuote(quote, [{ document, window, statements: [], passages: [window] }], null);
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
