import type { Verification } from "../core/verify/finding.ts";
import { parseQuote, verifyQuote } from "../use-cases/verify.ts";
import {
  type Command,
  EXIT_ANSWERED,
  EXIT_NO_ANSWER,
  withFreshStore,
  wrongUse,
} from "./command.ts";
import { renderVerification } from "./render-verification.ts";

/** The outcomes that confirm a quote; every other one says in what it is not what the corpus has. */
const CONFIRMED: ReadonlySet<Verification["outcome"]> = new Set(["exact", "part"]);

export const verifyCommand: Command = {
  name: "verify",
  usage: 'npm run verify -- "QUOTE" [--speaker X] [--json]',
  summary:
    "check a quote: exact, part, altered, stitched, another speaker's, or not in this corpus",
  help: [
    ["--speaker X", "whose words they are said to be: a name, a role or a body"],
    ["--json", "print as JSON"],
    ["exit code", "0 the words stand so, 1 they do not, or are not the speaker's"],
  ],
  options: { speaker: { type: "string" } },
  run: async (context, input) => {
    const [text, ...more] = input.positionals;
    if (text === undefined) throw wrongUse(verifyCommand, "There is no quote.");
    if (more.length > 0) throw wrongUse(verifyCommand, "Put the quote between quotation marks.");
    const speaker = input.option("speaker");
    if (speaker?.trim() === "") throw wrongUse(verifyCommand, "--speaker names nobody.");
    const quote = parseQuote(text);
    return withFreshStore(context, async (app) => {
      const found = verifyQuote(app.store, quote, { speaker });
      context.print(
        input.flag("json")
          ? JSON.stringify(found, null, 2)
          : renderVerification(found, context.style),
      );
      return CONFIRMED.has(found.outcome) ? EXIT_ANSWERED : EXIT_NO_ANSWER;
    });
  },
};
