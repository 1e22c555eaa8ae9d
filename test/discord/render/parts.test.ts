import { describe, expect, test } from "vitest";
import { renderAnswer as renderInTerminal } from "../../../src/cli/render.ts";
import type { Answer, AnswerPart } from "../../../src/core/answer.ts";
import type { Excerpt, Interpretation } from "../../../src/core/types.ts";
import { pagesOf, renderAnswer } from "../../../src/discord/render/answer.ts";
import {
  corpus,
  expectSound,
  makeDocument,
  passage,
  shown,
  statement,
  understood,
} from "./support.ts";

/** Answers to messages that ask several questions, of several speakers, or of the corpus itself. */

const style = { width: 60, bold: mark, dim: asItIs, warn: asItIs };
function asItIs(text: string): string {
  return text;
}
function mark(text: string): string {
  return `*${text}*`;
}

/** "Mark Rutte: Beijing cannot pretend.", or words that nobody says. */
function excerptOf(line: string): Excerpt {
  const [name, words] = line.split(": ");
  if (name === undefined || words === undefined) return passage(line);
  const document = makeDocument(words);
  return statement(document, {
    content: [{ start: 0, end: words.length }],
    speaker: { name, role: null },
  });
}

/** A question and how many of the excerpts are its own, or why it has none. */
type Asked = readonly [question: string, own: number | string];

function partsOf(asked: readonly Asked[], change: Partial<Interpretation> = {}): AnswerPart[] {
  let from = 0;
  return asked.map(([question, own]) => {
    const interpretation = understood({ text: question, kind: "passages", topic: null, ...change });
    if (typeof own === "string") {
      const reason = { code: "weak-matches", message: own } as const;
      return { question, interpretation, reason, from: 0, count: 0 };
    }
    from += own;
    return { question, interpretation, reason: null, from: from - own, count: own };
  });
}

function answerOf(lines: readonly string[], change: Partial<Answer>): Answer {
  const [first, ...others] = lines.map(excerptOf);
  const base = {
    question: "Several questions?",
    interpretation: change.interpretation ?? understood({ kind: "passages", topic: null }),
    parts: change.parts ?? [],
    note: change.note ?? null,
    corpus,
    finding: null,
    confidence: 1,
    timings: { totalMs: 1 },
  };
  const reason = { code: "weak-matches", message: "Nothing was found." } as const;
  return first
    ? { ...base, status: "answered", reason: null, excerpts: [first, ...others], leads: [] }
    : { ...base, status: "no-answer", reason, excerpts: [], leads: change.leads ?? [] };
}

/** What is shown, without the lines of citations. */
function see(answer: Answer, page = 0): string[] {
  const reply = renderAnswer(answer, { page });
  expectSound(reply);
  const isCitation = (line: string) => /receipt|documents ·|A title · undated$/.test(line);
  return shown(reply)
    .split("\n")
    .map((line) => line.replace(/^│ ?/, ""))
    .filter((line) => !isCitation(line));
}

function seeInTerminal(answer: Answer): string[] {
  return renderInTerminal(answer, style)
    .split("\n")
    .filter((line) => !/^ {3}\S*(receipt|A title|undated)|documents ·|^$/.test(line));
}

describe("several questions", () => {
  const four = answerOf(["Rutte: a", "Rutte: b", "c", "d", "e"], {
    note: "> Only *four* questions are looked for.",
    parts: partsOf([
      ["What did Rutte say?", 2],
      ["Who won *the* cup?", "No > cup is here."],
      ["How many?", 2],
      ["And why?", 1],
    ]),
  });
  test("each stands above its excerpts, or with its reason, on its page", () => {
    expect(pagesOf(four)).toBe(2);
    expect(see(four)).toEqual([
      "4 questions",
      "> Only *four* questions are looked for.",
      "───",
      "What did Rutte say?",
      "▌ a",
      "1 · Rutte · in quotation marks",
      "───",
      "▌ b",
      "2 · Rutte · in quotation marks",
      "───",
      "Who won *the* cup?",
      "No > cup is here.",
      "",
      "How many?",
      "▌ c",
      "───",
    ]);
    expect(see(four, 1)).toEqual([
      "4 questions",
      "> Only *four* questions are looked for.",
      "───",
      "How many?",
      "▌ d",
      "───",
      "And why?",
      "▌ e",
      "───",
    ]);
  });
  test("in the terminal", () => {
    expect(seeInTerminal(four)).toEqual([
      "> Only *four* questions are looked for.",
      "*What did Rutte say?*",
      "Understood: passages",
      "1  *Rutte · in quotation marks*",
      "   │ a",
      "2  *Rutte · in quotation marks*",
      "   │ b",
      "*Who won *the* cup?*",
      "Understood: passages",
      "No answer. No > cup is here.",
      "*How many?*",
      "Understood: passages",
      "3  *A title*",
      "   │ c",
      "4  *A title*",
      "   │ d",
      "*And why?*",
      "Understood: passages",
      "5  *A title*",
      "   │ e",
    ]);
  });
  test("a question without an answer stands first, or last", () => {
    const first = partsOf([
      ["Who?", "Nobody."],
      ["What?", 1],
      ["Why?", "No reason."],
    ]);
    expect(see(answerOf(["a"], { parts: first }))).toEqual([
      "3 questions",
      "───",
      "Who?",
      "Nobody.",
      "",
      "What?",
      "▌ a",
      "───",
      "Why?",
      "No reason.",
    ]);
  });
  test("one behind a full page is told once, on that page", () => {
    const parts = partsOf([
      ["What?", 3],
      ["Who?", "Nobody."],
      ["Why?", 1],
    ]);
    const answer = answerOf(["a", "b", "c", "d"], { parts });
    expect(see(answer).slice(-3)).toEqual(["───", "Who?", "Nobody."]);
    expect(see(answer, 1)).toEqual(["3 questions", "───", "Why?", "▌ d", "───"]);
  });
  test("what was understood of each is told", () => {
    const parts = partsOf([["What did Rutte say?", 1]], { kind: "statements", topic: "*China*" });
    expect(see(answerOf(["Rutte: a"], { parts })).slice(2, 4)).toEqual([
      "What did Rutte say?",
      "Understood: statements by Mark Rutte about “*China*”",
    ]);
  });
  test("none with an answer: each with its reason, then what is near", () => {
    const parts = partsOf([
      ["Who?", "Nobody."],
      ["Why?", "No reason."],
    ]).map((part, at) => ({ ...part, from: at, count: 1 }));
    const answer = answerOf([], { parts, leads: [excerptOf("a"), excerptOf("b")] });
    expect(see(answer)).toEqual([
      "No answer in this corpus",
      "Who?",
      "Nobody.",
      "",
      "Why?",
      "No reason.",
      "This corpus has 5 documents. Dates stated: 2024-11-18 to 2025-05-30.",
      "Near, but not an answer",
      "───",
      "▌ a",
      "───",
      "▌ b",
      "───",
      "generation 3",
    ]);
    expect(seeInTerminal(answer).filter((line) => !line.startsWith("Understood"))).toEqual([
      "*Who?*",
      "No answer. Nobody.",
      "Near, but not an answer:",
      "1  *A title*",
      "   │ a",
      "*Why?*",
      "No answer. No reason.",
      "Near, but not an answer:",
      "1  *A title*",
      "   │ b",
    ]);
  });
});

