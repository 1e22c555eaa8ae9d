import { join, resolve } from "node:path";
import { type App, openApp } from "../app.ts";
import { jsonlReader } from "../corpus/jsonl.ts";
import type { Config } from "../config.ts";
import { sha256Of } from "../hash.ts";
import { type ConformanceReport, evaluateConformance } from "../eval/conformance.ts";
import { type RetrievalReport, evaluateRetrieval, readQueries } from "../eval/retrieval.ts";
import {
  type Command,
  type CommandInput,
  type Context,
  EXIT_ANSWERED,
  wrongUse,
} from "./command.ts";
import { table } from "./table.ts";

export const evalCommand: Command = {
  name: "eval",
  usage:
    "npm run eval -- retrieval --corpus FILE --queries FILE [--unanswerable FILE] [--json]\n" +
    "       npm run eval -- conformance --corpus FILE --queries FILE [--json]",
  summary: "measure the product on data that the command line names",
  help: [
    ["--corpus FILE", "JSON Lines, plain or gzipped: id, text, title, published, url"],
    ["--queries FILE", "JSON Lines: id, question, gold (document ids), answer"],
    ["--unanswerable FILE", "JSON Lines: id, question"],
    ["--json", "print the figures as JSON"],
  ],
  options: {
    corpus: { type: "string" },
    queries: { type: "string" },
    unanswerable: { type: "string" },
  },
  run: async (context, input) => {
    const [measure, ...more] = input.positionals;
    if (more.length > 0) throw wrongUse(evalCommand, `Unexpected: ${more.join(" ")}`);
    const json = input.flag("json");
    if (measure === "retrieval") {
      const report = await runRetrieval(context, input);
      context.print(json ? JSON.stringify(report, null, 2) : renderRetrieval(report));
    } else if (measure === "conformance") {
      const report = await runConformance(context, input);
      context.print(json ? JSON.stringify(report, null, 2) : renderConformance(report));
    } else {
      throw wrongUse(evalCommand, "Say what to measure: retrieval or conformance.");
    }
    return EXIT_ANSWERED;
  },
};

function required(input: CommandInput, name: string): string {
  const value = input.option(name);
  if (value === null) throw wrongUse(evalCommand, `--${name} is missing.`);
  return value;
}

/** Each corpus keeps a state of its own, so that a second run embeds nothing again. */
function stateFor(config: Config, corpus: string): Config {
  const key = sha256Of(resolve(corpus)).slice(0, 16);
  const stateDir = join(config.stateDir, "eval", key);
  return { ...config, stateDir, databasePath: join(stateDir, "on-record.db") };
}

async function withApp<T>(app: App, context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    context.progress.stop();
    await app.close();
  }
}

async function runRetrieval(context: Context, input: CommandInput): Promise<RetrievalReport> {
  const corpus = required(input, "corpus");
  const queries = await readQueries(required(input, "queries"));
  const unanswerablePath = input.option("unanswerable");
  const unanswerable = unanswerablePath === null ? [] : await readQueries(unanswerablePath);
  const app = await openApp(stateFor(context.config, corpus), {
    corpus: jsonlReader(corpus),
    onProgress: context.progress.update,
  });
  return withApp(app, context, async () => {
    const { problems } = await app.ingest();
    for (const { message } of problems) context.note(`skipped ${message}`);
    return evaluateRetrieval(await app.sources(), queries, unanswerable, (done, total) =>
      context.progress.update("Asking", done, total),
    );
  });
}

async function runConformance(context: Context, input: CommandInput): Promise<ConformanceReport> {
  const paths = { corpus: required(input, "corpus"), queries: required(input, "queries") };
  const app = await openApp(stateFor(context.config, paths.corpus), {
    corpus: jsonlReader(paths.corpus),
  });
  return withApp(app, context, async () =>
    evaluateConformance(await app.embedder(), paths, (done, total) =>
      context.progress.update("Embedding", done, total),
    ),
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const score = (value: number): string => value.toFixed(3);

function renderRetrieval(report: RetrievalReport): string {
  const { documents, passages, questions, unanswerable, noAnswer } = report;
  const scores = table(
    [
      "backend",
      "Hit@1",
      "Hit@5",
      "Hit@10",
      "MRR@10",
      "nDCG@10",
      "answer@1",
      "answer@5",
      "answer@10",
      "median",
    ],
    report.backends.map((b) => [
      b.backend,
      ...[
        b.hit1,
        b.hit5,
        b.hit10,
        b.mrr10,
        b.ndcg10,
        b.answerHit1,
        b.answerHit5,
        b.answerHit10,
      ].map(score),
      `${b.medianMs.toFixed(1)} ms`,
    ]),
  );
  const abstention = noAnswer && [
    "",
    `No answer, over ${questions} answerable and ${unanswerable} unanswerable questions:`,
    `  AUROC of the confidence        ${score(noAnswer.auroc)}`,
    `  answerable answered            ${percent(noAnswer.answerableAnswered)}`,
    `  answered with the answer in it ${percent(noAnswer.answerableAnsweredRight)} (of those that have one)`,
    `  unanswerable answered          ${percent(noAnswer.unanswerableAnswered)}`,
  ];
  return [
    `${documents} documents, ${passages} passages, ${questions} questions`,
    "",
    scores,
    ...(abstention ?? []),
  ].join("\n");
}

function renderConformance(report: ConformanceReport): string {
  return [
    `${report.paragraphs} paragraphs, ${report.questions} questions, encoder ${report.encoder}`,
    `nDCG@10 ${score(report.ndcg10)}   Hit@1 ${score(report.hit1)}`,
  ].join("\n");
}
