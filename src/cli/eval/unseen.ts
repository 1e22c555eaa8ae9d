import { openApp } from "../../app.ts";
import { folderReader } from "../../corpus/folder.ts";
import {
  type UnseenReport,
  type UnseenScores,
  evaluateUnseen,
  readUnseen,
} from "../../measure/eval/unseen.ts";
import { type CommandInput, type Context, required, stateFor } from "../command.ts";
import { table } from "../table.ts";
import { percents, score } from "./figures.ts";
import { type Measure, measuring } from "./measure.ts";

export const unseen: Measure = {
  name: "unseen",
  usage:
    "npm run eval -- unseen --corpus FOLDER --questions FILE [--chains FILE] [--errors] [--json]",
  help: [
    ["--corpus FOLDER", "for unseen: documents as in corpus/"],
    [
      "--questions FILE",
      "for unseen: a JSON list of q or chain, status, must, any, speaker, kind; see test/gold/README.md",
    ],
    ["--chains FILE", "more of the same"],
    ["--errors", "print what went wrong, question by question"],
  ],
  options: {
    corpus: { type: "string" },
    questions: { type: "string" },
    chains: { type: "string" },
    errors: { type: "boolean" },
  },
  run: async (context, input) => {
    const { wrong, ...figures } = await evaluate(context, input);
    const report = input.flag("errors") ? { ...figures, wrong } : figures;
    return { report, text: render(figures, input.flag("errors") ? wrong : []) };
  },
};

async function evaluate(context: Context, input: CommandInput): Promise<UnseenReport> {
  const folder = required(unseen, input, "corpus");
  const chains = input.option("chains");
  const questions = [
    ...(await readUnseen(required(unseen, input, "questions"))),
    ...(chains === null ? [] : await readUnseen(chains)),
  ];
  const app = await openApp(stateFor(context.config, folder), {
    corpus: folderReader(folder),
    onProgress: context.progress.update,
  });
  return measuring(app, context, async () => {
    const { problems } = await app.ingest();
    for (const { message } of problems) context.note(`skipped ${message}`);
    return evaluateUnseen(await app.searchable(), questions, (done, total) =>
      context.progress.update("Asking", done, total),
    );
  });
}

function render(report: Omit<UnseenReport, "wrong">, wrong: UnseenReport["wrong"]): string {
  const { documents, single, chains, byKind } = report;
  return [
    `${documents} documents, ${single.questions} questions, ${chains.questions} chains; AUROC of the confidence ${score(report.auroc)}`,
    "",
    table(
      [
        "%",
        "questions",
        "right",
        "words in three",
        "in first",
        "falsely refused",
        "falsely answered",
        "speaker right",
      ],
      [
        rowOf("questions", single),
        rowOf("chains", chains),
        ...byKind.map((one) => rowOf(`  ${one.kind}`, one)),
      ].filter(([, questions]) => questions !== "0"),
    ),
    "right: refused, or with the wanted words in the first three excerpts and the wanted speaker, as it has to be",
    ...(wrong.length > 0 ? ["", "Wrong:"] : []),
    ...wrong.map(({ messages, what }) => `  “${messages.join("” > “")}”\n    ${what}`),
  ].join("\n");
}

/** A share of nothing stays empty. */
function rowOf(name: string, scores: UnseenScores): string[] {
  const { right, rightInThree, rightInFirst, falselyRefused, falselyAnswered } = scores;
  return [
    name,
    String(scores.questions),
    ...[
      right,
      rightInThree,
      rightInFirst,
      falselyRefused,
      falselyAnswered,
      scores.speakerRight,
    ].map((share) => (Number.isNaN(share) ? "" : percents(share).join(""))),
  ];
}
