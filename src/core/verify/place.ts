import {
  createStatementExcerpt,
  createWordsExcerpt,
  sliceSpan,
  verifyExcerpt,
} from "../excerpt.ts";
import { fold } from "../speakers/fold.ts";
import type { Excerpt, Span, StatementSpeaker, StoredStatement } from "../types.ts";
import { type Ground, contains, sentencesAround } from "./ground.ts";
import { canTurn, findLeftOut } from "./left-out.ts";
import type { AskedSpeaker, By, Place } from "./finding.ts";

export interface PlaceOptions {
  readonly asked: AskedSpeaker | null;
  /** In [0, 1], see `Excerpt`. */
  readonly score: number;
  /** What is shown of the text besides, so that it is not left out. */
  readonly shown?: readonly Span[];
}

/**
 * What is told of words that stand at `match`: the excerpt around them, who said them, and what
 * their sentence has besides.
 *
 * @throws OnRecordError E_SPAN_MISMATCH rather than show a text that is not the stored one.
 */
export function placeAt(
  ground: Ground,
  match: Span,
  { asked, score, shown = [] }: PlaceOptions,
): Place {
  const { document } = ground;
  const holding = statementsHolding(ground.statements, match);
  const speakers = speakersOf(ground, holding, match);
  const isAsked = ({ id }: StatementSpeaker) => asked?.found.some((one) => one.id === id) ?? false;
  const statement = holding.find((one) => one.speakers.some(isAsked)) ?? holding[0];
  const excerpt = statement
    ? excerptOfStatement(ground, statement, statement.speakers.find(isAsked) ?? null, score)
    : excerptOfWords(ground, [sentencesAround(ground, match)], score);
  const frame = frameOf(ground, match, holding[0]);
  return {
    excerpt,
    match: sliceSpan(document.text, match),
    speakers,
    by: byWhom(ground, match, { holding, speakers, asked }),
    leftOut: findLeftOut(document.text, match, {
      start: shown.some(({ end }) => end === match.start) ? match.start : frame.start,
      end: shown.some(({ start }) => start === match.end) ? match.end : frame.end,
    }),
  };
}

/**
 * The words that a quote should not be torn from: its sentences. Of somebody's utterance in quotation
 * marks they end at the marks, since what the reporter says around it does not change it; unless the
 * cue itself does ("denied"), or the marks hold only a part of a sentence ("on “European soil” if").
 */
function frameOf(ground: Ground, match: Span, statement: StoredStatement | undefined): Span {
  const sentences = sentencesAround(ground, match);
  const { text } = ground.document;
  const content = statement?.content.find((span) => contains(span, match));
  const isUtterance =
    statement?.kind === "direct" &&
    content !== undefined &&
    /^\P{L}*\p{Lu}/u.test(text.slice(content.start, content.end)) &&
    !statement.cue.some((cue) => canTurn(text, cue));
  if (!isUtterance) return sentences;
  return {
    start: Math.max(sentences.start, content.start),
    end: Math.min(sentences.end, content.end),
  };
}

/**
 * A statement with its context, compared with the stored text.
 *
 * @param speaker whom to name of those who made it; null for the first.
 * @throws OnRecordError E_SPAN_MISMATCH.
 */
export function excerptOfStatement(
  ground: Ground,
  statement: StoredStatement,
  speaker: StatementSpeaker | null,
  score: number,
): Excerpt {
  const { document } = ground;
  const named = speaker ?? statement.speakers[0] ?? null;
  const { content, cue, source } = statement;
  const context = contextOf(ground, [...content, ...cue, ...source]);
  const excerpt = createStatementExcerpt(document, statement, named, context, score);
  verifyExcerpt(excerpt, document);
  return excerpt;
}

/**
 * Words of no statement with their context, compared with the stored text.
 *
 * @throws OnRecordError E_SPAN_MISMATCH.
 */
export function excerptOfWords(
  ground: Ground,
  spans: readonly [Span, ...Span[]],
  score: number,
): Excerpt {
  const excerpt = createWordsExcerpt(ground.document, spans, contextOf(ground, spans), score);
  verifyExcerpt(excerpt, ground.document);
  return excerpt;
}

/** The sentences of all spans, and the passages that these touch. */
function contextOf(ground: Ground, spans: readonly Span[]): Span {
  const hull = sentencesAround(ground, hullOf(spans));
  return hullOf([
    hull,
    ...ground.passages.filter(({ start, end }) => start < hull.end && hull.start < end),
  ]);
}

function hullOf(spans: readonly Span[]): Span {
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

/** Statements with the match inside one stretch of their content, the innermost first. */
function statementsHolding(statements: readonly StoredStatement[], match: Span): StoredStatement[] {
  return statements
    .filter(({ content }) => content.some((span) => contains(span, match)))
    .toSorted((a, b) => contentSize(a) - contentSize(b));
}

function contentSize({ content }: StoredStatement): number {
  return content.reduce((sum, { start, end }) => sum + end - start, 0);
}

/**
 * Who said the words. Of nested statements all count, unless the text does not tell the innermost
 * one's. Words that reach over several statements are the speaker's who made them all, if at least
 * half of the words are theirs; else nobody's.
 */
function speakersOf(
  { statements }: Ground,
  holding: readonly StoredStatement[],
  match: Span,
): StatementSpeaker[] {
  const [innermost] = holding;
  if (innermost) {
    const all = innermost.speakers.length > 0 ? holding.flatMap(({ speakers }) => speakers) : [];
    return all.filter(({ id }, at) => all.findIndex((one) => one.id === id) === at);
  }
  const touched = statements.filter(
    ({ within, content }) => within === null && overlap(content, match) > 0,
  );
  const covered = touched.reduce((sum, { content }) => sum + overlap(content, match), 0);
  const [first] = touched;
  if (!first || covered * 2 < match.end - match.start) return [];
  return first.speakers.filter(({ id }) =>
    touched.every(({ speakers }) => speakers.some((one) => one.id === id)),
  );
}

function overlap(spans: readonly Span[], { start, end }: Span): number {
  return spans.reduce(
    (sum, span) => sum + Math.max(0, Math.min(span.end, end) - Math.max(span.start, start)),
    0,
  );
}

interface Said {
  readonly holding: readonly StoredStatement[];
  readonly speakers: readonly StatementSpeaker[];
  readonly asked: AskedSpeaker | null;
}

function byWhom(ground: Ground, match: Span, { holding, speakers, asked }: Said): By {
  if (!asked) return null;
  const said = [...speakers, ...holding.flatMap((statement) => statement.speakers)];
  if (said.some(({ id }) => asked.found.some((one) => one.id === id))) return "asked";
  if (speakers.length > 0) return "other";
  const isOwn = ground.statements.every(({ content }) => overlap(content, match) === 0);
  return isOwn && isAuthor(ground.document.author, asked) ? "asked" : "not-told";
}

/** Words that are in nobody's statement are the writer's. */
function isAuthor(author: string | null, { name, found }: AskedSpeaker): boolean {
  if (author === null) return false;
  return [name, ...found.map((one) => one.name)]
    .map(fold)
    .some((wanted) => wanted !== "" && ` ${fold(author)} `.includes(` ${wanted} `));
}
