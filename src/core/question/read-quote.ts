import { MARKED_QUOTE_WORDS_MIN } from "../limits.ts";
import { linear } from "../text/linear.ts";
import { isTopical, wordsOf } from "../text/words.ts";
import type { Interpretation } from "../types.ts";
import { PRONOUN, SPEAKING_VERB } from "./forms.ts";
import type { KnownNames } from "./known-names.ts";
import { NAME_WORDS_MAX, whom } from "./whom.ts";

const QUOTED = linear(String.raw`[“"«](?<quote>[^”"»]{3,})[”"»]`);
const ASKS_FOR_MORE = linear(String.raw`^(?:what|how\s+many|when|where|why)\b`);
const SAID_BY = linear(
  String.raw`^(?:did|does|has|have|had|was|is\s+it\s+true\s+that)\s+(?<speaker>.+?)\s+(?:ever|really|actually|\S+)\b`,
);

/** "Did Rutte say “...”?" and "Who said “...”?" ask whether and by whom words were said. */
export function readQuote(
  plain: string,
  base: Interpretation,
  names: KnownNames,
): Interpretation | null {
  const match = QUOTED.exec(plain);
  const quote = match?.group("quote").trim() ?? "";
  if (!match || wordsOf(quote).length < MARKED_QUOTE_WORDS_MIN || isTitle(quote)) return null;
  const around = `${plain.slice(0, match.start)}… ${plain.slice(match.end)}`;
  if (!SPEAKING_VERB.test(around) || ASKS_FOR_MORE.test(around)) return null;
  const named = longestName(SAID_BY.exec(around)?.group("speaker") ?? "", around, names);
  return { ...base, kind: "verify", quote, topic: quote, ...named };
}

/** “The Star-Spangled Banner” is a name between quotation marks. */
function isTitle(quote: string): boolean {
  return wordsOf(quote).every(({ text }) => !isTopical(text) || /^\p{Lu}/u.test(text));
}

/** The longest run of words after the verb that opens the question which names a speaker. */
function longestName(first: string, around: string, names: KnownNames) {
  if (first === "") return {};
  const words = around.slice(around.indexOf(first)).split(/\s+/u).slice(0, NAME_WORDS_MAX);
  for (let count = words.length; count > 0; count -= 1) {
    const found = whom(words.slice(0, count).join(" "), names);
    if (found) return found;
  }
  const unknown = words
    .slice(
      0,
      words.findIndex((word) => SPEAKING_VERB.test(word)),
    )
    .join(" ");
  return unknown === "" || PRONOUN.test(unknown)
    ? {}
    : { unknown: { what: "speaker", name: unknown } as const };
}
