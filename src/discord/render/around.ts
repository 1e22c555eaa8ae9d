import type { Answer, AnswerPart } from "../../core/answer.ts";
import { type Section, outlineOf } from "../../core/outline.ts";
import { describeInterpretation } from "../../core/question/describe-interpretation.ts";
import type { Interpretation } from "../../core/types.ts";
import { describeFinding } from "../../core/verify/describe-finding.ts";
import { LINE_SHARE_MIN, SAID_MAX, SHARES } from "./message-limits.ts";
import { cutLine } from "./cut.ts";
import { bold, small } from "./escape.ts";
import { type Slice, shareOut } from "./items.ts";
import { TEXTS } from "./texts.ts";

/**
 * What an answer says around its excerpts: the questions, what was understood of them, why one has no
 * answer, whose statements come next. All lines of a page share one length, so that each is cut only where
 * there are many.
 */
export interface Around {
  /** Above everything; never "". */
  readonly heading: string;
  /** Above an excerpt of the page, by its index on it, or "". */
  readonly above: readonly string[];
  /** Below the last excerpt, or "". */
  readonly below: string;
}

/** A line that is not cut yet. */
interface Line {
  /** As it is, not escaped. */
  readonly text: string;
  /** Most rendered characters of the text. */
  readonly max: number;
  /** Puts the escaped text into its markup. */
  readonly write: (escaped: string) => string;
}

/** Lines that stand together, and where: above which excerpt of the page, counted from 0. */
interface Label {
  readonly at: number;
  readonly lines: readonly Line[];
}

/** What is said on a page of an answer. */
export function sayAround(answer: Answer, slice: Slice): Around {
  const { question, interpretation, parts, note } = answer;
  const asked =
    parts.length === 0
      ? [asks(question), ...understoodLines(interpretation)]
      : [line(TEXTS.questions(parts.length), SHARES.question, bold)];
  const head = [...asked, ...findingLines(answer), ...noteLines(note)];
  const labels = labelsOf(answer, slice);
  const written = fitted([head, ...labels.map(({ lines }) => lines)]);
  const standing = (index: number): string =>
    apart(labels.flatMap(({ at }, label) => (at === index ? [written[label + 1] ?? ""] : [])));
  const count = slice.end - slice.start;
  return {
    heading: written[0] ?? "",
    above: Array.from({ length: count }, (_, index) => standing(index)),
    below: standing(count),
  };
}

/** What is said where there is no answer: of each question why, with a blank line between two. */
export function sayNoAnswer({ question, interpretation, parts, note, reason }: Answer): string {
  const asked = parts.length === 0 ? [{ question, interpretation, reason }] : parts;
  const blocks = asked.map((part) => [
    asks(part.question),
    ...understoodLines(part.interpretation),
    ...reasonLines(part.reason),
  ]);
  return apart(fitted([...blocks, noteLines(note)]));
}

/** Blocks with a blank line between two. */
function apart(blocks: readonly string[]): string {
  return blocks.filter((block) => block !== "").join("\n\n");
}

function line(text: string, max: number, write: Line["write"] = asItIs): Line {
  return { text, max, write };
}

function asItIs(escaped: string): string {
  return escaped;
}

function asks(question: string): Line {
  return line(question, SHARES.question, bold);
}

function understoodLines(interpretation: Interpretation): Line[] {
  const isUnderstood = interpretation.kind !== "passages" || interpretation.topic !== null;
  if (!isUnderstood) return [];
  return [line(TEXTS.understood(describeInterpretation(interpretation)), SHARES.understood, small)];
}

function reasonLines(reason: AnswerPart["reason"]): Line[] {
  return reason ? [line(reason.message, SHARES.reason)] : [];
}

function noteLines(note: string | null): Line[] {
  return note === null ? [] : [line(note, SHARES.told)];
}

/** For a question about a quote: what was found of it. */
function findingLines({ finding, interpretation: { speaker } }: Answer): Line[] {
  if (!finding) return [];
  const asked = speaker && { name: speaker.name, found: [speaker] };
  const verdict = line(describeFinding(finding, asked), SHARES.verdict);
  const isNear = finding.outcome === "not-in-corpus";
  return isNear ? [verdict, line(TEXTS.nearestSaid, SHARES.verdict)] : [verdict];
}

/** The labels of a page. One of a question or speaker whose excerpts go on from the page before stands again. */
function labelsOf(answer: Answer, slice: Slice): Label[] {
  return outlineOf(answer).flatMap((section) => {
    const own = section.part ? partLabels(section, section.part, slice) : [];
    const groups = section.groups
      .filter(({ from, end }) => isOn({ from, end }, slice))
      .map(({ name, from }) => ({
        at: Math.max(from, slice.start) - slice.start,
        lines: [line(name, SHARES.speaker, bold)],
      }));
    return [...own, ...groups];
  });
}

function partLabels({ from, end }: Section, part: AnswerPart, slice: Slice): Label[] {
  const lines = [
    line(part.question, SHARES.question, (escaped) => `### ${escaped}`),
    ...understoodLines(part.interpretation),
    ...reasonLines(part.reason),
  ];
  const at = Math.max(from, slice.start) - slice.start;
  if (end > from) return isOn({ from, end }, slice) ? [{ at, lines }] : [];
  // What has no excerpt stands behind the one before it, on that one's page.
  const isHere = from === 0 ? slice.start === 0 : slice.start < from && from <= slice.end;
  return isHere ? [{ at, lines }] : [];
}

function isOn({ from, end }: { readonly from: number; readonly end: number }, slice: Slice) {
  return from < slice.end && slice.start < end;
}

/**
 * Blocks of lines, at most `SAID_MAX` characters in all: the short lines are whole, the long ones share what
 * is left. What comes behind as many lines as there is room for is left out.
 */
function fitted(blocks: readonly (readonly Line[])[]): string[] {
  const all = blocks.flat().filter(({ text }) => text.trim() !== "");
  const shown = all.slice(0, Math.floor(SAID_MAX / LINE_SHARE_MIN));
  const whole = shown.map(({ text, max, write }) => write(cutLine(text, max)));
  const shares = shareOut(
    whole.map(({ length }) => length + BREAK),
    SAID_MAX,
  );
  const written = new Map(
    shown.map((one, at): [Line, string] => {
      const full = whole[at] ?? "";
      const room = (shares[at] ?? 0) - BREAK;
      const markup = one.write("x").length - 1;
      return [one, full.length <= room ? full : one.write(cutLine(one.text, room - markup))];
    }),
  );
  return blocks.map((block) => block.flatMap((one) => written.get(one) ?? []).join("\n"));
}

/** Line breaks behind a line: one, and another one where a block ends. */
const BREAK = 2;
