import { describe, expect, it } from "vitest";
import { describeInterpretation } from "../../../src/core/question/describe-interpretation.ts";
import { interpret } from "../../../src/core/question/interpret.ts";
import type { KnownNames } from "../../../src/core/question/known-names.ts";
import { isQuestion } from "../../../src/core/question/parse.ts";
import type { Interpretation } from "../../../src/core/types.ts";
import { stemOf } from "../../../src/core/text/words.ts";

const people = ["Mark Rutte", "Emmanuel Macron", "Jean-Noël Barrot", "Kim Jong Un", "Kim Yo Jong"];
const bodies = ["Estonian intelligence", "Yonhap"];
const known = new Set(
  "china war troops nato politico new york post escalation people european".split(" ").map(stemOf),
);

/** A corpus of a few names. */
const names: KnownNames = {
  speakers: (words) => {
    const wanted = words.toLowerCase().replace(/^(?:the|president)\s+/u, "");
    const of = (list: readonly string[], type: "person" | "body") =>
      list
        .filter((name) => ` ${name.toLowerCase()} `.includes(` ${wanted} `))
        .map((name) => ({
          id: name.toLowerCase().replaceAll(" ", "-"),
          name,
          type,
          statementCount: name === "Kim Jong Un" ? 0 : 2,
        }));
    return wanted === "nato chief"
      ? of(["Mark Rutte"], "person").concat(of(people.slice(0, 1), "person"))
      : [...of(people, "person"), ...of(bodies, "body")];
  },
  sources: (words) => (words.toLowerCase() === "politico" ? ["Politico"] : []),
  holds: (stem) => known.has(stem),
};

const understand = (question: string, previous: Interpretation | null = null) =>
  interpret(question, { names, today: "2026-11-21", previous });

const line = ({ kind, speaker, namesakes, topic, wants, unknown, sources }: Interpretation) =>
  [
    kind,
    speaker?.name ?? namesakes.map(({ name }) => name).join("|"),
    topic ?? "",
    wants ?? "",
    unknown ? `${unknown.what} ${unknown.name}` : "",
    sources.join(),
  ].join(" · ");

describe("the unit that a question counts in", () => {
  const check = (question: string, expected: string | null) =>
    it(question, () => expect(understand(question).unit).toBe(expected));
  check("How many years was he in power?", "year");
  check("He fell. How many more minutes did it last?", "minute");
  check("What percentage of wind farms was destroyed?", "percent");
  check("How many troops are in Kursk?", null);
  check("Which year was it?", null);
  it("is part of what is shown", () =>
    expect(describeInterpretation(understand("How many years did it last?"))).toBe(
      "passages that tell a number of years about “How many years did it last?”",
    ));
});

describe("what is understood of a question", () => {
  const check = (question: string, expected: string) =>
    it(question, () => expect(line(understand(question))).toBe(expected));

  check("What did Rutte say about China?", "statements · Mark Rutte · China ·  ·  · ");
  check("what did rutte say", "statements · Mark Rutte ·  ·  ·  · ");
  check(
    "What does President Macron think of NATO?",
    "statements · Emmanuel Macron · NATO ·  ·  · ",
  );
  check("What is Macron's view on the war?", "statements · Emmanuel Macron · the war ·  ·  · ");
  check("Macron on the war", "statements · Emmanuel Macron · the war ·  ·  · ");
  check("Emmanuel Macron", "statements · Emmanuel Macron ·  ·  ·  · ");
  check(
    "estonian intelligence - what do they think about the war?",
    "statements · Estonian intelligence · the war ·  ·  · ",
  );
  check(
    "According to Barrot, how many troops?",
    "statements · Jean-Noël Barrot · how many troops · number ·  · ",
  );
  check(
    "how many troops does Macron speak of?",
    "statements · Emmanuel Macron · many troops · number ·  · ",
  );
  check("quotes by Kim Yo Jong", "statements · Kim Yo Jong ·  ·  ·  · ");
  check("Who warned of escalation?", "who ·  · escalation ·  ·  · ");
  check("How many troops are there?", "passages ·  · How many troops are there? · number ·  · ");
  check(
    "When did Macron speak of China?",
    "passages ·  · When did Macron speak of China? · date ·  · ",
  );
  check("Why is China at war?", "passages ·  · Why is China at war? · reason ·  · ");
  check("troops", "passages ·  · troops ·  ·  · ");
  check(
    "What did people say about China?",
    "passages ·  · What did people say about China? ·  ·  · ",
  );
  check(
    "What did Scholz say about China?",
    "passages ·  · What did Scholz say about China ·  · speaker Scholz · ",
  );
  check("scholz on china", "passages ·  · scholz on china ·  · speaker scholz · ");
  check("What did Politico report about China?", "passages ·  · China ·  ·  · Politico");
  check(
    "According to the New York Times, how many troops?",
    "passages ·  · how many troops · number · source the New York Times · ",
  );
  check(
    'Did Macron say "we must not yield to force"?',
    "verify · Emmanuel Macron · we must not yield to force ·  ·  · ",
  );
  check(
    "Who said “we must not yield to force”?",
    "verify ·  · we must not yield to force · person ·  · ",
  );
  check("what did yonhap report about china", "statements · Yonhap · china ·  ·  · ");
});

