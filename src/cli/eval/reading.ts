import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { createReader } from "../../../embeddings/reader.ts";
import { openApp } from "../../app.ts";
import type { ReaderCalibration } from "../../core/rank/text-reading.ts";
import {
  figuresOf,
  type ReadingReport,
  readRows,
  type SetFigures,
} from "../../measure/eval/reading.ts";
import { calibrate } from "../../measure/eval/reading-calibration.ts";
import { drawRows, isToChooseOn, readReadingRows } from "../../measure/eval/reading-rows.ts";
import { type CommandInput, type Context, required, wrongUse } from "../command.ts";
import { table } from "../table.ts";
import { percents, score } from "./figures.ts";
import { type Measure, measuring } from "./measure.ts";

export const reading: Measure = {
  name: "reading",
  usage:
    "npm run eval -- reading --data FILE [--sample N] [--reader FOLDER] [--calibrate FILE] [--json]",
  help: [
    [
      "--data FILE",
      "for reading: JSON Lines, plain or gzipped: set, group, question, context, answerable, answers, kind",
    ],
    ["--sample N", "about N rows of each set, always the same ones; default all"],
    [
      "--reader FOLDER",
      "another reader than the project's: a folder with reader.onnx and reader.json",
    ],
    [
      "--calibrate FILE",
      "a reader.json: its calibration is chosen anew on half of the groups and written; the figures are of the other half",
    ],
  ],
  options: {
    data: { type: "string" },
    sample: { type: "string" },
    reader: { type: "string" },
    calibrate: { type: "string" },
  },
  run: async (context, input) => {
    const report = await evaluate(context, input);
    return { report, text: render(report) };
  },
};

interface Report {
  readonly calibration: ReaderCalibration;
  readonly sets: ReadingReport;
}

async function evaluate(context: Context, input: CommandInput): Promise<Report> {
  const all = await readReadingRows(required(reading, input, "data"));
  const rows = drawRows(all, sampleOf(input));
  const app = await openApp(context.config);
  return measuring(app, context, async () => {
    const reader = await createReader(resolve(input.option("reader") ?? context.config.readerDir));
    try {
      const readers = { reader, embedder: await app.embedder() };
      const found = await readRows(readers, rows, (done, total) =>
        context.progress.update("Reading", done, total),
      );
      const path = input.option("calibrate");
      if (path === null) {
        const { calibration } = reader;
        return { calibration, sets: figuresOf(found, calibration) };
      }
      const chosen = found.filter(({ row }) => isToChooseOn(row));
      const calibration = calibrate(chosen, reader.calibration);
      await writeCalibration(path, calibration);
      const others = found.filter(({ row }) => !isToChooseOn(row));
      return { calibration, sets: figuresOf(others, calibration) };
    } finally {
      await reader.close();
    }
  });
}

function sampleOf(input: CommandInput): number {
  const option = input.option("sample");
  if (option === null) return Infinity;
  if (!/^[1-9]\d*$/.test(option)) throw wrongUse(reading, `--sample is a number, not ${option}.`);
  return Number(option);
}

const DIGITS = 3;

async function writeCalibration(path: string, calibration: ReaderCalibration): Promise<void> {
  const described = z.looseObject({}).parse(JSON.parse(await readFile(path, "utf8")));
  const rounded = Object.entries(calibration).map(([name, value]) => [
    name,
    Number(z.number().parse(value).toFixed(DIGITS)),
  ]);
  const text = JSON.stringify({ ...described, calibration: Object.fromEntries(rounded) }, null, 1);
  await writeFile(path, `${text}\n`);
}

function render({ calibration, sets }: Report): string {
  const { answer, sentence, slope, offset } = calibration;
  const all = Object.entries(sets);
  const rowsOf = <K extends "spans" | "refusals" | "sentences">(
    key: K,
    cells: (figures: NonNullable<SetFigures[K]>) => string[],
  ) => all.flatMap(([set, figures]) => (figures[key] ? [[set, ...cells(figures[key])]] : []));
  return [
    `words answer from ${score(answer)} on, sentences from ${score(sentence)} on; chance of a logit: ${score(slope)}, ${score(offset)}`,
    table(
      ["words", "rows", "exact", "F1"],
      rowsOf("spans", ({ rows, exact, f1 }) => [String(rows), ...percents(exact, f1)]),
    ),
    "",
    table(
      ["with refusals", "rows", "exact", "F1", "F1 at best", "AUROC", "of answers"],
      rowsOf("refusals", (figures) => [
        String(figures.rows),
        ...percents(figures.exact, figures.f1, figures.bestF1),
        score(figures.auroc),
        score(figures.aurocOfAnswers),
      ]),
    ),
    "",
    table(
      ["sentences", "questions", "MAP", "AUROC", "quoted P", "R", "F1"],
      rowsOf("sentences", ({ questions, map, auroc, quoted }) => [
        String(questions),
        score(map),
        score(auroc),
        ...percents(quoted.precision, quoted.recall, quoted.f1),
      ]),
    ),
  ].join("\n");
}
