import { z } from "zod";
import { ask } from "../../use-cases/ask.ts";
import { fold } from "../../core/speakers/fold.ts";
import type { Answer } from "../../core/answer.ts";
import type { Excerpt } from "../../core/types.ts";
import type { Searchable } from "../../use-cases/retrieve.ts";
import { readJson } from "./data-file.ts";
import { auroc, mean } from "./measures.ts";

const questionSchema = z.strictObject({
  id: z.string(),
  group: z.string(),
  part: z.enum(["tune", "held-out"]),
  question: z.string(),
  expect: z.enum(["answered", "no-answer"]),
  /** One of these must be among the excerpts' documents. */
  documents: z.array(z.string()).default([]),
  /** One of these must stand in the excerpts. */
  holds: z.array(z.string()).default([]),
  /** Who must be named. */
  speaker: z.string().optional(),
  /** Acceptable reasons. */
  reason: z.union([z.string(), z.array(z.string())]).optional(),
  /** Either outcome is right. */
  lenient: z.boolean().default(false),
  note: z.string().optional(),
});
export type LabelledQuestion = z.infer<typeof questionSchema>;

/** @throws OnRecordError E_DATA when the file is not a list of labelled questions. */
export const readLabelled = (path: string): Promise<LabelledQuestion[]> =>
  readJson(path, "The questions", z.array(questionSchema));

/** How one question was answered. */
export interface AskedQuestion {
  readonly labelled: LabelledQuestion;
  readonly answer: Answer;
  /** The outcome is the expected one, or either is right. */
  readonly isRightOutcome: boolean;
  /** Of the answered that should be: the words, and the speaker if one is wanted, are there. */
  readonly holds: boolean;
  /** Of the unanswered that should be: the reason is one of the acceptable. */
  readonly isRightReason: boolean;
}

/** Shares in [0, 1]; lenient questions count in none of the rates. */
export interface AnswersReport {
  readonly answerable: number;
  readonly unanswerable: number;
  /** Of the answerable: refused. */
  readonly falseRefusals: number;
  /** Of the unanswerable: answered. */
  readonly falseAnswers: number;
  /** Of the answerable that are answered: the right words are among the excerpts. */
  readonly answeredRight: number;
  /** The same for the first excerpt alone. */
  readonly firstRight: number;
  /** Of the unanswerable that are refused: for a right reason. */
  readonly rightReasons: number;
  readonly auroc: number;
  readonly groups: readonly {
    readonly group: string;
    readonly questions: number;
    readonly rightOutcomes: number;
  }[];
  readonly wrong: readonly {
    readonly id: string;
    readonly question: string;
    readonly what: string;
  }[];
}

/** Asks every labelled question and compares outcome, words, speaker and reason. */
export async function evaluateAnswers(
  searchable: Searchable,
  questions: readonly LabelledQuestion[],
): Promise<AnswersReport> {
  const asked: AskedQuestion[] = [];
  for (const labelled of questions) asked.push(await askLabelled(searchable, labelled));
  const strict = asked.filter(({ labelled }) => !labelled.lenient);
  const answerable = strict.filter(({ labelled }) => labelled.expect === "answered");
  const unanswerable = strict.filter(({ labelled }) => labelled.expect === "no-answer");
  const isAnswered = ({ answer }: AskedQuestion) => answer.status === "answered";
  const answered = answerable.filter(isAnswered);
  const refused = unanswerable.filter((one) => !isAnswered(one));
  const confidence = ({ answer }: AskedQuestion) => answer.confidence;
  return {
    answerable: answerable.length,
    unanswerable: unanswerable.length,
    falseRefusals: share(answerable, (one) => !isAnswered(one)),
    falseAnswers: share(unanswerable, isAnswered),
    answeredRight: share(answered, ({ holds }) => holds),
    firstRight: share(answered, ({ labelled, answer }) => holdsIn(labelled, answer, 1)),
    rightReasons: share(refused, ({ isRightReason }) => isRightReason),
    auroc: auroc(answerable.map(confidence), unanswerable.map(confidence)),
    groups: [...new Set(asked.map(({ labelled }) => labelled.group))].map((group) => {
      const own = asked.filter(({ labelled }) => labelled.group === group);
      return {
        group,
        questions: own.length,
        rightOutcomes: own.filter(({ isRightOutcome }) => isRightOutcome).length,
      };
    }),
    wrong: asked.flatMap(describeWrong),
  };
}

function share<T>(list: readonly T[], holds: (one: T) => boolean): number {
  return mean(list.map((one) => (holds(one) ? 1 : 0)));
}

async function askLabelled(
  searchable: Searchable,
  labelled: LabelledQuestion,
): Promise<AskedQuestion> {
  const answer = await ask(searchable, labelled.question);
  const reasons = [labelled.reason ?? []].flat();
  return {
    labelled,
    answer,
    isRightOutcome: labelled.lenient || answer.status === labelled.expect,
    holds: holdsIn(labelled, answer, Infinity),
    isRightReason: reasons.length === 0 || reasons.includes(answer.reason?.code ?? ""),
  };
}

/** Whether one of the first excerpts holds wanted words, from a wanted document, and names the speaker. */
function holdsIn({ documents, holds, speaker }: LabelledQuestion, answer: Answer, first: number) {
  return answer.excerpts.slice(0, first).some((excerpt) => {
    const { document, statement, alsoIn } = excerpt;
    const sources = [
      { document, texts: [shownOf(excerpt)] },
      ...alsoIn.map((also) => ({
        document: also.document,
        texts: also.spans.map(({ text }) => text),
      })),
    ];
    const isSaid =
      speaker === undefined ||
      statement === null ||
      fold(statement.speaker?.name ?? statement.source?.text ?? "").includes(
        fold(speaker).split(" ").at(-1) ?? "",
      );
    return (
      isSaid &&
      sources.some(
        (one) =>
          (documents.length === 0 || documents.includes(one.document.id)) &&
          (holds.length === 0 ||
            one.texts.some((text) => holds.some((words) => text.includes(words)))),
      )
    );
  });
}

/** Everything of an excerpt that is shown: from the first to the last of its words, cue and source. */
function shownOf({ spans, statement, context }: Excerpt): string {
  const shown = [...spans, statement?.cue, statement?.source].flatMap((span) => span ?? []);
  const start = Math.min(...shown.map((span) => span.start));
  const end = Math.max(...shown.map((span) => span.end));
  return context.text.slice(start - context.start, end - context.start);
}

function describeWrong({ labelled, answer, isRightOutcome, holds, isRightReason }: AskedQuestion) {
  const { id, question } = labelled;
  const got =
    answer.status === "answered"
      ? `answered (${answer.confidence.toFixed(2)}): ${answer.excerpts[0].spans[0].text.slice(0, 80)}`
      : `${answer.reason.code} (${answer.confidence.toFixed(2)})`;
  if (!isRightOutcome) return [{ id, question, what: `wanted ${labelled.expect}, got ${got}` }];
  if (labelled.lenient) return [];
  if (answer.status === "answered" && !holds)
    return [{ id, question, what: `without the words wanted: ${got}` }];
  if (answer.status === "no-answer" && !isRightReason)
    return [
      {
        id,
        question,
        what: `wanted the reason ${[labelled.reason].flat().join(" or ")}, got ${got}`,
      },
    ];
  return [];
}
