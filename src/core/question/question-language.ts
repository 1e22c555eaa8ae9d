import { courtesies } from "../data/courtesies.ts";
import { months } from "../data/months.ts";
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
    ...months.keys(),
    ...wordsFor("common", "asking"),
    ..."article articles document documents source sources speaker speakers anyone anybody everyone someone anything something everything timeline latest newest between compare difference differ according quoted sorry politician politicians leader leaders papers topics corpus database".split(
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
  const near = [word.length, word.length + 1, word.length - 1]
    .flatMap((length) => byStart?.get(`${word.charAt(0)}${length}`) ?? [])
    .filter((other) => editDistance(word, other, 1) <= 1);
  // Two letters swapped are likelier than another one.
  const best = near.find((other) => lettersOf(other) === lettersOf(word)) ?? near[0];
  return best === undefined || isGeneralWord(word) ? null : best;
}

const lettersOf = (word: string): string => Array.from(word).toSorted().join("");
