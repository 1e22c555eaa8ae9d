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
/** A day with its year, as people write it in digits: 18/11/2024, 2024/11/18, 18.11.24. */
const DIGITS =
  "\\d{1,2}[/.]\\d{1,2}[/.](?:\\d{4}|\\d{2})|\\d{1,2}-\\d{1,2}-\\d{4}|\\d{4}[/.]\\d{1,2}[/.]\\d{1,2}";
const FULL = [
  DIGITS,
  `${YEAR}-\\d{2}(?:-\\d{2})?`,
  `(?:the\\s+)?${DAY}\\s+(?:of\\s+)?${MONTH}\\.?,?\\s+${YEAR}`,
  `${MONTH}\\.?\\s+${DAY},?\\s+${YEAR}`,
  `${MONTH}\\.?,?\\s+(?:of\\s+)?${YEAR}`,
].join("|");
const DATE = `${FULL}|${YEAR}`;
/** Without a year: of that in which the corpus is. */
const SHORT_DAY = `(?:the\\s+)?${DAY}\\s+(?:of\\s+)?${MONTH}|${MONTH}\\.?\\s+(?:the\\s+)?${DAY}`;

const MONTH_NAME = linear(`\\b${MONTH}\\b`);
const ANY_DATE = linear(`\\b(?:${DATE})\\b`);

interface Form {
  readonly form: LinearExpression;
  readonly read: (first: DateRange, second: DateRange) => DateRange;
}

const IN = String.raw`(?:back\s+)?in|during|on|of|dated|from`;

/** A range by its words, of dates as an expression has them. */
const formsOf = (date: string): readonly Form[] => [
  {
    form: linear(`\\b(?:between|from)\\s+(${date})\\s+(?:and|to|until|till|-)\\s+(${date})\\b`),
    read: (first, second) => ({ from: first.from, to: second.to }),
  },
  {
    form: linear(`\\b(?:before|until|till|up\\s+to)\\s+(${date})\\b`),
    read: ({ from }) => ({ from: null, to: from && dayBefore(from) }),
  },
  {
    form: linear(`\\bafter\\s+(${date})\\b`),
    read: ({ to }) => ({ from: to && dayAfter(to), to: null }),
  },
  {
    form: linear(`\\bsince\\s+(${date})\\b`),
    read: ({ from }) => ({ from, to: null }),
  },
  {
    form: linear(`\\b(?:${IN})\\s+(?:early\\s+|late\\s+|mid-?\\s*)?(${date})\\b`),
    read: (first) => first,
  },
];

const FORMS: readonly Form[] = [
  ...formsOf(DATE),
  { form: linear(`(?:^|[\\s,(])(${FULL})(?:[\\s,)?!.]|$)`), read: (first) => first },
];
/** A year alone at the end: "quotes by Macron 2023". */
const LAST_YEAR: readonly Form[] = [
  { form: linear(`[\\s,(](${YEAR})[?!.)\\s]*$`), read: (first) => first },
];
const SHORT_FORMS: readonly Form[] = [
  ...formsOf(`${SHORT_DAY}|${MONTH}`),
  { form: linear(`(?:^|[\\s,(])(${SHORT_DAY})(?:[\\s,)?!.]|$)`), read: (first) => first },
];

/**
 * The first range of dates that a question states: "in November 2024", "on 18/11/2024", "between
 * 2015 and 2018", "since 2023", "last week". Dates that only the text knows ("before the summit") are
 * left alone.
 *
 * @param today the day that "last week" counts from, ISO 8601; null leaves such words alone.
 * @param published when the documents are from: a month or day without a year ("on 18 November") is
 * the last within it. Default: such are left alone.
 */
export function findDates(
  question: string,
  today: string | null,
  published: DateRange | null = null,
): FoundDates | null {
  // Each form with a year has digits, and most questions have none.
  const isDated = /\d/u.test(question);
  const dated =
    (isDated ? firstOf(question, FORMS, readDate) : null) ??
    (isDated && !findMisread(question) ? firstOf(question, LAST_YEAR, readDate) : null);
  if (dated) return dated;
  const relative = today === null ? null : findRelative(question, today);
  if (relative || !published?.to || !MONTH_NAME.test(question)) return relative;
  return firstOf(question, SHORT_FORMS, (text) => readShort(text, published));
}

