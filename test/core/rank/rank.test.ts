import { describe, expect, it } from "vitest";
import { confidenceOf } from "../../../src/core/rank/confidence.ts";
import { matchTokens } from "../../../src/core/rank/token-match.ts";
import {
  type FoundPassage,
  passageScore,
  weighPassage,
} from "../../../src/core/rank/passage-evidence.ts";
import {
  type Wanted,
  answeringSentence,
  holdsWanted,
  sentencesAround,
} from "../../../src/core/rank/sentence.ts";
import { isOnTopic, weighStatement } from "../../../src/core/rank/statement-evidence.ts";
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

const passage = (text: string, more: Partial<FoundPassage> = {}): FoundPassage => ({
  text,
  title: null,
  bm25: 3,
  ordinal: 1,
  similarity: 0.5,
  documentSimilarities: [0.4, 0.5, 0.3],
  ...more,
});

describe("what speaks for a passage", () => {
  const question = weigh("How many troops did Minsk send to Kursk in 2024?");
  const score = (text: string, more?: Partial<FoundPassage>) =>
    passageScore(weighPassage(question, passage(text, more)));
  const full = "Minsk sent 500 troops to Kursk in 2024.";

  const checkBetter = (name: string, better: number, worse: number) =>
    it(name, () => expect(better).toBeGreaterThan(worse));
  checkBetter("all words before a few", score(full), score("Minsk sent 500 men."));
  checkBetter(
    "in one sentence before spread",
    score(full),
    score("Minsk is a city. Troops came. They were sent to Kursk. It was 2024."),
  );
  checkBetter(
    "a name in the title counts",
    score("It sent troops.", { title: "Minsk and Kursk" }),
    score("It sent troops."),
  );
  checkBetter(
    "nearer in meaning",
    score(full, { documentSimilarities: [0.6, 0.7, 0.6] }),
    score(full),
  );
  checkBetter("the opening of an article", score(full, { ordinal: 0 }), score(full));
  checkBetter("better by BM25", score(full, { bm25: 9 }), score(full));
});

describe("the answering sentence", () => {
  const check = (question: string, wants: Wanted["wants"], text: string, expected: string) =>
    it(question, () => {
      const { start, end } = answeringSentence(weigh(question), text, { wants, unit: null });
      expect(text.slice(start, end)).toBe(expected);
    });
  const text =
    "The treaty was signed in Pyongyang. About 11,000 soldiers train in the east. " +
    "Soldiers came by train to the east, officials said. He denied it.";
  check(
    "How many soldiers train in the east?",
    "number",
    text,
    "About 11,000 soldiers train in the east.",
  );
  check("Where was the treaty signed?", "place", text, "The treaty was signed in Pyongyang.");
  check(
    "Who denied it?",
    null,
    text,
    "Soldiers came by train to the east, officials said. He denied it.",
  );
  check("anything", null, "", "");
  check("Who left Kursk?", null, "It rained.\n- Troops left Kursk.\n", "Troops left Kursk.");
  check("Who left?", null, "-5 troops left.", "-5 troops left.");
  check("What stands there?", null, "-\n\nRutte spoke.", "-");
});

describe("the sentences around the one with most of the question's words", () => {
  const passage = "It rained. Troops left Kursk. He wept at length in the cold. They sang.";
  const check = (name: string, question: string, max: number, text: string, expected: string) =>
    it(name, () => {
      const { start, end } = sentencesAround(weigh(question), text, max);
      expect(text.slice(start, end)).toBe(expected);
    });
  check("no room", "troops in Kursk", 10, passage, "Troops left Kursk.");
  check("room for the shorter", "troops in Kursk", 35, passage, "It rained. Troops left Kursk.");
  check("room for all", "troops in Kursk", 320, passage, passage);
  check("the last", "who sang", 50, passage, "He wept at length in the cold. They sang.");
  check("nothing", "who sang", 320, "", "");
});

