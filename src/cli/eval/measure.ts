import type { App } from "../../app.ts";
import type { Command, CommandInput, Context } from "../command.ts";

/** What a measure found: the figures, and the same as the terminal shows them. */
export interface Figures {
  readonly report: object;
  readonly text: string;
}

/** One measure of `npm run eval`, as data. The names of its options are shared with the others. */
export interface Measure extends Pick<Command, "usage" | "help" | "options"> {
  readonly name: string;
  run(context: Context, input: CommandInput): Promise<Figures>;
}

/** Closes `app` after `work`, however that ends. */
export async function measuring<T>(app: App, context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    context.progress.stop();
    await app.close();
  }
}
