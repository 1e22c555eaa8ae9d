import { plainActs } from "../data/plain-acts.ts";
import { statementNouns } from "../data/statement-nouns.ts";
import { tellingActs } from "../data/telling-acts.ts";

/** A form of a verb of speech. */
export interface Act {
  /** Base form: "deny". */
  readonly verb: string;
  readonly form: "base" | "s" | "past" | "ing";
}

const ACTS = new Map<string, Act>();
for (const [verb, irregular] of [...plainActs, ...tellingActs]) {
  const stem = verb.replace(/e$/u, "");
  const isIes = /[^aeiou]y$/u.test(verb);
  const hissing = /(?:s|sh|ch|x)$/u.test(verb) ? "es" : "s";
  ACTS.set(verb, { verb, form: "base" });
  ACTS.set(isIes ? `${verb.slice(0, -1)}ies` : verb + hissing, { verb, form: "s" });
  if (irregular.every((form) => form.endsWith("ing") || form.endsWith("in")))
    ACTS.set(isIes ? `${verb.slice(0, -1)}ied` : `${stem}ed`, { verb, form: "past" });
  ACTS.set(`${stem}ing`, { verb, form: "ing" });
  for (const form of irregular)
    ACTS.set(form, { verb, form: /ing?$/u.test(form) ? "ing" : "past" });
}

/** All forms of verbs of speech. */
export const actForms = (): Iterable<string> => ACTS.keys();

const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ["apologize", "apologise"],
  ["criticize", "criticise"],
  ["emphasize", "emphasise"],
]);

/** The verb of speech that a word is a form of, or null. */
export function actOf(low: string): Act | null {
  return ACTS.get(low) ?? null;
}

/** The act that a noun names: "warn" of "warnings"; null for other nouns. */
export function actOfNoun(low: string): string | null {
  return statementNouns.get(low)?.[0] ?? null;
}

const PLAIN = new Set([...plainActs.keys(), "respond"]);

/** What an act adds to plain saying, as an interpretation has it. */
export function verbsOf(verb: string): readonly string[] {
  return PLAIN.has(verb) ? [] : [SPELLINGS.get(verb) ?? verb];
}

/** Verbs that are nouns as often: without "did" before its subject, such a word is none. */
const NOUN_AS_WELL: ReadonlySet<string> = new Set(
  "answer back blast call claim comment demand doubt estimate fear hope note object pledge post praise promise protest quote regret reply report slam state stress support talk tweet vow want worry address answers calls claims comments demands doubts estimates fears hopes notes objects pledges posts promises protests quotes regrets replies reports states stresses supports talks tweets vows worries addresses".split(
    " ",
  ),
);

export function isNounAsWell(low: string): boolean {
  return NOUN_AS_WELL.has(low);
}
