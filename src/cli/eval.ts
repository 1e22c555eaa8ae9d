import { join, resolve } from "node:path";
import { type App, openApp } from "../app.ts";
import { jsonlReader } from "../corpus/jsonl.ts";
import type { Config } from "../config.ts";
import { sha256Of } from "../hash.ts";
import { type AttributionReport, evaluateAttribution } from "../eval/attribution.ts";
import { type ConformanceReport, evaluateConformance } from "../eval/conformance.ts";
import { predictedStatements, readGold } from "../eval/gold.ts";
import { type RetrievalReport, evaluateRetrieval, readQueries } from "../eval/retrieval.ts";
import { type SpeakerReport, scoreSpeakers } from "../eval/speakers.ts";
import {
  type Command,
  type CommandInput,
  type Context,
  EXIT_ANSWERED,
  wrongUse,
} from "./command.ts";
import {
  renderAttribution,
  renderConformance,
  renderRetrieval,
  renderSpeakers,
} from "./render-eval.ts";

const GOLD_DEFAULT = "test/gold/statements.json";

export const evalCommand: Command = {
  name: "eval",
  usage:
    "npm run eval -- retrieval --corpus FILE --queries FILE [--unanswerable FILE] [--json]\n" +
    "       npm run eval -- conformance --corpus FILE --queries FILE [--json]\n" +
    "       npm run eval -- attribution --data FILE [--json]\n" +
    "       npm run eval -- speakers [--gold FILE] [--json]",
  summary: "measure the product on data that the command line names",
  help: [
    ["--corpus FILE", "JSON Lines, plain or gzipped: id, text, title, published, url"],
    ["--queries FILE", "JSON Lines: id, question, gold (document ids), answer"],
    ["--unanswerable FILE", "JSON Lines: id, question"],
    ["--data FILE", "JSON Lines, plain or gzipped: id, text, attributions"],
    ["--gold FILE", `statements of the corpus, annotated by hand; default ${GOLD_DEFAULT}`],
    ["--json", "print the figures as JSON"],
  ],
  options: {
    corpus: { type: "string" },
    queries: { type: "string" },
    unanswerable: { type: "string" },
    data: { type: "string" },
    gold: { type: "string" },
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
    } else {
      throw wrongUse(
        evalCommand,
        "Say what to measure: retrieval, conformance, attribution or speakers.",
      );
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

async function runAttribution(context: Context, input: CommandInput): Promise<AttributionReport> {
  const path = required(input, "data");
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
