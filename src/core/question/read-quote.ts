import { MARKED_QUOTE_WORDS_MIN } from "../limits.ts";
import { linear } from "../text/linear.ts";
import { isTopical, wordsOf } from "../text/words.ts";
import type { Interpretation } from "../types.ts";
import { actOf, actOfNoun } from "./acts.ts";
import type { KnownNames } from "./known-names.ts";
import { readQuestion, whom } from "./question.ts";
import { subjectSlot } from "./slots.ts";
import { readUnknown } from "./read-unknown.ts";

const QUOTED = linear(String.raw`[“"«](?<quote>[^”"»]{3,})[”"»]`);
/** Something else is asked, in which the quoted words only stand: "what did he mean by". */
const ASKS_FOR_MORE = /^(?:what|how|when|why)$/u;
const CHECKED =
  /^(?:real|true|accurate|genuine|fake|correct|right|authentic|legit|exact|from|source|whose)$/u;

/** "Did Rutte say “...”?", "who said “...”?" and "“...”: is that real?" ask whether and by whom words were said. */
export function readQuote(
  plain: string,
  base: Interpretation,
  names: KnownNames,
): Interpretation | null {
  const match = QUOTED.exec(plain);
  const quote = match?.group("quote").trim() ?? "";
  if (!match || wordsOf(quote).length < MARKED_QUOTE_WORDS_MIN || isTitle(quote)) return null;
  const around = readQuestion(`${plain.slice(0, match.start)} … ${plain.slice(match.end)}`, names);
  const lows = around.units.flatMap(({ low, name }) => (name ? [] : low));
  const isSaid = lows.some((low) => actOf(low) !== null || actOfNoun(low) !== null);
  const isChecked = lows.some((low) => CHECKED.test(low));
  const [first = ""] = lows;
  const asksMore = ASKS_FOR_MORE.test(first) && !(first === "what" && isChecked);
  if (!(isSaid || isChecked) || asksMore || (first === "where" && !isChecked)) return null;
  const verify: Interpretation = { ...base, kind: "verify", quote, topic: quote };
  const subject = around.units.find(({ name }, at) => name && subjectSlot(around, at));
  const named = subject ?? around.units.find(({ name }) => name && !name.isWeak);
  if (named?.name) return { ...verify, ...whom(named.name) };
  const unknown = readUnknown(around, base, names)?.unknown ?? null;
  return { ...verify, unknown: unknown ?? base.unknown };
}

/** “The Star-Spangled Banner” is a name between quotation marks. */
function isTitle(quote: string): boolean {
  return wordsOf(quote).every(({ text }) => !isTopical(text) || /^\p{Lu}/u.test(text));
}
