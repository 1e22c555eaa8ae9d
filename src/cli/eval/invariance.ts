import { openApp } from "../../app.ts";
import { readLabelled } from "../../measure/eval/answers.ts";
import { type InvarianceReport, evaluateInvariance } from "../../measure/eval/invariance.ts";
import { readRewritings } from "../../measure/eval/rewritings.ts";
import type { CommandInput, Context } from "../command.ts";
import { table } from "../table.ts";
import { percent, percents } from "./figures.ts";
import { type Measure, countOption, measuring } from "./measure.ts";

const QUESTIONS_DEFAULT = "test/gold/questions.json";
const REWRITINGS_DEFAULT = "test/gold/rewritings.json";

export const invariance: Measure = {
  name: "invariance",
  usage:
    "npm run eval -- invariance [--questions FILE] [--rewritings FILE] [--sample N] [--errors] [--json]",
  help: [
    ["--questions FILE", `labelled questions on the corpus; default ${QUESTIONS_DEFAULT}`],
    ["--rewritings FILE", `everyday wordings, as data; default ${REWRITINGS_DEFAULT}`],
    ["--sample N", "only so many pairs of question and wording, drawn by chance"],
    ["--errors", "print what went wrong, question by question"],
  ],
  options: {
    questions: { type: "string" },
    rewritings: { type: "string" },
    sample: { type: "string" },
    errors: { type: "boolean" },
  },
  run: async (context, input) => {
    const { changed, ...figures } = await evaluate(context, input);
    const report = input.flag("errors") ? { ...figures, changed } : figures;
    return { report, text: render(figures, input.flag("errors") ? changed : []) };
  },
};

async function evaluate(context: Context, input: CommandInput): Promise<InvarianceReport> {
  const labelled = await readLabelled(input.option("questions") ?? QUESTIONS_DEFAULT);
  const rewritings = await readRewritings(input.option("rewritings") ?? REWRITINGS_DEFAULT);
  const sample = countOption(invariance, input, "sample") ?? Infinity;
  const app = await openApp(context.config, { onProgress: context.progress.update });
  return measuring(app, context, async () => {
    await app.ingest();
    const questions = labelled.map(({ question }) => question);
    return evaluateInvariance(await app.searchable(), questions, rewritings, {
      sample,
      onProgress: (done, total) => context.progress.update("Asking", done, total),
    });
  });
}

function render(
  report: Omit<InvarianceReport, "changed">,
  changed: InvarianceReport["changed"],
): string {
  const { questions, rewritings, pairs, kept, statusKept, byRewriting } = report;
  const [worst] = byRewriting;
  return [
    `${questions} questions, each in ${rewritings} wordings: ${pairs} pairs that differ`,
    `  status and first excerpt stay   ${percent(kept)}`,
    `  status stays                    ${percent(statusKept)}`,
    ...(worst
      ? [`  worst wording                   ${percent(worst.kept)} (${worst.rewriting})`]
      : []),
    "",
    table(
      ["wording", "pairs", "both stay, %", "status stays, %"],
      byRewriting.map((one) => [
        one.rewriting,
        String(one.pairs),
        ...percents(one.kept, one.statusKept),
      ]),
    ),
    ...(changed.length > 0 ? ["", "Changed:"] : []),
    ...changed.map(
      ({ question, rewritten, plain, outcome }) =>
        `  “${question}”: ${plain.status} ${plain.receipt ?? ""}\n` +
        `    “${rewritten}”: ${outcome.status} ${outcome.receipt ?? ""}`,
    ),
  ].join("\n");
}