it("tells two people of one name apart instead of guessing", () => {
  const both = interpret("What did Kim say?", {
    names: {
      ...names,
      speakers: (words) => names.speakers(words).map((one) => ({ ...one, statementCount: 1 })),
    },
    today: null,
    previous: null,
  });
  expect(both.speaker).toBeNull();
  expect(both.namesakes.map(({ name }) => name)).toEqual(["Kim Jong Un", "Kim Yo Jong"]);
});

it("takes the dates out of the topic", () => {
  const { topic, from, to } = understand("In November 2024, what did Rutte say about China?");
  expect([topic, from, to]).toEqual(["China", "2024-11-01", "2024-11-30"]);
});

it("reads the wanted order", () => {
  expect(understand("What is the latest on China?").order).toBe("newest");
  expect(understand("a timeline of the war").order).toBe("oldest");
  expect(understand("the first test").order).toBe("relevance");
});

describe("a question that follows another", () => {
  const before = understand("What did Rutte say about China?");
  const check = (question: string, expected: string) =>
    it(question, () => expect(line(understand(question, before))).toBe(expected));

  check("And Barrot?", "statements · Jean-Noël Barrot · China ·  ·  · ");
  check("what about Macron?", "statements · Emmanuel Macron · China ·  ·  · ");
  check("what about the troops?", "statements · Mark Rutte · the troops ·  ·  · ");
  check("and estonian intelligence?", "statements · Estonian intelligence · China ·  ·  · ");
  check("What did he say about NATO?", "statements · Mark Rutte · NATO ·  ·  · ");
  check("How many troops are there?", "passages ·  · How many troops are there? · number ·  · ");

  it("carries speaker and topic into other dates", () => {
    const { speaker, topic, from } = understand("and in 2023?", before);
    expect([speaker?.name, topic, from]).toEqual(["Mark Rutte", "China", "2023-01-01"]);
  });
});

describe("what is no question", () => {
  const check = (text: string, yes: boolean) =>
    it(JSON.stringify(text), () => expect(isQuestion(text)).toBe(yes));
  for (const text of ["hi", "hello there!", "thanks :)", "ok", "🙂", "???", "good morning", "help"])
    check(text, false);
  for (const text of ["help for Ukraine", "ok corral", "China", "What did Rutte say?", "북한군"])
    check(text, true);
});

describe("the line that tells what was understood", () => {
  const check = (question: string, expected: string) =>
    it(question, () => expect(describeInterpretation(understand(question))).toBe(expected));
  check(
    "What did Rutte say about China in 2024?",
    "statements by Mark Rutte about “China”, from 2024-01-01 to 2024-12-31",
  );
  check("Who warned of escalation?", "who spoke about “escalation”");
  check(
    "How many troops are there?",
    "passages that tell a number about “How many troops are there?”",
  );
  check("latest quotes by Macron", "statements by Emmanuel Macron, newest first");
});
