import { type ReceiptCheck, parseReceipt } from "../core/receipt.ts";
import { checkReceipt } from "../use-cases/receipt.ts";
import {
  type Command,
  EXIT_ANSWERED,
  EXIT_NO_ANSWER,
  withFreshStore,
  wrongUse,
} from "./command.ts";
import { renderReceipt } from "./render-verification.ts";

/** The outcomes in which the source still has the words. */
const STILL_THERE: ReadonlySet<ReceiptCheck["outcome"]> = new Set(["unchanged", "moved"]);

export const receiptCommand: Command = {
  name: "receipt",
  usage: "npm run receipt -- ID [--json]",
  summary: "find an excerpt again by its receipt, and tell whether the source still has it",
  help: [
    ["--json", "print as JSON"],
    ["exit code", "0 the source still has the words, 1 it has not, or the text is not here"],
  ],
  options: {},
  run: async (context, input) => {
    const [id, ...more] = input.positionals;
    if (id === undefined || more.length > 0) throw wrongUse(receiptCommand, "Give one receipt.");
    parseReceipt(id);
    return withFreshStore(context, async (app) => {
      const found = checkReceipt(app.store, id);
      context.print(
        input.flag("json") ? JSON.stringify(found, null, 2) : renderReceipt(found, context.style),
      );
      return STILL_THERE.has(found.outcome) ? EXIT_ANSWERED : EXIT_NO_ANSWER;
    });
  },
};
