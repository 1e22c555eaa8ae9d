import { openApp } from "../app.ts";
import { OnRecordError } from "../core/errors.ts";
import type { Store } from "../ports.ts";
import { type Command, type Context, EXIT_ANSWERED, wrongUse } from "./command.ts";
import { renderSource } from "./render.ts";
import { printable } from "../core/printable.ts";
import { block } from "./terminal.ts";

export const sourcesCommand: Command = {
  name: "sources",
  usage: "npm run sources -- [list | show ID] [--json]",
  summary: "list the documents of the index, or show one",
  help: [["--json", "print as JSON; show gives { document, text }, to check excerpts against"]],
  options: {},
  run: async (context, input) => {
    const [action = "list", id, ...more] = input.positionals;
    const fits = (action === "list" && id === undefined) || (action === "show" && id !== undefined);
    if (!fits || more.length > 0)
      throw wrongUse(sourcesCommand, "Say list, or show with the id of one document.");
    const app = await openApp(context.config, { onProgress: context.progress.update });
    try {
      await app.ingest();
      context.progress.stop();
      const json = input.flag("json");
      context.print(
        id === undefined ? list(app.store, context, json) : show(app.store, id, context, json),
      );
      return EXIT_ANSWERED;
    } finally {
      await app.close();
    }
  },
};

function list(store: Store, { style }: Context, json: boolean): string {
  const documents = store.documents();
  if (json) return JSON.stringify(documents, null, 2);
  return documents
    .map((document) =>
      [
        style.bold(printable(document.title ?? "(untitled)")),
        block(renderSource(document), "   ", style),
      ].join("\n"),
    )
    .join("\n\n");
}

function show(store: Store, id: string, { style }: Context, json: boolean): string {
  const found = store.document(id);
  if (!found) {
    throw new OnRecordError(
      "E_NOT_FOUND",
      `There is no document "${id}". Run: npm run sources -- list`,
    );
  }
  const { text, ...document } = found;
  if (json) return JSON.stringify({ document, text }, null, 2);
  return [
    style.bold(printable(document.title ?? "(untitled)")),
    block(renderSource(document), "", style),
    block(text, "", style),
  ].join("\n\n");
}
