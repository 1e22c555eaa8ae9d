import { alternatives } from "../data/lists.ts";
import { months } from "../data/months.ts";
import { units as unitNames } from "../data/units.ts";
import { wordsFor } from "../data/uses.ts";
import { weekdays } from "../data/weekdays.ts";
import { linear } from "../text/linear.ts";
import { splitSentences } from "../text/sentences.ts";
import type { Interpretation, Span } from "../types.ts";
import { wordsAmong } from "../text/words.ts";
import { type WeighedQuestion, coverageOf } from "./terms.ts";

/** What the question wants an answer to hold. */
export type Wanted = Pick<Interpretation, "wants" | "unit">;

const MONTH_OR_DAY = alternatives([...months.keys(), ...weekdays.keys()]);
const NUMBER = new RegExp(`\\d|\\b(?:${alternatives(wordsFor("number"))})\\b`, "iu");
const DATE = linear(
  `\\b(?:19|20)\\d{2}\\b|\\b(?:${MONTH_OR_DAY})\\b|\\b(?:yesterday|today|last\\s+(?:week|month|year|summer|autumn|winter|spring)|century|decades?|world\\s+war)\\b`,
);
const REASON =
  /\b(?:because|since|due\s+to|in\s+order\s+to|so\s+that|after|as\s+a\s+result|reason|aim(?:ed|s)?|amid|over\s+the)\b/iu;
const PLACE = /\b(?:in|at|near|from|to|across|outside|off)\s+(?:the\s+)?\p{Lu}/u;
const PERSON = linear(String.raw`\p{Lu}\p{L}+\s+\p{Lu}\p{L}`, "");

const HOLDS = { number: NUMBER, date: DATE, reason: REASON, place: PLACE, person: PERSON } as const;

const COUNT = `(?:\\d[\\d.,]*|${alternatives(wordsFor("count"))})`;
const SHARE =
  /%|\bper\s?cent\b|\bin\s+(?:10|ten|five|four|three)\b|\b(?:half|thirds?|quarters?)\b/iu;

/** Whether a text holds what the question wants, by its shape alone; true where it wants nothing. */
export function holdsWanted(text: string, { wants, unit }: Wanted): boolean {
  if (wants === null) return true;
  return HOLDS[wants].test(text) && (unit === null || holdsUnit(text, unit));
}

/** A number of the unit, with one other word between at most. */
function holdsUnit(text: string, unit: string): boolean {
  return (COUNTED.get(unit) ?? SHARE).test(text);
}

/** A number of each unit that a question can ask for, see `UNIT`; a percentage has many forms. */
const COUNTED = new Map(
  Array.from(unitNames, (unit) => {
    const units = unit === "year" ? "(?:year|decade|centur)" : unit;
    return [unit, linear(`\\b${COUNT}(?:[\\s-]+\\p{L}+)?[\\s-]+${units}`)];
  }),
);

// A sentence with a number goes before one with about a third more of the question's words without.
const WANTED_WEIGHT = { number: 0.35, date: 0.35, reason: 0.1, place: 0.05, person: 0.05 } as const;

/** A sentence that opens so means something in the one before. */
const LEANS_BACK = new RegExp(
  `^[“"'‘(]*(?:${alternatives(wordsFor("leaning"))}|the\\s+(?:move|decision|announcement|news|deal|incident))\\b`,
  "iu",
);

/**
 * The sentence of a passage that answers best: the most of the question's words by rarity, and what
 * the question wants. A sentence that leans on the one before brings it along; the mark before an
 * item of a list stays out.
 *
 * @param passage the passage's text; the span given counts from its start.
 */
export function answeringSentence(
  question: WeighedQuestion,
  passage: string,
  wanted: Wanted,
): Span {
  const sentences = splitSentences(passage);
  const terms = new Set(question.terms.map(({ stem }) => stem));
  const weighed = sentences.map(({ start, end }) => {
    const text = passage.slice(start, end);
    const stems = new Set(wordsAmong(text, terms).map(({ stem }) => stem));
    const { wants } = wanted;
    const held = wants !== null && holdsWanted(text, wanted) ? WANTED_WEIGHT[wants] : 0;
    return coverageOf(question, stems) + held;
  });
  const best = weighed.indexOf(Math.max(...weighed));
  const chosen = sentences[best];
  if (!chosen) return { start: 0, end: passage.length };
  const before = sentences[best - 1];
  const leans =
    before?.paragraph === chosen.paragraph &&
    LEANS_BACK.test(passage.slice(chosen.start, chosen.end));
  const { start } = leans && before ? before : chosen;
  return { start: start + markerLength(passage.slice(start, chosen.end)), end: chosen.end };
}

/** Of what stands before an item of a list, which is no part of the sentence. */
function markerLength(text: string): number {
  return /^[-–—•*·]\s+(?=\S)/u.exec(text)?.[0].length ?? 0;
}

/**
 * The sentence that has most of the question's words, with as many of those around it as there is
 * room for, nearest ends first.
 *
 * @param passage the passage's text; the span given counts from its start.
 */
export function sentencesAround(
  question: WeighedQuestion,
  passage: string,
  charactersMax: number,
): Span {
  const sentences = splitSentences(passage);
  let { start, end } = answeringSentence(question, passage, { wants: null, unit: null });
  for (;;) {
    const before = sentences.findLast((one) => one.end <= start)?.start ?? -Infinity;
    const after = sentences.find((one) => one.start >= end)?.end ?? Infinity;
    if (Math.min(end - before, after - start) > charactersMax) return { start, end };
    if (after - start <= end - before) end = after;
    else start = before;
  }
}
