import { textKinds } from "../data/text-kinds.ts";
import { linear } from "../text/linear.ts";
import { findFurniture } from "../text/furniture.ts";
import type { Sentence } from "../text/sentences.ts";
import type { Statement } from "./statement.ts";

// "- US House Intel chair: “North Korean troops must be a red line”"
const QUOTED_HEADLINE = linear(
  String.raw`^(?:[-–—•*]\s*)?([^:“”"]{3,80}):\s*([“"][^“”"]+[”"])$`,
  "",
);

/**
 * Statements in the headlines of other articles that a page lists ("Read also"): a name, a colon,
 * and words between quotation marks. The tagger reads running text, so headlines are read by rule.
 * They have a source and no cue.
 */
export function headlineStatements(text: string, sentences: readonly Sentence[]): Statement[] {
  return findFurniture(text, sentences)
    .filter(({ kind }) => kind === "related")
    .flatMap(({ start, end }) => {
      const line = text.slice(start, end);
      const match = QUOTED_HEADLINE.exec(line);
      const [source, content] = [match?.group(1) ?? "", match?.group(2) ?? ""];
      if (!match || textKinds.has(source.trim().toLowerCase())) return [];
      const sourceStart = start + line.indexOf(source);
      const contentStart = end - content.length;
      return [
        {
          kind: "direct" as const,
          content: [{ start: contentStart, end }],
          cue: [],
          source: [{ start: sourceStart, end: sourceStart + source.trimEnd().length }],
          within: null,
        },
      ];
    });
}
