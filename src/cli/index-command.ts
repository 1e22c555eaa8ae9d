import { openApp } from "../app.ts";
import type { IngestReport } from "../core/ingest-report.ts";
import { type Command, EXIT_ANSWERED } from "./command.ts";
import { printable } from "../core/printable.ts";

export const indexCommand: Command = {
  name: "index",
  usage: "npm run index -- [--rebuild] [--json]",
  summary: "bring the index to what the corpus folder holds",
  help: [
    ["--rebuild", "keep the old database aside and build a new one"],
    ["--json", "print the report as JSON"],
  ],
  options: { rebuild: { type: "boolean" } },
  run: async (context, input) => {
    const app = await openApp(context.config, {
      onProgress: context.progress.update,
      rebuild: input.flag("rebuild"),
      check: true,
    });
    try {
      const report = await app.ingest();
      await app.searchable();
      context.progress.stop();
      context.print(input.flag("json") ? JSON.stringify(report, null, 2) : render(report));
      return EXIT_ANSWERED;
    } finally {
      await app.close();
    }
  },
};

function render(report: IngestReport): string {
  const { added, updated, unchanged, removed, read, generation, problems } = report;
  return [
    `Documents: ${added} added, ${updated} updated, ${unchanged} unchanged, ${removed} removed.`,
    `Read through encoder and tagger: ${read}. Generation ${generation}.`,
    ...(problems.length > 0 ? [`Skipped ${problems.length}:`] : []),
    ...problems.map(({ message }) => `  ${printable(message)}`),
  ].join("\n");
}
