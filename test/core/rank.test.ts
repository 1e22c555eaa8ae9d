import { describe, expect, it } from "vitest";
import { confidenceOf } from "../../src/core/rank/confidence.ts";
import { type FoundPassage, passageScore, weighPassage } from "../../src/core/rank/passages.ts";
import { answeringSentence } from "../../src/core/rank/sentence.ts";
import { isOnTopic, weighStatement } from "../../src/core/rank/statements.ts";
import { coverageOf, weighQuestion } from "../../src/core/rank/terms.ts";
import { stemOf } from "../../src/core/words.ts";

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
  const check = (
    question: string,
    wants: Parameters<typeof answeringSentence>[2],
    text: string,
    expected: string,
  ) =>
    it(question, () => {
      const { start, end } = answeringSentence(weigh(question), text, wants);
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
  it("is high for one that stands out, low for one among equals", () => {
    expect(confidenceOf([judged(0.8, 1), ...far], 1000)).toBeGreaterThan(0.9);
    expect(confidenceOf([judged(0.15, 0.1), ...far], 1000)).toBeLessThan(0.1);
  });
  it("falls with the size of the corpus", () => {
    const candidates = [judged(0.5, 0.5), ...far];
    expect(confidenceOf(candidates, 100_000)).toBeLessThan(confidenceOf(candidates, 30));
  });
  it("is 0 where there is nothing, or nothing was read", () => {
    expect(confidenceOf([], 10)).toBe(0);
    expect(confidenceOf([{ passage: { documentId: "a" }, evidence: null }], 10)).toBe(0);
  });
});
