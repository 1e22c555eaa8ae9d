import { OnRecordError } from "../../core/errors.ts";

interface Days {
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * Dates as people type them, as days: "2024" is from its first day to its last.
 *
 * @throws OnRecordError E_USAGE naming the date.
 */
export function readDays({ from, to }: Days): Days {
  return {
    from: from === null ? null : readDay(from, "first"),
    to: to === null ? null : readDay(to, "last"),
  };
}

const FORM = /^(?<year>\d{4})(?:-(?<month>\d{1,2})(?:-(?<day>\d{1,2}))?)?$/u;

function readDay(text: string, end: "first" | "last"): string {
  const { year, month, day } = FORM.exec(text.trim())?.groups ?? {};
  if (year === undefined) throw notADate(text);
  const monthNumber = Number(month ?? (end === "first" ? 1 : 12));
  // Day 0 of the next month is the last of this one.
  const lastDay = new Date(Date.UTC(Number(year), monthNumber, 0)).getUTCDate();
  const dayNumber = Number(day ?? (end === "first" ? 1 : lastDay));
  const isSound = monthNumber >= 1 && monthNumber <= 12 && dayNumber >= 1 && dayNumber <= lastDay;
  if (!isSound) throw notADate(text);
  return [year, ...[monthNumber, dayNumber].map((one) => String(one).padStart(2, "0"))].join("-");
}

function notADate(text: string): OnRecordError {
  return new OnRecordError(
    "E_USAGE",
    `“${text}” is not a date. Write 2024, 2024-11 or 2024-11-18.`,
  );
}
