import { openApp } from "../../app.ts";
import {
  type AbstentionReport,
  evaluateAbstention,
  readAbstention,
} from "../../measure/eval/abstention.ts";
import { paragraphReader } from "../../measure/eval/paragraphs.ts";
import { type CommandInput, type Context, required, stateFor } from "../command.ts";
import { table } from "../table.ts";
import { percent, percents } from "./figures.ts";
import { type Measure, measuring } from "./measure.ts";

export const abstention: Measure = {
  name: "abstention",
  usage: "npm run eval -- abstention --data FILE [--json]",
  help: [
    ["--data FILE", "for abstention: JSON Lines, plain or gzipped: id, context, question, answers"],
  ],
  options: { data: { type: "string" } },
  run: async (context, input) => {
    const report = await evaluate(context, input);
    return { report, text: render(report) };
  },
};

async function evaluate(context: Context, input: CommandInput): Promise<AbstentionReport> {
  const path = required(abstention, input, "data");
  const rows = await readAbstention(path);
  const app = await openApp(stateFor(context.config, path), {
    corpus: paragraphReader(
      path,
      rows.map((row) => row.context),
    ),
    onProgress: context.progress.update,
  });
  return measuring(app, context, async () => {
    await app.ingest();
    return evaluateAbstention(await app.searchable(), rows, (done, total) =>
      context.progress.update("Asking", done, total),
    );
  });
}

function render(report: AbstentionReport): string {
  const { questions, exact, f1, hasAnswer, noAnswer, best, sentenceHolds } = report;
  return [
    `${questions} questions, the best sentence as the answer`,
    table(
      ["", "questions", "exact", "F1"],
      [
        ["all", String(questions), ...percents(exact, f1)],
        ["with an answer", String(hasAnswer.questions), ...percents(hasAnswer.exact, hasAnswer.f1)],
        ["without", String(noAnswer.questions), ...percents(noAnswer.exact, noAnswer.exact)],
        [
          `at the best threshold, ${best.threshold.toFixed(2)}`,
          "",
          ...percents(best.exact, best.f1),
        ],
      ],
    ),
    `The sentence holds an answer for ${percent(sentenceHolds)} of those that have one.`,
  ].join("\n");
}
