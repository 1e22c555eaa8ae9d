import { openApp } from "../../app.ts";
import { jsonlReader } from "../../corpus/jsonl.ts";
import { type ConformanceReport, evaluateConformance } from "../../measure/eval/conformance.ts";
import { type CommandInput, type Context, required, stateFor } from "../command.ts";
import { score } from "./figures.ts";
import { type Measure, measuring } from "./measure.ts";

export const conformance: Measure = {
  name: "conformance",
  usage: "npm run eval -- conformance --corpus FILE --queries FILE [--json]",
  help: [
    ["--corpus FILE", "JSON Lines, plain or gzipped: id, text, title, published, url"],
    ["--queries FILE", "JSON Lines: id, question, gold (document ids), answer"],
  ],
  options: { corpus: { type: "string" }, queries: { type: "string" } },
  run: async (context, input) => {
    const report = await evaluate(context, input);
    return { report, text: render(report) };
  },
};

async function evaluate(context: Context, input: CommandInput): Promise<ConformanceReport> {
  const paths = {
    corpus: required(conformance, input, "corpus"),
    queries: required(conformance, input, "queries"),
  };
  const app = await openApp(stateFor(context.config, paths.corpus), {
    corpus: jsonlReader(paths.corpus),
  });
  return measuring(app, context, async () =>
    evaluateConformance(await app.embedder(), paths, (done, total) =>
      context.progress.update("Embedding", done, total),
    ),
  );
}

function render(report: ConformanceReport): string {
  return [
    `${report.paragraphs} paragraphs, ${report.questions} questions, encoder ${report.encoder}`,
    `nDCG@10 ${score(report.ndcg10)}   Hit@1 ${score(report.hit1)}`,
  ].join("\n");
}
