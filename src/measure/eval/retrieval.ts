import { z } from "zod";
import { ask } from "../../use-cases/ask.ts";
import { readJsonl } from "../../corpus/jsonl.ts";
import { EXCERPTS_PER_DOCUMENT_MAX } from "../../core/limits.ts";
import { pickByDocument } from "../../core/pick.ts";
import type { Answer } from "../../core/answer.ts";
import type { Store } from "../../ports.ts";
import {
  type Candidate,
  type Search,
  type Searchable,
  retrieve,
  searches,
} from "../../use-cases/retrieve.ts";
import {
  auroc,
  hitAt,
  holdsAnswer,
  mean,
  ndcgAt,
  pairedP,
  quantile,
  reciprocalRankAt,
} from "./measures.ts";

const querySchema = z.object({
  id: z.string(),
  question: z.string(),
  gold: z.array(z.string()).default([]),
  answer: z.string().nullish().default(null),
});
export type Query = z.infer<typeof querySchema>;

export const readQueries = (path: string): Promise<Query[]> => readJsonl(path, querySchema);

/** The searches alone, and all of `ask`. */
const backends = [...searches, "full"] as const;
type Backend = (typeof backends)[number];

const RANKS = [1, 5, 10] as const;
const DEPTH = 10;
/** Excerpts asked for, so that there are ten documents with at most two of each. */
const EXCERPTS = DEPTH * EXCERPTS_PER_DOCUMENT_MAX;

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
  /** Of the difference in nDCG@10 to "full", see `pairedP`; 1 for "full" itself. */
  readonly p: number;
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

interface QueryRun {
  readonly query: Query;
  /** Ids, best first. */
  readonly documents: readonly string[];
  /** Texts, best first. */
  readonly excerpts: readonly string[];
  readonly ms: number;
}

/** A question put to `ask`, the whole product. */
interface Answered extends QueryRun {
  readonly confidence: number;
  readonly isAnswered: boolean;
}

/**
 * Asks every question through every backend, weakest first, and measures the answers. "words",
 * "meaning" and "fused" give whole passages; "full" is `ask`, whose excerpts are sentences and
 * statements, leads counted where it gives no answer.
 */
export async function evaluateRetrieval(
  searchable: Searchable,
  queries: readonly Query[],
  unanswerable: readonly Query[],
  onProgress: (done: number, total: number) => void,
): Promise<RetrievalReport> {
  const total = queries.length * backends.length + unanswerable.length;
  let done = 0;
  const askAll = async <T>(
    questions: readonly Query[],
    askOne: (query: Query) => Promise<T>,
  ): Promise<T[]> => {
    const asked: T[] = [];
    for (const query of questions) {
      asked.push(await askOne(query));
      done += 1;
      onProgress(done, total);
    }
    return asked;
  };
  const runs: (readonly [Backend, readonly QueryRun[]])[] = [];
  for (const backend of searches) {
    runs.push([backend, await askAll(queries, (query) => askPassages(searchable, query, backend))]);
  }
  const full = await askAll(queries, (query) => askFully(searchable, query));
  const unanswered = await askAll(unanswerable, (query) => askFully(searchable, query));
  const { documents, passages } = searchable.store.counts();
  return {
    documents,
    passages,
    questions: queries.length,
    unanswerable: unanswerable.length,
    backends: [...runs, ["full", full] as const].map(([backend, asked]) =>
      scoreBackend(backend, asked, full),
    ),
    noAnswer: unanswered.length === 0 ? null : scoreNoAnswer(full, unanswered),
  };
}

async function askPassages(searchable: Searchable, query: Query, by: Search): Promise<QueryRun> {
  const startedAt = performance.now();
  const { candidates } = await retrieve(searchable, query.question, { by });
  const ms = performance.now() - startedAt;
  const shown = pickByDocument(candidates, {
    limit: DEPTH,
    perDocumentMax: EXCERPTS_PER_DOCUMENT_MAX,
  });
  return {
    query,
    documents: [...new Set(candidates.map(({ passage }) => passage.documentId))],
    excerpts: query.answer === null ? [] : textsOf(searchable.store, shown),
    ms,
  };
}

async function askFully(searchable: Searchable, query: Query): Promise<Answered> {
  const startedAt = performance.now();
  const answer = await ask(searchable, query.question, { limit: EXCERPTS });
  const ms = performance.now() - startedAt;
  const shown = shownIn(answer);
  return {
    query,
    documents: [...new Set(shown.map(({ document }) => document.id))],
    excerpts: shown.map(({ spans }) => spans.map(({ text }) => text).join(" ")),
    ms,
    confidence: answer.confidence,
    isAnswered: answer.status === "answered",
  };
}

function shownIn(answer: Answer) {
  return answer.status === "answered" ? answer.excerpts : answer.leads;
}

function textsOf(store: Store, candidates: readonly Candidate[]): string[] {
  return candidates.map(({ passage }) => {
    const text = store.document(passage.documentId)?.text ?? "";
    return text.slice(passage.start, passage.end);
  });
}

function scoreBackend(
  backend: Backend,
  asked: readonly QueryRun[],
  full: readonly QueryRun[],
): BackendScores {
  const ranked = asked.map(({ query, documents }) => ({ documents, gold: new Set(query.gold) }));
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
    ndcg10: mean(ndcgs(asked)),
    answerHit1: answerHit1 ?? Number.NaN,
    answerHit5: answerHit5 ?? Number.NaN,
    answerHit10: answerHit10 ?? Number.NaN,
    medianMs: quantile(
      asked.map(({ ms }) => ms),
      0.5,
    ),
    p: pairedP(ndcgs(full), ndcgs(asked)),
  };
}

function ndcgs(asked: readonly QueryRun[]): number[] {
  return asked.map(({ query, documents }) => ndcgAt(DEPTH, documents, new Set(query.gold)));
}

function answerHits(k: number, asked: readonly QueryRun[]): number[] {
  return asked.flatMap(({ query: { answer }, excerpts }) =>
    answer === null ? [] : [excerpts.slice(0, k).some((text) => holdsAnswer(text, answer)) ? 1 : 0],
  );
}

function scoreNoAnswer(
  answerable: readonly Answered[],
  unanswerable: readonly Answered[],
): NoAnswerScores {
  const share = (list: readonly Answered[], holds: (asked: Answered) => boolean) =>
    mean(list.map((asked) => (holds(asked) ? 1 : 0)));
  const withAnswer = answerable.filter(({ query }) => query.answer !== null);
  return {
    auroc: auroc(
      answerable.map(({ confidence }) => confidence),
      unanswerable.map(({ confidence }) => confidence),
    ),
    answerableAnswered: share(answerable, ({ isAnswered }) => isAnswered),
    answerableAnsweredRight: share(
      withAnswer,
      ({ isAnswered, excerpts, query }) =>
        isAnswered && excerpts.slice(0, 5).some((text) => holdsAnswer(text, query.answer ?? "")),
    ),
    unanswerableAnswered: share(unanswerable, ({ isAnswered }) => isAnswered),
  };
}
