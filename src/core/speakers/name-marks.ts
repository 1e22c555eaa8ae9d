import { isGeneralWord } from "../text/general-words.ts";
import { preferSpeaking } from "../speaker-summary.ts";
import { bodyKey } from "./body-key.ts";
import { bearersOf, rolesOf } from "./directory.ts";
import { fold } from "./fold.ts";
import { placesIn } from "./places.ts";
import { type Role, isHonorific, isModifier, isRoleNoun, readRole, roleFits } from "./roles.ts";
import type { Speaker } from "./speaker.ts";
import { type NameIndex, SMALL, nameIndexOf } from "./name-index.ts";

/** Words that stand together and name somebody. */
export interface NameMark {
  /** Numbers of the words, half-open. */
  readonly from: number;
  readonly to: number;
  /** One, or several of equal right. */
  readonly speakers: readonly Speaker[];
  readonly way: "name" | "part" | "role";
}

/**
 * Whom the words of a text name, in order, apart from each other: by name, by a part of one, by
 * the name of a body in any order and by its initials, or by a role that a document states. At each
 * place the longest run of words counts; a title before a name is part of it.
 *
 * @param words without what stands between them; "'s" is a word.
 */
export function markNames(words: readonly string[], speakers: readonly Speaker[]): NameMark[] {
  const index = nameIndexOf(speakers);
  const folded = words.map((word) => fold(word));
  const text: Text = { words, folded, isPlace: placesIn(words.map(capitalised)) };
  const isRole = words.map((word, at) => isRoleWord(word, text, at, index));
  const hasCapitals = words.some((word, at) => at > 0 && /^\p{Lu}\p{Ll}/u.test(word));
  const marks: NameMark[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const found = [
      isPlainWord(words[at] ?? "", hasCapitals) ? null : nameAt(folded, at, index),
      bodyAt(text, at, index),
      roleAt(text, at, isRole, { index, speakers }),
    ]
      .filter((mark) => mark !== null)
      .toSorted((a, b) => b.to - a.to || rank(a) - rank(b))[0];
    if (!found) continue;
    marks.push(withTitle(found, words, marks.at(-1)?.to ?? 0));
    at = found.to - 1;
  }
  return joinAppositions(marks);
}

/**
 * Whether a word is written as any other, by somebody who writes names with capitals: "his family",
 * "the state", "he". Nobody is meant by it, whatever names it is a part of.
 */
function isPlainWord(word: string, hasCapitals: boolean): boolean {
  if (!/^\p{Ll}/u.test(word)) return false;
  if (PRONOUN.test(word)) return true;
  return hasCapitals && isGeneralWord(word);
}

const PRONOUN = /^(?:he|she|it|they|we|you|i|him|her|them|us|me|his|its|their|our|my|your)$/u;

interface Text {
  readonly words: readonly string[];
  readonly folded: readonly string[];
  /** Whether a word belongs to the name of a country. */
  readonly isPlace: readonly boolean[];
}

const rank = ({ way }: NameMark): number => ["name", "part", "role"].indexOf(way);

/** So many of equal right are nobody: a first name, "the president". */
const MEANT_MAX = 40;
const NAMED_MAX = 400;

/** A name, or whole words of one, from here on. */
function nameAt(folded: readonly string[], at: number, index: NameIndex): NameMark | null {
  let length = 0;
  let parts: Speaker[] = [];
  let whole: Speaker[] = [];
  const first = folded[at] ?? "";
  // "Van der Berg": the small words before are met from the one that tells.
  const telling = SMALL.test(first)
    ? folded.slice(at, at + 4).find((word) => !SMALL.test(word))
    : first;
  const named = index.byWord.get(telling ?? "") ?? [];
  // A first name that hundreds have names nobody alone.
  const runMin = named.length > NAMED_MAX ? 2 : 1;
  for (const { speaker, words, isWide } of named) {
    const start = words.indexOf(first);
    if (start === -1) continue;
    const run = runLength(words, start, folded, at);
    if (
      run < Math.max(length, runMin) ||
      !words.slice(start, start + run).some((word) => !SMALL.test(word))
    )
      continue;
    if (run > length) [parts, whole] = [[], []];
    length = run;
    parts.push(speaker);
    if (isWide && start === 0 && run >= words.length) whole.push(speaker);
  }
  // A word of a body's name is the body only where no other name has it.
  if (whole.length === 0 && length === 1 && new Set(parts).size > 1)
    parts = parts.filter(({ type }) => type === "person");
  return markOf(whole.length > 0 ? whole : parts, {
    from: at,
    to: at + length,
    way: whole.length > 0 ? "name" : "part",
  });
}

function markOf(found: readonly Speaker[], place: Omit<NameMark, "speakers">): NameMark | null {
  const meant = preferSpeaking([...new Set(found)]);
  if (meant.length === 0 || meant.length > MEANT_MAX) return null;
  return { ...place, speakers: ordered(meant) };
}

/** How many words run alike; the first name may stand right before the last. */
function runLength(
  words: readonly string[],
  start: number,
  folded: readonly string[],
  at: number,
): number {
  let run = 0;
  while (start + run < words.length && words[start + run] === folded[at + run]) run += 1;
  const isOpening = start === 0 && run === 1 && words.length > 2;
  return isOpening && folded[at + 1] === words.at(-1) ? 2 : run;
}

const BODY_WORDS_MAX = 7;

