import { openApp } from "../../app.ts";
import { jsonlReader } from "../../corpus/jsonl.ts";
import {
  type Query,
  type RetrievalReport,
  evaluateRetrieval,
  readQueries,
} from "../../measure/eval/retrieval.ts";
import { someDocuments } from "../../measure/eval/some-documents.ts";
import type { CorpusReader } from "../../ports.ts";
import { type CommandInput, type Context, required, stateFor, wrongUse } from "../command.ts";
import { table } from "../table.ts";
import { percent, score } from "./figures.ts";
import { type Measure, countOption, measuring } from "./measure.ts";

export const retrieval: Measure = {
  name: "retrieval",
  usage:
    "npm run eval -- retrieval --corpus FILE --queries FILE [--unanswerable FILE] [--documents N] [--json]",
  help: [
    ["--corpus FILE", "JSON Lines, plain or gzipped: id, text, title, published, url"],
    ["--queries FILE", "JSON Lines: id, question, gold (document ids), answer"],
    ["--unanswerable FILE", "JSON Lines: id, question"],
    ["--documents N", "only so many documents: those of the queries, and others drawn by chance"],
  ],
  options: {
    corpus: { type: "string" },
    queries: { type: "string" },
    unanswerable: { type: "string" },
    documents: { type: "string" },
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
  const count = countOption(retrieval, input, "documents");
  const app = await openApp(
    stateFor(context.config, count === null ? corpus : `${corpus}, ${count} documents`),
    {
      corpus: count === null ? jsonlReader(corpus) : someOf(corpus, queries, count),
      onProgress: context.progress.update,
    },
  );
  return measuring(app, context, async () => {
    const { problems } = await app.ingest();
    for (const { message } of problems) context.note(`skipped ${message}`);
    return evaluateRetrieval(await app.searchable(), queries, unanswerable, (done, total) =>
      context.progress.update("Asking", done, total),
    );
  });
}

function someOf(corpus: string, queries: readonly Query[], count: number): CorpusReader {
  const wanted = new Set(queries.flatMap(({ gold }) => gold));
  if (wanted.size <= count) return someDocuments(jsonlReader(corpus), wanted, count);
  throw wrongUse(
    retrieval,
    `The queries have ${wanted.size} documents, --documents allows ${count}.`,
  );
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