describe("several speakers", () => {
  const interpretation = understood({
    kind: "statements",
    topic: null,
    speaker: null,
    namesakes: [
      { id: "rutte", name: "Rutte" },
      { id: "macron", name: "Macron" },
    ],
    together: true,
  });
  const lines = ["Rutte: a", "Rutte: b", "Macron: c", "Macron: d"];
  /** Each speaker has an id of their own. */
  const both = (change: Partial<Answer>): Answer => {
    const answer = answerOf(lines, change);
    if (answer.status !== "answered") return answer;
    const named = (one: Excerpt): Excerpt => {
      const speaker = one.statement?.speaker;
      if (!one.statement || !speaker) return one;
      return { ...one, statement: { ...one.statement, speaker: { ...speaker, id: speaker.name } } };
    };
    const [first, ...others] = answer.excerpts;
    return { ...answer, excerpts: [named(first), ...others.map(named)] };
  };
  test("each group has its heading, on each page that shows it", () => {
    expect(see(both({ interpretation }))).toEqual([
      "Several questions?",
      "Understood: statements by Rutte and Macron",
      "───",
      "Rutte",
      "▌ a",
      "1 · Rutte · in quotation marks",
      "───",
      "▌ b",
      "2 · Rutte · in quotation marks",
      "───",
      "Macron",
      "▌ c",
      "3 · Macron · in quotation marks",
      "───",
    ]);
    expect(see(both({ interpretation }), 1).slice(3, 5)).toEqual(["Macron", "▌ d"]);
    expect(seeInTerminal(both({ interpretation })).filter((line) => line.startsWith("*"))).toEqual([
      "*Rutte*",
      "*Macron*",
    ]);
  });
  test("in a part as well; where the words can mean either, none", () => {
    const parts = partsOf(
      [
        ["Rutte and Macron?", 3],
        ["Macron?", 1],
      ],
      interpretation,
    );
    const shown = see(both({ parts: [parts[0], parts[1]].flatMap((part) => part ?? []) }));
    expect(shown.slice(2, 7)).toEqual([
      "Rutte and Macron?",
      "Understood: statements by Rutte and Macron",
      "",
      "Rutte",
      "▌ a",
    ]);
    const either = both({ interpretation: { ...interpretation, together: false } });
    expect(see(either).filter((line) => line === "Macron")).toEqual([]);
  });
});

describe("what there is to say of the corpus", () => {
  const note = "5 documents.\n> “Not a *quote*” <@1>";
  test("stands above the excerpts, and is no quote", () => {
    const answer = answerOf(["a"], { note });
    expect(see(answer).slice(0, 4)).toEqual([
      "Several questions?",
      "5 documents. > “Not a *quote*” <@1>",
      "───",
      "▌ a",
    ]);
    expect(see(answerOf(["a"], { note: "> quote" }))[1]).toBe("> quote");
    expect(seeInTerminal(answer).slice(1, 3)).toEqual(["5 documents.", "> “Not a *quote*” <@1>"]);
  });
  test("stands also where there is no answer", () => {
    expect(see(answerOf([], { note: "A *note*." })).slice(0, 5)).toEqual([
      "No answer in this corpus",
      "Several questions?",
      "Nothing was found.",
      "",
      "A *note*.",
    ]);
  });
});
