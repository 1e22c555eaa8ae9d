import type { AbstentionReport } from "../measure/eval/abstention.ts";
import type { AnswersReport } from "../measure/eval/answers.ts";
import type { AttributionReport } from "../measure/eval/attribution.ts";
import type { ConformanceReport } from "../measure/eval/conformance.ts";
import type { RetrievalReport } from "../measure/eval/retrieval.ts";
import type { SpeakerReport } from "../measure/eval/speakers.ts";
import type { CrossValidated } from "../measure/fit/cross-validate.ts";
import type { Fitted } from "../measure/fit/fit.ts";
import { table } from "./table.ts";

/** Evaluations as the terminal shows them. */

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
const score = (value: number): string => value.toFixed(3);

export function renderRetrieval(report: RetrievalReport): string {
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

export function renderAnswers(report: AnswersReport): string {
  const { answerable, unanswerable, groups, wrong } = report;
  return [
    `${answerable} answerable and ${unanswerable} unanswerable questions`,
    `  answerable refused              ${percent(report.falseRefusals)}`,
    `  unanswerable answered           ${percent(report.falseAnswers)}`,
    `  answered with the right words   ${percent(report.answeredRight)} (in the first excerpt ${percent(report.firstRight)})`,
    `  refused for a right reason      ${percent(report.rightReasons)}`,
    `  AUROC of the confidence         ${score(report.auroc)}`,
    "",
    table(
      ["group", "questions", "right outcome"],
      groups.map((one) => [one.group, String(one.questions), String(one.rightOutcomes)]),
    ),
    ...(wrong.length > 0 ? ["", "Wrong:"] : []),
    ...wrong.map(({ id, question, what }) => `  ${id}: “${question}”\n    ${what}`),
  ].join("\n");
}

export function renderConformance(report: ConformanceReport): string {
  return [
    `${report.paragraphs} paragraphs, ${report.questions} questions, encoder ${report.encoder}`,
    `nDCG@10 ${score(report.ndcg10)}   Hit@1 ${score(report.hit1)}`,
  ].join("\n");
}

const percents = (...shares: number[]): string[] => shares.map((share) => (share * 100).toFixed(1));

export function renderAttribution(report: AttributionReport): string {
  const { exact, byKind } = report;
  const { content, speakerAccuracy, jointF1 } = report.quotations;
  return [
    `${report.articles} articles, ${report.attributions} attributions, tagger ${report.tagger}`,
    "",
    table(
      ["exact spans, %", "precision", "recall", "F1"],
      (["source", "cue", "content"] as const).map((role) => [
        role,
        ...percents(exact[role].precision, exact[role].recall, exact[role].f1),
      ]),
    ),
    "",
    "Quotations (direct and mixed), contents that overlap by 80 % of the longer:",
    table(
      ["%", "precision", "recall", "F1"],
      [["content", ...percents(content.precision, content.recall, content.f1)]],
    ),
    `speaker right among the found ${percents(speakerAccuracy).join()}, content and speaker together F1 ${percents(jointF1).join()}`,
    "",
    table(
      ["kind", "gold", "found", "with speaker", "same kind"],
      byKind.map(({ kind, gold, found, withSpeaker, sameKind }) => [
        kind,
        ...[gold, found, withSpeaker, sameKind].map(String),
      ]),
    ),
  ].join("\n");
}

export function renderSpeakers({ byKind, faults }: SpeakerReport): string {
  return [
    table(
      ["kind", "gold", "right", "unnamed", "wrong", "missed"],
      Object.entries(byKind).map(([kind, { gold, right, unnamed, wrong, missed }]) => [
        kind,
        ...[gold, right, unnamed, wrong, missed].map(String),
      ]),
    ),
    "",
    ...faults.map(
      ({ documentId, kind, fault, source, content, expected, named }) =>
        `${fault}: ${kind}, ${documentId}\n  source “${source}”, content “${content}”\n` +
        `  expected ${expected.join(", ") || "nobody known"}, named ${named.join(", ") || "nobody"}`,
    ),
  ].join("\n");
}

export function renderFit(fitted: Fitted, figures: CrossValidated, floor: number): string {
  const { ranking, firstLook, secondLook } = fitted;
  const { confidence } = figures;
  const weights = [
    ...rowsOf("order", ranking),
    ...rowsOf("first look", { ...firstLook.weights, intercept: firstLook.intercept }),
    ...rowsOf("second look", { ...secondLook.weights, intercept: secondLook.intercept }),
  ];
  return [
    table(["", "weight", "value"], weights),
    "",
    "Fitted on nine tenths, measured on the tenth:",
    `  order       nDCG@10 ${score(figures.ranking.ndcg10)}, Hit@1 ${score(figures.ranking.hit1)}`,
    `  confidence  AUROC ${score(confidence.auroc)}; from ${floor} on ${percent(confidence.answerableAnswered)} of the answerable`,
    `              and ${percent(confidence.unanswerableAnswered)} of the unanswerable questions are answered;`,
    `              ${percent(confidence.lookedTwice)} take a second look`,
    "",
    table(
      ["confidence from", "questions", "mean confidence", "answerable"],
      confidence.reliability.map((bin) => [
        bin.from.toFixed(1),
        String(bin.questions),
        bin.questions === 0 ? "" : score(bin.meanConfidence),
        bin.questions === 0 ? "" : percent(bin.answerable),
      ]),
    ),
  ].join("\n");
}

function rowsOf(name: string, weights: Readonly<Record<string, number>>): string[][] {
  return Object.entries(weights).map(([key, weight]) => [name, key, weight.toFixed(3)]);
}

export function renderAbstention(report: AbstentionReport): string {
  const { questions, exact, f1, hasAnswer, noAnswer, best, sentenceHolds } = report;
  return [
    `${questions} questions, the best sentence as the answer`,
    table(
      ["", "questions", "exact", "F1"],
      [
        ["all", String(questions), ...percents(exact, f1)],
        ["with an answer", String(hasAnswer.questions), ...percents(hasAnswer.exact, hasAnswer.f1)],
        ["without", String(noAnswer.questions), ...percents(noAnswer.exact, noAnswer.exact)],
        [
          `at the best threshold, ${best.threshold.toFixed(2)}`,
          "",
          ...percents(best.exact, best.f1),
        ],
      ],
    ),
    `The sentence holds an answer for ${percent(sentenceHolds)} of those that have one.`,
  ].join("\n");
}
