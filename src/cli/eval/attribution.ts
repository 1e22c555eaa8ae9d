import { openApp } from "../../app.ts";
import { type AttributionReport, evaluateAttribution } from "../../measure/eval/attribution.ts";
import { type CommandInput, type Context, required } from "../command.ts";
import { table } from "../table.ts";
import { percents } from "./figures.ts";
import { type Measure, measuring } from "./measure.ts";

export const attribution: Measure = {
  name: "attribution",
  usage: "npm run eval -- attribution --data FILE [--json]",
  help: [["--data FILE", "for attribution: JSON Lines, plain or gzipped: id, text, attributions"]],
  options: { data: { type: "string" } },
  run: async (context, input) => {
    const report = await evaluate(context, input);
    return { report, text: render(report) };
  },
};

async function evaluate(context: Context, input: CommandInput): Promise<AttributionReport> {
  const path = required(attribution, input, "data");
  const app = await openApp(context.config);
  return measuring(app, context, async () =>
    evaluateAttribution(await app.readers(), path, (done, total) =>
      context.progress.update("Reading articles", done, total),
    ),
  );
}

function render(report: AttributionReport): string {
  const { exact, byKind } = report;
  const { content, speakerAccuracy, jointF1 } = report.quotations;
  return [
    `${report.articles} articles, ${report.attributions} attributions, tagger ${report.tagger}`,
    "",
    table(
      ["exact spans, %", "precision", "recall", "F1"],
      (["source", "cue", "content"] as const).map((role) => [
        role,
        ...percents(exact[role].precision, exact[role].recall, exact[role].f1),
      ]),
    ),
    "",
    "Quotations (direct and mixed), contents that overlap by 80 % of the longer:",
    table(
      ["%", "precision", "recall", "F1"],
      [["content", ...percents(content.precision, content.recall, content.f1)]],
    ),
    `speaker right among the found ${percents(speakerAccuracy).join()}, content and speaker together F1 ${percents(jointF1).join()}`,
    "",
    table(
      ["kind", "gold", "found", "with speaker", "same kind"],
      byKind.map(({ kind, gold, found, withSpeaker, sameKind }) => [
        kind,
        ...[gold, found, withSpeaker, sameKind].map(String),
      ]),
    ),
  ].join("\n");
}
