import { acronyms as knownAcronyms } from "../data/acronyms.ts";
import { linear } from "../text/linear.ts";
import { fold } from "./fold.ts";
import { readPlace, takePlaces } from "./places.ts";
import type { Mention, SpeakerType } from "./speaker.ts";
import type { Span } from "../types.ts";

/** The bodies, offices and unnamed people of a document, in the order in which they first speak. */
export interface Registry {
  readonly entries: Entry[];
  readonly byKey: Map<string, number>;
  /** "NIS" for "National Intelligence Service (NIS)". */
  readonly acronyms: ReadonlyMap<string, string>;
}

interface Entry {
  readonly type: SpeakerType;
  name: string;
  readonly key: string;
  readonly evidence: Span[];
}

const expansions = new Map(
  Array.from(knownAcronyms, ([short, [long = ""]]): [string, string] => [short, long]),
);

/** Reads the "Full Name (FN)" of a text. */
/** Two to seven capitalised words, small ones between them, at the end of what stands before "(NIS)". */
const SPELT_OUT = linear(
  String.raw`(?:\p{Lu}[\p{L}’'-]{0,30} (?:(?:of|for|the|and|on) ){0,2}){2,7}$`,
  "",
);
/** The longest that it can match, in UTF-16 units. */
const SPELT_OUT_UNITS_MAX = 7 * (32 + 2 * 4);

export function createRegistry(text: string): Registry {
  const acronyms = new Map(expansions);
  for (const { 1: short = "", index } of text.matchAll(/\((\p{Lu}{2,6})\)/gu)) {
    const before = text.slice(Math.max(0, index - SPELT_OUT_UNITS_MAX), index);
    const words = (SPELT_OUT.exec(before)?.text ?? "").trim().split(" ");
    const capitals = words.filter((word) => /^\p{Lu}/u.test(word)).slice(-short.length);
    if (capitals.map((word) => word.charAt(0)).join("") !== short) continue;
    const from = words.lastIndexOf(capitals[0] ?? "");
    acronyms.set(fold(short), fold(words.slice(from).join(" ")));
  }
  return { entries: [], byKey: new Map(), acronyms };
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

/** The number of the speaker of this key; made when it is new. */
export function register(
  registry: Registry,
  entry: { type: SpeakerType; name: string; key: string; span: Span },
): number {
  const { key, name, span, type } = entry;
  const whole = `${type} ${key}`;
  const known = registry.byKey.get(whole) ?? widerBody(registry, type, key);
  const id = known ?? registry.entries.length;
  if (known === undefined) registry.entries.push({ type, name, key, evidence: [] });
  registry.byKey.set(whole, id);
  const found = registry.entries[id];
  if (found === undefined) return id;
  if (!found.evidence.some((other) => other.start === span.start)) found.evidence.push(span);
  if (isFuller(name, found.name)) found.name = name;
  return id;
}

/** "The National Intelligence Service" where "South Korea's National Intelligence Service" spoke. */
function widerBody(registry: Registry, type: SpeakerType, key: string): number | undefined {
  if (type !== "body" || key.startsWith("@") || key.split(" ").length < 2) return undefined;
  const wider = registry.entries.flatMap((entry, id) => {
    const rest = entry.key
      .split(" ")
      .filter((word) => !word.startsWith("@"))
      .join(" ");
    return entry.type === "body" && rest === key && entry.key !== key ? [id] : [];
  });
  return wider.length === 1 ? wider[0] : undefined;
}

/** A country's name over its capital's, words over initials. */
function isFuller(left: string, right: string): boolean {
  const place = readPlace(right);
  if (place !== null) return fold(left) === place.country && fold(right) !== place.country;
  return /^\p{Lu}{2,6}$/u.test(right) && left.includes(" ");
}

export function toMention(entry: Entry): Mention {
  return { type: entry.type, name: entry.name, evidence: entry.evidence, roles: [] };
}
