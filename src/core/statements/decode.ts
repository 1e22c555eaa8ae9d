import type { Span } from "../types.ts";
import { type FeatureValues, hasFeature } from "./features.ts";
import { type Layout, placesOf } from "./layout.ts";
import { countUpTo, type LinkContext, type LinkSide, scorePair } from "./links.ts";
import {
  type Role,
  roles,
  type StatementKind,
  type TaggerParameters,
  type TokenOffsets,
  type TokenScores,
  type TokenSpan,
} from "./types.ts";
import { viterbi } from "./viterbi.ts";

/** A cue with what it attributes and to whom; spans in characters, each list in order. */
export interface Attribution {
  readonly kind: StatementKind;
  /** Empty where the tagger found a cue that attributes nothing. */
  readonly content: readonly Span[];
  readonly cue: readonly Span[];
  readonly source: readonly Span[];
}

/** A tagged text. */
export interface TaggedText {
  readonly layout: Layout;
  readonly offsets: TokenOffsets;
  readonly features: FeatureValues;
  readonly scores: TokenScores;
}

/** How many sources on each side of a cue may be its own. */
const SOURCES_NEAR = 2;

/** What an illegal step costs. */
const ILLEGAL = -10_000;

/** From scores to attributions: one for each cue, in order. Contents that no cue takes are dropped. */
export function decode(tagged: TaggedText, parameters: TaggerParameters): Attribution[] {
  const spans = tokenSpans(labelTokens(tagged, parameters), parameters.labels);
  const context = linkContext(tagged, spans.content, parameters);
  const owners = findCues(spans.content, spans.cue, tagged, context);
  const contents: TokenSpan[][] = spans.cue.map(() => []);
  for (const [index, content] of spans.content.entries()) {
    contents[owners[index] ?? -1]?.push(content);
  }
  const characters = ({ first, last }: TokenSpan): Span => ({
    start: tagged.offsets.starts[first] ?? 0,
    end: tagged.offsets.ends[last] ?? 0,
  });
  const sourceFirsts = spans.source.map(({ first }) => first);
  const quotedAlone = new Map(tagged.layout.singles.map(({ start, end }) => [start, end]));
  return spans.cue.map((cue, index) => {
    const content = contents[index] ?? [];
    const source = findSource(cue, spans.source, sourceFirsts, context);
    return {
      kind: kindOf(content, (span) => {
        const { start, end } = characters(span);
        return quotedAlone.get(start) === end ? "all" : quotedShare(span, tagged.features);
      }),
      content: content.map(characters),
      cue: [characters(cue)],
      source: source ? [characters(source)] : [],
    };
  });
}

/** The best labels of all tokens, by number. No span runs on into the next paragraph. */
function labelTokens(
  { scores, features }: Pick<TaggedText, "scores" | "features">,
  { labels, transitions }: TaggerParameters,
): Uint8Array {
  const isOpen = labels.map((label) => /^[BI]-/u.test(label));
  const goesOn = labels.map((label) => /^[IE]-/u.test(label));
  const atBreaks = transitions.map((row, from) =>
    row.map((score, to) => (isOpen[from] || goesOn[to] ? ILLEGAL : score)),
  );
  const isBreak = (token: number) => hasFeature(features, token, "paragraph_start");
  return viterbi(scores.emissions, transitions, { transitions: atBreaks, isBreak });
}

/** The spans of each role in a sequence of BIOES labels, in order; the text's end ends the last one. */
export function tokenSpans(
  path: Uint8Array,
  labels: readonly string[],
): Readonly<Record<Role, readonly TokenSpan[]>> {
  const spans: Record<Role, TokenSpan[]> = { source: [], cue: [], content: [] };
  let first = 0;
  for (const [token, label] of path.entries()) {
    const [part = "", name] = (labels[label] ?? "O").split("-");
    const role = roles.find((candidate) => candidate === name);
    if (!role) continue;
    if ("BS".includes(part)) first = token;
    const isLast = token === path.length - 1;
    if ("ES".includes(part) || isLast) spans[role].push({ first, last: token });
  }
  return spans;
}

function linkContext(
  { layout, offsets, scores }: TaggedText,
  contents: readonly TokenSpan[],
  parameters: TaggerParameters,
): LinkContext {
  return {
    parameters: parameters.link,
    links: scores.links,
    contentFirsts: contents.map(({ first }) => first),
    sentence: placesOf(layout.sentences, offsets.starts),
    paragraph: placesOf(layout.paragraphs, offsets.starts),
  };
}

