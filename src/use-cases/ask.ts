import type { Found } from "./found.ts";
import { answerQuote } from "./answer-quote.ts";
import { answerByPassages } from "./answer-by-passages.ts";
import { answerByStatements, answerWho, outsideDates } from "./answer-by-statements.ts";
import { joinCopies } from "../core/copies.ts";
import { OnRecordError } from "../core/errors.ts";
import { EXCERPTS_MAX, LEADS_MAX, STATEMENTS_MAX } from "../core/limits.ts";
import { NOTHING_UNDERSTOOD, interpret } from "../core/question/interpret.ts";
import { isQuestion, parseQuestion } from "../core/question/parse.ts";
import type { Answer } from "../core/answer.ts";
import type { Excerpt, Interpretation, NoAnswerReason } from "../core/types.ts";
import { namesOf } from "./known-names.ts";
import type { Store } from "../ports.ts";
import type { Sources } from "./retrieve.ts";

export interface AskOptions {
  /** What was understood of the question before, for "And Barrot?". Default: none. */
  readonly previous?: Interpretation | null;
  /** The day of asking, ISO 8601, from which "last week" counts. Default: such words are left alone. */
  readonly today?: string | null;
  /** What the asker stated beside the question; it wins over what the question says. */
  readonly given?: Partial<Pick<Interpretation, "speaker" | "sources" | "from" | "to">>;
  /** Most excerpts. Default: `STATEMENTS_MAX` for a speaker's statements, else `EXCERPTS_MAX`. */
  readonly limit?: number;
}

/**
 * Answers a question with excerpts, or with "no answer", the reason, and what is near.
 *
 * @throws OnRecordError E_QUESTION_EMPTY, E_QUESTION_TOO_LONG, and E_SPAN_MISMATCH or
 * E_STATE_TORN rather than show a text that is not the stored one.
 */
export async function ask(
  sources: Sources,
  text: string,
  options: AskOptions = {},
): Promise<Answer> {
  const startedAt = performance.now();
  const question = parseQuestion(text);
  refuseOverlong(question, sources);
  const interpretation = understand(question, sources.store, options);
  const readMs = performance.now() - startedAt;
  const found = await findAnswer(sources, question, interpretation, options);

  const base = {
    question,
    interpretation,
    corpus: sources.store.coverage(),
    finding: found.finding ?? null,
    confidence: found.confidence,
  };
  const timings = { readMs, ...found.timings, totalMs: performance.now() - startedAt };
  const [first, ...others] = inOrder(joinCopies(found.excerpts), interpretation);
  if (found.reason || !first) {
    const leads = found.excerpts.slice(0, options.limit ?? LEADS_MAX);
    const reason = found.reason ?? NOTHING_FOUND;
    return { ...base, status: "no-answer", reason, excerpts: [], leads, timings };
  }
  return {
    ...base,
    status: "answered",
    reason: null,
    excerpts: [first, ...others],
    leads: [],
    timings,
  };
}

export function understand(question: string, store: Store, options: AskOptions): Interpretation {
  if (!isQuestion(question)) return { ...NOTHING_UNDERSTOOD, text: question };
  const { previous = null, today = null, given } = options;
  const understood = interpret(question, { names: namesOf(store), previous, today });
  if (!given) return understood;
  const kind = given.speaker && understood.kind !== "verify" ? "statements" : understood.kind;
  return { ...understood, ...given, kind };
}

async function findAnswer(
  sources: Sources,
  question: string,
  interpretation: Interpretation,
  { limit }: AskOptions,
): Promise<Found> {
  if (!isQuestion(question)) return nothing(NOT_A_QUESTION);
  const { kind, unknown, topic } = interpretation;
  const passages = () =>
    answerByPassages(sources, topic ?? question, interpretation, limit ?? EXCERPTS_MAX);
  const quoted = kind === "verify" ? answerQuote(sources.store, interpretation) : null;
  if (quoted) return quoted;
  if (unknown) {
    const near = await passages();
    return { ...near, reason: unknownName(unknown), excerpts: near.excerpts.slice(0, LEADS_MAX) };
  }
  if (kind === "statements") {
    const said = await answerByStatements(sources, interpretation, limit ?? STATEMENTS_MAX);
    return said.reason && topic !== null ? orTold(sources, interpretation, said, limit) : said;
  }
  if (kind === "who") {
    const found = await answerWho(sources, interpretation, limit ?? EXCERPTS_MAX);
    if (found.excerpts.length > 0) return found;
  }
  const found = await passages();
  return found.reason ? orOutsideDates(sources, interpretation, found, limit) : found;
}

/** Whether it is for the dates that there is no answer: then what there is of other dates is near. */
async function orOutsideDates(
  sources: Sources,
  interpretation: Interpretation,
  found: Found,
  limit: number = EXCERPTS_MAX,
): Promise<Found> {
  const { from, to, topic, text } = interpretation;
  if (from === null && to === null) return found;
  const undated = { ...interpretation, from: null, to: null };
  const other = await answerByPassages(sources, topic ?? text, undated, limit);
  return other.reason ? found : { ...other, confidence: 0, reason: outsideDates(interpretation) };
}

/** Where no statement of the speaker fits, what passages tell of the whole question, if they surely do. */
async function orTold(
  sources: Sources,
  interpretation: Interpretation,
  said: Found,
  limit: number = EXCERPTS_MAX,
): Promise<Found> {
  const told = await answerByPassages(sources, interpretation.text, interpretation, limit);
  const timings = { ...told.timings, ...said.timings };
  return told.confidence >= TOLD_FLOOR ? { ...told, timings } : { ...said, timings };
}

const TOLD_FLOOR = 0.9;

const NOT_A_QUESTION: NoAnswerReason = {
  code: "not-a-question",
  message:
    'There is nothing in this to look for. Ask something like "What did Rutte say about China?"',
};

const NOTHING_FOUND: NoAnswerReason = {
  code: "weak-matches",
  message: "Nothing was found in this corpus.",
};

function nothing(reason: NoAnswerReason): Found {
  return { reason, excerpts: [], confidence: 0, timings: {} };
}

function unknownName({ what, name }: NonNullable<Interpretation["unknown"]>): NoAnswerReason {
  return what === "speaker"
    ? { code: "speaker-unknown", message: `Nobody of the name “${name}” is in this corpus.` }
    : { code: "source-unknown", message: `Nothing in this corpus is from “${name}”.` };
}

/** By date where the question asks for it, undated ones last; else as they come, best first. */
function inOrder(excerpts: readonly Excerpt[], { order }: Interpretation): readonly Excerpt[] {
  if (order === "relevance") return excerpts;
  const sign = order === "newest" ? -1 : 1;
  return excerpts.toSorted((a, b) => {
    const [first, second] = [a.document.published, b.document.published];
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return first === second ? 0 : first < second ? -sign : sign;
  });
}

// A thousand characters of some scripts are more tokens than the encoder reads.
function refuseOverlong(question: string, { embedder }: Sources): void {
  const tokens = embedder.countTokens(question);
  if (tokens <= embedder.tokensMax) return;
  throw new OnRecordError(
    "E_QUESTION_TOO_LONG",
    `The question has ${tokens} tokens and the encoder reads ${embedder.tokensMax}. Ask a shorter one.`,
  );
}
