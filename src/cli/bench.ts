import { openApp } from "../app.ts";
import { type EmbeddingReport, benchEmbedding } from "../measure/bench/embedding.ts";
import { type RecallReport, benchIndexRecall } from "../measure/bench/index-recall.ts";
import {
  type LatencyReport,
  benchQueryLatency,
  questionsOf,
} from "../measure/bench/query-latency.ts";
import { type TaggingReport, benchTagging } from "../measure/bench/tagging.ts";
import { splitSentences } from "../core/text/sentences.ts";
import { jsonlReader } from "../corpus/jsonl.ts";
import { readQueries } from "../measure/eval/retrieval.ts";
import {
  type Command,
  type CommandInput,
  type Context,
  EXIT_ANSWERED,
  required,
  stateFor,
} from "./command.ts";

export const benchCommand: Command = {
  name: "bench",
  usage: "npm run bench -- [--json]\n       npm run bench -- --corpus FILE --queries FILE [--json]",
  summary: "time the parts: embedding, asking, the vector index; or asking, over another corpus",
  help: [
    ["--corpus FILE", "JSON Lines, plain or gzipped: id, text, title, published, url"],
    ["--queries FILE", "JSON Lines: id, question"],
    ["--json", "print the figures as JSON"],
  ],
  options: { corpus: { type: "string" }, queries: { type: "string" } },
  run: async (context, input) => {
    if (input.option("corpus") !== null) return benchCorpus(context, input);
    const app = await openApp(context.config, { onProgress: context.progress.update });
    try {
      await app.ingest();
      const searchable = await app.searchable();
      context.progress.stop();
      const texts = app.store.documents().map(({ id }) => app.store.document(id)?.text ?? "");
      const sentences = texts.flatMap((text) =>
        splitSentences(text).map(({ start, end }) => text.slice(start, end)),
      );

      context.note("Asking ...");
      const latency = await benchQueryLatency(searchable, questionsOf(searchable));
      context.note("Tagging ...");
      const documents = app.store.documents().flatMap(({ id }) => app.store.document(id) ?? []);
      const tagging = await benchTagging(await app.readers(), documents);
      context.note("Embedding, five rounds ...");
      const embedding = await benchEmbedding(context.config.encoder, texts);
      context.note("Building and searching an index of 20,000 vectors ...");
      const recall = await benchIndexRecall(await searchable.embedder.embed(sentences, "passage"));

      const report = { latency, embedding, tagging, recall };
      context.print(input.flag("json") ? JSON.stringify(report, null, 2) : render(report));
      return EXIT_ANSWERED;
    } finally {
      await app.close();
    }
  },
};

/** Asks the questions of a file over the corpus of another. */
async function benchCorpus(context: Context, input: CommandInput): Promise<number> {
  const corpus = required(benchCommand, input, "corpus");
  const queries = await readQueries(required(benchCommand, input, "queries"));
  const app = await openApp(stateFor(context.config, corpus), {
    corpus: jsonlReader(corpus),
    onProgress: context.progress.update,
  });
  try {
    await app.ingest();
    const questions = queries.map(({ question }) => question);
    const latency = await benchQueryLatency(await app.searchable(), questions);
    context.progress.stop();
    context.print(
      input.flag("json") ? JSON.stringify({ latency }, null, 2) : renderLatency(latency),
    );
    return EXIT_ANSWERED;
  } finally {
    await app.close();
  }
}

function renderLatency({
  questions,
  documents,
  passages,
  medianMs,
  p99Ms,
  shares,
}: LatencyReport): string {
  const stages = Object.entries(shares).map(
    ([stage, share]) => `${stage.replace(/Ms$/, "")} ${(share * 100).toFixed(0)} %`,
  );
  return [
    `Asking: ${questions} questions over ${documents} documents (${passages} passages)`,
    `  median ${ms(medianMs)}, 99th percentile ${ms(p99Ms)}; of it ${stages.join(", ")}`,
  ].join("\n");
}

interface Report {
  readonly latency: LatencyReport;
  readonly embedding: EmbeddingReport;
  readonly tagging: TaggingReport;
  readonly recall: RecallReport;
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;

function render({ latency, embedding, tagging, recall }: Report): string {
  return [
    renderLatency(latency),
    "",
    `Embedding: ${embedding.passages} passages of ${embedding.tokensMean.toFixed(0)} tokens, ${embedding.rounds} rounds in turn, medians`,
    `  plain transformers.js call, batches of 32   ${embedding.plainPerSecond.toFixed(1)} passages a second`,
    `  ${embedding.encoder}   ${embedding.oursPerSecond.toFixed(1)} passages a second`,
    `  ratio ${embedding.ratio.toFixed(2)}`,
    "",
    `Tagging: ${tagging.documents} documents, ${tagging.statements} statements, ${tagging.rounds} rounds in turn, medians`,
    `  embedding ${ms(tagging.embedMs)}, embedding and tagging ${ms(tagging.embedAndTagMs)}`,
    `  ratio ${tagging.ratio.toFixed(2)}`,
    "",
    `Vector index: ${recall.vectors} vectors, ${recall.queries} queries`,
    `  recall at 10 against the exact scan ${recall.recall10.toFixed(4)}`,
    `  a search ${ms(recall.hnswMedianMs)}, the exact scan ${ms(recall.exactMedianMs)} (medians); built in ${recall.buildSeconds.toFixed(1)} s`,
  ].join("\n");
}
