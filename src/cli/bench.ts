import { openApp } from "../app.ts";
import { type EmbeddingReport, benchEmbedding } from "../bench/embedding.ts";
import { type RecallReport, benchIndexRecall } from "../bench/index-recall.ts";
import { type LatencyReport, benchQueryLatency } from "../bench/query-latency.ts";
import { type TaggingReport, benchTagging } from "../bench/tagging.ts";
import { splitSentences } from "../core/sentences.ts";
import { type Command, EXIT_ANSWERED } from "./command.ts";

export const benchCommand: Command = {
  name: "bench",
  usage: "npm run bench -- [--json]",
  summary: "time the parts: embedding, asking, the vector index",
  help: [["--json", "print the figures as JSON"]],
  options: {},
  run: async (context, input) => {
    const app = await openApp(context.config, { onProgress: context.progress.update });
    try {
      await app.ingest();
      const sources = await app.sources();
      context.progress.stop();
      const texts = app.store.documents().map(({ id }) => app.store.document(id)?.text ?? "");
      const sentences = texts.flatMap((text) =>
        splitSentences(text).map(({ start, end }) => text.slice(start, end)),
      );

      context.note("Asking ...");
      context.note("Asking ...");
      const latency = await benchQueryLatency(sources);
      context.note("Tagging ...");
      const documents = app.store.documents().flatMap(({ id }) => app.store.document(id) ?? []);
      const tagging = await benchTagging(await app.readers(), documents);
      context.note("Embedding, five rounds ...");
      const embedding = await benchEmbedding(context.config.encoder, texts);
      context.note("Building and searching an index of 20,000 vectors ...");
      const recall = await benchIndexRecall(await sources.embedder.embed(sentences, "passage"));

      const report = { latency, embedding, tagging, recall };
      context.print(input.flag("json") ? JSON.stringify(report, null, 2) : render(report));
      return EXIT_ANSWERED;
    } finally {
      await app.close();
    }
  },
};

interface Report {
  readonly latency: LatencyReport;
  readonly embedding: EmbeddingReport;
  readonly tagging: TaggingReport;
  readonly recall: RecallReport;
}

const ms = (value: number): string => `${value.toFixed(1)} ms`;

function render({ latency, embedding, tagging, recall }: Report): string {
  return [
    `Asking: ${latency.questions} questions over ${latency.documents} documents (${latency.passages} passages)`,
    `  median ${ms(latency.medianMs)}, 99th percentile ${ms(latency.p99Ms)}; of it the encoder ${ms(latency.encodeMedianMs)}`,
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
