import { eitherNames } from "../data/either-names.ts";
import { femaleNames } from "../data/female-names.ts";
import { maleNames } from "../data/male-names.ts";
import { nicknames as nicknamesOf } from "../data/nicknames.ts";
import { fold } from "./fold.ts";

const both = eitherNames;
const males = new Set([...maleNames, ...eitherNames].map(fold));
const females = new Set([...femaleNames, ...eitherNames].map(fold));

export type Gender = "male" | "female";

/** Whether a word is a common given name; accents do not matter. */
export function isGivenName(word: string): boolean {
  const key = fold(word);
  return males.has(key) || females.has(key);
}

/** The gender that a given name tells, or null. */
export function genderOfGivenName(word: string): Gender | null {
  const key = fold(word);
  if (both.has(key)) return null;
  if (males.has(key) && !females.has(key)) return "male";
  if (females.has(key) && !males.has(key)) return "female";
  return null;
}

const nicknames = Array.from(nicknamesOf, ([name, short]) => new Set([name, ...short]));

/** Whether two given names can be one person's: "Mike" and "Michael", "J." and "John". */
export function givenNamesAgree(left: string, right: string): boolean {
  const [a, b] = [fold(left), fold(right)];
  if (a === b || a.replaceAll(" ", "") === b.replaceAll(" ", "")) return true;
  if ((a.length === 1 || b.length === 1) && a.charAt(0) === b.charAt(0)) return true;
  return nicknames.some((group) => group.has(a) && group.has(b));
}