function firstOf(
  question: string,
  forms: readonly Form[],
  readOne: (text: string) => DateRange | null,
): FoundDates | null {
  for (const { form, read } of forms) {
    const match = form.exec(question);
    if (!match) continue;
    const first = readOne(match.group(1));
    const second = match.group(2) === "" ? first : readOne(match.group(2));
    if (!first || !second) continue;
    const { from, to } = read(first, second);
    return { from, to, start: match.start, end: match.end };
  }
  return null;
}

const LIKE_A_DATE = `(?:${DIGITS}|(?:the\\s+)?${DAY}\\s+(?:of\\s+)?${MONTH}(?:\\.?,?\\s+${YEAR})?|${MONTH}\\.?\\s+${DAY}(?:,?\\s+${YEAR})?)`;
const DATE_LIKE = linear(
  `(?:\\b(?:${IN}|between|before|after|since|until)\\s+)?(?:^|\\b)(${LIKE_A_DATE}(?:\\s+(?:and|to|until|till)\\s+${LIKE_A_DATE})?)\\b`,
);

/** Words that look like a date, where `findDates` finds none: "31/02/2024", "03/04/2024". */
export function findMisread(question: string): { text: string; start: number; end: number } | null {
  const match = /\d/u.test(question) ? DATE_LIKE.exec(question) : null;
  return match && { text: match.group(1), start: match.start, end: match.end };
}

/** First and last day of what is written: a day, a month or a year. */
function readDate(text: string): DateRange | null {
  const numeric = /^(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})$/u.exec(text);
  if (numeric) return readDigits(text, numeric.slice(1).map(Number));
  const year = Number(/\d{4}/u.exec(text)?.[0]);
  const iso = /^\d{4}-(\d{2})$/u.exec(text);
  const month = iso ? Number(iso[1]) : monthIn(text);
  if (month === null) return { from: isoDay(year, 1, 1), to: isoDay(year, 12, 31) };
  return rangeOf(year, month, dayIn(text));
}

function monthIn(text: string): number | null {
  const named = MONTH_NAME.exec(text)?.text.toLowerCase().slice(0, 3);
  return named === undefined ? null : MONTHS.findIndex((name) => name.startsWith(named)) + 1;
}

const dayIn = (text: string): number | null => {
  const written = /(?<!\d)\d{1,2}(?!\d)/u.exec(text)?.[0];
  return written === undefined || /^\d{4}-\d{2}$/u.test(text) ? null : Number(written);
};

/** Day and month in either order where only one of them can be meant. With stops the day comes first. */
function readDigits(text: string, [a = 0, b = 0, c = 0]: readonly number[]): DateRange | null {
  if (a > 31) return rangeOf(a, b, c);
  const year = c < 100 ? 2000 + c : c;
  const isDayFirst = a > 12 || a === b || text.includes(".");
  if (isDayFirst) return rangeOf(year, b, a);
  return b > 12 ? rangeOf(year, a, b) : null;
}

/** A day, or the whole month; null for one that no calendar has. */
function rangeOf(year: number, month: number, day: number | null): DateRange | null {
  if (month < 1 || month > MONTHS.length) return null;
  const daysInMonth = new Date(Date.UTC(year, month, 0)).getUTCDate();
  if (day === null) return { from: isoDay(year, month, 1), to: isoDay(year, month, daysInMonth) };
  if (day < 1 || day > daysInMonth) return null;
  return { from: isoDay(year, month, day), to: isoDay(year, month, day) };
}

/** A month or day of the last year in which the corpus has it. */
function readShort(text: string, { from, to }: DateRange): DateRange | null {
  const month = monthIn(text);
  const last = Number(to?.slice(0, 4));
  if (month === null || Number.isNaN(last)) return null;
  for (const year of [last, last - 1]) {
    const range = rangeOf(year, month, dayIn(text));
    if (
      range?.from &&
      range.to &&
      to &&
      range.from.slice(0, to.length) <= to &&
      (!from || range.to >= from.slice(0, 10))
    )
      return range;
  }
  return rangeOf(last, month, dayIn(text));
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
