import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { builtInFolder } from "../../embeddings/built-in-model.ts";
import { createHashingEmbedder } from "../../embeddings/hashing-embedder.ts";
import { createEmbedder, encoderFingerprint } from "../../embeddings/transformers-embedder.ts";
import { errorOf } from "../support/errors.ts";
import { tempDir } from "../support/temp.ts";
import { describeEmbedder } from "./describe-embedder.ts";
import { builtIn, sharedModelsDir } from "./models.ts";

describeEmbedder("hashing embedder", async () => createHashingEmbedder());
describeEmbedder("built-in model, int8", () => createEmbedder(builtIn));
describeEmbedder("built-in model, fp32", () => createEmbedder({ ...builtIn, dtype: "fp32" }));

describe("createEmbedder", () => {
  it("uses the folder that the settings name", async () => {
    const ours = await createEmbedder(builtIn);
    const folder = await createEmbedder({
      ...builtIn,
      model: builtInFolder(sharedModelsDir, "int8"),
      dtype: "int8",
    });
    const texts = ["Rutte spoke to reporters."];
    expect(await folder.embed(texts, "passage")).toEqual(await ours.embed(texts, "passage"));
    expect(folder.fingerprint).not.toBe(ours.fingerprint);
    await Promise.all([ours.close(), folder.close()]);
  });

  it("puts the prefix of the role before a text", async () => {
    const plain = await createEmbedder(builtIn);
    const prefixed = await createEmbedder({
      ...builtIn,
      queryPrefix: "query: ",
      passagePrefix: "passage: ",
    });
    expect(await prefixed.embed(["troops"], "query")).toEqual(
      await plain.embed(["query: troops"], "query"),
    );
    expect(await prefixed.embed(["troops"], "passage")).toEqual(
      await plain.embed(["passage: troops"], "passage"),
    );
    expect(prefixed.countTokens("troops")).toBe(plain.countTokens("passage: troops"));
    await Promise.all([plain.close(), prefixed.close()]);
  });

  it("takes the first token's vector where the settings say so", async () => {
    const mean = await createEmbedder(builtIn);
    const cls = await createEmbedder({ ...builtIn, pooling: "cls" });
    const [a] = await mean.embed(["troops"], "query");
    const [b] = await cls.embed(["troops"], "query");
    expect(a).not.toEqual(b);
    await Promise.all([mean.close(), cls.close()]);
  });

  it("says what a folder that is no model lacks", async () => {
    const error = await errorOf(async () => createEmbedder({ ...builtIn, model: await tempDir() }));
    expect(error.code).toBe("E_ENCODER");
    expect(error.message).toContain("tokenizer.json");
  });

  it("writes the model anew when its graph is damaged without a change of size", async () => {
    const modelsDir = await tempDir();
    await (await createEmbedder({ ...builtIn, modelsDir })).close();
    const graph = join(builtInFolder(modelsDir, "int8"), "onnx", "model_int8.onnx");
    const whole = await readFile(graph);
    await writeFile(graph, Buffer.alloc(whole.length, 7));
    const embedder = await createEmbedder({ ...builtIn, modelsDir });
    expect(await embedder.embed(["troops"], "query")).toHaveLength(1);
    expect((await readFile(graph)).equals(whole)).toBe(true);
    await embedder.close();
  });
});

describe("encoderFingerprint", () => {
  it("is the embedder's, and differs with all that vectors depend on", async () => {
    const embedder = await createEmbedder(builtIn);
    const folder = join(await tempDir(), "model");
    await mkdir(join(folder, "onnx"), { recursive: true });
    await writeFile(join(folder, "onnx", "model.onnx"), "one");
    const seen = [
      await encoderFingerprint(builtIn),
      await encoderFingerprint({ ...builtIn, dtype: "fp32" }),
      await encoderFingerprint({ ...builtIn, pooling: "cls" }),
      await encoderFingerprint({ ...builtIn, queryPrefix: "a" }),
      await encoderFingerprint({ ...builtIn, passagePrefix: "a" }),
      await encoderFingerprint({ ...builtIn, model: "someone/some-model" }),
      await encoderFingerprint({ ...builtIn, model: folder }),
    ];
    await writeFile(join(folder, "onnx", "model.onnx"), "other");
    seen.push(await encoderFingerprint({ ...builtIn, model: folder }));
    expect(seen[0]).toBe(embedder.fingerprint);
    expect(new Set(seen).size).toBe(seen.length);
    await embedder.close();
  });
});
