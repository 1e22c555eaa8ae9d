import { openApp } from "../../app.ts";
import { predictedStatements, readGold } from "../../measure/eval/gold.ts";
import { type SpeakerReport, scoreSpeakers } from "../../measure/eval/speakers.ts";
import type { CommandInput, Context } from "../command.ts";
import { table } from "../table.ts";
import { type Measure, measuring } from "./measure.ts";

const GOLD_DEFAULT = "test/gold/statements.json";

export const speakers: Measure = {
  name: "speakers",
  usage: "npm run eval -- speakers [--gold FILE] [--json]",
  help: [["--gold FILE", `statements of the corpus, annotated by hand; default ${GOLD_DEFAULT}`]],
  options: { gold: { type: "string" } },
  run: async (context, input) => {
    const report = await evaluate(context, input);
    return { report, text: render(report) };
  },
};

async function evaluate(context: Context, input: CommandInput): Promise<SpeakerReport> {
  const gold = await readGold(input.option("gold") ?? GOLD_DEFAULT);
  const app = await openApp(context.config, { onProgress: context.progress.update });
  return measuring(app, context, async () => {
    await app.ingest();
    return scoreSpeakers(gold, predictedStatements(app.store));
  });
}

function render({ byKind, faults }: SpeakerReport): string {
  return [
    table(
      ["kind", "gold", "right", "unnamed", "wrong", "missed"],
      Object.entries(byKind).map(([kind, { gold, right, unnamed, wrong, missed }]) => [
        kind,
        ...[gold, right, unnamed, wrong, missed].map(String),
      ]),
    ),
    "",
    ...faults.map(
      ({ documentId, kind, fault, source, content, expected, named }) =>
        `${fault}: ${kind}, ${documentId}\n  source “${source}”, content “${content}”\n` +
        `  expected ${expected.join(", ") || "nobody known"}, named ${named.join(", ") || "nobody"}`,
    ),
  ].join("\n");
}
