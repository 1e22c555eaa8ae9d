import { hasFeature } from "./features.ts";
import { placesOf } from "./layout.ts";
import { countUpTo, type LinkContext, type LinkSide, scorePair } from "./links.ts";
import type { TaggedText } from "./tag.ts";
import type { LinkParameters, RoleSpans, TokenSpan } from "./types.ts";

/** How many sources on each side of a cue may be its own. */
const SOURCES_NEAR = 2;

/** The sentence and the paragraph of each token, by index. */
export interface Places {
  readonly sentence: Int32Array;
  readonly paragraph: Int32Array;
}

export function findPlaces({ layout, offsets }: TaggedText): Places {
  return {
    sentence: placesOf(layout.sentences, offsets.starts),
    paragraph: placesOf(layout.paragraphs, offsets.starts),
  };
}

/** Another span by its index, or -1, and how well they belong together. */
export interface Link {
  readonly index: number;
  readonly score: number;
}

/** Which spans belong together. */
export interface Linked {
  /** The cue of each content. */
  readonly owners: readonly Link[];
  /** The source of each cue. */
  readonly speakers: readonly Link[];
}

const NONE: Link = { index: -1, score: 0 };

/** Gives each content a cue and each cue a source, or none. */
export function linkSpans(
  spans: RoleSpans,
  tagged: TaggedText,
  places: Places,
  parameters: LinkParameters,
): Linked {
  const context: LinkContext = {
    parameters,
    links: tagged.scores.links,
    contentFirsts: spans.content.map(({ first }) => first),
    ...places,
  };
  const sourceFirsts = spans.source.map(({ first }) => first);
  return {
    owners: findCues(spans.content, spans.cue, tagged, context),
    speakers: spans.cue.map((cue) => findSource(cue, spans.source, sourceFirsts, context)),
  };
}

/**
 * The cue of each content. Candidates are the last cue before it and the first after.
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
): Link[] {
  const firsts = cues.map(({ first }) => first);
  const goingOn = new Map<number, number>();
  return contents.map((content) => {
    const scoreOf = (index: number): Link => {
      const cue = cues[index];
      return cue ? { index, score: scoreCue(content, cue, firsts, context) } : NONE;
    };
    const paragraph = context.paragraph[content.first] ?? 0;
    const quoted = hasFeature(features, content.first, "in_double");
    const after = countUpTo(firsts, content.first);
    const candidates = [after - 1, after].flatMap((index) => {
      const cue = cues[index];
      if (!cue) return [];
      const distance = paragraph - (context.paragraph[cue.first] ?? 0);
      return [{ index, distance, here: touches(content, cue, context.sentence) }];
    });
    const carried = hasFeature(features, content.first, "carried");
    const near = candidates.filter(({ index, distance, here }) => {
      const isBefore = distance === 0 && index < after;
      const inReach = distance === 0 || distance === 1 || (distance > 1 && carried);
      return here || isBefore || (quoted && inReach);
    });
    let owner = NONE;
    if (quoted && !candidates.some(({ here }) => here)) {
      const isAlone = near.every(({ distance }) => distance !== 0);
      const own = goingOn.get(paragraph) ?? -1;
      const index = own < 0 && isAlone ? (goingOn.get(paragraph - 1) ?? -1) : own;
      owner = scoreOf(index);
    }
    if (owner.index < 0) owner = bestOf(near.map(({ index }) => scoreOf(index)));
    if (quoted) goingOn.set(paragraph, owner.index);
    return owner;
  });
}

/** Whether the cue begins in a sentence that the content runs through. */
function touches(content: TokenSpan, cue: TokenSpan, sentence: Int32Array): boolean {
  const at = sentence[cue.first] ?? 0;
  return (sentence[content.first] ?? 0) <= at && at <= (sentence[content.last] ?? 0);
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
): Link {
  const { paragraph, parameters } = context;
  const after = countUpTo(firsts, cue.first);
  const from = Math.max(0, after - SOURCES_NEAR);
  const left: LinkSide = { span: cue, role: "cue_of_source" };
  const near = sources.slice(from, after + SOURCES_NEAR).flatMap((span, index): Link[] => {
    if (paragraph[span.first] !== paragraph[cue.first]) return [];
    const right: LinkSide = { span, role: "source" };
    const score = scorePair(left, right, parameters.cueSource, firsts, context);
    return [{ index: from + index, score }];
  });
  const best = bestOf(near);
  return best.score > parameters.noSource ? best : NONE;
}

/** The first of those with the highest score. */
function bestOf(candidates: readonly Link[]): Link {
  let best = NONE;
  for (const candidate of candidates) {
    if (best.index < 0 || candidate.score > best.score) best = candidate;
  }
  return best;
}
