import { placeTokens } from "../../embeddings/token-offsets.ts";
import { createWordPieces } from "../../embeddings/word-pieces.ts";
import { boldWords, withHighlight } from "../../src/core/excerpt.ts";
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
import type { Span } from "../../src/core/types.ts";
import { checkQuote } from "../../src/core/verify/check.ts";
import { tokenise, tokeniseQuote } from "../../src/core/verify/tokens.ts";
import { wholeWords } from "../../src/core/text/whole-words.ts";
import { wordsOf } from "../../src/core/text/words.ts";
import { SHORT, type Subject, documentOf, excerptOf, marksIn } from "./subject.ts";

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
