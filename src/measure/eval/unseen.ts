import { z } from "zod";
import type { Answer } from "../../core/answer.ts";
import { OnRecordError } from "../../core/errors.ts";
import { fold } from "../../core/speakers/fold.ts";
import type { Excerpt, Interpretation } from "../../core/types.ts";
import { ask } from "../../use-cases/ask.ts";
import type { Searchable } from "../../use-cases/retrieve.ts";
import { readJson } from "./data-file.ts";
import { auroc, mean } from "./measures.ts";

/** How many excerpts a person reads before giving up. */
const READ_MAX = 3;

const questionSchema = z
  .object({
    /** A message, or */
    q: z.string().optional(),
    /** several that follow each other, of which the last is judged. */
    chain: z.array(z.string()).min(1).optional(),
    status: z.enum(["answered", "no-answer"]),
    /** Each of these, */
    must: z.array(z.string()).default([]),
    /** and one of these, where there are any, stands in the first three excerpts. */
    any: z.array(z.string()).default([]),
    /** Stands in the name of the first excerpt's speaker. */
    speaker: z.string().optional(),
    /** A label, or several with slashes between them: "casual/how-many". */
    kind: z.string().optional(),
  })
  .refine(({ q, chain }) => (q === undefined) !== (chain === undefined), {
    message: "has q or chain, and not both",
  })
  .transform(({ q, chain, kind, ...expected }) => ({
    ...expected,
    messages: chain ?? [q ?? ""],
    isChain: chain !== undefined,
    kinds: kind === undefined ? [] : kind.split("/"),
  }));
export type UnseenQuestion = z.output<typeof questionSchema>;

/** @throws OnRecordError E_DATA when the file is not a list of such questions. */
export const readUnseen = (path: string): Promise<UnseenQuestion[]> =>
  readJson(path, "The questions", z.array(questionSchema));

/** Shares are in [0, 1]; NaN where there is nothing to count. */
export interface UnseenScores {
  readonly questions: number;
  /** Of the answerable: answered, and the wanted words stand in the first three excerpts. */
  readonly rightInThree: number;
  /** The same of the first excerpt. */
  readonly rightInFirst: number;
  readonly falselyRefused: number;
  /** Of the unanswerable. */
  readonly falselyAnswered: number;
  /** Of the answered that want a speaker: the first excerpt is the speaker's. */
  readonly speakerRight: number;
  /** Of all: refused, or with the wanted words and speaker, as it has to be. */
  readonly right: number;
}

export interface UnseenReport {
  readonly documents: number;
  /** Of single questions, and of chains. */
  readonly single: UnseenScores;
  readonly chains: UnseenScores;
  /** Of the confidence, answerable against unanswerable. */
  readonly auroc: number;
  readonly byKind: readonly ({ readonly kind: string } & UnseenScores)[];
  /** What is not right, and what came instead. */
  readonly wrong: readonly { readonly messages: readonly string[]; readonly what: string }[];
}

interface Judged {
  readonly question: UnseenQuestion;
  /** Or the code of the error. */
  readonly status: Answer["status"] | OnRecordError["code"];
  readonly confidence: number;
  readonly isRightInThree: boolean;
  readonly isRightInFirst: boolean;
  /** True where no speaker is wanted. */
  readonly isSpeakerRight: boolean;
  readonly shown: string;
}