describe("whether a text holds what is wanted", () => {
  const check = (text: string, { wants, unit }: Wanted, expected: boolean) =>
    it(`${text}: ${unit ?? wants}`, () =>
      expect(holdsWanted(text, { wants, unit })).toBe(expected));
  const number = (unit: string | null): Wanted => ({ wants: "number", unit });
  check("About 11,000 soldiers train.", number(null), true);
  check("Many soldiers train.", number(null), false);
  check("It lasted 16 years.", number("year"), true);
  check("It lasted sixteen months, 2 of them cold.", number("year"), false);
  check("A 16-year rule", number("year"), true);
  check("It took two long decades.", number("year"), true);
  check("In 2022 he began.", number("year"), false);
  check("187 minutes passed.", number("minute"), true);
  check("He got 60% of it.", number("percent"), true);
  check("Six in 10 agree.", number("percent"), true);
  check("60 people agree.", number("percent"), false);
  check("It was in May.", { wants: "date", unit: null }, true);
  check("anything", { wants: null, unit: null }, true);
});

describe("whether a statement is on a topic", () => {
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
    topic: string,
    own: string,
    title: string | null,
    similarity: number,
    yes: boolean,
  ) =>
    it(name, () =>
      expect(isOnTopic(weighStatement(weigh(topic), statement, similarity, { own, title }))).toBe(
        yes,
      ),
    );
  check("its words are there", "China", "Rutte urged China to act", null, 0.1, true);
  check(
    "only the title has them, and it is far",
    "China",
    "He spoke of theatres",
    "China urged",
    0.1,
    false,
  );
  check(
    "only the title has them, and it is near",
    "China",
    "He spoke of Beijing",
    "China urged",
    0.4,
    true,
  );
  check("near, without a word", "climate", "He spoke of theatres", null, 0.6, false);
  check(
    "some words, near",
    "missile technology transfer",
    "the transfer of missiles",
    null,
    0.4,
    true,
  );
});

describe("the confidence", () => {
  const judged = (similarity: number, coverage: number, documentId = "a") => ({
    passage: { documentId },
    evidence: {
      similarity,
      words: coverage,
      coverage,
      sentenceCoverage: coverage,
      nameCoverage: 1,
      numberCoverage: 1,
      pairs: coverage,
      leadSimilarity: similarity,
      documentSimilarity: similarity,
      isLead: 0,
    },
  });
  const far = ["b", "c", "d", "e"].map((id) => judged(0.1, 0.1, id));
  const met = (mean: number) => async () => ({ mean, weakest: mean, tokens: 10 });
  const never = async () => expect.unreachable("nothing to be read");
  it("is high for one that stands out, low for one among equals, on the first look", async () => {
    expect(await confidenceOf([judged(0.8, 1), ...far], 1000, never)).toBeGreaterThan(0.9);
    expect(await confidenceOf([judged(0.15, 0.1), ...far], 1000, never)).toBeLessThan(0.1);
  });
  it("where that leaves doubt, rises with how well the first candidate's tokens meet the question's", async () => {
    const candidates = [judged(0.5, 0.5), ...far];
    expect(await confidenceOf(candidates, 1000, met(0.9))).toBeGreaterThan(0.6);
    expect(await confidenceOf(candidates, 1000, met(0.3))).toBeLessThan(0.4);
  });
  it("falls with the size of the corpus", async () => {
    const candidates = [judged(0.7, 0.9), ...far];
    const small = await confidenceOf(candidates, 30, never);
    expect(await confidenceOf(candidates, 100_000, never)).toBeLessThan(small);
  });
  it("is 0 where there is nothing, or nothing was read", async () => {
    expect(await confidenceOf([], 10, never)).toBe(0);
    const unread = { passage: { documentId: "a" }, evidence: null };
    expect(await confidenceOf([unread], 10, never)).toBe(0);
  });
});

describe("matchTokens", () => {
  const unit = (...values: number[]) => Float32Array.from(values);
  const [x, y, minus] = [unit(1, 0), unit(0, 1), unit(-1, 0)];
  const check = (
    name: string,
    question: readonly Float32Array[],
    passage: readonly Float32Array[],
    expected: { readonly mean: number; readonly weakest: number; readonly tokens: number },
  ) => it(name, () => expect(matchTokens(question, passage)).toEqual(expected));
  check("each token against its nearest", [x, y], [minus, x, y], {
    mean: 1,
    weakest: 1,
    tokens: 2,
  });
  check("one is not met", [x, x, x, y], [x], { mean: 0.75, weakest: 2 / 3, tokens: 4 });
  check("opposite", [x], [minus], { mean: -1, weakest: -1, tokens: 1 });
  check("no question", [], [x], { mean: 0, weakest: 0, tokens: 0 });
  check("no passage", [x], [], { mean: 0, weakest: 0, tokens: 1 });
});
