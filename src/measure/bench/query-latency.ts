import { ask } from "../../use-cases/ask.ts";
import { quantile } from "../eval/measures.ts";
import { questionsFrom } from "../eval/questions.ts";
import type { Searchable } from "../../use-cases/retrieve.ts";

const QUESTIONS = 200;
const WARM_UP = 20;

export interface LatencyReport {
  readonly questions: number;
  readonly documents: number;
  readonly passages: number;
  readonly medianMs: number;
  readonly p99Ms: number;
  /** By stage, the mean of its share of a question's time, in [0, 1]. */
  readonly shares: Readonly<Record<string, number>>;
}

/** Questions made from the words of the corpus. */
export function questionsOf({ store }: Searchable): string[] {
  const texts = store.documents().map(({ id }) => store.document(id)?.text ?? "");
  return questionsFrom(texts, QUESTIONS + WARM_UP);
}

/** How long `ask` takes in a process that is warm; the first questions do not count. */
export async function benchQueryLatency(
  searchable: Searchable,
  questions: readonly string[],
): Promise<LatencyReport> {
  const totals: number[] = [];
  const stages = new Map<string, number>();
  for (const [at, question] of questions.entries()) {
    const startedAt = performance.now();
    const { timings } = await ask(searchable, question);
    if (at < WARM_UP) continue;
    const totalMs = performance.now() - startedAt;
    totals.push(totalMs);
    for (const [stage, ms] of Object.entries(timings)) {
      if (stage === "totalMs") continue;
      stages.set(stage, (stages.get(stage) ?? 0) + ms / totalMs);
    }
  }
  const { documents, passages } = searchable.store.counts();
  return {
    questions: totals.length,
    documents,
    passages,
    medianMs: quantile(totals, 0.5),
    p99Ms: quantile(totals, 0.99),
    shares: Object.fromEntries([...stages].map(([stage, sum]) => [stage, sum / totals.length])),
  };
}