/** Asks each question, a chain message by message, and compares status, words and speaker. */
export async function evaluateUnseen(
  searchable: Searchable,
  questions: readonly UnseenQuestion[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<UnseenReport> {
  const judged: Judged[] = [];
  for (const question of questions) {
    judged.push(await judge(searchable, question));
    onProgress(judged.length, questions.length);
  }
  const confidences = (list: readonly Judged[]) => list.map(({ confidence }) => confidence);
  const kinds = [...new Set(questions.flatMap(({ kinds }) => kinds))].sort();
  return {
    documents: searchable.store.counts().documents,
    single: scoresOf(judged.filter(({ question }) => !question.isChain)),
    chains: scoresOf(judged.filter(({ question }) => question.isChain)),
    auroc: auroc(
      confidences(judged.filter(isAnswerable)),
      confidences(judged.filter((one) => !isAnswerable(one))),
    ),
    byKind: kinds.map((kind) => ({
      kind,
      ...scoresOf(judged.filter(({ question }) => question.kinds.includes(kind))),
    })),
    wrong: judged.filter((one) => !isRight(one)).map(describeWrong),
  };
}

async function judge(searchable: Searchable, question: UnseenQuestion): Promise<Judged> {
  const refused = { isRightInThree: false, isRightInFirst: false, isSpeakerRight: false };
  try {
    const answer = await askChain(searchable, question.messages);
    const { status, confidence, excerpts } = answer;
    const shown = wordsOf(status === "answered" ? excerpts : answer.leads).slice(0, SHOWN_CHARS);
    if (status !== "answered") return { question, status, confidence, ...refused, shown };
    const speaker = excerpts[0].statement?.speaker?.name ?? "";
    return {
      question,
      status,
      confidence,
      isRightInThree: holdsAll(question, excerpts.slice(0, READ_MAX)),
      isRightInFirst: holdsAll(question, excerpts.slice(0, 1)),
      isSpeakerRight:
        question.speaker === undefined || fold(speaker).includes(fold(question.speaker)),
      shown,
    };
  } catch (error) {
    if (!(error instanceof OnRecordError)) throw error;
    return { question, status: error.code, confidence: 0, ...refused, shown: error.message };
  }
}

const SHOWN_CHARS = 100;

/** Each message in the light of the one before, as in a conversation with the bot. */
async function askChain(searchable: Searchable, messages: readonly string[]): Promise<Answer> {
  const [first = "", ...others] = messages;
  let answer = await ask(searchable, first);
  for (const message of others) {
    const previous: Interpretation = answer.interpretation;
    answer = await ask(searchable, message, { previous });
  }
  return answer;
}

function holdsAll({ must, any }: UnseenQuestion, excerpts: readonly Excerpt[]): boolean {
  const words = wordsOf(excerpts);
  return (
    must.every((wanted) => words.includes(wanted)) &&
    (any.length === 0 || any.some((wanted) => words.includes(wanted)))
  );
}

/** What excerpts quote, and whom they name. */
function wordsOf(excerpts: readonly Excerpt[]): string {
  return excerpts
    .map(({ spans, statement, document }) =>
      [
        ...spans.map(({ text }) => text),
        statement?.speaker?.name ?? "",
        statement?.speaker?.role ?? "",
        document.author ?? "",
      ].join(" "),
    )
    .join("\n");
}

const isAnswerable = ({ question }: Judged) => question.status === "answered";
const isAnswered = ({ status }: Judged) => status === "answered";
const isRight = (one: Judged) =>
  isAnswerable(one) ? one.isRightInThree && one.isSpeakerRight : !isAnswered(one);

function scoresOf(judged: readonly Judged[]): UnseenScores {
  const answerable = judged.filter(isAnswerable);
  const unanswerable = judged.filter((one) => !isAnswerable(one));
  const wantSpeaker = answerable.filter(({ question }) => question.speaker !== undefined);
  return {
    questions: judged.length,
    rightInThree: share(answerable, ({ isRightInThree }) => isRightInThree),
    rightInFirst: share(answerable, ({ isRightInFirst }) => isRightInFirst),
    falselyRefused: share(answerable, (one) => !isAnswered(one)),
    falselyAnswered: share(unanswerable, isAnswered),
    speakerRight: share(wantSpeaker.filter(isAnswered), ({ isSpeakerRight }) => isSpeakerRight),
    right: share(judged, isRight),
  };
}

function share(list: readonly Judged[], holds: (one: Judged) => boolean): number {
  return mean(list.map((one) => (holds(one) ? 1 : 0)));
}

function describeWrong({ question, status, shown, confidence, isRightInThree }: Judged) {
  const { messages, must, any, speaker } = question;
  const wanted = isRightInThree
    ? `the speaker ${speaker ?? ""}`
    : [...must, any.join(" or ")].filter((words) => words !== "").join(", ");
  return {
    messages,
    what: `wanted ${question.status} ${wanted}, got ${status} (${confidence.toFixed(2)}): ${shown}`,
  };
}
