import { parseQuestion } from "../core/interpret.ts";
import { type Command, EXIT_ANSWERED, EXIT_NO_ANSWER, withFreshApp, wrongUse } from "./command.ts";
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
    return withFreshApp(context, async (app) => {
      const answer = await app.ask(question);
      context.progress.stop();
      context.print(
        input.flag("json") ? JSON.stringify(answer, null, 2) : renderAnswer(answer, context.style),
      );
      return answer.status === "answered" ? EXIT_ANSWERED : EXIT_NO_ANSWER;
    });
  },
};
