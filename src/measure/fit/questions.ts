import { matchCandidate } from "../../use-cases/judge.ts";
import { understand } from "../../use-cases/ask.ts";
import { isQuestion } from "../../core/question/parse.ts";
import type { TokenMatch } from "../../core/rank/token-match.ts";
import type { LabelledQuestion } from "../eval/answers.ts";
import type { Query } from "../eval/retrieval.ts";
import { type Candidate, type Searchable, retrieve } from "../../use-cases/retrieve.ts";

/** A question with its candidates, best first. */
export interface FitQuestion {
  readonly candidates: readonly Candidate[];
  /** Ids of the documents that answer; empty where none does. */
  readonly gold: readonly string[];
  readonly isAnswerable: boolean;
  readonly isLabelled: boolean;
  /** How many the corpus has. */
  readonly passages: number;
  /** Reads a candidate token by token. */
  readonly read: (candidate: Candidate) => Promise<TokenMatch>;
}

/** Candidates of the retrieval questions, answerable or not, over the large corpus. */
export async function retrieveQueries(
  searchable: Searchable,
  queries: readonly Query[],
  isAnswerable: boolean,
): Promise<FitQuestion[]> {
  const questions: FitQuestion[] = [];
  for (const { question, gold } of queries) {
    const found = await find(searchable, question);
    questions.push({ ...found, gold, isAnswerable, isLabelled: false });
  }
  return questions;
}

/** Candidates of those labelled questions that passages answer, over the small corpus. */
export async function retrieveLabelled(
  searchable: Searchable,
  labelled: readonly LabelledQuestion[],
): Promise<FitQuestion[]> {
  const questions: FitQuestion[] = [];
  for (const { question, expect, documents, lenient } of labelled) {
    if (lenient || !isQuestion(question)) continue;
    const { kind, unknown, topic } = understand(question, searchable.store, {});
    if (kind !== "passages" || unknown) continue;
    const found = await find(searchable, topic ?? question);
    const isAnswerable = expect === "answered";
    questions.push({ ...found, gold: documents, isAnswerable, isLabelled: true });
  }
  return questions;
}

async function find(searchable: Searchable, text: string) {
  const { candidates, ...asked } = await retrieve(searchable, text);
  return {
    candidates,
    passages: searchable.store.counts().passages,
    read: (candidate: Candidate) => matchCandidate(searchable.embedder, asked, candidate),
  };
}
