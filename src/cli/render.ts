import type { Answer } from "../core/answer.ts";
import {
  dayOf,
  describeCoverage,
  describeKind,
  describeSpeaker,
  titleOf,
} from "../core/describe-excerpt.ts";
import { boldWords } from "../core/excerpt.ts";
import { type Section, outlineOf } from "../core/outline.ts";
import { describeInterpretation } from "../core/question/describe-interpretation.ts";
import type {
  Citation,
  CorpusCoverage,
  Excerpt,
  Interpretation,
  NoAnswerReason,
  Span,
  TextSpan,
} from "../core/types.ts";
import { hasWords } from "../core/text/words.ts";
import { printable } from "../core/printable.ts";
import { type Style, block, boldBlock, markedBlock } from "./terminal.ts";

const QUOTE_INDENT = "   │ ";
const INDENT = "   ";

/** An answer as the terminal shows it: each question with what was understood, and its excerpts or its reason. */
export function renderAnswer(answer: Answer, style: Style): string {
  const { note, parts, reason, interpretation } = answer;
  const told = note === null ? [] : [block(note, "", style)];
  const understood = parts.length === 0 ? renderUnderstood(interpretation, reason, style) : [];
  return [
    ...understood,
    ...told,
    ...outlineOf(answer).flatMap((section) => renderSection(answer, section, style)),
    style.dim(renderCoverage(answer.corpus)),
  ].join("\n\n");
}

function renderUnderstood(
  interpretation: Interpretation,
  reason: NoAnswerReason | null,
  style: Style,
): string[] {
  if (reason?.code === "not-a-question") return [];
  const understood = `Understood: ${describeInterpretation(interpretation)}`;
  return [style.dim(block(understood, "", style))];
}

function renderSection(answer: Answer, section: Section, style: Style): string[] {
  const { part } = section;
  if (!part) return renderContent(answer, section, answer.reason, answer.leads, style);
  const leads = answer.reason ? answer.leads.slice(part.from, part.from + part.count) : [];
  return [
    style.bold(block(part.question, "", style)),
    ...renderUnderstood(part.interpretation, part.reason, style),
    ...renderContent(answer, section, part.reason, leads, style),
  ];
}

/** The excerpts of a question, numbered through; or why there are none, and what is near. */
function renderContent(
  { excerpts }: Answer,
  { from, end, groups }: Section,
  reason: NoAnswerReason | null,
  leads: readonly Excerpt[],
  style: Style,
): string[] {
  if (reason) {
    const near = leads.length > 0 ? [style.warn("Near, but not an answer:")] : [];
    return [
      block(`No answer. ${reason.message}`, "", style),
      ...near,
      ...renderExcerpts(leads, style),
    ];
  }
  return excerpts.slice(from, end).flatMap((excerpt, index) => {
    const at = from + index;
    const group = groups.find((one) => one.from === at);
    return [
      ...(group ? [style.bold(block(group.name, "", style))] : []),
      renderExcerpt(excerpt, at + 1, null, style),
    ];
  });
}

/** Excerpts, numbered: quoted words, who said them and how, then the source. */
export function renderExcerpts(excerpts: readonly Excerpt[], style: Style): string[] {
  return excerpts.map((excerpt, at) => renderExcerpt(excerpt, at + 1, null, style));
}

/**
 * One excerpt under a number. The words that answer are in bold; where a quote was looked for instead, the
 * characters of `match` are underlined with `^`.
 */
export function renderExcerpt(
  excerpt: Excerpt,
  number: number,
  match: Span | null,
  style: Style,
): string {
  const bold = match ? [] : boldWords(excerpt);
  const quoted = excerpt.spans.map((span) => {
    const inside = match && intersection(span, match);
    return inside
      ? markedBlock(span.text, inside, QUOTE_INDENT, style)
      : boldBlock(span.text, marksIn(span, bold), QUOTE_INDENT, style);
  });
  const label = String(number).padEnd(INDENT.length);
  const said =
    excerpt.statement &&
    block(renderSpeaker(excerpt.statement, excerpt.kind), INDENT, style).trimStart();
  const title = block(titleOf(excerpt.document), INDENT, style);
  return [
    said ? `${label}${style.bold(said)}` : `${label}${style.bold(title.trimStart())}`,
    quoted.join(`\n${QUOTE_INDENT}[…]\n`),
    ...(said ? [title] : []),
    block(renderSource(excerpt.document), INDENT, style),
    ...excerpt.alsoIn.map(({ document }) =>
      block(`also in: ${titleOf(document)} · ${renderSource(document)}`, INDENT, style),
    ),
    style.dim(`${INDENT}receipt ${excerpt.receipt}`),
  ].join("\n");
}

/** Those of the spans that lie in the first one, in offsets from its start. */
function marksIn({ start, end }: TextSpan, spans: readonly Span[]): Span[] {
  return spans
    .filter((one) => start <= one.start && one.end <= end)
    .map((one) => ({ start: one.start - start, end: one.end - start }));
}

/** What two spans share, in offsets from the first one's start; null where that is no word or all. */
function intersection(span: TextSpan, other: Span): Span | null {
  const start = Math.max(span.start, other.start) - span.start;
  const end = Math.min(span.end, other.end) - span.start;
  const rest = span.text.slice(0, Math.max(0, start)) + span.text.slice(Math.max(0, end));
  return start < end && hasWords(rest) ? { start, end } : null;
}

/** "Mark Rutte, NATO Secretary-General · “stating” · in quotation marks" */
function renderSpeaker(
  statement: NonNullable<Excerpt["statement"]>,
  kind: Excerpt["kind"],
): string {
  const name = describeSpeaker(statement);
  const role = statement.speaker?.role ?? null;
  const cue = statement.cue ? `“${statement.cue.text}”` : null;
  return [role === null ? name : `${name}, ${role}`, cue, describeKind(kind)]
    .filter((part) => part !== null)
    .join(" · ");
}

/** "Robert Besser · 2024-11-18 · nato-and-eu-urge-china" */
export function renderSource(document: Citation): string {
  const author = [document.author, document.authorRole].filter((part) => part !== null).join(", ");
  const known = [
    document.publisher,
    author || null,
    dayOf(document.published),
    document.url,
    document.id,
  ];
  return known.filter((part) => part !== null).join(" · ");
}

/** "5 documents · dates stated: 2024-11-18 to 2025-05-30 · generation 3" */
export function renderCoverage(corpus: CorpusCoverage): string {
  return printable(describeCoverage(corpus));
}
