import { describe, expect, test } from "vitest";
import { hostileTexts } from "../support/hostile.ts";
import { READING } from "./reading.ts";
import { RENDERING } from "./rendering.ts";
import type { Subject } from "./subject.ts";

/** UTF-16 units of the longest hostile texts; the others have a quarter and half of it. */
const UNITS_MAX = 300_000;
/**
 * Processor time of the longest text below which nothing is said of growth: it may be the collector's,
 * and what grows faster than the text takes far more by then.
 */
const NOISE_MS = 200;
/**
 * Four times the text may take so many times as long: linear time 4, quadratic 16. Half-way there
 * on the scale of powers is 8; the machine may do other work.
 */
const GROWTH_MAX = 9;
/** All shapes at three sizes, on a machine that does other work. */
const TIME = { timeout: 900_000 };
/** Tries of which the quickest counts, where one alone says that it is too slow. */
const TRIES = 3;

/** Milliseconds of processor time; what is thrown with a code is an answer too. */
function timeOf({ run }: Subject, text: string): number {
  const before = process.cpuUsage();
  try {
    run(text);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function quickest(subject: Subject, text: string, tries: number): number {
  return Math.min(...Array.from({ length: tries }, () => timeOf(subject, text)));
}

/** How many times as long the last text takes as the first. */
function growthOf(subject: Subject, texts: readonly string[], tries: number): number {
  const times = texts.map((text) => quickest(subject, text, tries));
  return (times.at(-1) ?? 0) / Math.max(times[0] ?? 0, NOISE_MS / 16);
}

describe.each([
  ["reading", READING],
  ["rendering", RENDERING],
])("time in proportion to a hostile text: %s", (_, subjects) => {
  test.each(subjects.map((subject) => [subject.name, subject] as const))(
    "%s",
    TIME,
    (_, subject) => {
      const { unitsMax = UNITS_MAX } = subject;
      const [small = [], middle = [], large = []] = [unitsMax / 4, unitsMax / 2, unitsMax].map(
        hostileTexts,
      );
      const slow = large.flatMap(({ name, text }, at) => {
        const texts = [small[at]?.text ?? "", middle[at]?.text ?? "", text];
        // Most take less than can be measured, and no growth that matters can be hidden in that.
        const isSound = (tries: number) =>
          quickest(subject, text, tries) < NOISE_MS ||
          growthOf(subject, texts, tries) <= GROWTH_MAX;
        if (isSound(1) || isSound(TRIES)) return [];
        return [`${name}: ${texts.map((one) => Math.round(timeOf(subject, one))).join(", ")} ms`];
      });
      expect(slow).toEqual([]);
    },
  );
});
