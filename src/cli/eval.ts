import { type App, openApp } from "../app.ts";
import { jsonlReader } from "../corpus/jsonl.ts";
import {
  type AbstentionReport,
  evaluateAbstention,
  paragraphReader,
  readAbstention,
} from "../measure/eval/abstention.ts";
import { type AnswersReport, evaluateAnswers, readLabelled } from "../measure/eval/answers.ts";
import { type AttributionReport, evaluateAttribution } from "../measure/eval/attribution.ts";
import { type ConformanceReport, evaluateConformance } from "../measure/eval/conformance.ts";
import { predictedStatements, readGold } from "../measure/eval/gold.ts";
import { type RetrievalReport, evaluateRetrieval, readQueries } from "../measure/eval/retrieval.ts";
import { type SpeakerReport, scoreSpeakers } from "../measure/eval/speakers.ts";
import {
  type Command,
  type CommandInput,
  type Context,
  EXIT_ANSWERED,
  required,
  stateFor,
  wrongUse,
} from "./command.ts";
import {
  renderAbstention,
  renderAnswers,
  renderAttribution,
  renderConformance,
  renderRetrieval,
  renderSpeakers,
} from "./render-eval.ts";

const GOLD_DEFAULT = "test/gold/statements.json";
const QUESTIONS_DEFAULT = "test/gold/questions.json";

export const evalCommand: Command = {
  name: "eval",
  usage:
    "npm run eval -- retrieval --corpus FILE --queries FILE [--unanswerable FILE] [--json]\n" +
    "       npm run eval -- abstention --data FILE [--json]\n" +
    "       npm run eval -- conformance --corpus FILE --queries FILE [--json]\n" +
    "       npm run eval -- attribution --data FILE [--json]\n" +
    "       npm run eval -- speakers [--gold FILE] [--json]\n" +
    "       npm run eval -- answers [--questions FILE] [--part tune|held-out] [--json]",
  summary: "measure the product on data that the command line names",
  help: [
    ["--corpus FILE", "JSON Lines, plain or gzipped: id, text, title, published, url"],
    ["--queries FILE", "JSON Lines: id, question, gold (document ids), answer"],
    ["--unanswerable FILE", "JSON Lines: id, question"],
    [
      "--data FILE",
      "JSON Lines, plain or gzipped: id, text, attributions; for abstention: id, context, question, answers",
    ],
    ["--gold FILE", `statements of the corpus, annotated by hand; default ${GOLD_DEFAULT}`],
    ["--questions FILE", `labelled questions on the corpus; default ${QUESTIONS_DEFAULT}`],
    ["--part PART", "only one part of them; default both"],
    ["--json", "print the figures as JSON"],
  ],
  options: {
    corpus: { type: "string" },
    queries: { type: "string" },
    unanswerable: { type: "string" },
    data: { type: "string" },
    gold: { type: "string" },
    questions: { type: "string" },
    part: { type: "string" },
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
    } else if (measure === "attribution") {
      const report = await runAttribution(context, input);
      context.print(json ? JSON.stringify(report, null, 2) : renderAttribution(report));
    } else if (measure === "speakers") {
      const report = await runSpeakers(context, input);
      context.print(json ? JSON.stringify(report, null, 2) : renderSpeakers(report));
    } else if (measure === "abstention") {
      const report = await runAbstention(context, input);
      context.print(json ? JSON.stringify(report, null, 2) : renderAbstention(report));
    } else if (measure === "answers") {
      const report = await runAnswers(context, input);
      context.print(json ? JSON.stringify(report, null, 2) : renderAnswers(report));
    } else {
      throw wrongUse(
        evalCommand,
        "Say what to measure: retrieval, abstention, conformance, attribution, speakers or answers.",
      );
    }
    return EXIT_ANSWERED;
  },
};

async function withApp<T>(app: App, context: Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } finally {
    context.progress.stop();
    await app.close();
  }
}

async function runRetrieval(context: Context, input: CommandInput): Promise<RetrievalReport> {
  const corpus = required(evalCommand, input, "corpus");
  const queries = await readQueries(required(evalCommand, input, "queries"));
  const unanswerablePath = input.option("unanswerable");
  const unanswerable = unanswerablePath === null ? [] : await readQueries(unanswerablePath);
  const app = await openApp(stateFor(context.config, corpus), {
    corpus: jsonlReader(corpus),
    onProgress: context.progress.update,
  });
  return withApp(app, context, async () => {
    const { problems } = await app.ingest();
    for (const { message } of problems) context.note(`skipped ${message}`);
    return evaluateRetrieval(await app.searchable(), queries, unanswerable, (done, total) =>
      context.progress.update("Asking", done, total),
    );
  });
}

async function runConformance(context: Context, input: CommandInput): Promise<ConformanceReport> {
  const paths = {
    corpus: required(evalCommand, input, "corpus"),
    queries: required(evalCommand, input, "queries"),
  };
  const app = await openApp(stateFor(context.config, paths.corpus), {
    corpus: jsonlReader(paths.corpus),
  });
  return withApp(app, context, async () =>
    evaluateConformance(await app.embedder(), paths, (done, total) =>
      context.progress.update("Embedding", done, total),
    ),
  );
}

async function runAttribution(context: Context, input: CommandInput): Promise<AttributionReport> {
  const path = required(evalCommand, input, "data");
  const app = await openApp(context.config);
  return withApp(app, context, async () =>
    evaluateAttribution(await app.readers(), path, (done, total) =>
      context.progress.update("Reading articles", done, total),
    ),
  );
}

async function runSpeakers(context: Context, input: CommandInput): Promise<SpeakerReport> {
  const gold = await readGold(input.option("gold") ?? GOLD_DEFAULT);
  const app = await openApp(context.config, { onProgress: context.progress.update });
  return withApp(app, context, async () => {
    await app.ingest();
    return scoreSpeakers(gold, predictedStatements(app.store));
  });
}

async function runAnswers(context: Context, input: CommandInput): Promise<AnswersReport> {
  const all = await readLabelled(input.option("questions") ?? QUESTIONS_DEFAULT);
  const part = input.option("part");
  const questions = all.filter((one) => part === null || one.part === part);
  if (questions.length === 0) throw wrongUse(evalCommand, `There is no question of part ${part}.`);
  const app = await openApp(context.config, { onProgress: context.progress.update });
  return withApp(app, context, async () => {
    await app.ingest();
    return evaluateAnswers(await app.searchable(), questions);
  });
}

async function runAbstention(context: Context, input: CommandInput): Promise<AbstentionReport> {
  const path = required(evalCommand, input, "data");
  const rows = await readAbstention(path);
  const app = await openApp(stateFor(context.config, path), {
    corpus: paragraphReader(path, rows),
    onProgress: context.progress.update,
  });
  return withApp(app, context, async () => {
    await app.ingest();
    return evaluateAbstention(await app.searchable(), rows, (done, total) =>
      context.progress.update("Asking", done, total),
    );
  });
}
