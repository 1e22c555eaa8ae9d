import { type Command, type Context, parseInput } from "./cli/command.ts";
import { createProgress, styleFor } from "./cli/terminal.ts";
import { isColourOff, loadConfig } from "./config.ts";
import { EXIT_WRONG_USE, OnRecordError, tellError } from "./core/errors.ts";

/** Each is loaded when it is asked for: none needs what another one does. */
const commands = new Map<string, () => Promise<Command>>([
  ["ask", async () => (await import("./cli/ask.ts")).askCommand],
  ["index", async () => (await import("./cli/index-command.ts")).indexCommand],
  ["quotes", async () => (await import("./cli/quotes.ts")).quotesCommand],
  ["verify", async () => (await import("./cli/verify.ts")).verifyCommand],
  ["receipt", async () => (await import("./cli/receipt.ts")).receiptCommand],
  ["speakers", async () => (await import("./cli/speakers.ts")).speakersCommand],
  ["sources", async () => (await import("./cli/sources.ts")).sourcesCommand],
  ["status", async () => (await import("./cli/status.ts")).statusCommand],
  ["eval", async () => (await import("./cli/eval.ts")).evalCommand],
  ["fit", async () => (await import("./cli/fit.ts")).fitCommand],
  ["bench", async () => (await import("./cli/bench.ts")).benchCommand],
]);

async function main(args: readonly string[]): Promise<number> {
  const [name = "--help", ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    print(await overview());
    return 0;
  }
  const command = await commands.get(name)?.();
  if (!command) {
    throw new OnRecordError("E_USAGE", `There is no command "${name}".\n\n${await overview()}`);
  }
  const input = parseInput(command, rest);
  if (input.flag("help")) {
    print(helpOf(command));
    return 0;
  }
  const context: Context = {
    config: loadConfig(),
    style: styleFor(process.stdout, isColourOff()),
    progress: createProgress(process.stderr),
    print,
    note,
  };
  try {
    return await command.run(context, input);
  } finally {
    context.progress.stop();
  }
}

async function overview(): Promise<string> {
  const all = await Promise.all(Array.from(commands.values(), (load) => load()));
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`);
  return [
    "On Record answers questions over a corpus with the documents' own words.",
    "",
    "Usage: npm run COMMAND -- [ARGUMENTS]",
    "",
    ...lines,
    "",
    "npm run COMMAND -- --help tells more.",
    "Exit codes: 0 answered, confirmed or done, 1 no answer or not confirmed, 2 wrong use, 3 broken state.",
  ].join("\n");
}

function helpOf({ usage, summary, help }: Command): string {
  return [
    `Usage: ${usage}`,
    "",
    `${summary}.`,
    "",
    ...help.map(([name, what]) => `  ${name.padEnd(20)}${what}`),
  ].join("\n");
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

function note(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Tells an error: a known one by its message, an unknown one by its stack. */
function report(error: unknown, json: boolean): number {
  const { code, message, text, exitCode } = tellError(error);
  note(text);
  if (json) print(JSON.stringify({ error: { code, message } }, null, 2));
  return exitCode;
}

// A reader that closes the pipe early (`| head`) is no failure.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  process.exit(error.code === "EPIPE" ? 0 : EXIT_WRONG_USE);
});

const args = process.argv.slice(2);
process.exitCode = await main(args).catch((error: unknown) =>
  report(error, args.includes("--json")),
);
