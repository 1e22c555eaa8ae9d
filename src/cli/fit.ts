import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openApp } from "../app.ts";
import { jsonlReader } from "../corpus/jsonl.ts";
import { CONFIDENCE_FLOOR, type Look } from "../core/rank/confidence.ts";
import { readLabelled } from "../measure/eval/answers.ts";
import { readQueries } from "../measure/eval/retrieval.ts";
import { type CrossValidated, crossValidate } from "../measure/fit/cross-validate.ts";
import { type Fitted, fit } from "../measure/fit/fit.ts";
import { type FitQuestion, retrieveLabelled, retrieveQueries } from "../measure/fit/questions.ts";
import { type Command, EXIT_ANSWERED, required, stateFor } from "./command.ts";
import { percent, score } from "./eval/figures.ts";
import { table } from "./table.ts";

const QUESTIONS_DEFAULT = "test/gold/questions.json";
const FITTED = "src/core/rank/fitted.ts";

export const fitCommand: Command = {
  name: "fit",
  usage:
    "npm run fit -- --corpus FILE --queries FILE --unanswerable FILE [--questions FILE] [--write]",
  summary: "fit the ranking and the confidence on questions with known answers",
  help: [
    ["--corpus FILE", "JSON Lines, plain or gzipped: id, text, title, published, url"],
    ["--queries FILE", "JSON Lines: id, question, gold (document ids)"],
    ["--unanswerable FILE", "JSON Lines: id, question"],
    ["--questions FILE", `labelled questions on the corpus; default ${QUESTIONS_DEFAULT}`],
    ["--write", `write the weights to ${FITTED}`],
    ["--json", "print the figures as JSON"],
  ],
  options: {
    corpus: { type: "string" },
    queries: { type: "string" },
    unanswerable: { type: "string" },
    questions: { type: "string" },
    write: { type: "boolean" },
  },
  run: async (context, input) => {
    const corpus = required(fitCommand, input, "corpus");
    const queries = await readQueries(required(fitCommand, input, "queries"));
    const unanswerable = await readQueries(required(fitCommand, input, "unanswerable"));
    const labelled = await readLabelled(input.option("questions") ?? QUESTIONS_DEFAULT);
    const questions: FitQuestion[] = [];

    const large = await openApp(stateFor(context.config, corpus), {
      corpus: jsonlReader(corpus),
      onProgress: context.progress.update,
    });
    await large.ingest();
    questions.push(...(await retrieveQueries(await large.searchable(), queries, true)));
    questions.push(...(await retrieveQueries(await large.searchable(), unanswerable, false)));

    const small = await openApp(context.config, { onProgress: context.progress.update });
    await small.ingest();
    const tuned = labelled.filter(({ part }) => part === "tune");
    questions.push(...(await retrieveLabelled(await small.searchable(), tuned)));

    const { fitted, samples } = await fit(questions);
    const figures = crossValidate(questions, samples, CONFIDENCE_FLOOR);
    await Promise.all([large.close(), small.close()]);
    context.progress.stop();
    if (input.flag("write")) await writeFile(join(process.cwd(), FITTED), sourceOf(fitted));
    context.print(
      input.flag("json")
        ? JSON.stringify({ fitted, figures }, null, 2)
        : render(fitted, figures, CONFIDENCE_FLOOR),
    );
    return EXIT_ANSWERED;
  },
};

/** The weights as a source file. */
function sourceOf({ ranking, firstLook, secondLook }: Fitted): string {
  return [
    "/** Written by `npm run fit`; what it was fitted on and how good it is stands in CARD.md beside this file. */",
    "",
    "/** Of the sum that orders passages, see `passageScore`. */",
    "export const PASSAGE_WEIGHTS = {",
    ...linesOf(ranking),
    "};",
    "",
    "/** Of the logistic function of what the search tells, see `confidenceOf`. */",
    ...lookLines("FIRST_LOOK", firstLook),
    "",
    "/** Of the one that knows the first candidate token by token. */",
    ...lookLines("SECOND_LOOK", secondLook),
    "",
  ].join("\n");
}

function lookLines(name: string, { weights, intercept }: Look): string[] {
  return [
    `export const ${name} = {`,
    "  weights: {",
    ...linesOf(weights).map((line) => `  ${line}`),
    "  },",
    `  intercept: ${Number(intercept.toFixed(3))},`,
    "};",
  ];
}

function linesOf(weights: Readonly<Record<string, number>>): string[] {
  return Object.entries(weights).map(([key, weight]) => `  ${key}: ${Number(weight.toFixed(3))},`);
}

function render(fitted: Fitted, figures: CrossValidated, floor: number): string {
  const { ranking, firstLook, secondLook } = fitted;
  const { confidence } = figures;
  const weights = [
    ...rowsOf("order", ranking),
    ...rowsOf("first look", { ...firstLook.weights, intercept: firstLook.intercept }),
    ...rowsOf("second look", { ...secondLook.weights, intercept: secondLook.intercept }),
  ];
  return [
    table(["", "weight", "value"], weights),
    "",
    "Fitted on nine tenths, measured on the tenth:",
    `  order       nDCG@10 ${score(figures.ranking.ndcg10)}, Hit@1 ${score(figures.ranking.hit1)}`,
    `  confidence  AUROC ${score(confidence.auroc)}; from ${floor} on ${percent(confidence.answerableAnswered)} of the answerable`,
    `              and ${percent(confidence.unanswerableAnswered)} of the unanswerable questions are answered;`,
    `              ${percent(confidence.lookedTwice)} take a second look`,
    "",
    table(
      ["confidence from", "questions", "mean confidence", "answerable"],
      confidence.reliability.map((bin) => [
        bin.from.toFixed(1),
        String(bin.questions),
        bin.questions === 0 ? "" : score(bin.meanConfidence),
        bin.questions === 0 ? "" : percent(bin.answerable),
      ]),
    ),
  ].join("\n");
}

function rowsOf(name: string, weights: Readonly<Record<string, number>>): string[][] {
  return Object.entries(weights).map(([key, weight]) => [name, key, weight.toFixed(3)]);
}
