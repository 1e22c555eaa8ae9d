import { type LinearExpression, linear } from "../text/linear.ts";
import { OUTLET, QUESTION_WORD } from "./forms.ts";
import type { KnownNames } from "./known-names.ts";
import { isUnknownName } from "./whom.ts";

const SOURCE_FORMS: readonly LinearExpression[] = [
  linear(
    String.raw`^(?:according\s+to|in|from|per)\s+(?<source>[^,]+?)(?:,\s*(?<rest>.+)|\s+(?<question>(?:what|who|how|why|when|where|which|did|does)\b.*))$`,
  ),
  linear(
    String.raw`^(?<rest>.+?),?\s+(?:according\s+to|in|from|by|per)\s+(?<source>[^,?!.]+)[?!.\s]*$`,
  ),
  linear(
    String.raw`^what\s+(?:did|does|do|has|have)\s+(?<source>.+?)\s+(?:say|report|write|publish|reported|written|published)\s*(?:about|on|of)?\s*(?<rest>.*?)[?!.\s]*$`,
  ),
  linear(String.raw`^(?<source>.+?)\s+(?:on|about)\s+(?<rest>.+)$`),
];

/** A publisher, author or title that the question names, and the question without it. */
export function readSource(question: string, names: KnownNames) {
  for (const form of SOURCE_FORMS) {
    const match = form.exec(question);
    const source = match?.group("source") ?? "";
    const rest = match?.group("rest") || match?.group("question") || "";
    if (source === "" || isAbout(source)) continue;
    if (names.speakers(source).some(({ statementCount }) => statementCount > 0)) continue;
    const sources = names.sources(source);
    if (sources.length > 0) return { sources, unknown: null, rest: rest || question, isCut: true };
    if (OUTLET.test(source.trim()) && isUnknownName(source, names)) {
      const unknown = { what: "source", name: source.trim() } as const;
      return { sources: [], unknown, rest: rest || question, isCut: true };
    }
  }
  return { sources: [], unknown: null, rest: question, isCut: false };
}

const SOURCE_CHARS_MAX = 60;

/** More words than a name has, or a question of its own. */
function isAbout(words: string): boolean {
  return words.length > SOURCE_CHARS_MAX || QUESTION_WORD.test(words);
}
