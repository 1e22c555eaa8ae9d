import { placeWords } from "../speakers/places.ts";
import { isTopical, stemOf, wordsOf } from "../text/words.ts";

/** A topical word of the question and what it weighs. */
export interface Term {
  readonly stem: string;
  /** Inverse document frequency: the rarer the word in the corpus, the more it weighs. */
  readonly weight: number;
  /** Written with a capital inside the question. */
  readonly isName: boolean;
  /** Stems of the other words for a country that it names: "beij" and "chines" of "china". */
  readonly places: readonly string[];
}

/** Two words that follow each other in the question. */
interface Pair {
  readonly first: string;
  readonly second: string;
  readonly weight: number;
}

/** A question as the ranking reads it. */
export interface WeighedQuestion {
  /** In order, each stem once. */
  readonly terms: readonly Term[];
  readonly pairs: readonly Pair[];
  /** Its numbers as written: "16,000", "2024". */
  readonly numbers: readonly string[];
}

/** How often words are used: passages that hold a stem, and passages there are. */
export interface WordCounts {
  readonly count: (stem: string) => number;
  readonly total: number;
}

/** Words of the question with at most one other between them are a pair. */
const PAIR_STEP_MAX = 2;

/**
 * Weighs the topical words of a question by rarity; all of its words where none is topical. The
 * weight is the inverse document frequency of BM25 (Robertson and Zaragoza, 2009):
 * `ln(1 + (N - n + 0.5) / (n + 0.5))` for a word in n of N passages. A word that no passage holds
 * weighs most: a question about it is hardly answered.
 */
export function weighQuestion(question: string, { count, total }: WordCounts): WeighedQuestion {
  const words = wordsOf(question).map((word, at) => ({ ...word, at }));
  const topical = words.filter(({ text }) => isTopical(text));
  const used = topical.length > 0 ? topical : words;
  const firsts = used.filter(
    ({ stem }, at) => used.findIndex((other) => other.stem === stem) === at,
  );
  const terms = firsts.map(({ stem, text, at }) => {
    const n = count(stem);
    return {
      stem,
      weight: Math.log(1 + (total - n + 0.5) / (n + 0.5)),
      isName: at > 0 && /^\p{Lu}/u.test(text),
      places: placeWords(text).map(stemOf),
      at,
    };
  });
  const pairs = terms.flatMap((first, at) => {
    const second = terms[at + 1];
    if (!second || second.at - first.at > PAIR_STEP_MAX) return [];
    return [{ first: first.stem, second: second.stem, weight: first.weight + second.weight }];
  });
  return { terms, pairs, numbers: numbersIn(question) };
}

/** The numbers of a text as they are written. */
export function numbersIn(text: string): string[] {
  return text.match(/\p{N}+(?:[.,]\p{N}+)*/gu) ?? [];
}

/**
 * The share of the question's words that are among `stems`, by weight, in [0, 1].
 *
 * @param among which of the words count; 1 where none of them does.
 */
export function coverageOf(
  { terms }: WeighedQuestion,
  stems: ReadonlySet<string>,
  among: (term: Term) => boolean = () => true,
): number {
  let sum = 0;
  let held = 0;
  for (const term of terms) {
    if (!among(term)) continue;
    sum += term.weight;
    if (stems.has(term.stem)) held += term.weight;
  }
  if (sum > 0) return held / sum;
  return terms.length === 0 ? 0 : 1;
}

/** Porter's algorithm leaves "russia" and "russian", "escal" and "escalatori" apart. */
const COMMON_START_MIN = 5;
const ENDING_MAX = 5;

/**
 * The stems, and those of the question that differ from one of them in the ending alone, or name the
 * same country ("Beijing", "China"): for a statement, which has few words. For passages it was measured and left out: no better.
 */
export function withEndings(
  { terms }: WeighedQuestion,
  stems: ReadonlySet<string>,
): ReadonlySet<string> {
  const near = terms.filter(
    ({ stem, places }) =>
      places.some((place) => stems.has(place)) ||
      (stem.length >= COMMON_START_MIN && [...stems].some((own) => isNear(stem, own))),
  );
  return new Set([...stems, ...near.map(({ stem }) => stem)]);
}

function isNear(a: string, b: string): boolean {
  return (
    b.length >= COMMON_START_MIN &&
    Math.abs(a.length - b.length) <= ENDING_MAX &&
    (a.startsWith(b) || b.startsWith(a))
  );
}
