import { z } from "zod";
import { ask } from "../../use-cases/ask.ts";
import { readJsonl } from "../../corpus/jsonl.ts";
import type { Searchable } from "../../use-cases/retrieve.ts";
import { mean, normalizeAnswer } from "./measures.ts";
import { paragraphId } from "./paragraphs.ts";

const rowSchema = z.object({
  id: z.string(),
  context: z.string().min(1),
  question: z.string(),
  /** Empty where the paragraph does not answer. */
  answers: z.array(z.string()),
});
type Row = z.infer<typeof rowSchema>;

export const readAbstention = (path: string): Promise<Row[]> => readJsonl(path, rowSchema);

/** As the official script of SQuAD 2.0 (Rajpurkar, Jia and Liang, ACL 2018) reports them, in [0, 1]. */
export interface AbstentionReport {
  readonly questions: number;
  readonly exact: number;
  readonly f1: number;
  readonly hasAnswer: { readonly questions: number; readonly exact: number; readonly f1: number };
  readonly noAnswer: { readonly questions: number; readonly exact: number };
  /** With the best threshold of the confidence instead of the shipped one. */
  readonly best: { readonly exact: number; readonly f1: number; readonly threshold: number };
  /** Of the answerable: answered, and an answer stands in the sentence. */
  readonly sentenceHolds: number;
}

interface Scored {
  readonly hasAnswer: boolean;
  readonly confidence: number;
  /** Of the sentence, were it given. */
  readonly exact: number;
  readonly f1: number;
  readonly isAnswered: boolean;
  readonly holds: boolean;
}

/** Asks each question of its own paragraph; the first excerpt is the answer. */
export async function evaluateAbstention(
  searchable: Searchable,
  rows: readonly Row[],
  onProgress: (done: number, total: number) => void,
): Promise<AbstentionReport> {
  const scored: Scored[] = [];
  for (const row of rows) {
    scored.push(await askRow(searchable, row));
    onProgress(scored.length, rows.length);
  }
  const value = (one: Scored, isAnswered: boolean, key: "exact" | "f1") =>
    isAnswered ? one[key] : one.hasAnswer ? 0 : 1;
  const over = (list: readonly Scored[], key: "exact" | "f1", threshold: number | null) =>
    mean(
      list.map((one) =>
        value(one, threshold === null ? one.isAnswered : one.confidence >= threshold, key),
      ),
    );
  const has = scored.filter(({ hasAnswer }) => hasAnswer);
  const none = scored.filter(({ hasAnswer }) => !hasAnswer);
  const thresholds = [...new Set(scored.map(({ confidence }) => confidence)), Infinity];
  const threshold = thresholds.reduce((best, one) =>
    over(scored, "f1", one) > over(scored, "f1", best) ? one : best,
  );
  return {
    questions: scored.length,
    exact: over(scored, "exact", null),
    f1: over(scored, "f1", null),
    hasAnswer: {
      questions: has.length,
      exact: over(has, "exact", null),
      f1: over(has, "f1", null),
    },
    noAnswer: { questions: none.length, exact: over(none, "exact", null) },
    best: { exact: over(scored, "exact", threshold), f1: over(scored, "f1", threshold), threshold },
    sentenceHolds: mean(has.map(({ isAnswered, holds }) => (isAnswered && holds ? 1 : 0))),
  };
}

async function askRow(
  searchable: Searchable,
  { context, question, answers }: Row,
): Promise<Scored> {
  const given = { sources: [paragraphId(context)] };
  const answer = await ask(searchable, question, { given });
  const [excerpt] = answer.status === "answered" ? answer.excerpts : answer.leads;
  const text = excerpt?.spans.map((span) => span.text).join(" ") ?? "";
  const best = (score: (gold: string) => number) => Math.max(0, ...answers.map(score));
  return {
    hasAnswer: answers.length > 0,
    confidence: answer.confidence,
    exact: best((gold) => (normalizeAnswer(gold) === normalizeAnswer(text) ? 1 : 0)),
    f1: best((gold) => tokenF1(gold, text)),
    isAnswered: answer.status === "answered",
    holds: answers.some((gold) => normalizeAnswer(text).includes(normalizeAnswer(gold))),
  };
}

/** Harmonic mean of precision and recall over the words of the two, each as often as it stands there. */
export function tokenF1(gold: string, text: string): number {
  const wanted = normalizeAnswer(gold).split(" ");
  const given = normalizeAnswer(text).split(" ");
  const left = [...wanted];
  const common = given.filter((word) => {
    const at = left.indexOf(word);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  }).length;
  return common === 0 ? 0 : (2 * common) / (wanted.length + given.length);
}
