import type { Speaker } from "../core/speakers/speaker.ts";
import { fold } from "../core/speakers/fold.ts";
import { type Command, EXIT_ANSWERED, EXIT_NO_ANSWER, withFreshApp, wrongUse } from "./command.ts";
import { printable } from "../core/printable.ts";
import { type Style, block } from "./terminal.ts";

export const speakersCommand: Command = {
  name: "speakers",
  usage: "npm run speakers -- [NAME] [--all] [--json]",
  summary:
    "who speaks in the corpus, most statements first, with names and roles as sources have them",
  help: [
    ["--all", "also those who are named and say nothing"],
    ["--json", "print as JSON, with the places of every name and role"],
  ],
  options: { all: { type: "boolean" } },
  run: async (context, input) => {
    const [name, ...more] = input.positionals;
    if (more.length > 0) throw wrongUse(speakersCommand, "Put the name between quotation marks.");
    return withFreshApp(context, async (app) => {
      const speakers = app.store
        .speakers()
        .filter(({ statementCount }) => input.flag("all") || statementCount > 0)
        .filter((speaker) => name === undefined || isNamed(speaker, name))
        .toSorted((a, b) => b.statementCount - a.statementCount || (a.id < b.id ? -1 : 1));
      context.print(
        input.flag("json")
          ? JSON.stringify(speakers, null, 2)
          : speakers.map((speaker) => render(speaker, context.style)).join("\n") || "Nobody.",
      );
      return speakers.length > 0 ? EXIT_ANSWERED : EXIT_NO_ANSWER;
    });
  },
};

function isNamed({ name, aliases }: Speaker, wanted: string): boolean {
  const key = fold(wanted);
  return [name, ...aliases.map(({ text }) => text)].some((text) => fold(text).includes(key));
}

/** "4  Mark Rutte (mark-rutte)" and below it other names and roles. */
function render({ id, name, type, statementCount, aliases, roles }: Speaker, style: Style): string {
  const others = aliases.map(({ text }) => text).filter((text) => text !== name);
  const stated = roles.map(({ text, evidence }) =>
    evidence ? `${text} (${evidence.documentId})` : text,
  );
  const lines = [
    ...(others.length > 0 ? [`also: ${others.join("; ")}`] : []),
    ...(stated.length > 0 ? [`called: ${[...new Set(stated)].join("; ")}`] : []),
  ];
  return [
    `${String(statementCount).padStart(3)}  ${style.bold(printable(name))} ${style.dim(`${id} · ${type}`)}`,
    ...lines.map((line) => block(line, "       ", style)),
  ].join("\n");
}
