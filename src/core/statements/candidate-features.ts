import { hasFeature } from "./features.ts";
import type { Linked, Places } from "./linking.ts";
import type { TaggedText } from "./tag.ts";
import { befores, behinds, classOf, ends, featuresOf, starts } from "./token-classes.ts";
import { type Role, type RoleSpans, roles, type TokenSpan } from "./statement.ts";
import { contentWords, cueWords } from "./word-features.ts";

/** One way to label a paragraph, and what it amounts to. */
export interface Candidate {
  readonly tagged: TaggedText;
  readonly places: Places;
  /** The tokens of the paragraph. */
  readonly paragraph: TokenSpan;
  /** Its double quotations, marks included. */
  readonly quotations: readonly TokenSpan[];
  /** Its own spans, and those after the ones of the paragraph before. */
  readonly own: RoleSpans;
  readonly both: RoleSpans;
  /** How those of `both` link. */
  readonly linked: Linked;
  readonly noSource: number;
  /** How much of given spans is inside quotation marks. */
  readonly shareOf: (spans: readonly TokenSpan[]) => string;
}

/** Takes a feature of the candidate; one that comes again counts again. */
export type Add = (name: string, value?: number) => void;

/** Takes features. */
export interface Sink {
  readonly add: Add;
  /** The features that `describe` adds: the same for the same key, in any candidate of the paragraph. */
  readonly addKnown: (key: number, describe: (add: Add) => void) => void;
}

interface RoleSpan extends TokenSpan {
  readonly role: Role;
  /** Its index among the spans of `both`. */
  readonly index: number;
}

/** Upper bounds of the classes of length, in tokens. */
const LENGTHS = [1, 3, 7, 15, 31, 63];
/** Link scores are cut to this magnitude. */
const LINK_MAX = 12;
const SENTENCE_ROLES_MAX = 7;
/** More than a paragraph that has candidates has tokens. */
const SPAN_KEYS = 1024;
/** Numbers for what a content touches on either side, and behind them those of cues and sources. */
const codes = { none: 0, source: 1, cue: 2, content: 3 } as const;
const CUE_CODE = 16;
const SOURCE_CODE = 17;
const letters = { content: "c", cue: "q", source: "s" } as const;

/** What the candidate amounts to: spans, their ends, links and quotation marks, by names with values. */
export function describeCandidate(candidate: Candidate, sink: Sink): void {
  const { own, both, quotations } = candidate;
  const { add } = sink;
  const order: RoleSpan[] = [];
  for (const role of roles) {
    const skipped = both[role].length - own[role].length;
    for (const [at, { first, last }] of own[role].entries()) {
      order.push({ first, last, role, index: skipped + at });
    }
  }
  order.sort((a, b) => a.first - b.first);
  for (const [place, span] of order.entries()) {
    const [left, right] = [order[place - 1], order[place + 1]];
    if (span.role === "content") describeContent(candidate, span, { left, right }, sink);
    else if (span.role === "cue") describeCue(candidate, span, { left, right }, sink);
    else describeSource(candidate, span, sink);
  }
  describeOrder(candidate, order, add);
  for (const quotation of quotations) describeQuotation(quotation, own.content, add);
}

interface Neighbours {
  readonly left: RoleSpan | undefined;
  readonly right: RoleSpan | undefined;
}

function describeContent(
  candidate: Candidate,
  span: RoleSpan,
  { left, right }: Neighbours,
  { add, addKnown }: Sink,
): void {
  const { quotations, own, both, linked } = candidate;
  const neighbours = {
    left: left?.last === span.first - 1 ? left.role : null,
    right: right?.first === span.last + 1 ? right.role : null,
  };
  const code = 4 * codes[neighbours.left ?? "none"] + codes[neighbours.right ?? "none"];
  const marks = marksOf(span, quotations);
  addKnown(keyOf(code, span, candidate), (addOne) =>
    describeEnds(candidate, span, marks, neighbours, addOne),
  );
  const quoted = marks === "none" ? "plain" : "quoted";
  const owner = linked.owners[span.index];
  const cue = both.cue[owner?.index ?? -1];
  if (!owner || !cue) {
    add(`content ${quoted} alone`);
    return;
  }
  add("link of content", cut(owner.score));
  const isFar = owner.index < both.cue.length - own.cue.length;
  const side = isFar ? "far" : sideOf(cue, span);
  add(`content ${quoted} cue ${side}${touch(cue, span) ? " near" : ""}`);
  const shared = linked.owners.filter(({ index }) => index === owner.index).length;
  add(`content ${quoted} one of ${Math.min(3, shared)}`);
}

/** A key for a span of the candidate's paragraph and a number below 32. */
function keyOf(code: number, { first, last }: TokenSpan, { paragraph }: Candidate): number {
  return (code * SPAN_KEYS + first - paragraph.first) * SPAN_KEYS + last - paragraph.first;
}

/** How a content starts and ends, by itself; `left` and `right` are the roles of what it touches. */
function describeEnds(
  { tagged, places: { sentence }, paragraph }: Candidate,
  { first, last }: TokenSpan,
  marks: string,
  { left, right }: { readonly left: Role | null; readonly right: Role | null },
  add: Add,
): void {
  const has = featuresOf(tagged);
  const start = classOf(first, starts, has);
  const stop = classOf(last, ends, has);
  const before = first === paragraph.first ? "edge" : (left ?? classOf(first - 1, befores, has));
  const behind = last === paragraph.last ? "edge" : (right ?? classOf(last + 1, behinds, has));
  const quoted = marks === "none" ? "plain" : "quoted";
  add("content");
  add(`content ${marks}`);
  add(`content from ${start} ${before}`);
  add(`content to ${stop} ${behind}`);
  add(`content ${marks} from ${start}`);
  add(`content ${marks} to ${stop}`);
  add(`content ${marks} after ${before}`);
  add(`content ${marks} before ${behind}`);
  add(`content ${quoted} length ${lengthClass({ first, last })}`);
  const breaks = (sentence[last] ?? 0) - (sentence[first] ?? 0);
  add(`content ${quoted} breaks ${Math.min(3, breaks)}`);
  for (const name of contentWords(tagged, { first, last })) add(name);
}

