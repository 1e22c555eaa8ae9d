import { describe, expect, it } from "vitest";
import { isCueOf } from "../../../src/core/rank/cue-verbs.ts";
import {
  type FoundEvidence,
  type PassageEvidence,
  evidenceOf,
  foundScore,
  meanOfNearest,
  probabilityOf,
  readScore,
} from "../../../src/core/rank/passage-evidence.ts";
import { sentencesAround } from "../../../src/core/rank/sentence.ts";
import { TOPIC_FLOOR, onTopic, weighStatement } from "../../../src/core/rank/statement-evidence.ts";
import { coverageOf, weighQuestion } from "../../../src/core/rank/terms.ts";
import { stemOf } from "../../../src/core/text/words.ts";

/** A corpus of 100 passages: common words stand in 60, all others in 2. */
const common = new Set(["troops", "russia"].map(stemOf));
const weigh = (question: string) =>
  weighQuestion(question, { count: (stem) => (common.has(stem) ? 60 : 2), total: 100 });
const stems = (text: string) => new Set(text.split(" ").map(stemOf));

describe("the coverage of a question", () => {
  const check = (question: string, text: string, low: number, high: number) =>
    it(`${question} in "${text}"`, () => {
      const coverage = coverageOf(weigh(question), stems(text));
      expect(coverage).toBeGreaterThanOrEqual(low);
      expect(coverage).toBeLessThanOrEqual(high);
    });
  check("How many troops are in Kursk?", "troops kursk", 1, 1);
  check("How many troops are in Kursk?", "troops", 0.01, 0.2);
  check("How many troops are in Kursk?", "kursk", 0.8, 0.99);
  check("How many troops are in Kursk?", "nothing", 0, 0);
  check("What did he say?", "he said", 0.1, 0.9);
});

describe("what speaks for a passage", () => {
  const found: FoundEvidence = { similarity: 0.5, words: 0.5, document: 0.4 };
  const read: PassageEvidence = { ...found, answers: 0, chance: -2 };
  const checkFound = (name: string, better: Partial<FoundEvidence>) =>
    it(`${name}: is worth reading first`, () =>
      expect(foundScore({ ...found, ...better })).toBeGreaterThan(foundScore(found)));
  checkFound("nearer in meaning", { similarity: 0.7 });
  checkFound("more of the question's words", { words: 0.9 });

  it("the reader outweighs the search", () => {
    const answering = { ...read, answers: 3, similarity: 0.3 };
    const near = { ...read, answers: -3, similarity: 0.7 };
    expect(readScore(answering)).toBeGreaterThan(readScore(near));
    expect(probabilityOf(answering)).toBeGreaterThan(probabilityOf(near));
  });
  it("is surely enough an answer where all speaks for it, and surely none where nothing does", () => {
    const all = { similarity: 0.8, words: 1, document: 0.7, answers: 5, chance: -0.5 };
    const none = { similarity: 0.1, words: 0, document: 0.1, answers: -5, chance: -8 };
    expect(probabilityOf(all)).toBeGreaterThan(0.9);
    expect(probabilityOf(none)).toBeLessThan(0.1);
  });
  it("is taken from the reading, and finite where a text has no words", () => {
    const nothing = {
      answers: -4,
      pieces: [],
      starts: new Float32Array(),
      ends: new Float32Array(),
    };
    const { answers, chance } = evidenceOf(found, nothing);
    expect(answers).toBe(-4);
    expect(chance).toBeLessThan(-10);
    expect(Number.isFinite(chance)).toBe(true);
  });
  it("of a document its three nearest passages", () => {
    expect(meanOfNearest([0.1, 0.9, 0.6, 0.3])).toBeCloseTo(0.6);
    expect(meanOfNearest([0.5])).toBe(0.5);
    expect(meanOfNearest([])).toBe(0);
  });
});

describe("the sentences around words", () => {
  const check = (name: string, passage: string, words: string, expected: string) =>
    it(name, () => {
      const start = passage.indexOf(words);
      const { start: from, end: to } = sentencesAround(
        { start, end: start + words.length },
        passage,
      );
      expect(passage.slice(from, to)).toBe(expected);
    });
  const text =
    "The treaty was signed in Pyongyang. Soldiers came by train. He denied it. It rained.";
  check("one sentence", text, "Soldiers", "Soldiers came by train.");
  check(
    "one that leans on the one before",
    text,
    "denied",
    "Soldiers came by train. He denied it.",
  );
  check("words over two sentences", text, "Pyongyang. Soldiers", text.slice(0, 59));
  check("the first leans on nothing", "He denied it. So it was.", "He", "He denied it.");
  check("an item of a list", "It rained.\n- Troops left.\n", "Troops", "Troops left.");
  check("a number is no mark", "-5 troops left.", "troops", "-5 troops left.");
  check("words outside any sentence", "", "", "");
});

describe("whether a cue is of a verb", () => {
  const check = (cue: string, verbs: readonly string[], yes: boolean) =>
    it(`${cue}: ${verbs.join()}`, () => expect(isCueOf(cue, verbs)).toBe(yes));
  check("denied", ["deny"], true);
  check("has repeatedly denied that", ["deny"], true);
  check("warns", ["urge", "warn"], true);
  check("said", ["deny"], false);
  check("denied", [], false);
  check(":", ["deny"], true);
  check("", [], false);
});

describe("how probable a statement is on a topic", () => {
  const statement = {
    id: 1,
    documentId: "a",
    ordinal: 0,
    kind: "direct",
    content: [],
    cue: [],
    source: [],
    within: null,
    speakers: [],
  } as const;
  const check = (
    name: string,
    [topic, own, title]: readonly [string, string, string | null],
    [similarity, answers]: readonly [number, number],
    yes: boolean,
  ) =>
    it(name, () => {
      const found = weighStatement(weigh(topic), statement, similarity, { own, title });
      expect(onTopic({ ...found, answers }) >= TOPIC_FLOOR).toBe(yes);
    });
  check("its words, and it answers", ["China", "Rutte urged China to act", null], [0.3, 2], true);
  check("other words, and it answers", ["China", "Beijing must act", null], [0.5, 3], true);
  check(
    "near, and it does not answer",
    ["climate", "He spoke of theatres", null],
    [0.5, -4],
    false,
  );
  check("far, and it does not answer", ["China", "He spoke", "China urged"], [0.1, -2], false);
});
