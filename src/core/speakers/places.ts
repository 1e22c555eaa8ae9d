import { capitals } from "../data/capitals.ts";
import { countries } from "../data/countries.ts";
import { fold } from "./fold.ts";

export interface Place {
  /** The country's first name in the list: "south korea". */
  readonly country: string;
  /** How the word stands for it. */
  readonly form: "name" | "capital";
}

const byWords = new Map<string, Place>();
for (const [country, names] of countries) {
  for (const name of [country, ...names]) byWords.set(name, { country, form: "name" });
  for (const name of capitals.get(country) ?? []) byWords.set(name, { country, form: "capital" });
}
/** "us" is a pronoun more often; "US" and "U.S." are told apart by their letters in `readPlace`. */
byWords.delete("us");

const PLACE_WORDS_MAX = 3;

/** The country that these words alone stand for, or null. Case matters only for "US". */
export function readPlace(words: string): Place | null {
  if (/^U\.?\s?S\.?(?:A\.?)?$/u.test(words)) return { country: "united states", form: "name" };
  return byWords.get(fold(words)) ?? null;
}

/** The words of all names of the country that these words alone stand for, its capital's too. */
export function placeWords(words: string): string[] {
  const country = readPlace(words)?.country;
  const names = [...byWords].flatMap(([name, place]) => (place.country === country ? name : []));
  return names.flatMap((name) => name.split(" "));
}

/** Replaces the country words in a row of words: "South Korean intelligence" gives country and rest. */
export function takePlaces(words: readonly string[]): { places: Set<string>; rest: string[] } {
  const places = new Set<string>();
  const rest: string[] = [];
  for (let index = 0; index < words.length;) {
    let taken = 0;
    for (
      let count = Math.min(PLACE_WORDS_MAX, words.length - index);
      count > 0 && taken === 0;
      count -= 1
    ) {
      const place = readPlace(words.slice(index, index + count).join(" "));
      const isLower = /^\p{Ll}/u.test(words[index] ?? "");
      if (place === null || isLower) continue;
      places.add(place.country);
      taken = count;
    }
    if (taken === 0) rest.push(words[index] ?? "");
    index += Math.max(1, taken);
  }
  return { places, rest };
}

const placeWordSet = new Set([...byWords.keys()].flatMap((name) => name.split(" ")));

/** Which words of a text, capitalised, belong to the name of a country or its capital. */
export function placesIn(words: readonly string[]): boolean[] {
  const isPlace = words.map(() => false);
  for (const [from, word] of words.entries()) {
    if (!placeWordSet.has(fold(word)) && !word.startsWith("U")) continue;
    for (let count = PLACE_WORDS_MAX; count > 0; count -= 1) {
      if (readPlace(words.slice(from, from + count).join(" ")) === null) continue;
      isPlace.fill(true, from, from + count);
      break;
    }
  }
  return isPlace;
}
