import { editDistance, fold, foldTransliteration } from "./fold.ts";
import { isHonorific, isModifier, isRoleNoun, readRole, roleFits, type Role } from "./roles.ts";
import { bearersOf, likelySpeakers, rolesOf } from "./directory.ts";
import { bodyKey } from "./body-key.ts";
import type { Speaker } from "./speaker.ts";

/** How a query met a speaker, best first. */
export type FindWay = "id" | "name" | "part" | "role" | "spelling" | "beginning";

export interface FoundSpeaker {
  readonly speaker: Speaker;
  readonly way: FindWay;
}

/**
 * The speakers whom a query can mean: by id, by a name or alias, by a part of a name ("Rutte"), by a
 * role that a document states ("the NATO chief"), by a name that is nearly written so ("Rute"), or by
 * how a name begins. Only the best way that finds anybody counts; it may find several, and then the
 * query is ambiguous. Persons and bodies come before offices and the unnamed.
 */
export function findSpeaker(query: string, speakers: readonly Speaker[]): FoundSpeaker[] {
  const trimmed = query.trim().slice(0, QUERY_LENGTH_MAX);
  const key = withoutTitle(trimmed);
  if (key === "") return [];
  const likely = likelySpeakers(trimmed, speakers);
  for (const way of WAYS) {
    const found =
      way === "role" ? findByRole(trimmed, speakers) : likely.filter(fits(way, trimmed, key));
    if (found.length > 0) {
      return found
        .toSorted(
          (a, b) => order(a) - order(b) || mentions(b) - mentions(a) || (a.id < b.id ? -1 : 1),
        )
        .map((speaker) => ({ speaker, way }));
    }
  }
  return [];
}

const WAYS = ["id", "name", "part", "role", "spelling", "beginning"] as const;

/** Whether a query meets a speaker in a way; what depends on the query alone is made once. */
function fits(
  way: Exclude<FindWay, "role">,
  trimmed: string,
  key: string,
): (speaker: Speaker) => boolean {
  if (way === "id") {
    const id = trimmed.toLowerCase();
    return (speaker) => speaker.id === id;
  }
  if (way === "name") {
    const whole = fold(trimmed).replace(/^(?:the|an?) /u, "");
    const body = bodyKey(trimmed.split(/\s+/u));
    return (speaker) => isNamed(speaker, [whole, key], body);
  }
  if (way === "part") return (speaker) => speaker.type !== "anonymous" && hasPart(speaker, key);
  if (way === "spelling") {
    const spelled = { text: key, sound: foldTransliteration(key) };
    return (speaker) => speaker.type !== "anonymous" && isSpelledLike(speaker, spelled);
  }
  return (speaker) =>
    key.length >= BEGINNING_MIN && namesOf(speaker).some((name) => startsWith(name, key));
}

const QUERY_LENGTH_MAX = 200;
const BEGINNING_MIN = 3;

function order(speaker: Speaker): number {
  return ["person", "body", "office", "anonymous"].indexOf(speaker.type);
}

function mentions(speaker: Speaker): number {
  return speaker.aliases.reduce((sum, alias) => sum + alias.evidence.length, 0);
}

