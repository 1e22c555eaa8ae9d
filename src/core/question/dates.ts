import { alternatives, wordsIn } from "../data/lists.ts";
import { months } from "../data/months.ts";
import { type LinearExpression, linear } from "../text/linear.ts";

/** The dates that a question asks about. ISO 8601 days, inclusive; null for an open end. */
export interface DateRange {
  readonly from: string | null;
  readonly to: string | null;
}

/** A range, and the words of the question that state it. */
export interface FoundDates extends DateRange {
  readonly start: number;
  readonly end: number;
}

const MONTHS = [...months.keys()];
const MONTH = `(?:${alternatives(wordsIn(months))})`;
const YEAR = "(?:19|20)\\d{2}";
const DAY = "(?:3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?";
const DATE = [
  `${YEAR}-\\d{2}(?:-\\d{2})?`,
  `(?:the\\s+)?${DAY}\\s+(?:of\\s+)?${MONTH}\\.?,?\\s+${YEAR}`,
  `${MONTH}\\.?\\s+${DAY},?\\s+${YEAR}`,
  `${MONTH}\\.?,?\\s+(?:of\\s+)?${YEAR}`,
  YEAR,
].join("|");

const MONTH_NAME = linear(MONTH);
const ANY_DATE = linear(`\\b(?:${DATE})\\b`);

const FORMS: readonly {
  readonly form: LinearExpression;
  readonly read: (first: DateRange, second: DateRange) => DateRange;
}[] = [
  {
    form: linear(`\\b(?:between|from)\\s+(${DATE})\\s+(?:and|to|until|till)\\s+(${DATE})\\b`),
    read: (first, second) => ({ from: first.from, to: second.to }),
  },
  {
    form: linear(`\\b(?:before|until|till|up\\s+to)\\s+(${DATE})\\b`),
    read: ({ from }) => ({ from: null, to: from && dayBefore(from) }),
  },
  {
    form: linear(`\\bafter\\s+(${DATE})\\b`),
    read: ({ to }) => ({ from: to && dayAfter(to), to: null }),
  },
  {
    form: linear(`\\bsince\\s+(${DATE})\\b`),
    read: ({ from }) => ({ from, to: null }),
  },
  {
    form: linear(
      `\\b(?:(?:back\\s+)?in|during|on|of|dated|from)\\s+(?:early\\s+|late\\s+|mid-?\\s*)?(${DATE})\\b`,
    ),
    read: (first) => first,
  },
];

/**
 * The first range of dates that a question states: "in November 2024", "on 18 November 2024", "between
 * 2015 and 2018", "since 2023", "last week". Months and days without a year are left alone, as are
 * dates that only the text knows ("before the summit").
 *
 * @param today the day that "last week" counts from, ISO 8601; null leaves such words alone.
 */
export function findDates(question: string, today: string | null): FoundDates | null {
  // Each form has a year, and most questions have none.
  for (const { form, read } of /\d/u.test(question) ? FORMS : []) {
    const match = form.exec(question);
    if (!match) continue;
    const first = readDate(match.group(1));
    const second = match.group(2) === "" ? first : readDate(match.group(2));
    if (!first || !second) continue;
    const { from, to } = read(first, second);
    return { from, to, start: match.start, end: match.end };
  }
  return today === null ? null : findRelative(question, today);
}

/** First and last day of what is written: a day, a month or a year. */
function readDate(text: string): DateRange | null {
  const year = Number(/\d{4}/u.exec(text)?.[0]);
  const iso = /^\d{4}-(\d{2})(?:-(\d{2}))?$/u.exec(text);
  const named = MONTH_NAME.exec(text)?.text.toLowerCase().slice(0, 3);
  const month = iso
    ? Number(iso[1])
    : named === undefined
      ? null
      : MONTHS.findIndex((name) => name.startsWith(named)) + 1;
  if (month === null) return { from: isoDay(year, 1, 1), to: isoDay(year, 12, 31) };
  const written = iso ? iso[2] : /(?<!\d)\d{1,2}(?!\d)/u.exec(text)?.[0];
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (month < 1 || month > MONTHS.length) return null;
  if (written === undefined)
    return { from: isoDay(year, month, 1), to: isoDay(year, month, daysInMonth) };
  const day = Number(written);
  if (day < 1 || day > daysInMonth) return null;
  return { from: isoDay(year, month, day), to: isoDay(year, month, day) };
}

const MS_A_DAY = 86_400_000;
const RELATIVE = linear(
  String.raw`\b(?:(?<day>yesterday|today)|(?:in\s+the\s+|over\s+the\s+)?(?<which>last|past|this)\s+(?:(?<count>\d{1,3})\s+)?(?<unit>days?|weeks?|months?|years?))\b`,
);

/** "today", "yesterday", "this month", "last week" (the seven days before), "the last 3 months". */
function findRelative(question: string, today: string): FoundDates | null {
  const match = RELATIVE.exec(question);
  if (!match) return null;
  const { start, end } = match;
  const part = (name: string) => match.group(name).toLowerCase();
  const place = { start, end };
  if (part("day") === "today") return { from: today, to: today, ...place };
  if (part("day") !== "") return { from: dayBefore(today), to: dayBefore(today), ...place };
  const name = part("unit").replace(/s$/u, "");
  if (part("which") === "this" && name !== "week" && name !== "day") {
    const first = name === "year" ? `${today.slice(0, 4)}-01-01` : `${today.slice(0, 7)}-01`;
    return { from: first, to: today, ...place };
  }
  const days = { day: 1, week: 7, month: 31, year: 366 }[name] ?? 1;
  return { from: addDays(today, -days * Number(part("count") || 1)), to: today, ...place };
}

function isoDay(year: number, month: number, day: number): string {
  return new Date(Date.UTC(year, month - 1, day)).toISOString().slice(0, "2024-11-18".length);
}

function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * MS_A_DAY)
    .toISOString()
    .slice(0, day.length);
}

const dayBefore = (day: string): string => addDays(day, -1);
const dayAfter = (day: string): string => addDays(day, 1);

/** Whether a date as a source states it (`2024`, `2024-11-18T14:55+10:00`) lies in the range; an undated one in none. */
export function isWithin(published: string | null, { from, to }: DateRange): boolean {
  if (from === null && to === null) return true;
  if (published === null) return false;
  // As precise as both are: 2024-11 holds 2024-11-18.
  const day = published.slice(0, "2024-11-18".length);
  const after = from === null || day >= from.slice(0, day.length);
  const before = to === null || day.slice(0, to.length) <= to;
  return after && before;
}

/**
 * Whether a text names a year, or a month with its year, that lies in the range: what it tells is
 * then of that time, whenever it was published.
 */
export function namesDateWithin(text: string, range: DateRange): boolean {
  if (range.from === null || range.to === null) return false;
  for (const written of ANY_DATE.all(text)) {
    const named = readDate(written.text);
    if (named?.from && named.to && named.from <= range.to && range.from <= named.to) return true;
  }
  return false;
}