function describeCue(
  candidate: Candidate,
  span: RoleSpan,
  { left, right }: Neighbours,
  { add, addKnown }: Sink,
): void {
  const { tagged, both, linked, noSource, shareOf } = candidate;
  const contents = both.content.filter((_, index) => linked.owners[index]?.index === span.index);
  const sides = contents.slice(0, 3).map((content) => sideOf(content, span).charAt(0));
  const share = contents.length > 0 ? shareOf(contents) : "empty";
  const speaker = linked.speakers[span.index];
  const source = both.source[speaker?.index ?? -1];
  const side = source ? sideOf(source, span) : "none";
  addKnown(keyOf(CUE_CODE, span, candidate), (addOne) => {
    addOne("cue");
    addOne(`cue length ${Math.min(6, span.last - span.first + 1)}`);
    addOne(cueWords(tagged, span));
    if (isQuoted(span, tagged)) addOne("cue quoted");
  });
  add(`attribution ${sides.join("")} ${share} ${side}`);
  add(`cue of ${Math.min(3, contents.length)}`);
  if (contents.length === 0) {
    const onLeft = left?.role === "content" ? " left" : "";
    const onRight = right?.role === "content" ? " right" : "";
    add(`cue empty${onLeft}${onRight}`);
  }
  if (!speaker || !source) {
    add("cue without source");
    return;
  }
  add(`cue source ${side}${touch(source, span) ? " near" : ""}`);
  add("link of source", cut(speaker.score - noSource));
}

function describeSource(candidate: Candidate, span: RoleSpan, { add, addKnown }: Sink): void {
  const { tagged, linked } = candidate;
  addKnown(keyOf(SOURCE_CODE, span, candidate), (addOne) => {
    addOne("source");
    addOne(`source length ${lengthClass(span)}`);
    if (isQuoted(span, tagged)) addOne("source quoted");
  });
  if (!linked.speakers.some(({ index }) => index === span.index)) add("source unused");
}

/** What follows on what, and the roles in each sentence. */
function describeOrder(
  { tagged, places: { sentence } }: Candidate,
  order: readonly RoleSpan[],
  add: Add,
): void {
  const has = featuresOf(tagged);
  const inSentence = new Map<number, string>();
  for (const [place, { first, last, role }] of order.entries()) {
    const own = sentence[first] ?? 0;
    inSentence.set(own, (inSentence.get(own) ?? "") + letters[role]);
    const next = order[place + 1];
    if (!next) continue;
    const gap = next.first - last - 1;
    const size = gap === 1 && has(last + 1, "comma") ? "comma" : sizeOf(gap);
    const over = sentence[last] === sentence[next.first] ? "" : "over ";
    add(`${role} ${next.role} ${over}${size}`);
  }
  for (const found of inSentence.values()) add(`sentence ${found.slice(0, SENTENCE_ROLES_MAX)}`);
}

function sizeOf(gap: number): string {
  if (gap === 0) return "next";
  if (gap === 1) return "one";
  return gap < 5 ? "few" : "far";
}

/** How much of a quotation the contents cover. */
function describeQuotation(quotation: TokenSpan, contents: readonly TokenSpan[], add: Add): void {
  const tokens = quotation.last - quotation.first + 1;
  let covered = 0;
  let whole = false;
  for (const { first, last } of contents) {
    const shared = Math.min(last, quotation.last) - Math.max(first, quotation.first) + 1;
    covered += Math.max(0, shared);
    whole ||= shared === tokens;
  }
  const some = covered > 0 ? "some" : "none";
  const share = covered === tokens ? "all" : some;
  add(`quotation ${whole ? "whole" : share} length ${lengthClass(quotation)}`);
}

/** What a content does with the quotations of its paragraph. */
function marksOf({ first, last }: TokenSpan, quotations: readonly TokenSpan[]): string {
  const left = quotations.some((quote) => quote.first < first && first <= quote.last);
  const right = quotations.some((quote) => quote.first <= last && last < quote.last);
  if (left || right) return `cut${left ? " left" : ""}${right ? " right" : ""}`;
  const inside = quotations.filter((quote) => first <= quote.first && quote.last <= last);
  if (inside.some((quote) => quote.first === first && quote.last === last)) return "exact";
  return ["none", "one", "more"][Math.min(2, inside.length)] ?? "none";
}

function sideOf(span: TokenSpan, of: TokenSpan): "before" | "after" {
  return span.first < of.first ? "before" : "after";
}

function touch(a: TokenSpan, b: TokenSpan): boolean {
  return a.last + 1 === b.first || b.last + 1 === a.first;
}

function isQuoted({ first, last }: TokenSpan, { features }: TaggedText): boolean {
  for (let token = first; token <= last; token += 1) {
    if (hasFeature(features, token, "in_double")) return true;
  }
  return false;
}

function lengthClass({ first, last }: TokenSpan): number {
  return LENGTHS.filter((bound) => bound < last - first + 1).length;
}

function cut(score: number): number {
  return Math.min(LINK_MAX, Math.max(-LINK_MAX, score));
}
