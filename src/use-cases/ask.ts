import { type Found, answerOf } from "./found.ts";
import { answerQuote } from "./answer-quote.ts";
import { answerByPassages } from "./answer-by-passages.ts";
import { answerByStatements, answerWho, outsideDates } from "./answer-by-statements.ts";
import { EXCERPTS_MAX, LEADS_MAX, STATEMENTS_MAX } from "../core/limits.ts";
import { NOTHING_UNDERSTOOD, interpret } from "../core/question/interpret.ts";
import { isQuestion, parseQuestion } from "../core/question/parse.ts";
import type { Answer, AskOptions } from "../core/answer.ts";
import type { Interpretation, NoAnswerReason } from "../core/types.ts";
import { namesOf } from "./known-names.ts";
import type { Store } from "../ports.ts";
import { refuseOverlong } from "./refuse-overlong.ts";
import type { Searchable } from "./retrieve.ts";

/**
 * Answers a question with excerpts, or with "no answer", the reason, and what is near.
 *
 * @throws OnRecordError E_QUESTION_EMPTY, E_QUESTION_TOO_LONG, and E_SPAN_MISMATCH or
 * E_STATE_TORN rather than show a text that is not the stored one.
 */
export async function ask(
  searchable: Searchable,
  text: string,
  options: AskOptions = {},
): Promise<Answer> {
  const startedAt = performance.now();
  const question = parseQuestion(text);
  refuseOverlong(searchable.embedder, question, "question");
  const { store } = searchable;
  const interpretation = understand(question, store, options);
  const readMs = performance.now() - startedAt;
  const found = await findAnswer(searchable, question, interpretation, options);
  return answerOf(
    { ...found, timings: { readMs, ...found.timings } },
    { question, interpretation, corpus: store.coverage(), startedAt, leadsMax: options.limit },
  );
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
  searchable: Searchable,
  question: string,
  interpretation: Interpretation,
  { limit }: AskOptions,
): Promise<Found> {
  if (!isQuestion(question)) return nothing(NOT_A_QUESTION);
  const { kind, unknown, topic } = interpretation;
  const passages = () =>
    answerByPassages(searchable, topic ?? question, interpretation, limit ?? EXCERPTS_MAX);
  const quoted = kind === "verify" ? answerQuote(searchable.store, interpretation) : null;
  if (quoted) return quoted;
  if (unknown) {
    const near = await passages();
    return { ...near, reason: unknownName(unknown), excerpts: near.excerpts.slice(0, LEADS_MAX) };
  }
  if (kind === "statements") {
    const said = await answerByStatements(searchable, interpretation, limit ?? STATEMENTS_MAX);
    return said.reason && topic !== null ? orTold(searchable, interpretation, said, limit) : said;
  }
  if (kind === "who") {
    const found = await answerWho(searchable, interpretation, limit ?? EXCERPTS_MAX);
    if (found.excerpts.length > 0) return found;
  }
  const found = await passages();
  return found.reason ? orOutsideDates(searchable, interpretation, found, limit) : found;
}

/** Whether it is for the dates that there is no answer: then what there is of other dates is near. */
async function orOutsideDates(
  searchable: Searchable,
  interpretation: Interpretation,
  found: Found,
  limit: number = EXCERPTS_MAX,
): Promise<Found> {
  const { from, to, topic, text } = interpretation;
  if (from === null && to === null) return found;
  const undated = { ...interpretation, from: null, to: null };
  const other = await answerByPassages(searchable, topic ?? text, undated, limit);
  return other.reason ? found : { ...other, confidence: 0, reason: outsideDates(interpretation) };
}

/** Where no statement of the speaker fits, what passages tell of the whole question, if they surely do. */
async function orTold(
  searchable: Searchable,
  interpretation: Interpretation,
  said: Found,
  limit: number = EXCERPTS_MAX,
): Promise<Found> {
  const told = await answerByPassages(searchable, interpretation.text, interpretation, limit);
  const timings = { ...told.timings, ...said.timings };
  return told.confidence >= TOLD_FLOOR ? { ...told, timings } : { ...said, timings };
}

const TOLD_FLOOR = 0.9;

const NOT_A_QUESTION: NoAnswerReason = {
  code: "not-a-question",
  message:
    'There is nothing in this to look for. Ask something like "What did Rutte say about China?"',
};

function nothing(reason: NoAnswerReason): Found {
  return { reason, excerpts: [], confidence: 0, timings: {} };
}

function unknownName({ what, name }: NonNullable<Interpretation["unknown"]>): NoAnswerReason {
  return what === "speaker"
    ? { code: "speaker-unknown", message: `Nobody of the name “${name}” is in this corpus.` }
    : { code: "source-unknown", message: `Nothing in this corpus is from “${name}”.` };
}
