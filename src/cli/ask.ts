import type { App } from "../app.ts";
import { type Answer, type AskOptions, followedBy } from "../core/answer.ts";
import { parseQuestion } from "../core/question/parse.ts";
import { findSpeaker } from "../core/speakers/find.ts";
import type { Interpretation, SpeakerName } from "../core/types.ts";
import {
  type Command,
  type CommandInput,
  EXIT_ANSWERED,
  EXIT_NO_ANSWER,
  dateOption,
  withFreshApp,
  wrongUse,
} from "./command.ts";
import { renderAnswer } from "./render.ts";
import { renderVerification } from "./render-verification.ts";
import { type Style, block } from "./terminal.ts";

export const askCommand: Command = {
  name: "ask",
  usage:
    'npm run ask -- "QUESTION" [--speaker X] [--source S] [--from DATE] [--to DATE] [--next "QUESTION"]... [--json]',
  summary: "answer a question with quoted, cited excerpts",
  help: [
    ["--speaker X", "only statements of X: a name, a role or a body"],
    ["--source S", "only from documents whose id, title, publisher or author holds this"],
    ["--from DATE", "only what is dated on or after it (ISO 8601), or tells of then"],
    ["--to DATE", "only what is dated on or before it, or tells of then"],
    ["--next QUESTION", 'a question after it: "And Barrot?"; may be given several times'],
    ["--json", "print the answer as JSON, the last one with --next"],
  ],
  options: {
    speaker: { type: "string" },
    source: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    next: { type: "string", multiple: true },
  },
  run: async (context, input) => {
    const [text, ...more] = input.positionals;
    if (text === undefined) throw wrongUse(askCommand, "There is no question.");
    if (more.length > 0) throw wrongUse(askCommand, "Put the question between quotation marks.");
    const questions = [text, ...input.all("next")].map(parseQuestion);
    return withFreshApp(context, async (app) => {
      const given = givenIn(app, input);
      const today = new Date().toISOString().slice(0, "2024-11-18".length);
      const answers: Answer[] = [];
      let previous: Interpretation | null = null;
      for (const question of questions) {
        const stated: AskOptions = previous ? {} : { given };
        const answer: Answer = await app.ask(question, { previous, today, ...stated });
        answers.push(answer);
        previous = followedBy(answer, previous);
      }
      context.progress.stop();
      const last = answers.at(-1);
      context.print(
        input.flag("json")
          ? JSON.stringify(last, null, 2)
          : answers
              .map((answer) => renderOne(answer, answers.length, context.style))
              .join("\n\n\n"),
      );
      return last?.status === "answered" ? EXIT_ANSWERED : EXIT_NO_ANSWER;
    });
  },
};

/** What the options state beside the question. */
function givenIn(app: App, input: CommandInput): NonNullable<AskOptions["given"]> {
  const name = input.option("speaker");
  const source = input.option("source");
  const from = dateOption(askCommand, input, "from");
  const to = dateOption(askCommand, input, "to");
  return {
    ...(name === null ? {} : { speaker: speakerNamed(app, name) }),
    ...(source === null ? {} : { sources: [source] }),
    ...(from === null ? {} : { from }),
    ...(to === null ? {} : { to }),
  };
}

/** @throws OnRecordError E_USAGE when the name means nobody, or several. */
function speakerNamed(app: App, name: string): SpeakerName {
  const found = findSpeaker(name, app.store.speakers()).filter(
    ({ speaker }) => speaker.statementCount > 0,
  );
  const [first, ...others] = found;
  if (!first) throw wrongUse(askCommand, `Nobody of the name "${name}" speaks in this corpus.`);
  if (others.length > 0) {
    const ids = found.map(({ speaker }) => speaker.id).join(", ");
    throw wrongUse(askCommand, `"${name}" could be several speakers. Say which: ${ids}.`);
  }
  return { id: first.speaker.id, name: first.speaker.name };
}

function renderOne(answer: Answer, count: number, style: Style): string {
  const heading = count > 1 ? `${style.bold(block(answer.question, "", style))}\n\n` : "";
  return heading + renderFound(answer, style);
}

/** A quote that was asked about is shown as `verify` shows it. */
function renderFound(answer: Answer, style: Style): string {
  const { finding, interpretation, note, corpus, timings } = answer;
  const { speaker, quote } = interpretation;
  if (!finding || quote === null) return renderAnswer(answer, style);
  const asked = speaker && { name: speaker.name, found: [speaker] };
  const verification = { ...finding, quote, speaker: asked, corpus, timings };
  const told = note === null ? "" : `${block(note, "", style)}\n\n`;
  return told + renderVerification(verification, style);
}
