import { openApp } from "../../app.ts";
import { jsonlReader } from "../../corpus/jsonl.ts";
import {
  type RetrievalReport,
  evaluateRetrieval,
  readQueries,
} from "../../measure/eval/retrieval.ts";
import { type CommandInput, type Context, required, stateFor } from "../command.ts";
import { table } from "../table.ts";
import { percent, score } from "./figures.ts";
import { type Measure, measuring } from "./measure.ts";

export const retrieval: Measure = {
  name: "retrieval",
  usage: "npm run eval -- retrieval --corpus FILE --queries FILE [--unanswerable FILE] [--json]",
  help: [
    ["--corpus FILE", "JSON Lines, plain or gzipped: id, text, title, published, url"],
    ["--queries FILE", "JSON Lines: id, question, gold (document ids), answer"],
    ["--unanswerable FILE", "JSON Lines: id, question"],
  ],
  options: {
    corpus: { type: "string" },
    queries: { type: "string" },
    unanswerable: { type: "string" },
  },
  run: async (context, input) => {
    const report = await evaluate(context, input);
    return { report, text: render(report) };
  },
};

async function evaluate(context: Context, input: CommandInput): Promise<RetrievalReport> {
  const corpus = required(retrieval, input, "corpus");
  const queries = await readQueries(required(retrieval, input, "queries"));
  const unanswerablePath = input.option("unanswerable");
  const unanswerable = unanswerablePath === null ? [] : await readQueries(unanswerablePath);
  const app = await openApp(stateFor(context.config, corpus), {
    corpus: jsonlReader(corpus),
    onProgress: context.progress.update,
  });
  return measuring(app, context, async () => {
    const { problems } = await app.ingest();
    for (const { message } of problems) context.note(`skipped ${message}`);
    return evaluateRetrieval(await app.searchable(), queries, unanswerable, (done, total) =>
      context.progress.update("Asking", done, total),
    );
  });
}

function render(report: RetrievalReport): string {
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
      "p",
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
      b.backend === "full" ? "" : b.p.toFixed(4),
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
    "p: of the difference in nDCG@10 to full (randomisation test over pairs)",
    ...(abstention ?? []),
  ].join("\n");
}
