import { anyOf } from "../data/lists.ts";
import { wordsFor } from "../data/uses.ts";
import { OUTSIDE, wordAt, type Word } from "./document-words.ts";
import type { StatedRole } from "./people.ts";
import { genderOfRole, isKin, isRoleNoun, readRole } from "./roles.ts";
import { isFunctionWord, type NameSighting } from "./name-sightings.ts";
import type { Span } from "../types.ts";

const APPOSITION_WORDS_MAX = 14;
const opensRole = anyOf(wordsFor("role-opener"));
const endsHead = anyOf(wordsFor("head-end"));
const opensClause = anyOf(wordsFor("clause-end"));

/** "Mark Rutte, the NATO chief,": the span of the role after a name, or null. */
export function roleAfter(
  text: string,
  words: readonly Word[],
  { to: from, next }: NameSighting,
): Span | null {
  const last = wordAt(words, from - 1);
  if (next === OUTSIDE || last.isPossessive) return null;
  if (!/^(?:,| —| –)\s$/u.test(text.slice(last.end, next.start))) return null;
  const after = words.slice(from, from + APPOSITION_WORDS_MAX);
  const end = after.findIndex(
    (word, at) => (at > 0 && !word.isJoined) || opensClause.test(word.key),
  );
  return readRoleSpan(end < 0 ? after : after.slice(0, end));
}

/** "The head of Military Intelligence, Kyrylo Budanov,": the span of the role before a name, or null. */
export function roleBefore(
  text: string,
  words: readonly Word[],
  { from: to, to: end, before }: NameSighting,
): Span | null {
  const last = wordAt(words, end - 1);
  if (before === OUTSIDE || last.isPossessive) return null;
  if (text.slice(before.end, wordAt(words, to).start) !== ", ") return null;
  if (!/^(?:[,.;:—–)”"]|)$/u.test(text.slice(last.end, last.end + 1))) return null;
  const first = Math.max(0, to - APPOSITION_WORDS_MAX);
  const near = words.slice(first, to);
  // From the last word that nothing joins to the one before, or from as far back as a role can begin.
  const role = near.slice(
    Math.max(
      0,
      near.findLastIndex((word) => !word.isJoined),
    ),
  );
  const start = role.findIndex(startsRole);
  return start < 0 ? null : readRoleSpan(role.slice(start));
}

function startsRole(word: Word): boolean {
  return (
    opensRole.test(word.key) || (word.isCapital && !isFunctionWord(word)) || isRoleNoun(word.text)
  );
}

/** The span of these words when they are a noun phrase whose head says what somebody is. */
function readRoleSpan(words: readonly Word[]): Span | null {
  const end = words.findIndex((word) => endsHead.test(word.key));
  const noun = wordAt(words, (end < 0 ? words.length : end) - 1);
  if (!isRoleNoun(noun.text) && !isKin(noun.text)) return null;
  const isDetermined = /^(?:the|a|an)$/u.test(wordAt(words, 0).key);
  const first = wordAt(words, isDetermined ? 1 : 0);
  return { start: first.start, end: wordAt(words, words.length - 1).end };
}

/** What a role's words say, kept with their place. */
export function readStatedRole(text: string, span: Span): StatedRole {
  const words = text.slice(span.start, span.end);
  return { span, role: readRole(words), gender: genderOfRole(words) };
}
