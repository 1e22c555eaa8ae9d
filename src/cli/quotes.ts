import type { App } from "../app.ts";
import { STATEMENTS_MAX } from "../core/limits.ts";
import { printable } from "../core/printable.ts";
import { parseQuestion } from "../core/question/parse.ts";
import type { QuotesAsked, QuotesFound } from "../core/quotes.ts";
import type { SpeakerSummary } from "../core/speaker-summary.ts";
import type { Excerpt } from "../core/types.ts";
import { findQuotes } from "../use-cases/quotes.ts";
import {
  type Command,
  EXIT_ANSWERED,
  EXIT_NO_ANSWER,
  dateOption,
  withFreshApp,
  wrongUse,
} from "./command.ts";
import { renderExcerpts } from "./render.ts";
import type { Style } from "./terminal.ts";

/** Default of `--limit`. */
const LIMIT_DEFAULT = 50;

export const quotesCommand: Command = {
  name: "quotes",
  usage:
    'npm run quotes -- "SPEAKER" [--about TOPIC] [--source S] [--from DATE] [--to DATE] [--limit N] [--json]',
  summary: "a speaker's statements, each with its source",
  help: [
    ["--about TOPIC", "only on this, best first; else quotations first, then reported words"],
    ["--source S", "only from documents whose id, title or publisher holds this"],
    ["--from DATE", "only from documents dated on or after it (ISO 8601)"],
    ["--to DATE", "only from documents dated on or before it"],
    ["--limit N", `most statements shown; default ${LIMIT_DEFAULT}`],
    ["--json", "print as JSON"],
  ],
  options: {
    about: { type: "string" },
    source: { type: "string" },
    from: { type: "string" },
    to: { type: "string" },
    limit: { type: "string" },
  },
  run: async (context, input) => {
    const [name, ...more] = input.positionals;
    if (name === undefined || more.length > 0) {
      throw wrongUse(quotesCommand, "Name one speaker, between quotation marks.");
    }
    const limit = Number(input.option("limit") ?? LIMIT_DEFAULT);
    if (!Number.isInteger(limit) || limit < 1) {
      throw wrongUse(quotesCommand, "--limit is not a whole number above 0.");
    }
    const about = input.option("about");
    const asked: QuotesAsked = {
      speaker: name,
      about: about === null ? null : parseQuestion(about),
      source: input.option("source"),
      from: dateOption(quotesCommand, input, "from"),
      to: dateOption(quotesCommand, input, "to"),
      limit,
    };
    return withFreshApp(context, async (app) => {
      const found = await findQuotes(app.store, () => app.searchable(), asked);
      const isJson = input.flag("json");
      context.print(isJson ? toJson(found, name, app) : render(found, name, app, context.style));
      return found.total > 0 ? EXIT_ANSWERED : EXIT_NO_ANSWER;
    });
  },
};

function toJson(found: QuotesFound, name: string, app: App): string {
  const { speaker, total, excerpts } = found;
  const unclear = { message: tellNobody(found, name, app), candidates: candidatesOf(found) };
  const told = { speaker, total, excerpts, ...(speaker ? {} : unclear) };
  return JSON.stringify(told, null, 2);
}

function render(found: QuotesFound, name: string, app: App, style: Style): string {
  const { speaker, total, excerpts } = found;
  if (speaker)
    return [heading(speaker, total, excerpts), ...renderExcerpts(excerpts, style)].join("\n\n");
  const candidates = candidatesOf(found).map((one) => `  ${one.id}  ${one.name}`);
  return printable([tellNobody(found, name, app), ...candidates].join("\n"));
}

function heading({ name }: SpeakerSummary, total: number, shown: readonly Excerpt[]): string {
  const count = total === 1 ? "1 statement" : `${total} statements`;
  const part = shown.length < total ? `, ${shown.length} shown` : "";
  return printable(`${name}: ${count}${part}`);
}

/** Those whom the name can mean that say something. */
function candidatesOf({ namesakes }: QuotesFound): readonly SpeakerSummary[] {
  return namesakes.filter(({ statementCount }) => statementCount > 0).slice(0, STATEMENTS_MAX);
}

function tellNobody(found: QuotesFound, name: string, { store }: App): string {
  return candidatesOf(found).length > 0
    ? `"${name}" could be several speakers. Say which, by name or id:`
    : `Nobody of the name "${name}" speaks in this corpus (${store.counts().speakers} speakers do). Run: npm run speakers`;
}
