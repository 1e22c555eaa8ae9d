import { openApp } from "../../app.ts";
import { type AnswersReport, evaluateAnswers, readLabelled } from "../../measure/eval/answers.ts";
import { type CommandInput, type Context, wrongUse } from "../command.ts";
import { table } from "../table.ts";
import { percent, score } from "./figures.ts";
import { type Measure, measuring } from "./measure.ts";

const QUESTIONS_DEFAULT = "test/gold/questions.json";

export const answers: Measure = {
  name: "answers",
  usage: "npm run eval -- answers [--questions FILE] [--part tune|held-out] [--json]",
  help: [
    ["--questions FILE", `labelled questions on the corpus; default ${QUESTIONS_DEFAULT}`],
    ["--part PART", "only one part of them; default both"],
  ],
  options: { questions: { type: "string" }, part: { type: "string" } },
  run: async (context, input) => {
    const report = await evaluate(context, input);
    return { report, text: render(report) };
  },
};

async function evaluate(context: Context, input: CommandInput): Promise<AnswersReport> {
  const all = await readLabelled(input.option("questions") ?? QUESTIONS_DEFAULT);
  const part = input.option("part");
  const questions = all.filter((one) => part === null || one.part === part);
  if (questions.length === 0) throw wrongUse(answers, `There is no question of part ${part}.`);
  const app = await openApp(context.config, { onProgress: context.progress.update });
  return measuring(app, context, async () => {
    await app.ingest();
    return evaluateAnswers(await app.searchable(), questions);
  });
}

function render(report: AnswersReport): string {
  const { answerable, unanswerable, groups, wrong } = report;
  return [
    `${answerable} answerable and ${unanswerable} unanswerable questions`,
    `  answerable refused              ${percent(report.falseRefusals)}`,
    `  unanswerable answered           ${percent(report.falseAnswers)}`,
    `  answered with the right words   ${percent(report.answeredRight)} (in the first excerpt ${percent(report.firstRight)})`,
    `  refused for a right reason      ${percent(report.rightReasons)}`,
    `  AUROC of the confidence         ${score(report.auroc)}`,
    "",
    table(
      ["group", "questions", "right outcome"],
      groups.map((one) => [one.group, String(one.questions), String(one.rightOutcomes)]),
    ),
    ...(wrong.length > 0 ? ["", "Wrong:"] : []),
    ...wrong.map(({ id, question, what }) => `  ${id}: “${question}”\n    ${what}`),
  ].join("\n");
}
