import { askCommand } from "./cli/ask.ts";
import { benchCommand } from "./cli/bench.ts";
import { type Command, type Context, parseInput } from "./cli/command.ts";
import { evalCommand } from "./cli/eval.ts";
import { fitCommand } from "./cli/fit.ts";
import { indexCommand } from "./cli/index-command.ts";
import { quotesCommand } from "./cli/quotes.ts";
import { receiptCommand } from "./cli/receipt.ts";
import { sourcesCommand } from "./cli/sources.ts";
import { speakersCommand } from "./cli/speakers.ts";
import { statusCommand } from "./cli/status.ts";
import { createProgress, styleFor } from "./cli/terminal.ts";
import { verifyCommand } from "./cli/verify.ts";
import { isColourOff, loadConfig } from "./config.ts";
import { EXIT_WRONG_USE, OnRecordError, tellError } from "./core/errors.ts";

const commands: readonly Command[] = [
  askCommand,
  indexCommand,
  quotesCommand,
  verifyCommand,
  receiptCommand,
  speakersCommand,
  sourcesCommand,
  statusCommand,
  evalCommand,
  fitCommand,
  benchCommand,
];

async function main(args: readonly string[]): Promise<number> {
  const [name = "--help", ...rest] = args;
  if (name === "--help" || name === "-h" || name === "help") {
    print(overview());
    return 0;
  }
  const command = commands.find((known) => known.name === name);
  if (!command) {
    throw new OnRecordError("E_USAGE", `There is no command "${name}".\n\n${overview()}`);
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

function overview(): string {
  const lines = commands.map(({ name, summary }) => `  ${name.padEnd(10)}${summary}`);
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
