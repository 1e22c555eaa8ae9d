import { hasFeature } from "./features.ts";
import { placesOf } from "./layout.ts";
import { countUpTo, type LinkContext, type LinkSide, type Products, scorePair } from "./links.ts";
import type { TaggedText } from "./tag.ts";
import type { LinkParameters, RoleSpans, TokenSpan } from "./statement.ts";

/** How many sources on each side of a cue may be its own. */
const SOURCES_NEAR = 2;
/**
 * A cue in no sentence that the content touches must score so much, and that of the quotation before
 * at most so much less than the nearest ones: else the content's own cue was not found, and another's
 * would be a wrong name. From articles that the tagger scoring them had not seen, where anything from
 * -4 to -1 and from 1 to 4 is as good.
 */
const FAR_MIN = -2;
const GOES_ON = 2;

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

/**
 * Gives each content a cue and each cue a source, or none.
 *
 * @param products kept from one call to the next where spans are the same objects.
 */
export function linkSpans(
  spans: RoleSpans,
  tagged: TaggedText,
  places: Places,
  parameters: LinkParameters,
  products: Products = new Map(),
): Linked {
  const context: LinkContext = {
    parameters,
    products,
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
 * - A content that does not start in quotation marks has its cue in a sentence that it touches, or
 *   before it in its paragraph.
 * - One that does may also have it after it in its paragraph, in the paragraph before, or, when it
 *   is carried over paragraphs, in any before. If neither candidate is in a sentence that it
 *   touches, it goes on with the cue of the last content of its paragraph that starts or ends in
 *   quotation marks; if that has none and no candidate is in this paragraph, of the paragraph before.
 * - A cue in no sentence that the content touches counts only if it scores `FAR_MIN`, and one that it
 *   would go on with only if no candidate scores more than `GOES_ON` above it. A carried quotation
 *   goes on anyway.
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
    const paragraph = context.paragraph[content.first] ?? 0;
    const startsQuoted = hasFeature(features, content.first, "in_double");
    const carried = hasFeature(features, content.first, "carried");
    const after = countUpTo(firsts, content.first);
    let owner = NONE;
    let [isHere, isAlone] = [false, true];
    for (let index = after - 1; index <= after; index += 1) {
      const cue = cues[index];
      if (!cue) continue;
      const distance = paragraph - (context.paragraph[cue.first] ?? 0);
      const here = touches(content, cue, context.sentence);
      const isBefore = distance === 0 && index < after;
      const inReach = distance === 0 || distance === 1 || (distance > 1 && carried);
      if (!here && !isBefore && !(startsQuoted && inReach)) continue;
      if (here) isHere = true;
      if (distance === 0) isAlone = false;
      const score = scoreCue(content, cue, firsts, context);
      const fits = here || carried || score >= FAR_MIN;
      if (fits && (owner.index < 0 || score > owner.score)) owner = { index, score };
    }
    if (startsQuoted && !isHere) {
      const own = goingOn.get(paragraph) ?? -1;
      const index = own < 0 && isAlone ? (goingOn.get(paragraph - 1) ?? -1) : own;
      const cue = cues[index];
      const score = cue ? scoreCue(content, cue, firsts, context) : -Infinity;
      const least = owner.index < 0 ? FAR_MIN : Math.max(FAR_MIN, owner.score - GOES_ON);
      if (cue && (carried || score >= least)) owner = { index, score };
    }
    const endsQuoted = hasFeature(features, content.last, "in_double");
    if (startsQuoted || endsQuoted) goingOn.set(paragraph, owner.index);
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
  const end = Math.min(sources.length, after + SOURCES_NEAR);
  let best = NONE;
  for (let index = from; index < end; index += 1) {
    const span = sources[index];
    if (!span || paragraph[span.first] !== paragraph[cue.first]) continue;
    const right: LinkSide = { span, role: "source" };
    const score = scorePair(left, right, parameters.cueSource, firsts, context);
    if (best.index < 0 || score > best.score) best = { index, score };
  }
  return best.score > parameters.noSource ? best : NONE;
}
