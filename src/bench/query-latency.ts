import { ask } from "../ask.ts";
import { questionsFrom } from "../eval/questions.ts";
import { quantile } from "../eval/measures.ts";
import type { Sources } from "../retrieve.ts";

const QUESTIONS = 200;
const WARM_UP = 20;

export interface LatencyReport {
  readonly questions: number;
  readonly documents: number;
  readonly passages: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** Median of the question's own way through the encoder. */
  readonly encodeMedianMs: number;
}

/** How long `ask` takes in a process that is warm, over questions made from the corpus. */
export async function benchQueryLatency(sources: Sources): Promise<LatencyReport> {
  const texts = sources.store.documents().map(({ id }) => sources.store.document(id)?.text ?? "");
  const questions = questionsFrom(texts, QUESTIONS + WARM_UP);
  const totals: number[] = [];
  const encodes: number[] = [];
  for (const [at, question] of questions.entries()) {
    const startedAt = performance.now();
    const { timings } = await ask(sources, question);
    if (at < WARM_UP) continue;
    totals.push(performance.now() - startedAt);
    encodes.push(timings["encodeMs"] ?? 0);
  }
  const { documents, passages } = sources.store.counts();
  return {
    questions: totals.length,
    documents,
    passages,
    medianMs: quantile(totals, 0.5),
    p99Ms: quantile(totals, 0.99),
    encodeMedianMs: quantile(encodes, 0.5),
  };
}
