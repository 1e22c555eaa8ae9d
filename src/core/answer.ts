import { EXCERPTS_MAX, STATEMENTS_MAX } from "./limits.ts";
import type {
  CorpusCoverage,
  Excerpt,
  Interpretation,
  NoAnswerReason,
  QuestionKind,
} from "./types.ts";
import type { Finding } from "./verify/finding.ts";

/** Most excerpts of an answer where nothing else is wanted: lists are longer than answers. */
export function excerptsMaxOf(kind: QuestionKind): number {
  return kind === "statements" || kind === "corpus" ? STATEMENTS_MAX : EXCERPTS_MAX;
}

/** What the asker stated beside a question; it wins over what the question says. */
export type Given = Partial<Pick<Interpretation, "speaker" | "sources" | "from" | "to">>;

/** A question that was asked before. */
export interface AskedBefore {
  readonly question: string;
  readonly given?: Given;
}

/** What can be stated beside a question. */
export interface AskOptions {
  /** What was understood of the question before, for "And Barrot?". Default: none. */
  readonly previous?: Interpretation | null;
  /**
   * Questions before it, first first: each is understood in the light of the one before, and none is
   * answered. They come after `previous`. Default: none.
   */
  readonly after?: readonly AskedBefore[];
  /** The day of asking, ISO 8601, from which "last week" counts. Default: such words are left alone. */
  readonly today?: string | null;
  readonly given?: Given;
  /** Most excerpts. Default: `excerptsMaxOf` the kind of question. */
  readonly limit?: number;
}

/** One of the questions of a message that asks several. */
export interface AnswerPart {
  /** In plain words, as it was looked for. */
  readonly question: string;
  readonly interpretation: Interpretation;
  /** Why it has no answer, or null. */
  readonly reason: NoAnswerReason | null;
  /** Which excerpts of the answer are its own; of the leads, where it has none. */
  readonly from: number;
  readonly count: number;
}

interface AnswerBase {
  readonly question: string;
  /** Of the first question, where the message asks several. */
  readonly interpretation: Interpretation;
  /** The questions of a message that asks several, in its order; empty for one. */
  readonly parts: readonly AnswerPart[];
  /** What there is to say of the corpus itself, where that is asked: how many documents, of when. No document's words. */
  readonly note: string | null;
  readonly corpus: CorpusCoverage;
  /** What was found of the words whose wording the question asks about; null for other questions. */
  readonly finding: Finding | null;
  /** How probable it is that the excerpts, or leads, answer the question, in [0, 1]. */
  readonly confidence: number;
  /** Milliseconds by stage; `totalMs` is the whole. */
  readonly timings: { readonly totalMs: number; readonly [stage: string]: number };
}

export interface Answered extends AnswerBase {
  readonly status: "answered";
  readonly reason: null;
  readonly excerpts: readonly [Excerpt, ...Excerpt[]];
  readonly leads: readonly Excerpt[];
}

export interface NoAnswer extends AnswerBase {
  readonly status: "no-answer";
  readonly reason: NoAnswerReason;
  readonly excerpts: readonly [];
  /** Excerpts that are near and do not answer. */
  readonly leads: readonly Excerpt[];
}

export type Answer = Answered | NoAnswer;

/**
 * What the next question may follow up: what was understood of the last question that asked for
 * something. "Thanks!" asks for nothing, and leaves what was before it.
 */
export function followedBy(
  { interpretation, parts, reason }: Answer,
  previous: Interpretation | null,
): Interpretation | null {
  if (reason?.code === "not-a-question") return previous;
  return parts.at(-1)?.interpretation ?? interpretation;
}
