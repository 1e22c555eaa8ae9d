import { type App, openApp } from "../app.ts";
import { OnRecordError } from "../core/errors.ts";
import { parseQuestion } from "../core/interpret.ts";
import { type Command, type Context, EXIT_ANSWERED, EXIT_NO_ANSWER, wrongUse } from "./command.ts";
import { renderAnswer } from "./render.ts";

export const askCommand: Command = {
  name: "ask",
  usage: 'npm run ask -- "QUESTION" [--json]',
  summary: "answer a question with quoted, cited excerpts",
  help: [["--json", "print the answer as JSON"]],
  options: {},
  run: async (context, input) => {
    const [text, ...more] = input.positionals;
    if (text === undefined) throw wrongUse(askCommand, "There is no question.");
    if (more.length > 0) throw wrongUse(askCommand, "Put the question between quotation marks.");
    const question = parseQuestion(text);
    const app = await openApp(context.config, { onProgress: context.progress.update });
    try {
      // The encoder loads while the corpus is looked through.
      await Promise.all([app.embedder(), refresh(app, context)]);
      const answer = await app.ask(question);
      context.progress.stop();
      context.print(
        input.flag("json") ? JSON.stringify(answer, null, 2) : renderAnswer(answer, context.style),
      );
      return answer.status === "answered" ? EXIT_ANSWERED : EXIT_NO_ANSWER;
    } finally {
      await app.close();
    }
  },
};

/** Failures to write that leave the last good generation able to answer. */
const STALE_BUT_GOOD = new Set(["E_STATE_BUSY", "E_DISK_FULL", "E_STATE_UNWRITABLE"]);

async function refresh(app: App, context: Context): Promise<void> {
  try {
    const { problems } = await app.ingest();
    for (const { message } of problems) context.note(context.style.warn(`skipped ${message}`));
  } catch (error) {
    const usable =
      error instanceof OnRecordError &&
      STALE_BUT_GOOD.has(error.code) &&
      app.store.generation() > 0;
    if (!usable) throw error;
    context.note(context.style.warn(`${error.message}\nAnswering from the last good index.`));
  }
}
