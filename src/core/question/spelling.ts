import { editDistance, fold, foldTransliteration } from "../speakers/fold.ts";
import { generalWordsLike, isGeneralWord } from "../text/general-words.ts";
import { grouped } from "../text/grouped.ts";
import { stemOf } from "../text/words.ts";

/** The words that a misspelt one can mean. */
export interface Spellings {
  /** Words of names as they are compared, with how they are written. */
  readonly nameWords: ReadonlyMap<string, string>;
  /** Whether any passage holds a word of this stem. */
  readonly holds: (stem: string) => boolean;
  /** The stems of the corpus that begin with a letter. */
  readonly stemsFrom: (initial: string) => readonly string[];
}

/** As short a word may be another one with any letter changed. */
const LETTERS_MIN = 4;
/** Of so long a word two letters may differ. */
const LONG = 8;

/**
 * The word of the corpus that a word is nearly written as, or null: where the corpus, its names or
 * everyday English have the word itself, and where nothing is near.
 */
export function mend(word: string, spellings: Spellings): string | null {
  const low = fold(word);
  if (low.length < LETTERS_MIN || !/^\p{L}+$/u.test(low)) return null;
  const { nameWords, holds } = spellings;
  if (nameWords.has(low) || holds(stemOf(low)) || isGeneralWord(low)) return null;
  const limit = low.length < LONG ? 1 : 2;
  const names = namesLike(low, limit, nameWords);
  const others = nearest(low, wordsLike(low, limit), names ? names.distance - 1 : limit, (other) =>
    holds(stemOf(other)),
  );
  const best = others ?? names;
  if (!best) return rareWord(low, spellings);
  return nameWords.get(best.word) ?? best.word;
}

/** A word that the corpus has and everyday English has not, with the ending of the misspelt one. */
function rareWord(low: string, { stemsFrom }: Spellings): string | null {
  const stem = stemOf(low);
  if (!low.startsWith(stem) || stem.length < LETTERS_MIN) return null;
  const near = stemsFrom(low.charAt(0)).filter(
    (other) => Math.abs(other.length - stem.length) <= 1,
  );
  const best = nearest(stem, near, 1);
  return best && best.word + low.slice(stem.length);
}

interface Near {
  readonly word: string;
  readonly distance: number;
}

function nearest(
  low: string,
  candidates: readonly string[],
  limit: number,
  counts: (word: string) => boolean = () => true,
): Near | null {
  let best: Near | null = null;
  let most = limit;
  const letters = lettersOf(low);
  for (const word of candidates) {
    if (most < 0) break;
    if (lettersApart(lettersOf(word), letters) > 2 * most) continue;
    const distance: number = editDistance(word, low, most);
    if (distance > most || !counts(word)) continue;
    best = { word, distance };
    most = distance - 1;
  }
  return best;
}

const LETTERS = 26;
const FIRST_LETTER = "a".charCodeAt(0);

/** Which letters a word has, a bit each. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let at = 0; at < word.length; at += 1) {
    const letter = word.charCodeAt(at) - FIRST_LETTER;
    if (letter >= 0 && letter < LETTERS) letters |= 1 << letter;
  }
  return letters;
}

/** How many letters are in one word alone; each difference makes two at the most. */
function lettersApart(one: number, other: number): number {
  let count = 0;
  for (let left = one ^ other; left !== 0; left &= left - 1) count += 1;
  return count;
}

interface NameGroups {
  /** By initial and number of letters. */
  readonly byStart: ReadonlyMap<string, readonly string[]>;
  readonly bySound: ReadonlyMap<string, readonly string[]>;
}

const groups = new WeakMap<ReadonlyMap<string, string>, NameGroups>();

/** The word of a name that sounds alike or is nearest. */
function namesLike(
  low: string,
  limit: number,
  nameWords: ReadonlyMap<string, string>,
): Near | null {
  const known = groups.get(nameWords) ?? {
    byStart: grouped(nameWords.keys(), (word) => `${word.charAt(0)}${word.length}`),
    bySound: grouped(nameWords.keys(), foldTransliteration),
  };
  groups.set(nameWords, known);
  const [alike] = known.bySound.get(foldTransliteration(low)) ?? [];
  if (alike !== undefined) return { word: alike, distance: 0 };
  const near = lengths(low, limit).flatMap(
    (length) => known.byStart.get(`${low.charAt(0)}${length}`) ?? [],
  );
  return nearest(low, near, limit);
}

function wordsLike(low: string, limit: number): string[] {
  return lengths(low, limit).flatMap((length) => generalWordsLike(low.charAt(0), length));
}

/** Nearest lengths first. */
function lengths(low: string, limit: number): number[] {
  return [0, 1, -1, 2, -2]
    .filter((more) => Math.abs(more) <= limit)
    .map((more) => low.length + more);
}
