import { z } from "zod";
import { createExactIndex } from "../../../embeddings/exact-index.ts";
import { readJsonl } from "../../corpus/jsonl.ts";
import type { Embedder } from "../../ports.ts";
import { hitAt, mean, ndcgAt } from "./measures.ts";
import { readQueries } from "./retrieval.ts";

export interface ConformanceReport {
  readonly paragraphs: number;
  readonly questions: number;
  readonly encoder: string;
  /** In [0, 1]. all-MiniLM-L6-v2 is published at 0.944 on XQuAD English. */
  readonly ndcg10: number;
  readonly hit1: number;
}

const DEPTH = 10;
const paragraphSchema = z.object({ id: z.string(), text: z.string() });

/** Whether the encoder is wired right: one vector a paragraph, exact search, no words. */
export async function evaluateConformance(
  embedder: Embedder,
  paths: { readonly corpus: string; readonly queries: string },
  onProgress: (done: number, total: number) => void,
): Promise<ConformanceReport> {
  const paragraphs = await readJsonl(paths.corpus, paragraphSchema);
  const queries = await readQueries(paths.queries);
  const total = paragraphs.length + queries.length;
  const vectors = await embedder.embed(
    paragraphs.map(({ text }) => startOf(text, embedder)),
    "passage",
    (done) => onProgress(done, total),
  );
  const questions = await embedder.embed(
    queries.map(({ question }) => question),
    "query",
    (done) => onProgress(paragraphs.length + done, total),
  );
  const index = createExactIndex(new Map(vectors.entries()));
  const ranked = questions.map((vector, at) => ({
    documents: index.search(vector, DEPTH).map(({ id }) => paragraphs[id]?.id ?? ""),
    gold: new Set(queries[at]?.gold),
  }));
  return {
    paragraphs: paragraphs.length,
    questions: queries.length,
    encoder: embedder.fingerprint,
    ndcg10: mean(ranked.map(({ documents, gold }) => ndcgAt(DEPTH, documents, gold))),
    hit1: mean(ranked.map(({ documents, gold }) => hitAt(1, documents, gold))),
  };
}

/** A paragraph longer than the encoder's window is read from its start, as for the published figure. */
function startOf(text: string, embedder: Embedder): string {
  let start = text;
  while (embedder.countTokens(start) > embedder.tokensMax) {
    start = start.slice(0, Math.max(start.lastIndexOf(" "), start.length >> 1));
  }
  return start;
}
