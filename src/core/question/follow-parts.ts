import { auxiliaries } from "../data/auxiliaries.ts";
import { actOf } from "./acts.ts";
import { statementNouns } from "../data/statement-nouns.ts";
import { wordsFor } from "../data/uses.ts";
import { isAuxiliary, isPreposition } from "./carry.ts";
import { AUXILIARIES, QUESTION_WORDS, type Word, readWords } from "./words.ts";

/** What of a question may point to the one before it. */
export interface Parts {
  /** Without the opener. */
  readonly words: readonly Word[];
  /** "and", "but", "also"; or "what about", "how about"; null where it opens otherwise. */
  readonly opener: "and" | "about" | null;
  /** Without "too" at its end as well. */
  readonly body: readonly Word[];
  /** Words that say what it is about. */
  readonly content: readonly Word[];
  /** Whether it has a verb of its own, so that it is a sentence. */
  readonly hasVerb: boolean;
  /** Whether it ends with "too", "as well". */
  readonly isAdding: boolean;
}

const setOf = (words: string) => new Set(words.split(" "));

const JOINING = setOf("and but or also plus then so ok okay n");
export const PLAIN_SAYING = setOf(
  "say said says saying tell told tells think thinks thought write wrote",
);

/** Words of grammar, of saying and of asking: what is left of a question says what it is about. */
const EMPTY = new Set([
  ...wordsFor("common", "nameless", "complement"),
  ...AUXILIARIES,
  ...auxiliaries.keys(),
  ...QUESTION_WORDS,
  ...setOf("exactly actually precisely anything everything anyone anybody d s re ve ll m"),
]);

/** "Said", "deny": a verb of speech. */
export function isSpeech({ low }: Word): boolean {
  return actOf(low) !== null;
}

/** Whether a word says nothing of what a question is about. */
function isEmpty(low: string): boolean {
  return EMPTY.has(low) || actOf(low) !== null;
}

/** @param isJoined whether an "and" before it was taken away. */
export function readParts(text: string, isJoined = false): Parts {
  const { words } = readWords(text);
  let from = 0;
  while (JOINING.has(words[from]?.low ?? "")) from += 1;
  const opening = words.slice(from, from + 2).map(({ low }) => low);
  const isOne = /^[wh]bu$/u.test(opening[0] ?? "");
  const isTwo = /^(?:what|how) (?:about|bout|of)$/u.test(opening.join(" "));
  const about = isOne ? 1 : isTwo ? 2 : 0;
  const isAbout = about > 0 && words.length > from + about;
  const isAnd = (isJoined || from > 0) && words.length > from;
  const start = isAbout ? from + about : isAnd ? from : 0;
  const end = withoutAdding(words, start);
  const body = words.slice(start, end);
  return {
    words: words.slice(start),
    opener: isAbout ? "about" : isAnd ? "and" : null,
    body,
    content: body.filter(({ low }) => !isEmpty(low)),
    hasVerb: body.some((word) => isAuxiliary(word.low) || PLAIN_SAYING.has(word.low)),
    isAdding: end < words.length,
  };
}

/** Where "too", "as well" and "then" at the end begin. */
function withoutAdding(words: readonly Word[], start: number): number {
  let end = words.length;
  for (;;) {
    const [before = "", last = ""] = [words[end - 2]?.low, words[end - 1]?.low];
    if (end - 1 > start && /^(?:too|then|though)$/u.test(last)) end -= 1;
    else if (end - 2 > start && before === "as" && last === "well") end -= 2;
    else return end;
  }
}

const MORE = setOf("more further else other others another additional next continue");
/** What is done with what is asked for, and what it is called. */
const HANDED = new Set([
  ...setOf(
    "give show get got list full exact go see want need have tell keep going find read on please",
  ),
  ...setOf("ones one page results excerpts answers passages examples source sources quote"),
  ...statementNouns.keys(),
]);

/** "Who else?" asks for others, "what else did he say?" for what was said. */
const NOT_MORE = setOf("who whom anyone anybody somebody say said says saying told thinks think");

