import { z } from "zod";
import { readJsonl } from "../corpus/jsonl.ts";
import { confidenceOf, decide } from "../core/decide.ts";
import { EXCERPTS_PER_DOCUMENT_MAX } from "../core/limits.ts";
import { pickByDocument } from "../core/pick.ts";
import type { Store } from "../ports.ts";
import { type Backend, type Candidate, type Sources, backends, retrieve } from "../retrieve.ts";
import { auroc, hitAt, holdsAnswer, mean, ndcgAt, quantile, reciprocalRankAt } from "./measures.ts";

const querySchema = z.object({
  id: z.string(),
  question: z.string(),
  gold: z.array(z.string()).default([]),
  answer: z.string().nullish().default(null),
});
type Query = z.infer<typeof querySchema>;

export const readQueries = (path: string): Promise<Query[]> => readJsonl(path, querySchema);

const RANKS = [1, 5, 10] as const;
const DEPTH = 10;

/** Means over the questions; shares and scores in [0, 1]. */
export interface BackendScores {
  readonly backend: Backend;
  readonly hit1: number;
  readonly hit5: number;
  readonly hit10: number;
  readonly mrr10: number;
  readonly ndcg10: number;
  /** Over the questions that have an answer: it stands in one of the first k excerpts. */
  readonly answerHit1: number;
  readonly answerHit5: number;
  readonly answerHit10: number;
  readonly medianMs: number;
}

export interface NoAnswerScores {
  /** Of the confidence, answerable against unanswerable. */
  readonly auroc: number;
  readonly answerableAnswered: number;
  /** Of the answerable that have an answer: answered, and it stands in the first five excerpts. */
  readonly answerableAnsweredRight: number;
  /** The false-answer rate. */
  readonly unanswerableAnswered: number;
}

export interface RetrievalReport {
  readonly documents: number;
  readonly passages: number;
  readonly questions: number;
  readonly unanswerable: number;
  readonly backends: readonly BackendScores[];
  readonly noAnswer: NoAnswerScores | null;
}

interface Asked {
  readonly query: Query;
  readonly candidates: readonly Candidate[];
  readonly excerpts: readonly string[];
  readonly ms: number;
}

/** Asks every question through every backend, weakest first, and measures the answers. */
export async function evaluateRetrieval(
  sources: Sources,
  queries: readonly Query[],
  unanswerable: readonly Query[],
  onProgress: (done: number, total: number) => void,
): Promise<RetrievalReport> {
  const total = queries.length * backends.length + unanswerable.length;
  let done = 0;
  const askAll = async (questions: readonly Query[], backend: Backend): Promise<Asked[]> => {
    const asked: Asked[] = [];
    for (const query of questions) {
      asked.push(await askOne(sources, query, backend));
      done += 1;
      onProgress(done, total);
    }
    return asked;
  };
  const runs = new Map<Backend, Asked[]>();
  for (const backend of backends) runs.set(backend, await askAll(queries, backend));
  const unanswered = await askAll(unanswerable, "fused");
  const { documents, passages } = sources.store.counts();
  return {
    documents,
    passages,
    questions: queries.length,
    unanswerable: unanswerable.length,
    backends: [...runs].map(([backend, asked]) => scoreBackend(backend, asked)),
    noAnswer: unanswered.length === 0 ? null : scoreNoAnswer(runs.get("fused") ?? [], unanswered),
  };
}

async function askOne(sources: Sources, query: Query, backend: Backend): Promise<Asked> {
  const startedAt = performance.now();
  const { candidates } = await retrieve(sources, query.question, backend);
  const ms = performance.now() - startedAt;
  const shown = pickByDocument(candidates, {
    limit: DEPTH,
    perDocumentMax: EXCERPTS_PER_DOCUMENT_MAX,
  });
  const excerpts = query.answer === null ? [] : textsOf(sources.store, shown);
  return { query, candidates, excerpts, ms };
}

function textsOf(store: Store, candidates: readonly Candidate[]): string[] {
  return candidates.map(({ passage }) => {
    const text = store.document(passage.documentId)?.text ?? "";
    return text.slice(passage.start, passage.end);
  });
}

function scoreBackend(backend: Backend, asked: readonly Asked[]): BackendScores {
  const ranked = asked.map(({ query, candidates }) => ({
    documents: [...new Set(candidates.map(({ passage }) => passage.documentId))],
    gold: new Set(query.gold),
  }));
  const [hit1, hit5, hit10] = RANKS.map((k) =>
    mean(ranked.map((r) => hitAt(k, r.documents, r.gold))),
  );
  const [answerHit1, answerHit5, answerHit10] = RANKS.map((k) => mean(answerHits(k, asked)));
  return {
    backend,
    hit1: hit1 ?? Number.NaN,
    hit5: hit5 ?? Number.NaN,
    hit10: hit10 ?? Number.NaN,
    mrr10: mean(ranked.map((r) => reciprocalRankAt(DEPTH, r.documents, r.gold))),
    ndcg10: mean(ranked.map((r) => ndcgAt(DEPTH, r.documents, r.gold))),
    answerHit1: answerHit1 ?? Number.NaN,
    answerHit5: answerHit5 ?? Number.NaN,
    answerHit10: answerHit10 ?? Number.NaN,
    medianMs: quantile(
      asked.map(({ ms }) => ms),
      0.5,
    ),
  };
}

function answerHits(k: number, asked: readonly Asked[]): number[] {
  return asked.flatMap(({ query: { answer }, excerpts }) =>
    answer === null ? [] : [excerpts.slice(0, k).some((text) => holdsAnswer(text, answer)) ? 1 : 0],
  );
}

const isAnswered = (asked: Asked): boolean => decide(confidenceOf(asked.candidates)) === null;

function scoreNoAnswer(
  answerable: readonly Asked[],
  unanswerable: readonly Asked[],
): NoAnswerScores {
  const share = (list: readonly Asked[], holds: (asked: Asked) => boolean) =>
    mean(list.map((asked) => (holds(asked) ? 1 : 0)));
  const withAnswer = answerable.filter(({ query }) => query.answer !== null);
  return {
    auroc: auroc(
      answerable.map(({ candidates }) => confidenceOf(candidates)),
      unanswerable.map(({ candidates }) => confidenceOf(candidates)),
    ),
    answerableAnswered: share(answerable, isAnswered),
    answerableAnsweredRight: share(
      withAnswer,
      (asked) =>
        isAnswered(asked) &&
        asked.excerpts.slice(0, 5).some((text) => holdsAnswer(text, asked.query.answer ?? "")),
    ),
    unanswerableAnswered: share(unanswerable, isAnswered),
  };
}