/** "The South Korean spy agency", "Seoul's foreign ministry", "NIS". */
function bodyAt({ words, folded, isPlace }: Text, at: number, index: NameIndex): NameMark | null {
  const first = words[at] ?? "";
  const isUs = folded[at] === "us" && first !== "US" && folded[at - 1] !== "the";
  if (isUs || /^['’]/u.test(first)) return null;
  const opens = isPlace[at] || index.keyWords.has(folded[at] ?? "") || /^\p{Lu}{2,6}$/u.test(first);
  if (folded[at] === "the" || !opens) return initialsAt(folded, at, index);
  for (let to = Math.min(words.length, at + BODY_WORDS_MAX); to > at; to -= 1) {
    if (SMALL.test(folded[to - 1] ?? "") || folded[to - 1] === "s") continue;
    const found = index.byKey.get(bodyKey(joined(words.slice(at, to))));
    if (found) return markOf(found, { from: at, to, way: "name" });
  }
  return initialsAt(folded, at, index);
}

function initialsAt(folded: readonly string[], at: number, index: NameIndex): NameMark | null {
  const found = index.byInitials.get(folded[at] ?? "");
  return found ? markOf(found, { from: at, to: at + 1, way: "part" }) : null;
}

const ROLE_WORDS_MAX = 9;

/** "The French president", "mayor of Torvik", "NATO's chief". */
function roleAt(
  { words, folded }: Text,
  at: number,
  isRole: readonly boolean[],
  { index, speakers }: { readonly index: NameIndex; readonly speakers: readonly Speaker[] },
): NameMark | null {
  if (SMALL.test(folded[at] ?? "") || folded[at] === "s") return null;
  let end = at;
  while (end < at + ROLE_WORDS_MAX && isRole[end] === true) end += 1;
  const hasNoun = words.slice(at, end).some((word) => isRoleNoun(word));
  for (let to = end; to > at; to -= 1) {
    if (SMALL.test(folded[to - 1] ?? "") || folded[to - 1] === "s") continue;
    const named = to > at + 1 ? index.byRole.get(folded.slice(at, to).join(" ")) : undefined;
    if (named) return markOf(named, { from: at, to, way: "role" });
    if (!hasNoun) continue;
    const wanted = readRole(joined(words.slice(at, to)).join(" "));
    const found = bearersWithin(wanted, speakers);
    if (found.length > 0) return markOf(found, { from: at, to, way: "role" });
  }
  return null;
}

/** Those who bear an office; of an office of hundreds, some. */
function bearersWithin(wanted: Role, speakers: readonly Speaker[]): Speaker[] {
  const found: Speaker[] = [];
  for (const speaker of bearersOf(wanted, speakers)) {
    if (bears(speaker, wanted)) found.push(speaker);
    if (found.length > NAMED_MAX) break;
  }
  return found;
}

function bears(speaker: Speaker, wanted: Role): boolean {
  const { roles, places } = rolesOf(speaker);
  for (const place of wanted.places) if (!places.has(place)) return false;
  const isBare = wanted.places.size === 0 && wanted.others.size === 0;
  const fits = isBare ? hasOffice : roleFits;
  return speaker.type !== "anonymous" && roles.some((role) => fits(wanted, role, places));
}

/** "The minister" is any minister, of whatever else. */
function hasOffice(wanted: Role, role: Role): boolean {
  for (const name of wanted.classes) if (!role.wide.has(name)) return false;
  return wanted.classes.size > 0 && wanted.isFormer === role.isFormer;
}

function isRoleWord(word: string, text: Text, at: number, index: NameIndex): boolean {
  const low = text.folded[at] ?? "";
  const isLink = /^(?:of|the|for|s)$/u.test(low);
  return isLink || text.isPlace[at] === true || isRoleNoun(word) || index.roleWords.has(low);
}

/** "'s" joined to its word, as names have it. */
function joined(words: readonly string[]): string[] {
  const whole: string[] = [];
  for (const word of words) {
    const before = whole.at(-1);
    if (/^['’]/u.test(word) && before !== undefined)
      whole[whole.length - 1] = before + word.toLowerCase();
    else whole.push(word);
  }
  return whole.map(capitalised);
}

/** People do not capitalise what they type: "french president". */
function capitalised(words: string): string {
  return words
    .replace(/(?<![\p{L}\p{M}’'])\p{Ll}/gu, (letter) => letter.toUpperCase())
    .replace(/\bUs\b/gu, "US");
}

const isTitle = (word: string): boolean => isHonorific(word) || isRoleNoun(word);

/** Titles right before a name belong to it: "President Macron", "NATO chief Mark Rutte". */
function withTitle(mark: NameMark, words: readonly string[], least: number): NameMark {
  if (mark.way === "role" || mark.speakers.every(({ type }) => type !== "person")) return mark;
  let from = mark.from;
  while (
    from > least &&
    (isTitle(words[from - 1] ?? "") || (from < mark.from && isModifier(words[from - 1] ?? "")))
  ) {
    if (SMALL.test(fold(words[from - 1] ?? ""))) break;
    from -= 1;
  }
  return { ...mark, from };
}

/** "Ingrid Halvorsen, the mayor of Torvik" is one. */
function joinAppositions(marks: readonly NameMark[]): NameMark[] {
  const all: NameMark[] = [];
  for (const mark of marks) {
    const before = all.at(-1);
    const common = before?.speakers.filter((one) => mark.speakers.includes(one)) ?? [];
    const isOne =
      before &&
      mark.from - before.to <= 1 &&
      common.length > 0 &&
      (before.way === "role") !== (mark.way === "role");
    if (isOne) all[all.length - 1] = { ...before, to: mark.to, speakers: common, way: "name" };
    else all.push(mark);
  }
  return all;
}

const TYPES = ["person", "body", "office", "anonymous"];

const order = ({ type }: Speaker): number => TYPES.indexOf(type);

/** Persons first, then those who speak most. */
function ordered(found: readonly Speaker[]): readonly Speaker[] {
  return found.toSorted(
    (a, b) => order(a) - order(b) || b.statementCount - a.statementCount || (a.id < b.id ? -1 : 1),
  );
}
