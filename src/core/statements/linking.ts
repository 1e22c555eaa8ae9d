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

/** The one that scores most; of equals the first. */
function bestOf<L extends Link>(links: readonly L[]): L | null {
  return links.reduce<L | null>(
    (best, link) => (best === null || link.score > best.score ? link : best),
    null,
  );
}

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

/** A content, and what tells where its cue can stand. */
interface Sought {
  readonly span: TokenSpan;
  readonly paragraph: number;
  readonly startsQuoted: boolean;
  readonly endsQuoted: boolean;
  /** Whether it is carried over paragraphs. */
  readonly isCarried: boolean;
}

/** A cue that can be a content's. */
interface Candidate extends Link {
  readonly cue: TokenSpan;
  /** Whether the cue begins in a sentence that the content runs through. */
  readonly isHere: boolean;
  readonly isInParagraph: boolean;
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
  /** The cue of each paragraph's last content that starts or ends in quotation marks. */
  const goingOn = new Map<number, Candidate>();
  return contents.map((span) => {
    const sought = {
      span,
      paragraph: placeOf(span.first, context.paragraph),
      startsQuoted: hasFeature(features, span.first, "in_double"),
      endsQuoted: hasFeature(features, span.last, "in_double"),
      isCarried: hasFeature(features, span.first, "carried"),
    };
    const candidates = findCandidates(sought, cues, firsts, context);
    const nearest = bestOf(
      candidates.filter(({ isHere, score }) => isHere || sought.isCarried || score >= FAR_MIN),
    );
    const last = cueToGoOn(sought, candidates, goingOn);
    const again = last && { ...last, score: scoreCue(span, last.cue, firsts, context) };
    const owner = again && goesOn(sought, again, nearest) ? again : nearest;
    if (sought.startsQuoted || sought.endsQuoted) {
      if (owner) goingOn.set(sought.paragraph, owner);
      else goingOn.delete(sought.paragraph);
    }
    return owner ?? NONE;
  });
}

function findCandidates(
  sought: Sought,
  cues: readonly TokenSpan[],
  firsts: readonly number[],
  context: LinkContext,
): Candidate[] {
  const { span, paragraph, startsQuoted, isCarried } = sought;
  const after = countUpTo(firsts, span.first);
  const from = Math.max(0, after - 1);
  return cues.slice(from, after + 1).flatMap((cue, at): Candidate[] => {
    const index = from + at;
    const distance = paragraph - placeOf(cue.first, context.paragraph);
    const isHere = touches(span, cue, context.sentence);
    const isInParagraph = distance === 0;
    const isBefore = isInParagraph && index < after;
    const isInReach = isInParagraph || distance === 1 || (distance > 1 && isCarried);
    if (!isHere && !isBefore && !(startsQuoted && isInReach)) return [];
    return [{ cue, index, isHere, isInParagraph, score: scoreCue(span, cue, firsts, context) }];
  });
}

/** The cue that a quotation goes on with where it has none of its own. */
function cueToGoOn(
  { startsQuoted, paragraph }: Sought,
  candidates: readonly Candidate[],
  goingOn: ReadonlyMap<number, Candidate>,
): Candidate | null {
  if (!startsQuoted || candidates.some(({ isHere }) => isHere)) return null;
  const isAlone = !candidates.some(({ isInParagraph }) => isInParagraph);
  const before = isAlone ? goingOn.get(paragraph - 1) : null;
  return goingOn.get(paragraph) ?? before ?? null;
}

function goesOn({ isCarried }: Sought, again: Link, nearest: Link | null): boolean {
  const least = nearest === null ? FAR_MIN : Math.max(FAR_MIN, nearest.score - GOES_ON);
  return isCarried || again.score >= least;
}

/** The sentence or paragraph of a token. */
function placeOf(token: number, places: Int32Array): number {
  return places[token] ?? 0;
}

function touches(content: TokenSpan, cue: TokenSpan, sentence: Int32Array): boolean {
  const at = placeOf(cue.first, sentence);
  return placeOf(content.first, sentence) <= at && at <= placeOf(content.last, sentence);
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
  const near = sources.slice(from, after + SOURCES_NEAR).flatMap((span, at): Link[] => {
    if (paragraph[span.first] !== paragraph[cue.first]) return [];
    const right: LinkSide = { span, role: "source" };
    const score = scorePair(left, right, parameters.cueSource, firsts, context);
    return [{ index: from + at, score }];
  });
  const best = bestOf(near);
  return best !== null && best.score > parameters.noSource ? best : NONE;
}
