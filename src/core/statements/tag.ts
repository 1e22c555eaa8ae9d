import type { Passage } from "../types.ts";
import type { FeatureValues } from "./features.ts";
import type { Layout } from "./layout.ts";
import type { Tagger, TokenOffsets, TokenScores, TokenStates } from "./statement.ts";

/** A tagged text. */
export interface TaggedText {
  readonly layout: Layout;
  readonly offsets: TokenOffsets;
  readonly features: FeatureValues;
  readonly scores: TokenScores;
}

/** The tagged tokens of one passage; offsets in the document's text. */
export interface TaggedPart {
  readonly offsets: TokenOffsets;
  readonly features: FeatureValues;
  readonly scores: TokenScores;
  /** The states of its tokens, the marks at either end left out. */
  readonly rows: Float32Array;
  /** The states of these marks. */
  readonly edges: Edges;
}

interface Edges {
  readonly first: Float32Array;
  readonly last: Float32Array;
}

/** A tagged text that still has the states it was tagged from. */
export interface TaggedStretch extends TaggedText {
  readonly parts: readonly TaggedPart[];
}

/** Computes features and scores of a passage's tokens. */
export async function tagPassage(
  passage: Passage,
  states: TokenStates,
  readFeatures: (offsets: TokenOffsets) => FeatureValues,
  tagger: Tagger,
): Promise<TaggedPart> {
  // The passage's text is the end of what the encoder read.
  const shift = passage.end - passage.embeddingInput.length;
  const place = (offset: number) => offset + shift;
  const { starts, ends } = states.offsets;
  const context = starts.filter((start) => place(start) < passage.start).length;
  const offsets = {
    starts: starts.subarray(context).map(place),
    ends: ends.subarray(context).map(place),
  };
  const features = readFeatures(offsets);
  // The title's rows are left out: the encoder has read them, and the tagger was trained without.
  const size = states.rows.length / (starts.length + 2);
  const rows = states.rows.subarray((1 + context) * size, -size);
  const edges = { first: states.rows.subarray(0, size), last: states.rows.subarray(-size) };
  const input = context === 0 ? states.rows : withEdges(rows, edges);
  const scores = await tagger.score({ rows: input, features });
  return { offsets, features, scores, rows, edges };
}

/** The rows as the tagger wants them: with a mark at either end. */
function withEdges(rows: Float32Array, { first, last }: Edges): Float32Array {
  return joinFloats([first, rows, last]);
}

/** The states of the tokens from `from` to before `to`, as the tagger wants them. */
export function rowsBetween(parts: readonly TaggedPart[], from: number, to: number): Float32Array {
  const rows: Float32Array[] = [];
  let edges: Edges | null = null;
  let first = 0;
  for (const part of parts) {
    const tokens = part.offsets.starts.length;
    const [start, end] = [Math.max(from - first, 0), Math.min(to - first, tokens)];
    const size = part.edges.first.length;
    if (start < end) {
      rows.push(part.rows.subarray(start * size, end * size));
      edges ??= part.edges;
    }
    first += tokens;
  }
  return edges ? withEdges(joinFloats(rows), edges) : new Float32Array();
}

/** One tagged text of the passages of a stretch. */
export function joinParts(layout: Layout, parts: readonly TaggedPart[]): TaggedStretch {
  return {
    layout,
    offsets: {
      starts: joinIntegers(parts.map(({ offsets }) => offsets.starts)),
      ends: joinIntegers(parts.map(({ offsets }) => offsets.ends)),
    },
    features: joinFloats(parts.map(({ features }) => features)),
    scores: {
      emissions: joinFloats(parts.map(({ scores }) => scores.emissions)),
      links: joinFloats(parts.map(({ scores }) => scores.links)),
    },
    parts,
  };
}

function joinFloats(arrays: readonly Float32Array[]): Float32Array {
  const joined = new Float32Array(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    joined.set(array, at);
    at += array.length;
  }
  return joined;
}

function joinIntegers(arrays: readonly Int32Array[]): Int32Array {
  const joined = new Int32Array(arrays.reduce((length, array) => length + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    joined.set(array, at);
    at += array.length;
  }
  return joined;
}
