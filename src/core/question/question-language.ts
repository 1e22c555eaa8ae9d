import { courtesies } from "../data/courtesies.ts";
import { requestWords } from "../data/request-words.ts";
import { statementNouns } from "../data/statement-nouns.ts";
import { wordsFor } from "../data/uses.ts";
import { editDistance } from "../speakers/fold.ts";
import { isGeneralWord } from "../text/general-words.ts";
import { grouped } from "../text/grouped.ts";
import { actForms } from "./acts.ts";

/** Words in which questions are asked, whatever they are about. */
const WORDS: ReadonlySet<string> = new Set(
  [
    ...actForms(),
    ...statementNouns.keys(),
    ...courtesies.keys(),
    ...requestWords.keys(),
    ...wordsFor("common", "asking"),
    ..."article articles document documents source sources speaker speakers anyone anybody everyone someone anything something everything timeline latest newest between compare difference differ according quoted sorry".split(
      " ",
    ),
  ].filter((word) => word.length >= 4),
);
const LETTERS_MIN = 5;

let byStart: ReadonlyMap<string, readonly string[]> | null = null;

/**
 * The word of the language of questions that a word is written as but for one letter or two swapped:
 * "denied" of "deined"; null where it is one, or an everyday word of its own, and for names.
 */
export function mendAsking(word: string): string | null {
  if (word.length < LETTERS_MIN || !/^\p{Ll}+$/u.test(word) || WORDS.has(word)) return null;
  byStart ??= grouped(WORDS, (one) => `${one.charAt(0)}${one.length}`);
  for (const length of [word.length, word.length + 1, word.length - 1]) {
    for (const other of byStart.get(`${word.charAt(0)}${length}`) ?? [])
      if (editDistance(word, other, 1) <= 1) return isGeneralWord(word) ? null : other;
  }
  return null;
}
