import { join } from "node:path";
import { writeFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { createHashingEmbedder } from "../../../embeddings/hashing-embedder.ts";
import { figuresOf, readRows } from "../../../src/measure/eval/reading.ts";
import { calibrate } from "../../../src/measure/eval/reading-calibration.ts";
import {
  averagePrecision,
  bestF1,
  exactMatch,
  quotedWords,
  shareOf,
} from "../../../src/measure/eval/reading-measures.ts";
import {
  drawRows,
  isToChooseOn,
  readReadingRows,
  type ReadingRow,
} from "../../../src/measure/eval/reading-rows.ts";
import { tempDir } from "../../support/temp.ts";
import { createWordOverlapReader } from "../../support/word-overlap-reader.ts";

const row = (change: Partial<ReadingRow>): ReadingRow => ({
  set: "squad2",
  group: "g",
  question: "Who sold loaves?",
  context: "Bakers sold loaves.",
  answerable: true,
  answers: [{ start: 0, end: 11 }],
  kind: "span",
  ...change,
});

describe("words are compared as SQuAD does", () => {
  it.each([
    ["The Bakers!", ["bakers"], 1, 1],
    ["24–10", ["24–10"], 1, 1],
    ["24-10", ["2410"], 1, 1],
    ["the red house", ["a house", "red"], 0, 2 / 3],
    ["", ["red"], 0, 0],
    ["the", ["a"], 1, 1],
    ["red red", ["red"], 0, 2 / 3],
  ])("%j with %j", (given, gold, exact, f1) => {
    expect(exactMatch(given, gold)).toBe(exact);
    expect(bestF1(given, gold)).toBeCloseTo(f1);
  });
});

describe("average precision", () => {
  it.each([
    ["the right one first", "+-", 1],
    ["the right one last", "--+", 1 / 3],
    ["two", "+-+", (1 + 2 / 3) / 2],
    ["only right ones", "++", null],
    ["only wrong ones", "--", null],
  ])("of %s", (_, order, expected) => {
    const candidates = Array.from(order, (sign, at) => ({ score: -at, isRight: sign === "+" }));
    const found = averagePrecision(candidates);
    expect(found).toEqual(expected === null ? null : expect.closeTo(expected, 6));
  });

  it("puts the wrong one of equals first", () => {
    const equal = [true, false].map((isRight) => ({ score: 1, isRight }));
    expect(averagePrecision(equal)).toBe(0.5);
  });
});

it("words quoted are those that overlap, pooled over rows", () => {
  const text = "one two three four";
  const first = quotedWords(text, [{ start: 0, end: 5 }], [{ start: 4, end: 13 }]);
  expect(first).toEqual({ quoted: 2, gold: 2, both: 1 });
  const nothing = quotedWords(text, [{ start: 0, end: 18 }], []);
  expect(shareOf([first, nothing])).toEqual({ precision: 1 / 6, recall: 1 / 2, f1: 1 / 4 });
});

describe("rows", () => {
  it("have their spans in UTF-16 units, and none where nothing answers", async () => {
    const path = join(await tempDir(), "rows.jsonl");
    const lines = [
      { answerable: true, answers: [[2, 5]] },
      { answerable: false, answers: [[2, 5]] },
    ].map((one) => ({ ...row({}), context: "🚀 now.", ...one }));
    await writeFile(path, lines.map((line) => JSON.stringify(line)).join("\n"));
    expect((await readReadingRows(path)).map(({ answers }) => answers)).toEqual([
      [{ start: 3, end: 6 }],
      [],
    ]);
  });

  it("are drawn with all of a question where sentences answer, and always the same", () => {
    const rows = Array.from({ length: 40 }, (_, at) =>
      row({ set: "trecqa", question: `Why ${at % 10}?`, context: `Because ${at}.` }),
    );
    const drawn = drawRows([...rows, row({})], 6);
    expect(drawn.filter(({ set }) => set === "trecqa")).toHaveLength(8);
    expect(drawn.filter(({ set }) => set === "squad2")).toHaveLength(1);
    expect(drawRows([...rows, row({})], 6)).toEqual(drawn);
  });

  it("fall into two halves by their group", () => {
    const halves = Array.from({ length: 100 }, (_, at) => isToChooseOn({ group: `g${at}` }));
    expect(halves.filter(Boolean).length).toBeGreaterThan(30);
    expect(halves.filter(Boolean).length).toBeLessThan(70);
  });
});

describe("figures", () => {
  const readers = { reader: createWordOverlapReader(), embedder: createHashingEmbedder() };
  const refused = row({ answerable: false, answers: [], context: "It rained all day." });
  const sentences = row({
    set: "clapnq",
    kind: "sent",
    context: "Rain fell. Bakers sold loaves. Rye went first.",
    answers: [{ start: 11, end: 30 }],
  });
  const figures = async (rows: readonly ReadingRow[]) =>
    figuresOf(await readRows(readers, rows, () => undefined), readers.reader.calibration);

  it("of words, and of rows that nothing answers", async () => {
    const { squad2 } = await figures([row({}), refused]);
    expect(squad2).toMatchObject({
      rows: 2,
      spans: { rows: 1, exact: 0 },
      refusals: { rows: 2, auroc: 1, aurocOfAnswers: 1 },
      sentences: null,
    });
    expect(squad2?.refusals?.f1).toBeGreaterThan(0.5);
  });

  it("of sentences and what is quoted", async () => {
    const { clapnq } = await figures([sentences, { ...sentences, ...refused, set: "clapnq" }]);
    expect(clapnq?.sentences).toEqual({
      questions: 1,
      map: 1,
      auroc: 1,
      quoted: { precision: 1, recall: 1, f1: 1 },
    });
  });

  it("leave out a row that nobody knows the answer of", async () => {
    expect(await figures([row({ answers: [] }), row({ kind: "weak", answerable: false })])).toEqual(
      {},
    );
  });

  it("calibrate: chances lean to what answers, thresholds tell the sets apart", async () => {
    const rows = [row({}), refused, sentences];
    const found = await readRows(readers, rows, () => undefined);
    const before = { answer: 0, sentence: 100, slope: 1, offset: 0 };
    const after = calibrate(found, before);
    const { squad2, clapnq } = figuresOf(found, after);
    expect(squad2?.refusals?.f1).toBe(squad2?.refusals?.bestF1);
    expect(clapnq?.sentences?.quoted.f1).toBe(1);
    expect(after.slope).toBeGreaterThan(0);
  });
});
