import { beforeAll, describe, expect, it } from "vitest";
import { createEmbedder } from "../../../embeddings/transformers-embedder.ts";
import { placeTokens } from "../../../embeddings/token-offsets.ts";
import type { Embedder } from "../../../src/ports.ts";
import { builtIn } from "../../embeddings/models.ts";

describe("the tokens of a text that was read", () => {
  let embedder: Embedder;
  beforeAll(async () => {
    embedder = await createEmbedder(builtIn);
    return () => embedder.close();
  });

  it.each([
    ["Rutte’s “plan”", ["Ru", "tte", "’", "s", "“", "plan", "”"]],
    ["Noël said", ["Noël", "said"]],
    ["Noe\u0308l", ["Noe\u0308l"]],
    ["cafe\u0301, no", ["cafe", ",", "no"]],
    ["a\u200Bb c", ["a\u200Bb", "c"]],
    ["北朝", ["北", "朝"]],
    ["👩‍🚀 up", ["👩‍🚀", "up"]],
    ["one [SEP] two", ["one", "[SEP]", "two"]],
    ["İstanbul", ["İstanbul"]],
    [`${"x".repeat(150)} y`, ["x".repeat(150), "y"]],
    ["", []],
  ])("stand in %j", async (text, expected) => {
    const { states } = await embedder.read(text);
    const { starts, ends } = states?.offsets ?? {
      starts: new Int32Array(),
      ends: new Int32Array(),
    };
    expect(Array.from(starts, (start, at) => text.slice(start, ends[at]))).toEqual(expected);
    expect(states?.rows).toHaveLength((starts.length + 2) * embedder.dimensions);
  });

  it("come with the vector that embedding gives", async () => {
    const text = "Rutte spoke to reporters.";
    const [vector] = await embedder.embed([text], "passage");
    expect((await embedder.read(text)).vector).toEqual(vector);
  });

  it("are placed beside a prefix, which is no part of the text", async () => {
    const prefixed = await createEmbedder({ ...builtIn, passagePrefix: "passage: " });
    const { states } = await prefixed.read("Rutte");
    expect([...(states?.offsets.starts ?? [])].filter((start) => start >= 0)).toEqual([0, 2]);
    await prefixed.close();
  });
});

describe("placeTokens", () => {
  const pieces = new Map([
    [1, "one"],
    [2, "##s"],
    [3, "[UNK]"],
  ]);

  it.each([
    ["too few", "ones one", [1, 2]],
    ["too many", "one", [1, 1]],
    ["longer than their word", "on", [1]],
    ["shorter than their word", "oneself", [1]],
    ["unknown to the vocabulary", "one", [9]],
  ])("gives null for tokens that are %s", (_, text, ids) => {
    expect(placeTokens(text, ids, pieces)).toBeNull();
  });
});
