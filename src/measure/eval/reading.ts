import { type ReadSentence, sentencesAnswering } from "../../core/rank/quoted-sentences.ts";
import {
  answeringWords,
  chanceOf,
  confidenceIn,
  type ReaderCalibration,
  type TextReading,
} from "../../core/rank/text-reading.ts";
import { createPassages } from "../../core/text/passages.ts";
import { splitSentences } from "../../core/text/sentences.ts";
import type { Span } from "../../core/types.ts";
import type { Embedder, Reader } from "../../ports.ts";
import { auroc, mean } from "./measures.ts";
import {
  averagePrecision,
  bestF1,
  exactMatch,
  type Judged,
  quotedWords,
  shareOf,
} from "./reading-measures.ts";
import { bySet, hasSentences, type ReadingRow } from "./reading-rows.ts";

/** What reads, and what tells how long a passage is. */
export interface Readers {
  readonly reader: Reader;
  readonly embedder: Pick<Embedder, "countTokens" | "tokensMax">;
}

/** A row and what the reader says of it. */
export interface ReadRow {
  readonly row: ReadingRow;
  /** The passage of the context that answers most likely; of its words, the likeliest. */
  readonly best: {
    readonly words: string;
    readonly confidence: number;
    readonly reading: TextReading;
  };
  /** Of a set of sentences: those of the context, each read alone. */
  readonly sentences: readonly ReadSentence[];
}

/** All figures are in [0, 1], NaN where there is nothing to measure. */
export interface SetFigures {
  readonly rows: number;
  /** Of the rows that words answer. */
  readonly spans: { readonly rows: number; readonly exact: number; readonly f1: number } | null;
  /** Of those and the ones that nothing answers, with the threshold. */
  readonly refusals: {
    readonly rows: number;
    readonly exact: number;
    readonly f1: number;
    /** With the best threshold instead. */
    readonly bestF1: number;
    /** Of the confidence, by which the threshold decides, and of the logit of "answers" alone. */
    readonly auroc: number;
    readonly aurocOfAnswers: number;
  } | null;
  readonly sentences: {
    /** Those that have a right and a wrong sentence. */
    readonly questions: number;
    readonly map: number;
    /** Of a row's best sentence, whether the row answers. */
    readonly auroc: number;
    readonly quoted: { readonly precision: number; readonly recall: number; readonly f1: number };
  } | null;
}

export type ReadingReport = Readonly<Record<string, SetFigures>>;

/** Reads each row's context in passages as the product cuts them, and its sentences where they are the answers. */
export async function readRows(
  readers: Readers,
  rows: readonly ReadingRow[],
  onProgress: (done: number, total: number) => void,
): Promise<ReadRow[]> {
  const found: ReadRow[] = [];
  for (const [at, row] of rows.entries()) {
    if (isMeasured(row)) found.push(await readRow(readers, row));
    onProgress(at + 1, rows.length);
  }
  return found;
}

/** Whose answers are known: words, or sentences, or that there is none. */
function isMeasured(row: ReadingRow): boolean {
  return row.answerable ? row.answers.length > 0 : row.kind === "span" || hasSentences(row);
}

async function readRow({ reader, embedder }: Readers, row: ReadingRow): Promise<ReadRow> {
  const { question, context } = row;
  const textsOf = (spans: readonly Span[]) =>
    spans.map(({ start, end }) => context.slice(start, end));
  const passages = createPassages({
    text: context,
    title: null,
    countTokens: (part) => embedder.countTokens(part),
    tokensMax: embedder.tokensMax,
  });
  const texts = passages.length > 0 ? textsOf(passages) : [context];
  const candidates = (await reader.read(question, texts)).map((reading, at) => {
    const words = answeringWords(reading);
    return {
      words: words ? (texts[at] ?? "").slice(words.start, words.end) : "",
      confidence: confidenceIn(reading),
      reading,
    };
  });
  const best = candidates.reduce((one, other) => (other.confidence > one.confidence ? other : one));
  const spans = hasSentences(row) ? splitSentences(context) : [];
  const readings = await reader.read(question, textsOf(spans));
  const sentences = spans.map(({ start, end }, at) => ({
    start,
    end,
    answers: readings[at]?.answers ?? -Infinity,
  }));
  return { row, best, sentences };
}

/** The figures of each set under a calibration. */
export function figuresOf(rows: readonly ReadRow[], calibration: ReaderCalibration): ReadingReport {
  const sets = bySet(rows.map((read) => ({ set: read.row.set, read })));
  return Object.fromEntries(
    [...sets].map(([set, own]) => [
      set,
      figuresOfSet(
        own.map(({ read }) => read),
        calibration,
      ),
    ]),
  );
}

