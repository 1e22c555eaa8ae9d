import { genderedNouns } from "../data/gendered-nouns.ts";
import { honorifics as honorificTable } from "../data/honorifics.ts";
import { jobs } from "../data/jobs.ts";
import { kin } from "../data/kin.ts";
import { entriesWith } from "../data/lists.ts";
import { roleModifiers as modifiers } from "../data/role-modifiers.ts";
import { wordsFor } from "../data/uses.ts";
import { fold } from "./fold.ts";
import type { Gender } from "./given-names.ts";
import { takePlaces } from "./places.ts";

const gendered = [genderedNouns, honorificTable, jobs, kin];
const honorifics = new Set(honorificTable.keys());
const roleNouns = new Set(jobs.keys());
const kinNouns = new Set(kin.keys());
const male = new Set(entriesWith("male", ...gendered));
const female = new Set(entriesWith("female", ...gendered));

export function isHonorific(word: string): boolean {
  return honorifics.has(fold(word));
}

/** Keeps the hyphens that `fold` drops: "vice-president", "front-runner". */
function roleKey(word: string): string {
  return fold(word.replace(/[-‐‑]/gu, "\u00AA")).replaceAll(" ", "-").replaceAll("ª", "-");
}

export function isRoleNoun(word: string): boolean {
  return roleNouns.has(roleKey(word));
}

export function isKin(word: string): boolean {
  return kinNouns.has(roleKey(word));
}

export function isModifier(word: string): boolean {
  return modifiers.has(roleKey(word));
}

/** Whether this word can end the role that stands before a name. */
export function isTitle(word: string): boolean {
  return isHonorific(word) || isRoleNoun(word) || isKin(word);
}

/** The gender that a role's head tells, or null: "his wife", but not "an aide to Mrs. Reed". */
export function genderOfRole(role: string): Gender | null {
  const [head = ""] = role
    .replace(/^.*['’]s?\s/su, "")
    .split(/\s(?:of|for|to|from|who|whose|in|at|with|on|by)\s|,/u);
  const tokens = head.split(/\s+/u).map(roleKey);
  const last = tokens.findLast((token) => male.has(token) || female.has(token));
  if (!last) return null;
  return male.has(last) ? "male" : "female";
}

/** Offices that go by several names; "leader" and "minister" stand for all below them. */
const classes: readonly (readonly [string, RegExp])[] = [
  ["vice president", /\bvice president\b/u],
  ["president", /(?<!vice )\bpresident\b/u],
  ["prime minister", /\b(?:prime minister|premier|pm)\b/u],
  [
    "foreign minister",
    /\b(?:foreign (?:affairs )?minister|minister (?:of|for) foreign affairs|(?:top|chief) diplomat|foreign secretary)\b/u,
  ],
  ["secretary of state", /\bsecretary of state\b/u],
  ["defence minister", /\b(?:defen[cs]e (?:minister|secretary|chief)|secretary of defense)\b/u],
  ["minister", /\bminister\b/u],
  [
    "chief",
    /\b(?:chief(?! of staff| executive| strategist)|head|secretary general|boss|director general)\b/u,
  ],
  ["chief of staff", /\bchief of staff\b/u],
  ["chair", /\b(?:co )?chair(?:man|woman|person)?\b/u],
  ["spokesperson", /\bspokes(?:man|woman|person)\b/u],
  ["senator", /\bsen(?:ator)?\b/u],
  ["governor", /\bgov(?:ernor)?\b/u],
  ["representative", /\b(?:rep(?:resentative)?|congress(?:man|woman))\b/u],
  ["general", /\bgen(?:eral)?\b(?! staff| secretary| manager| counsel)/u],
  ["adviser", /\badvis[eo]r\b/u],
  ["judge", /\b(?:judge|justice)\b(?! department)/u],
];
const leaders = new Set(["president", "prime minister", "chancellor"]);
const ministers = new Set(["foreign minister", "defence minister", "prime minister"]);

export interface Role {
  readonly classes: ReadonlySet<string>;
  /** These, and those that somebody of these also belongs to. */
  readonly wide: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
  /** The other words: bodies and what narrows the office. */
  readonly others: ReadonlySet<string>;
  readonly isFormer: boolean;
}

const skipped = wordsFor("role-filler");

/** What a role's words say: "the French president", "NATO Secretary-General", "France's top diplomat". */
export function readRole(text: string): Role {
  const tokens = text
    .replace(/['’]s?(?=\s|$)/gu, "")
    .replace(/[-‐‑]/gu, " ")
    .split(/[\s,()]+/u)
    .filter((token) => token !== "");
  const { places, rest } = takePlaces(tokens);
  let left = ` ${rest.map(fold).join(" ")} `;
  const isFormer = /\b(?:former|ex|then|onetime)\b/u.test(left);
  left = left.replace(/\b(?:former|ex|then|onetime|current|acting)\b/gu, " ");
  const found = new Set<string>();
  for (const [name, pattern] of classes) {
    if (!pattern.test(left)) continue;
    found.add(name);
    left = left.replace(pattern, " ");
  }
  const others = new Set<string>();
  const remaining = left
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== "" && !skipped.has(word));
  for (const word of remaining) {
    if (roleNouns.has(word)) found.add(word);
    else others.add(word);
  }
  return { classes: found, wide: widen(found), places, others, isFormer };
}

/** The classes that somebody of this class also belongs to. */
function widen(found: ReadonlySet<string>): Set<string> {
  const all = new Set(found);
  for (const name of found) {
    if (leaders.has(name)) all.add("leader");
    if (ministers.has(name)) all.add("minister");
    if (name === "chair") all.add("chief");
    if (name === "secretary of state") all.add("foreign minister");
  }
  return all;
}

/** Offices that every country and club has: the words beside them have to be the same. */
const strict = new Set([
  "president",
  "vice president",
  "chief",
  "leader",
  "prime minister",
  "chancellor",
]);

/**
 * Whether somebody who is `role` can be meant by `description`. `places` are all countries that the
 * person is tied to, so that "the Russian president" is "President Putin" of "Russian leader Putin".
 */
export function roleFits(description: Role, role: Role, places: ReadonlySet<string>): boolean {
  if (description.classes.size === 0 || description.isFormer !== role.isFormer) return false;
  for (const name of description.classes) if (!role.wide.has(name)) return false;
  for (const place of description.places) if (!places.has(place)) return false;
  for (const other of description.others) if (!role.others.has(other)) return false;
  const isStrict = [...description.classes].some((name) => strict.has(name));
  return !isStrict || description.others.size === role.others.size;
}