/** "More", "anything else?", "show me other quotes", "go on". */
export function asksForMore({ words, body }: Parts): boolean {
  const lows = body.map(({ low }) => low);
  if (/^(?:go on|keep going)$/u.test(lows.join(" "))) return true;
  const hasOwn = words.some(({ low }) => NOT_MORE.has(low));
  return !hasOwn && lows.some((low) => MORE.has(low)) && lows.every(isHanded);
}

function isHanded(low: string): boolean {
  return MORE.has(low) || HANDED.has(low) || isEmpty(low);
}

const CITING = setOf(
  "source sources citation citations proof evidence reference references link links receipt receipts cite " +
    "article articles paper newspaper document documents outlet publication quote quotes wording",
);
const FOUND = setOf("get got find found read see saw from");
const VERDICT = setOf("true sure right correct real really accurate certain");

/** "Source?", "any proof of that?", "where did you get that?", "is that true?": the answer again, which cites. */
export function asksForSource({ body, content }: Parts): boolean {
  const lows = body.map(({ low }) => low);
  const about = content.map(({ low }) => low);
  if (lows[0] === "where" && lows.some((low) => FOUND.has(low)))
    return about.every((low) => FOUND.has(low));
  const isCiting = lows.some((low) => CITING.has(low));
  if (isCiting) return about.every((low) => CITING.has(low) || isHanded(low));
  return lows.some((low) => VERDICT.has(low)) && about.every((low) => VERDICT.has(low));
}

/** How a word stands for something of the question before; a claim is what somebody may have said. */
export type StandIn = "person" | "owner" | "thing" | "claim";

const PERSONS = setOf("he she they him them theirs hers");
const OWNERS = setOf("his their");
const THINGS = setOf("it this that these those");

/**
 * The words that stand for something which the question itself does not name, by their place.
 *
 * @param isNamed whether a word belongs to somebody whom the question names.
 */
export function standInsOf(
  { words }: Parts,
  isNamed: (word: Word) => boolean,
): ReadonlyMap<number, StandIn> {
  const verb = Math.max(
    0,
    words.findIndex(({ low }) => isAuxiliary(low)),
  );
  const found = new Map<number, StandIn>();
  let hasName = false;
  let hasNoun = false;
  for (const [at, word] of words.entries()) {
    const kind = word.isQuoted ? null : standInAt(words, at);
    const isMany = /^(?:they|them|their|theirs)$/u.test(word.low);
    const isClaimed = kind === "thing" && isClaim(words, at);
    const isOwn = hasName ? !isClaimed : hasNoun && !isClaimed && (isMany || kind === "thing");
    if (kind !== null && !isOwn) found.set(at, isClaimed ? "claim" : kind);
    hasName ||= isNamed(word) || (at > 0 && /^\p{Lu}/u.test(word.text) && !isEmpty(word.low));
    hasNoun ||= at > verb && !isEmpty(word.low);
  }
  return found;
}

/** "Did the mayor deny it?": at the end and after a verb of speech, what was claimed before. */
function isClaim(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  const isLast = at === words.length - 1;
  return isLast && before !== undefined && (isSpeech(before) || isPreposition(before.low));
}

function standInAt(words: readonly Word[], at: number): StandIn | null {
  const low = words[at]?.low ?? "";
  const next = words[at + 1]?.low;
  const before = words[at - 1]?.low ?? "";
  const opensNoun = next !== undefined && !isEmpty(next);
  if (PERSONS.has(low)) return "person";
  if (OWNERS.has(low)) return "owner";
  if (low === "her") return opensNoun || HANDED.has(next ?? "") ? "owner" : "person";
  if (low === "so") return PLAIN_SAYING.has(before) && next === undefined ? "thing" : null;
  if (!THINGS.has(low)) return null;
  // "Is it true that", "does it take to": it stands for what follows.
  const isExpletive = words
    .slice(at + 1)
    .some((word) => /^(?:that|to|if|when|whether)$/u.test(word.low));
  if (low === "it") return isExpletive ? null : "thing";
  // "That war" and "said that China" have a word of their own behind it.
  return next === undefined || isPreposition(next) || isAuxiliary(next) ? "thing" : null;
}