function figuresOfSet(rows: readonly ReadRow[], calibration: ReaderCalibration): SetFigures {
  const isOfSentences = rows.some(({ row }) => hasSentences(row));
  const scored = isOfSentences ? [] : scoreSpans(rows);
  const spans = scored.filter(({ isAnswerable }) => isAnswerable);
  return {
    rows: rows.length,
    spans:
      spans.length === 0
        ? null
        : {
            rows: spans.length,
            exact: mean(spans.map(({ exact }) => exact)),
            f1: mean(spans.map(({ f1 }) => f1)),
          },
    refusals:
      spans.length === 0 || spans.length === scored.length
        ? null
        : refusalFigures(scored, calibration.answer),
    sentences: isOfSentences ? sentenceFigures(rows, calibration) : null,
  };
}

/** A row's answer, were it given. */
export interface ScoredSpan {
  readonly isAnswerable: boolean;
  readonly confidence: number;
  readonly answers: number;
  readonly exact: number;
  readonly f1: number;
}

export function scoreSpans(rows: readonly ReadRow[]): ScoredSpan[] {
  return rows.map(({ row, best }) => {
    const gold = row.answers.map(({ start, end }) => row.context.slice(start, end));
    return {
      isAnswerable: row.answerable,
      confidence: best.confidence,
      answers: best.reading.answers,
      exact: exactMatch(best.words, gold),
      f1: bestF1(best.words, gold),
    };
  });
}

function refusalFigures(scored: readonly ScoredSpan[], threshold: number) {
  const areas = (key: "confidence" | "answers") =>
    auroc(
      scored.filter(({ isAnswerable }) => isAnswerable).map((one) => one[key]),
      scored.filter(({ isAnswerable }) => !isAnswerable).map((one) => one[key]),
    );
  return {
    rows: scored.length,
    exact: meanWithRefusals(scored, threshold, "exact"),
    f1: meanWithRefusals(scored, threshold, "f1"),
    bestF1: meanWithRefusals(scored, bestThreshold(scored), "f1"),
    auroc: areas("confidence"),
    aurocOfAnswers: areas("answers"),
  };
}

/** As SQuAD 2.0 counts: a refusal is right where nothing answers, and wrong elsewhere. */
function meanWithRefusals(
  scored: readonly ScoredSpan[],
  threshold: number,
  key: "exact" | "f1",
): number {
  return mean(
    scored.map((one) => {
      if (one.confidence >= threshold) return one.isAnswerable ? one[key] : 0;
      return one.isAnswerable ? 0 : 1;
    }),
  );
}

/** The threshold of the confidence with the best F1 over all rows. */
export function bestThreshold(scored: readonly ScoredSpan[]): number {
  // From the highest confidence down, one row more is answered at each step.
  const ordered = scored.toSorted((a, b) => b.confidence - a.confidence);
  let sum = scored.filter(({ isAnswerable }) => !isAnswerable).length;
  let best = { sum, threshold: Infinity };
  for (const { isAnswerable, f1, confidence } of ordered) {
    sum += isAnswerable ? f1 : -1;
    if (sum > best.sum) best = { sum, threshold: confidence };
  }
  return best.threshold;
}

function sentenceFigures(rows: readonly ReadRow[], calibration: ReaderCalibration) {
  const questions = new Map<string, Judged[]>();
  for (const { row, sentences } of rows) {
    const judged = sentences.map((sentence) => ({
      score: sentence.answers,
      isRight: row.answers.some(({ start, end }) => sentence.start < end && start < sentence.end),
    }));
    questions.set(row.question, [...(questions.get(row.question) ?? []), ...judged]);
  }
  const precisions = [...questions.values()].flatMap((judged) => averagePrecision(judged) ?? []);
  const bestOf = (isAnswerable: boolean) =>
    rows
      .filter(({ row, sentences }) => row.answerable === isAnswerable && sentences.length > 0)
      .map(({ sentences }) => Math.max(...sentences.map(({ answers }) => answers)));
  return {
    questions: precisions.length,
    map: mean(precisions),
    auroc: auroc(bestOf(true), bestOf(false)),
    quoted: quotedFigures(rows, calibration),
  };
}

export function quotedFigures(rows: readonly ReadRow[], calibration: ReaderCalibration) {
  return shareOf(
    rows.map(({ row, best, sentences }) => {
      const isAnswer = chanceOf(best.reading, calibration) >= HALF;
      const quoted = sentencesAnswering(sentences, isAnswer, calibration);
      return quotedWords(row.context, quoted, row.answers);
    }),
  );
}

const HALF = 0.5;
