import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openApp } from "../app.ts";
import type { Weights } from "../core/rank/passage-evidence.ts";
import { paragraphReader } from "../measure/eval/paragraphs.ts";
import { type SetFigures, crossValidate } from "../measure/fit/cross-validate.ts";
import { type Fitted, fit } from "../measure/fit/fit.ts";
import {
  type FitQuestion,
  drawQuestions,
  readQuestion,
  readRows,
} from "../measure/fit/questions.ts";
import { type Command, EXIT_ANSWERED, required, stateFor } from "./command.ts";
import { percent, score } from "./eval/figures.ts";
import { table } from "./table.ts";

const FITTED = "src/core/rank/fitted.ts";
const QUESTIONS_EACH = 200;

export const fitCommand: Command = {
  name: "fit",
  usage: "npm run fit -- --data FILE [--write] [--json]",
  summary:
    "fit the order of passages and the probability of an answer on questions with known answers",
  help: [
    [
      "--data FILE",
      "JSON Lines, plain or gzipped: set, group, question, context, answerable; the contexts make the corpus",
    ],
    ["--write", `write the weights to ${FITTED}`],
    ["--json", "print the figures as JSON"],
  ],
  options: { data: { type: "string" }, write: { type: "boolean" } },
  run: async (context, input) => {
    const data = required(fitCommand, input, "data");
    const { questions, contexts } = drawQuestions(await readRows(data), QUESTIONS_EACH);
    const app = await openApp(stateFor(context.config, `${data} fit`), {
      corpus: paragraphReader(data, contexts),
      onProgress: context.progress.update,
    });
    await app.ingest();
    const searchable = await app.searchable();
    const read: FitQuestion[] = [];
    for (const question of questions) {
      read.push(await readQuestion(searchable, question));
      context.progress.update("Reading candidates", read.length, questions.length);
    }
    await app.close();
    const fitted = fit(read);
    const figures = crossValidate(read);
    context.progress.stop();
    if (input.flag("write")) await writeFile(join(process.cwd(), FITTED), sourceOf(fitted));
    const found = { fitted, figures };
    context.print(input.flag("json") ? JSON.stringify(found, null, 2) : render(found));
    return EXIT_ANSWERED;
  },
};

const HEADINGS = [
  ["FOUND", "found", "Of the sum that chooses which passages are read, see `foundScore`."],
  ["READ", "read", "Of the sum that orders passages that were read, see `readScore`."],
  [
    "ANSWERS",
    "answers",
    "Of the logistic function of the first one's evidence, see `probabilityOf`.",
  ],
] as const;

/** The weights as a source file. */
function sourceOf(fitted: Fitted): string {
  const parts = HEADINGS.flatMap(([name, key, text]) => [
    "",
    `/** ${text} */`,
    `export const ${name} = {`,
    "  weights: {",
    ...Object.entries(fitted[key].weights).map(
      ([evidence, weight]) => `    ${evidence}: ${Number(weight.toFixed(3))},`,
    ),
    "  },",
    `  intercept: ${Number(fitted[key].intercept.toFixed(3))},`,
    "};",
  ]);
  const head =
    "/** Written by `npm run fit`; what it was fitted on and how good it is stands in CARD.md beside this file. */";
  return [head, ...parts, ""].join("\n");
}

function render({
  fitted,
  figures,
}: {
  readonly fitted: Fitted;
  readonly figures: readonly SetFigures[];
}): string {
  const weights = HEADINGS.flatMap(([name, key]) => rowsOf(name, fitted[key]));
  return [
    table(["", "weight", "value"], weights),
    "",
    "Fitted on the other sets, measured on each:",
    table(
      ["set", "questions", "found nDCG@10", "nDCG@10", "Hit@1", "AUROC", "answered", "falsely"],
      figures.map((one) => [
        one.set,
        String(one.questions),
        score(one.foundNdcg10),
        score(one.ndcg10),
        score(one.hit1),
        one.auroc === null ? "" : score(one.auroc),
        percent(one.answered),
        percent(one.falselyAnswered),
      ]),
    ),
  ].join("\n");
}

function rowsOf(name: string, { weights, intercept }: Weights): string[][] {
  const rows = Object.entries({ ...weights, intercept });
  return rows.map(([key, weight]) => [name, key, weight.toFixed(3)]);
}
