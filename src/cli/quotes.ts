import type { App } from "../app.ts";
import { STATEMENTS_MAX } from "../core/limits.ts";
import { findSpeaker } from "../core/speakers/find.ts";
import type { Speaker } from "../core/speakers/speaker.ts";
import type { Excerpt } from "../core/types.ts";
import { quoteStatements, statementsBy } from "../use-cases/find-statements.ts";
import {
  type Command,
  EXIT_ANSWERED,
  EXIT_NO_ANSWER,
  dateOption,
  withFreshApp,
  wrongUse,
} from "./command.ts";
import { renderExcerpts } from "./render.ts";
import { printable } from "../core/printable.ts";

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
    const filter = {
      sources: [input.option("source") ?? []].flat(),
      from: dateOption(quotesCommand, input, "from"),
      to: dateOption(quotesCommand, input, "to"),
    };
    return withFreshApp(context, async (app) => {
      const found = findSpeaker(name, app.store.speakers()).map(({ speaker }) => speaker);
      const speaking = found.filter(({ statementCount }) => statementCount > 0);
      const [speaker, ...others] = speaking.length > 0 ? speaking : found;
      if (!speaker || others.length > 0) {
        return tellNobody(app, name, speaking, input.flag("json"), context.print);
      }
      const { fitting } = await statementsBy(
        await app.sources(),
        speaker.id,
        input.option("about"),
        filter,
      );
      const excerpts = quoteStatements(app.store, fitting.slice(0, limit), speaker.id);
      const total = fitting.length;
      context.print(
        input.flag("json")
          ? JSON.stringify({ speaker: summary(speaker), total, excerpts }, null, 2)
          : [heading(speaker, total, excerpts), ...renderExcerpts(excerpts, context.style)].join(
              "\n\n",
            ),
      );
      return total > 0 ? EXIT_ANSWERED : EXIT_NO_ANSWER;
    });
  },
};

function heading(speaker: Speaker, total: number, shown: readonly Excerpt[]): string {
  const count = total === 1 ? "1 statement" : `${total} statements`;
  const part = shown.length < total ? `, ${shown.length} shown` : "";
  return printable(`${speaker.name}: ${count}${part}`);
}

function summary({ id, name, type, statementCount }: Speaker) {
  return { id, name, type, statementCount };
}

function tellNobody(
  app: App,
  name: string,
  candidates: readonly Speaker[],
  json: boolean,
  print: (text: string) => void,
): number {
  const shown = candidates.slice(0, STATEMENTS_MAX).map(summary);
  const message =
    candidates.length > 0
      ? `"${name}" could be several speakers. Say which, by name or id:`
      : `Nobody of the name "${name}" speaks in this corpus (${app.store.counts().speakers} speakers do). Run: npm run speakers`;
  if (json) {
    print(
      JSON.stringify(
        { speaker: null, total: 0, excerpts: [], message, candidates: shown },
        null,
        2,
      ),
    );
  } else {
    print(printable([message, ...shown.map((one) => `  ${one.id}  ${one.name}`)].join("\n")));
  }
  return EXIT_NO_ANSWER;
}
