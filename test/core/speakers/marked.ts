import { resolveSources } from "../../../src/core/speakers/resolve.ts";
import type { DocumentSpeakers } from "../../../src/core/speakers/speaker.ts";
import type { Statement } from "../../../src/core/statements/statement.ts";
import { splitSentences } from "../../../src/core/text/sentences.ts";
import type { Span } from "../../../src/core/types.ts";

/**
 * Reads a text in which `[…]` marks the sources of statements and `{…}` the quotations. A quotation
 * belongs to the nearest source of its paragraph; one in a paragraph without a source has none.
 */
function readMarked(marked: string): { text: string; statements: Statement[] } {
  let text = "";
  const sources: Span[] = [];
  const quotes: Span[] = [];
  let open = 0;
  for (const character of marked) {
    if (character === "[" || character === "{") open = text.length;
    else if (character === "]") sources.push({ start: open, end: text.length });
    else if (character === "}") quotes.push({ start: open, end: text.length });
    else text += character;
  }
  const taken = new Set<Span>();
  const statements = sources.map((source): Statement => {
    const near = quotes.filter(
      (quote) =>
        !taken.has(quote) &&
        !text
          .slice(Math.min(quote.end, source.end), Math.max(quote.start, source.start))
          .includes("\n"),
    );
    const quote = near.find(
      (one) => Math.abs(one.end - source.start) < 15 || Math.abs(source.end - one.start) < 15,
    );
    if (quote !== undefined) taken.add(quote);
    return {
      kind: quote === undefined ? "reported" : "direct",
      content: quote === undefined ? [{ start: source.end, end: source.end + 1 }] : [quote],
      cue: cueAfter(text, source),
      source: [source],
      within: null,
    };
  });
  const rest = quotes
    .filter((quote) => !taken.has(quote))
    .map((quote): Statement => ({
      kind: "direct",
      content: [quote],
      cue: [],
      source: [],
      within: null,
    }));
  return {
    text,
    statements: [...statements, ...rest].toSorted(
      (a, b) => (a.content[0]?.start ?? 0) - (b.content[0]?.start ?? 0),
    ),
  };
}

/** The word after a source: "said". */
function cueAfter(text: string, source: Span): Span[] {
  const match = /^ (\p{Ll}+)/u.exec(text.slice(source.end));
  return match === null ? [] : [{ start: source.end + 1, end: source.end + match[0].length }];
}

/** Resolves a marked text and names the speakers of each statement, joint ones joined by " + ". */
export function resolveMarked(
  marked: string,
  id = "document",
): { text: string; resolved: DocumentSpeakers; names: (string | null)[] } {
  const { text, statements } = readMarked(marked);
  const resolved = resolveSources({ id, text, sentences: splitSentences(text) }, statements);
  const names = resolved.statements.map(({ speakers }) =>
    speakers.length === 0
      ? null
      : speakers.map((index) => resolved.mentions[index]?.name).join(" + "),
  );
  return { text, resolved, names };
}