/**
 * The index of each content's cue, or -1. Candidates are the last cue before it and the first after.
 *
 * - A content that is not quoted has its cue in a sentence that it touches, or before it in its
 *   paragraph.
 * - A quoted one may also have it after it in its paragraph, in the paragraph before, or, when it
 *   is carried over paragraphs, in any before. If neither candidate is in a sentence that it
 *   touches, it goes on with the cue of the last quoted content of its paragraph; if that has none
 *   and no candidate is in this paragraph, of the paragraph before.
 */
function findCues(
  contents: readonly TokenSpan[],
  cues: readonly TokenSpan[],
  { features }: TaggedText,
  context: LinkContext,
): number[] {
  const firsts = cues.map(({ first }) => first);
  const goingOn = new Map<number, number>();
  return contents.map((content) => {
    const paragraph = context.paragraph[content.first] ?? 0;
    const quoted = hasFeature(features, content.first, "in_double");
    const after = countUpTo(firsts, content.first);
    const candidates = [after - 1, after].flatMap((index) => {
      const cue = cues[index];
      if (!cue) return [];
      const distance = paragraph - (context.paragraph[cue.first] ?? 0);
      return [{ index, cue, distance, here: touches(content, cue, context.sentence) }];
    });
    const carried = hasFeature(features, content.first, "carried");
    const near = candidates.filter(({ index, distance, here }) => {
      const isBefore = distance === 0 && index < after;
      const inReach = distance === 0 || distance === 1 || (distance > 1 && carried);
      return here || isBefore || (quoted && inReach);
    });
    let owner = -1;
    if (quoted && !candidates.some(({ here }) => here)) {
      owner = goingOn.get(paragraph) ?? -1;
      const isAlone = near.every(({ distance }) => distance !== 0);
      if (owner < 0 && isAlone) owner = goingOn.get(paragraph - 1) ?? -1;
    }
    if (owner < 0) {
      owner = bestOf(near, ({ cue }) => scoreCue(content, cue, firsts, context))?.index ?? -1;
    }
    if (quoted) goingOn.set(paragraph, owner);
    return owner;
  });
}

/** Whether the cue begins in a sentence that the content runs through. */
function touches(content: TokenSpan, cue: TokenSpan, sentence: Int32Array): boolean {
  const [from = 0, at = 0, to = 0] = [content.first, cue.first, content.last].map(
    (token) => sentence[token] ?? 0,
  );
  return from <= at && at <= to;
}

function scoreCue(
  content: TokenSpan,
  cue: TokenSpan,
  cueFirsts: readonly number[],
  context: LinkContext,
): number {
  const left: LinkSide = { span: content, role: "content" };
  const right: LinkSide = { span: cue, role: "cue_of_content" };
  return scorePair(left, right, context.parameters.contentCue, cueFirsts, context);
}

/** Of the two sources before a cue and the two after, in its paragraph, the one that scores most. */
function findSource(
  cue: TokenSpan,
  sources: readonly TokenSpan[],
  firsts: readonly number[],
  context: LinkContext,
): TokenSpan | null {
  const { paragraph, parameters } = context;
  const after = countUpTo(firsts, cue.first);
  const near = sources
    .slice(Math.max(0, after - SOURCES_NEAR), after + SOURCES_NEAR)
    .filter(({ first }) => paragraph[first] === paragraph[cue.first]);
  const left: LinkSide = { span: cue, role: "cue_of_source" };
  const score = (span: TokenSpan) =>
    scorePair(left, { span, role: "source" }, parameters.cueSource, firsts, context);
  const best = bestOf(near, score);
  return best && score(best) > parameters.noSource ? best : null;
}

/** The first of those with the highest score, or null. */
function bestOf<T>(candidates: readonly T[], score: (candidate: T) => number): T | null {
  let best: T | null = null;
  let highest = -Infinity;
  for (const candidate of candidates) {
    const value = score(candidate);
    if (value > highest) [best, highest] = [candidate, value];
  }
  return best;
}

type QuotedShare = "all" | "some" | "none";

function quotedShare({ first, last }: TokenSpan, features: FeatureValues): QuotedShare {
  let quoted = 0;
  for (let token = first; token <= last; token += 1) {
    if (hasFeature(features, token, "in_double")) quoted += 1;
  }
  if (quoted === 0) return "none";
  return quoted === last - first + 1 ? "all" : "some";
}

function kindOf(
  content: readonly TokenSpan[],
  shareOf: (span: TokenSpan) => QuotedShare,
): StatementKind {
  const shares = content.map(shareOf);
  if (shares.length > 0 && shares.every((share) => share === "all")) return "direct";
  return shares.every((share) => share === "none") ? "reported" : "mixed";
}
