import type { Span } from "../types.ts";
import { findPlaces, linkSpans } from "./linking.ts";
import { quotedShare } from "./quoted-share.ts";
import { chooseSpans } from "./rerank.ts";
import type { TaggedText } from "./tag.ts";
import type { StatementKind, TaggerParameters, TokenSpan } from "./statement.ts";

/** A cue with what it attributes and to whom; spans in characters, each list in order. */
export interface Attribution {
  readonly kind: StatementKind;
  /** Empty where the tagger found a cue that attributes nothing. */
  readonly content: readonly Span[];
  readonly cue: readonly Span[];
  readonly source: readonly Span[];
}

const kinds = { all: "direct", some: "mixed", none: "reported" } as const;

/** From scores to attributions: one for each cue, in order. Contents that no cue takes are dropped. */
export function decode(tagged: TaggedText, parameters: TaggerParameters): Attribution[] {
  const chosen = chooseSpans(tagged, parameters).map(({ spans }) => spans);
  const spans = {
    source: chosen.flatMap(({ source }) => source),
    cue: chosen.flatMap(({ cue }) => cue),
    content: chosen.flatMap(({ content }) => content),
  };
  const { owners, speakers } = linkSpans(spans, tagged, findPlaces(tagged), parameters.link);
  const shareOf = quotedShare(tagged);
  const characters = ({ first, last }: TokenSpan): Span => ({
    start: tagged.offsets.starts[first] ?? 0,
    end: tagged.offsets.ends[last] ?? 0,
  });
  const contents: TokenSpan[][] = spans.cue.map(() => []);
  for (const [index, content] of spans.content.entries()) {
    contents[owners[index]?.index ?? -1]?.push(content);
  }
  return spans.cue.map((cue, index) => {
    const content = contents[index] ?? [];
    const source = spans.source[speakers[index]?.index ?? -1];
    return {
      kind: kinds[shareOf(content)],
      content: content.map(characters),
      cue: [characters(cue)],
      source: source ? [characters(source)] : [],
    };
  });
}