/** "President Zelenskyy" is "zelenskyy"; a query of titles only stays whole. */
function withoutTitle(query: string): string {
  const words = query.replace(/['’]s$/u, "").split(/\s+/u);
  let from = /^(?:the|an?)$/iu.test(words[0] ?? "") ? 1 : 0;
  const bare = from;
  while (
    from < words.length &&
    (isHonorific(words[from] ?? "") ||
      isRoleNoun(words[from] ?? "") ||
      isModifier(words[from] ?? ""))
  )
    from += 1;
  return fold(words.slice(from < words.length ? from : bare).join(" "));
}

/** What a speaker is called, folded once: a corpus has tens of thousands of speakers. */
interface FoldedNames {
  readonly all: readonly string[];
  /** Those that mean the speaker and nobody else, without "the". */
  readonly wide: ReadonlySet<string>;
  /** Of a body or office, the keys of these. */
  readonly bodyKeys: ReadonlySet<string>;
}

const folded = new WeakMap<Speaker, FoldedNames>();

function foldedNames(speaker: Speaker): FoldedNames {
  const known = folded.get(speaker);
  if (known) return known;
  const aliases = speaker.aliases.map((alias) => alias.text);
  const wide = [speaker.name, ...aliases.filter((alias) => isWide(speaker, alias))];
  const isBody = speaker.type === "body" || speaker.type === "office";
  const names = {
    all: [speaker.name, ...aliases].map(fold),
    wide: new Set(wide.flatMap((name) => [fold(name), fold(name).replace(/^the /u, "")])),
    bodyKeys: new Set(isBody ? wide.map((name) => bodyKey(name.split(/\s+/u))) : []),
  };
  folded.set(speaker, names);
  return names;
}

function namesOf(speaker: Speaker): readonly string[] {
  return foldedNames(speaker).all;
}

function isNamed(speaker: Speaker, wanted: readonly string[], body: string): boolean {
  const { wide, bodyKeys } = foldedNames(speaker);
  return wanted.some((name) => wide.has(name)) || (body !== "" && bodyKeys.has(body));
}

/** A person's one-word alias is a part of the name, which others may share. */
function isWide(speaker: Speaker, alias: string): boolean {
  return (
    speaker.type !== "person" || alias.includes(" ") || !isPart(fold(speaker.name), fold(alias))
  );
}

function hasPart(speaker: Speaker, key: string): boolean {
  return namesOf(speaker).some(
    (name) =>
      name === key || isPart(name, key) || (speaker.type === "body" && hasInitials(name, key)),
  );
}

/** "NIS" for "South Korea's National Intelligence Service". */
function hasInitials(name: string, key: string): boolean {
  const initials = name
    .split(" ")
    .filter((word) => !/^(?:of|for|the|and)$/u.test(word))
    .map((word) => word.charAt(0));
  return key.length >= 3 && key.length < initials.length + 1 && initials.join("").endsWith(key);
}

/** Whether whole words of a name, in their order, make the key: "barrot", "kim jong", "mark rutte". */
function isPart(name: string, key: string): boolean {
  if (` ${name} `.includes(` ${key} `)) return true;
  const words = name.split(" ");
  const wanted = key.split(" ");
  return wanted.length > 1 && wanted[0] === words[0] && wanted.at(-1) === words.at(-1);
}

function findByRole(query: string, speakers: readonly Speaker[]): Speaker[] {
  const wanted = readRole(capitalised(query));
  return bearersOf(wanted, speakers).filter((speaker) => hasRole(speaker, wanted));
}

function hasRole(speaker: Speaker, wanted: Role): boolean {
  const { roles, places } = rolesOf(speaker);
  if (wanted.places.size === 0 && wanted.others.size === 0)
    return roles.some((role) => roleFits(wanted, { ...role, others: new Set() }, places));
  return roles.some((role) => roleFits(wanted, role, places));
}

/** People do not capitalise what they type: "french president". */
function capitalised(query: string): string {
  return query
    .replace(/(?<![\p{L}\p{M}’'])\p{Ll}/gu, (letter) => letter.toUpperCase())
    .replace(/\bUs\b/gu, "US");
}

/** A folded name or word of one, and how it sounds. */
interface Spelled {
  readonly text: string;
  readonly sound: string;
}

const spelled = new WeakMap<Speaker, readonly Spelled[]>();

/** The names of a speaker and their words, read once. */
function spelledNames(speaker: Speaker): readonly Spelled[] {
  const known = spelled.get(speaker);
  if (known) return known;
  const parts = new Set(namesOf(speaker).flatMap((name) => [name, ...name.split(" ")]));
  const own = [...parts].map((text) => ({ text, sound: foldTransliteration(text) }));
  spelled.set(speaker, own);
  return own;
}

/** A query of one word may be any word of a name. */
function isSpelledLike(speaker: Speaker, key: Spelled): boolean {
  const names = key.text.includes(" ") ? new Set(namesOf(speaker)) : null;
  return spelledNames(speaker).some((one) => (names?.has(one.text) ?? true) && isNear(one, key));
}

function isNear(name: Spelled, key: Spelled): boolean {
  if (name.sound === key.sound) return true;
  const length = Math.min(name.text.length, key.text.length);
  if (length < 4) return false;
  const limit = length < 8 ? 1 : 2;
  return (
    name.text.charAt(0) === key.text.charAt(0) && editDistance(name.text, key.text, limit) <= limit
  );
}

function startsWith(name: string, key: string): boolean {
  return name.startsWith(key) || name.split(" ").some((word) => word.startsWith(key));
}
