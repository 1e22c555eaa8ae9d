import type { App } from "../../app.ts";
import { type Command, type CommandInput, type Context, wrongUse } from "../command.ts";

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

/**
 * The value of an option that counts something; null where it is not given.
 *
 * @throws OnRecordError E_USAGE when it is no whole number from 1 on.
 */
export function countOption(
  measure: Pick<Measure, "usage">,
  input: CommandInput,
  name: string,
): number | null {
  const value = input.option(name);
  if (value === null) return null;
  const count = Number(value);
  if (Number.isSafeInteger(count) && count >= 1) return count;
  throw wrongUse(measure, `--${name} takes a whole number from 1 on, not "${value}".`);
}
