import { isAddressedToReader, isAppeal } from "./appeal-rules.ts";
import {
  bulletLine,
  isCredit,
  isByline,
  isDateLine,
  isDisclaimer,
  isNetworkLine,
  isNotice,
  isPersonName,
  isPublicationDate,
  isRelatedHeading,
  isRelatedLine,
  isShareLine,
  isTag,
} from "./furniture-rules.ts";
import type { Sentence } from "./sentences.ts";
import type { Span } from "../types.ts";

/**
 * What a piece of page furniture is: `share` bars, `related` pointers to other articles and their
 * headlines, `appeal` for money, subscription or attention, `byline` (author, date, dateline),
 * `tag` (a section's name), `notice` (disclaimer, copyright, credit, advertisement), `repeat` of a
 * title or of a whole line said before.
 */
export type FurnitureKind = "share" | "related" | "appeal" | "byline" | "tag" | "notice" | "repeat";

/** A span of whole sentences of one line that is stored but not retrieved as an answer. */
export interface Furniture extends Span {
  readonly kind: FurnitureKind;
}

/** Bylines and dates alone on a line stand among the first lines. */
const HEAD_LINES_MAX = 8;
/** A section's name alone on a line counts among the first and the last lines. */
const TAIL_LINES_MAX = 5;
/** Among the first lines a line said twice is a title, however short. */
const TITLE_LINES_MAX = 4;
/** Below, a line that repeats the first line or the one before it counts from this length on. */
const REPEATED_LINE_MIN = 20;
/** How many headlines a "Read also" may have below it. */
const RELATED_LINES_MAX = 20;

interface Line extends Span {
  readonly text: string;
  readonly sentences: readonly Sentence[];
}

/**
 * Finds the furniture of a page, in order, at most one span a line or a sentence. Rules look at
 * whole lines, and at single sentences where only an unmistakable one is furniture ("Read the rest
 * here."). They are meant never to take a sentence of news: what is not sure stays text.
 *
 * @param sentences all sentences of `text`, as `splitSentences` gives them.
 */
export function findFurniture(text: string, sentences: readonly Sentence[]): Furniture[] {
  const lines = toLines(text, sentences);
  const kinds = lines.map((line, index) => ofLine(lines, line, index));
  markRepeats(lines, kinds);
  markRelatedLists(lines, kinds);
  markNeighbours(lines, kinds);
  return lines.flatMap((line, index) => {
    const kind = kinds[index];
    if (kind) return [{ start: line.start, end: line.end, kind }];
    return line.sentences.length > 1 ? ofSentences(text, line.sentences) : [];
  });
}

function toLines(text: string, sentences: readonly Sentence[]): Line[] {
  const groups: Sentence[][] = [];
  for (const sentence of sentences) {
    const group = groups.at(-1);
    if (group?.[0]?.paragraph === sentence.paragraph) group.push(sentence);
    else groups.push([sentence]);
  }
  return groups.flatMap((group) => {
    const [first, last] = [group[0], group.at(-1)];
    if (!first || !last) return [];
    const content = text.slice(first.start, last.end);
    return [{ start: first.start, end: last.end, text: content, sentences: group }];
  });
}

function ofLine(lines: readonly Line[], line: Line, index: number): FurnitureKind | null {
  const { text } = line;
  const isHead = index < HEAD_LINES_MAX;
  const isEdge = isHead || index >= lines.length - TAIL_LINES_MAX;
  if (isShareLine(text)) return "share";
  if (isRelatedHeading(text) || isRelatedLine(text)) return "related";
  if (isEdge && isTag(text)) return "tag";
  if (isByline(text, isHead) || isPublicationDate(text, isHead)) return "byline";
  if (isHead && isPersonName(text)) {
    const around = [lines[index - 1], lines[index + 1]];
    if (around.some((other) => other && isDateLine(other.text))) return "byline";
  }
  if (isNotice(text) || (line.sentences.length === 1 && isDisclaimer(text))) return "notice";
  return isAppeal(text) ? "appeal" : null;
}

function ofSentences(text: string, sentences: readonly Sentence[]): Furniture[] {
  return sentences.flatMap(({ start, end }, index): Furniture[] => {
    const sentence = text.slice(start, end);
    const last = index === sentences.length - 1;
    if (last && isCredit(sentence)) return [{ start, end, kind: "notice" }];
    if (isDisclaimer(sentence)) return [{ start, end, kind: "notice" }];
    if (isRelatedLine(sentence)) return [{ start, end, kind: "related" }];
    return isAppeal(sentence) ? [{ start, end, kind: "appeal" }] : [];
  });
}

/**
 * A title said twice, or a line said again at once. Not every line said before: in a list of states
 * "Deaths: none" is news each time.
 */
function markRepeats(lines: readonly Line[], kinds: (FurnitureKind | null)[]): void {
  const said = lines.map(({ text }) => text.replace(/\s+/gu, " "));
  for (const [index, words] of said.entries()) {
    const isTitle = index < TITLE_LINES_MAX && said.indexOf(words) < index;
    const isAgain = index > 0 && (words === said[0] || words === said[index - 1]);
    const counts = isTitle || (isAgain && words.length >= REPEATED_LINE_MIN);
    if (kinds[index] === null && counts) kinds[index] = "repeat";
  }
}

/** The bulleted lines below a heading such as "Read also:" are other articles' headlines. */
function markRelatedLists(lines: readonly Line[], kinds: (FurnitureKind | null)[]): void {
  for (const [index, heading] of lines.entries()) {
    if (!isRelatedHeading(heading.text)) continue;
    for (let item = index + 1; item <= index + RELATED_LINES_MAX; item += 1) {
      const line = lines[item];
      if (!line || kinds[item] || !bulletLine.test(line.text)) break;
      kinds[item] = "related";
    }
  }
}

/** Beside a line that appeals for support, a line that talks to the reader is part of the appeal. */
function markNeighbours(lines: readonly Line[], kinds: (FurnitureKind | null)[]): void {
  const spread = (index: number, from: number): void => {
    const text = lines[index]?.text ?? "";
    if (kinds[index] !== null) return;
    if (kinds[from] === "appeal" && isAddressedToReader(text)) kinds[index] = "appeal";
    if (kinds[from] === "share" && isNetworkLine(text)) kinds[index] = "share";
  };
  for (let index = 1; index < lines.length; index += 1) spread(index, index - 1);
  for (let index = lines.length - 2; index >= 0; index -= 1) spread(index, index + 1);
}
