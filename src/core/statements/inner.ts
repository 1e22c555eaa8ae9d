import { alternatives } from "../data/lists.ts";
import { wordsFor } from "../data/uses.ts";
import type { Span } from "../types.ts";
import { type Attribution, decode } from "./decode.ts";
import { featureReader } from "./features.ts";
import { findLayout } from "./layout.ts";
import { rowsBetween, type TaggedStretch } from "./tag.ts";
import type { Tagger } from "./statement.ts";

/** Shorter contents hold no attribution of their own. In tokens. */
const INNER_TOKENS_MIN = 10;
/** A longer content is more than the tagger was trained to read at once. In tokens. */
const INNER_TOKENS_MAX = 224;

/** Tagging costs time, so only contents with one of these words are tagged once more. */
const cueWord = new RegExp(`\\b(?:${alternatives(wordsFor("cue", "inner"))})\\b`, "u");

/**
 * Attributions inside what others reported ("Zelenskyy said that Seoul reported ..."). The tagger
 * gives a token one label, so the words of a content are tagged once more, as a text of their own.
 */
export async function findInner(
  outer: readonly Attribution[],
  tagged: TaggedStretch,
  tagger: Tagger,
): Promise<Attribution[]> {
  const found: Attribution[] = [];
  for (const { kind, content } of outer) {
    if (kind === "direct") continue;
    for (const span of content) {
      const mayHold = cueWord.test(tagged.layout.text.slice(span.start, span.end));
      if (mayHold) found.push(...(await tagInside(span, tagged, tagger)));
    }
  }
  return found;
}

async function tagInside(
  span: Span,
  { layout, offsets, parts }: TaggedStretch,
  tagger: Tagger,
): Promise<Attribution[]> {
  const [from, to] = [
    tokensBefore(offsets.starts, span.start),
    tokensBefore(offsets.starts, span.end),
  ];
  if (to - from < INNER_TOKENS_MIN || to - from > INNER_TOKENS_MAX) return [];
  const inside = findLayout(layout.text.slice(span.start, span.end));
  const place = (offset: number) => offset - span.start;
  const innerOffsets = {
    starts: offsets.starts.subarray(from, to).map(place),
    ends: offsets.ends.subarray(from, to).map(place),
  };
  const features = featureReader(inside)(innerOffsets);
  const scores = await tagger.score({ rows: rowsBetween(parts, from, to), features });
  const tokens = { layout: inside, offsets: innerOffsets, features, scores };
  const shift = (spans: readonly Span[]) =>
    spans.map(({ start, end }) => ({ start: start + span.start, end: end + span.start }));
  return decode(tokens, tagger.parameters)
    .map(({ kind, content, cue, source }) => ({
      kind,
      content: shift(content),
      cue: shift(cue),
      source: shift(source),
    }))
    .filter(({ source }) =>
      source.some(({ start, end }) => isSpeaker(layout.text.slice(start, end))),
    );
}

/** A fact or an event, "it", says nothing. */
function isSpeaker(source: string): boolean {
  return !/^(?:it|this|that|which)$/iu.test(source);
}

/** How many of the ordered starts are below `position`, by bisection. */
function tokensBefore(starts: Int32Array, position: number): number {
  let [from, to] = [0, starts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((starts[middle] ?? 0) < position) from = middle + 1;
    else to = middle;
  }
  return from;
}
