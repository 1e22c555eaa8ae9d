import { acronyms as knownAcronyms } from "../data/acronyms.ts";
import { linear } from "../text/linear.ts";
import { fold } from "./fold.ts";
import { readPlace, takePlaces } from "./places.ts";

const expansions = new Map(
  Array.from(knownAcronyms, ([short, [long = ""]]): [string, string] => [short, long]),
);

/** Two to seven capitalised words, small ones between them, at the end of what stands before "(NIS)". */
const SPELT_OUT = linear(
  String.raw`(?:\p{Lu}[\p{L}’'-]{0,30} (?:(?:of|for|the|and|on) ){0,2}){2,7}$`,
  "",
);
/** The longest that it can match, in UTF-16 units. */
const SPELT_OUT_UNITS_MAX = 7 * (32 + 2 * 4);

/** The bodies that stand for initials: those everybody knows, and "Full Name (FN)" in a text. */
export function readAcronyms(text: string): ReadonlyMap<string, string> {
  const acronyms = new Map(expansions);
  for (const { 1: short = "", index } of text.matchAll(/\((\p{Lu}{2,6})\)/gu)) {
    const before = text.slice(Math.max(0, index - SPELT_OUT_UNITS_MAX), index);
    const words = (SPELT_OUT.exec(before)?.text ?? "").trim().split(" ");
    const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).slice(-short.length);
    if (capitals.map((word) => word.charAt(0)).join("") !== short) continue;
    const from = words.findLastIndex((word) => word === capitals[0]);
    acronyms.set(fold(short), fold(words.slice(from).join(" ")));
  }
  return acronyms;
}

/**
 * What makes two wordings one body: countries by whatever name, no small words, initials spelt out.
 * "Seoul's foreign ministry" and "the South Korean Foreign Ministry" have one key.
 */
export function bodyKey(
  words: readonly string[],
  acronyms: ReadonlyMap<string, string> = expansions,
): string {
  const whole = words
    .filter((word) => !/^(?:the|a|an)$/iu.test(word))
    .map((word) => word.replace(/(?:['’]s|(?<=s)['’])$/iu, ""));
  const alone = readPlace(whole.join(" "));
  if (alone !== null) return `@${alone.country}`;
  const { places, rest } = takePlaces(whole);
  const kept = rest
    .flatMap((word) => (acronyms.get(fold(word)) ?? fold(word)).split(" "))
    .map((word) => (word === "defense" ? "defence" : word))
    .filter((word) => word !== "" && !/^(?:the|a|an|of|for|s)$/u.test(word));
  return [...places]
    .map((place) => `@${place}`)
    .concat(kept)
    .toSorted()
    .join(" ");
}
