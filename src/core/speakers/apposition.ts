import { anyOf } from "../data/lists.ts";
import { wordsFor } from "../data/uses.ts";
import { isKin, isModifier, isRoleNoun } from "./roles.ts";
import { isFunctionWord, type NameSighting } from "./scan.ts";
import type { Word } from "./document-words.ts";
import type { Span } from "../types.ts";

const APPOSITION_WORDS_MAX = 14;
const opensRole = anyOf(wordsFor("role-opener"));
const endsHead = anyOf(wordsFor("head-end"));
const opensClause = anyOf(wordsFor("clause-end"));

/** "Mark Rutte, the NATO chief,": the span of the role after a name, or null. */
export function roleAfter(
  text: string,
  words: readonly Word[],
  sighting: NameSighting,
): Span | null {
  const last = words[sighting.to - 1];
  const first = words[sighting.to];
  if (last === undefined || first === undefined || last.isPossessive) return null;
  const gap = text.slice(last.end, first.start);
  if (!/^(?:,| —| –)\s$/u.test(gap)) return null;
  let to = sighting.to;
  while (to < words.length && to - sighting.to < APPOSITION_WORDS_MAX) {
    const word = words[to];
    if (word === undefined || (to > sighting.to && !word.isJoined) || opensClause.test(word.key))
      break;
    to += 1;
  }
  return readRoleSpan(words, sighting.to, to);
}

/** "The head of Military Intelligence, Kyrylo Budanov,": the span of the role before a name, or null. */
export function roleBefore(
  text: string,
  words: readonly Word[],
  sighting: NameSighting,
): Span | null {
  const name = words[sighting.from];
  const before = words[sighting.from - 1];
  const last = words[sighting.to - 1];
  if (name === undefined || before === undefined || last === undefined || last.isPossessive)
    return null;
  if (text.slice(before.end, name.start) !== ", ") return null;
  const after = text.slice(last.end, last.end + 1);
  if (!/^(?:[,.;:—–)]|)$/u.test(after) && !/^[”"]/u.test(after)) return null;
  let from = sighting.from - 1;
  while (from > 0 && sighting.from - from < APPOSITION_WORDS_MAX && words[from]?.isJoined === true)
    from -= 1;
  while (from < sighting.from && !startsRole(words[from])) from += 1;
  return readRoleSpan(words, from, sighting.from);
}

function startsRole(word: Word | undefined): boolean {
  if (word === undefined) return false;
  return (
    opensRole.test(word.key) || (word.isCapital && !isFunctionWord(word)) || isRoleNoun(word.text)
  );
}

/** The span of these words when they are a noun phrase whose head says what somebody is. */
function readRoleSpan(words: readonly Word[], from: number, to: number): Span | null {
  let head = from;
  for (let at = from; at < to; at += 1) {
    const word = words[at];
    if (word === undefined || endsHead.test(word.key)) break;
    const isPart =
      word.isCapital ||
      word.isPossessive ||
      opensRole.test(word.key) ||
      isModifier(word.text) ||
      isRoleNoun(word.text) ||
      isKin(word.text) ||
      at < to - 1;
    if (!isPart) return null;
    head = at + 1;
  }
  const noun = words[head - 1];
  if (head === from || noun === undefined || !(isRoleNoun(noun.text) || isKin(noun.text)))
    return null;
  const start =
    opensRole.test(words[from]?.key ?? "") && /^(?:the|a|an)$/u.test(words[from]?.key ?? "")
      ? from + 1
      : from;
  const [first, last] = [words[start], words[to - 1]];
  if (first === undefined || last === undefined || last.end <= first.start) return null;
  return { start: first.start, end: last.end };
}
