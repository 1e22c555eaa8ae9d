import type { Passage, Span } from "../types.ts";
import { type Attribution, decode } from "./decode.ts";
import { featureReader } from "./features.ts";
import { findInner } from "./inner.ts";
import { findLayout, type Layout } from "./layout.ts";
import { withSigned } from "./signed.ts";
import { joinParts, type TaggedPart, tagPassage } from "./tag.ts";
import type { Statement, Tagger, TokenStates } from "./statement.ts";

/**
 * How much text is decoded at once, in UTF-16 units: its states are kept in memory, about 700 bytes
 * a unit. Where a longer document is cut, no attribution reaches over the cut.
 */
const STRETCH_CHARACTERS_MAX = 50_000;

export interface ExtractOptions {
  readonly text: string;
  /** The passages of the text, in order. What stands outside is not tagged. */
  readonly passages: readonly Passage[];
  /** The encoder's states of the passage's embedding input; null leaves the passage untagged. */
  readonly read: (passage: Passage) => Promise<TokenStates | null>;
  readonly tagger: Tagger;
}

/**
 * Finds who said what: tags each passage, decodes the tags of the whole text, looks inside what was
 * reported for more, and keeps the attributions that have a content.
 */
export async function extractStatements(options: ExtractOptions): Promise<Statement[]> {
  const { text, tagger } = options;
  const layout = findLayout(text);
  const attributions: Attribution[] = [];
  for await (const tagged of tagStretches(options, layout)) {
    const outer = decode(tagged, tagger.parameters);
    attributions.push(...outer, ...(await findInner(outer, tagged, tagger)));
  }
  return toStatements(text, withSigned(layout, attributions));
}

/** One attribution for each cue, in order, those without a content too; none inside another. */
export async function findAttributions(options: ExtractOptions): Promise<Attribution[]> {
  const layout = findLayout(options.text);
  const attributions: Attribution[] = [];
  for await (const tagged of tagStretches(options, layout)) {
    attributions.push(...decode(tagged, options.tagger.parameters));
  }
  return withSigned(layout, attributions);
}

async function* tagStretches({ passages, read, tagger }: ExtractOptions, layout: Layout) {
  const readFeatures = featureReader(layout);
  for (const stretch of stretches(passages)) {
    const parts: TaggedPart[] = [];
    for (const passage of stretch) {
      const states = await read(passage);
      if (states) parts.push(await tagPassage(passage, states, readFeatures, tagger));
    }
    yield joinParts(layout, parts);
  }
}

function stretches(passages: readonly Passage[]): Passage[][] {
  const groups: Passage[][] = [];
  let from = -Infinity;
  for (const passage of passages) {
    if (passage.end - from > STRETCH_CHARACTERS_MAX) {
      groups.push([]);
      from = passage.start;
    }
    groups.at(-1)?.push(passage);
  }
  return groups;
}

/** Attributions with a content, by position; where two begin together the longer one comes first. */
function toStatements(text: string, attributions: readonly Attribution[]): Statement[] {
  const whole = (spans: readonly Span[]) => spans.map((span) => withMarks(text, span));
  const found = attributions
    .filter(({ content }) => content.length > 0)
    .map(({ kind, content, cue, source }) => ({
      kind,
      content: whole(content),
      cue: whole(cue),
      source: whole(source),
    }))
    .map((statement) => ({ statement, hull: hullOf(statement.content) }))
    .sort((a, b) => a.hull.start - b.hull.start || b.hull.end - a.hull.end);
  const open: number[] = [];
  const holds = (outer: number, inner: Span) =>
    found[outer]?.statement.content.some(
      (span) => span.start <= inner.start && inner.end <= span.end,
    );
  return found.map(({ statement, hull }, index) => {
    while ((found[open.at(-1) ?? index]?.hull.end ?? Infinity) <= hull.start) open.pop();
    const within = open.findLast((outer) => holds(outer, hull)) ?? null;
    open.push(index);
    return { ...statement, within };
  });
}

/** Combining marks after a letter belong to no token, and to the span. */
function withMarks(text: string, { start, end }: Span): Span {
  let last = end;
  while (/^[\p{Mn}\u200D]$/u.test(text.charAt(last))) last += 1;
  return { start, end: last };
}

function hullOf(spans: readonly Span[]): Span {
  return { start: spans[0]?.start ?? 0, end: spans.at(-1)?.end ?? 0 };
}
