import { describe, expect, it } from "vitest";
import { describeInterpretation } from "../../../src/core/question/describe-interpretation.ts";
import { interpret } from "../../../src/core/question/interpret.ts";
import { createSourceIndex } from "../../../src/core/question/source-marks.ts";
import { isQuestion } from "../../../src/core/question/parse.ts";
import type { Speaker, SpeakerType } from "../../../src/core/speakers/speaker.ts";
import type { Interpretation } from "../../../src/core/types.ts";
import { stemOf } from "../../../src/core/text/words.ts";
import { namesOf } from "./names.ts";

const known = new Set(
  "china war troops nato politico new york post escalation people european".split(" ").map(stemOf),
);
const speaker = (name: string, type: SpeakerType, statementCount = 2): Speaker => ({
  id: name.toLowerCase().replaceAll(" ", "-"),
  name,
  type,
  statementCount,
  aliases: [],
  roles: name === "Mark Rutte" ? [{ text: "NATO chief", evidence: null }] : [],
});
const speakers = [
  ...["Mark Rutte", "Emmanuel Macron", "Jean-Noël Barrot", "Kim Yo Jong"].map((name) =>
    speaker(name, "person"),
  ),
  speaker("Kim Jong Un", "person", 0),
  speaker("Estonian intelligence", "body"),
  speaker("Yonhap", "body"),
];

/** A corpus of a few names. */
const namesWith = (all: readonly Speaker[]) =>
  namesOf({ speakers: all, sources: createSourceIndex(["Politico"], []), stems: known });
const names = namesWith(speakers);

const understand = (question: string, previous: Interpretation | null = null) =>
  interpret(question, { names, today: "2026-11-21", previous });

/** "statements · by Mark Rutte · on China": what was understood, without what was not. */
const line = ({ kind, speaker, namesakes, topic, wants, unknown, sources }: Interpretation) => {
  const parts = [
    ["by", speaker?.name ?? namesakes.map(({ name }) => name).join("|")],
    ["on", topic ?? ""],
    ["wants", wants ?? ""],
    ["unknown", unknown ? `${unknown.what} ${unknown.name}` : ""],
    ["from", sources.join()],
  ].filter(([, value]) => value !== "");
  return [kind, ...parts.map((part) => part.join(" "))].join(" · ");
};

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

  check("What did Rutte say about China?", "statements · by Mark Rutte · on China");
  check("what did rutte say", "statements · by Mark Rutte");
  check("What does President Macron think of NATO?", "statements · by Emmanuel Macron · on NATO");
  check("What is Macron's view on the war?", "statements · by Emmanuel Macron · on the war");
  check("Macron on the war", "statements · by Emmanuel Macron · on the war");
  check("Emmanuel Macron", "statements · by Emmanuel Macron");
  check(
    "estonian intelligence - what do they think about the war?",
    "statements · by Estonian intelligence · on the war",
  );
  check(
    "According to Barrot, how many troops?",
    "statements · by Jean-Noël Barrot · on how many troops · wants number",
  );
  check(
    "how many troops does Macron speak of?",
    "statements · by Emmanuel Macron · on how many troops · wants number",
  );
  check("quotes by Kim Yo Jong", "statements · by Kim Yo Jong");
  check("Who warned of escalation?", "who · on escalation");
  check("How many troops are there?", "passages · on How many troops are there? · wants number");
  check(
    "When did Macron speak of China?",
    "passages · on When did Macron speak of China? · wants date",
  );
  check("Why is China at war?", "passages · on Why is China at war? · wants reason");
  check("troops", "passages · on troops");
  check("What did people say about China?", "passages · on What did people say about China?");
  check(
    "What did Scholz say about China?",
    "passages · on What did Scholz say about China · unknown speaker Scholz",
  );
  check("scholz on china", "passages · on scholz on china · unknown speaker scholz");
  check("What did Politico report about China?", "passages · on China · from Politico");
  check(
    "According to the New York Times, how many troops?",
    "passages · on how many troops · wants number · unknown source the New York Times",
  );
  check(
    'Did Macron say "we must not yield to force"?',
    "verify · by Emmanuel Macron · on we must not yield to force",
  );
  check(
    "Who said “we must not yield to force”?",
    "verify · on we must not yield to force · wants person",
  );
  check("what did yonhap report about china", "statements · by Yonhap · on china");
});

it("tells two people of one name apart instead of guessing", () => {
  const speaking = speakers.map((one) => ({ ...one, statementCount: 1 }));
  const both = interpret("What did Kim say?", {
    names: namesWith(speaking),
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

  check("And Barrot?", "statements · by Jean-Noël Barrot · on China");
  check("what about Macron?", "statements · by Emmanuel Macron · on China");
  check("what about the troops?", "statements · by Mark Rutte · on the troops");
  check("and estonian intelligence?", "statements · by Estonian intelligence · on China");
  check("What did he say about NATO?", "statements · by Mark Rutte · on NATO");
  check("How many troops are there?", "passages · on How many troops are there? · wants number");

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
