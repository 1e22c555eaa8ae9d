import { splitSentences } from "../text/sentences.ts";
import { type PlacedWord, wordsAmong } from "../text/words.ts";
import { PASSAGE_WEIGHTS } from "./fitted.ts";
import { type WeighedQuestion, coverageOf, numbersIn } from "./terms.ts";

/** What speaks for a passage as an answer. All but `words` lie in about [-1, 1]. */
export interface PassageEvidence {
  /** Cosine similarity of the passage to the question. */
  readonly similarity: number;
  /** BM25 for each unit of the question's weight. */
  readonly words: number;
  /** Share of the question's words, by rarity, in the passage or its document's title. */
  readonly coverage: number;
  /** The same for the passage's best single sentence. */
  readonly sentenceCoverage: number;
  /** The same for the question's names, in the passage or the title; 1 without names. */
  readonly nameCoverage: number;
  /** Share of the question's numbers that stand in the passage or the title as written; 1 without. */
  readonly numberCoverage: number;
  /** Share of the question's pairs of words that follow each other in the passage too. */
  readonly pairs: number;
  /** Similarity of the document's first passage to the question. */
  readonly leadSimilarity: number;
  /** Mean similarity of the document's three nearest passages. */
  readonly documentSimilarity: number;
  /** 1 for the first passage of its document, else 0. */
  readonly isLead: number;
}

/** What of the evidence counts for the order. */
export const SCORED = [
  "words",
  "coverage",
  "sentenceCoverage",
  "nameCoverage",
  "pairs",
  "leadSimilarity",
  "documentSimilarity",
  "isLead",
] as const satisfies readonly (keyof PassageEvidence)[];

/** By the names of what they weigh. */
export type Weights = Readonly<Record<string, number>>;

/** How well a passage fits the question: a weighted sum. Only the order and differences mean something. */
export function passageScore(
  evidence: PassageEvidence,
  weights: Weights = PASSAGE_WEIGHTS,
): number {
  return SCORED.reduce((sum, key) => sum + (weights[key] ?? 0) * evidence[key], 0);
}

/** What is known of a passage before its words are read. */
export interface FoundPassage {
  readonly text: string;
  readonly title: string | null;
  /** BM25; 0 where word search did not find it. */
  readonly bm25: number;
  readonly ordinal: number;
  readonly similarity: number;
  /** Similarities of all passages of its document, in order. */
  readonly documentSimilarities: readonly number[];
}

const NEAREST_OF_DOCUMENT = 3;

/** Reads a passage's words for what speaks for it. */
export function weighPassage(question: WeighedQuestion, passage: FoundPassage): PassageEvidence {
  const wanted = new Set(question.terms.map(({ stem }) => stem));
  const words = wordsAmong(passage.text, wanted);
  const title = wordsAmong(passage.title ?? "", wanted);
  const stems = new Set([...title, ...words].map(({ stem }) => stem));
  const weight = question.terms.reduce((sum, term) => sum + term.weight, 0);
  const nearest = passage.documentSimilarities
    .toSorted((a, b) => b - a)
    .slice(0, NEAREST_OF_DOCUMENT);
  return {
    similarity: passage.similarity,
    words: weight === 0 ? 0 : passage.bm25 / weight,
    coverage: coverageOf(question, stems),
    sentenceCoverage: bestSentence(question, passage.text, words),
    nameCoverage: coverageOf(question, stems, ({ isName }) => isName),
    numberCoverage: numberShare(question, `${passage.title ?? ""} ${passage.text}`),
    pairs: pairShare(question, words),
    leadSimilarity: passage.documentSimilarities[0] ?? passage.similarity,
    documentSimilarity: nearest.reduce((sum, value) => sum + value, 0) / (nearest.length || 1),
    isLead: passage.ordinal === 0 ? 1 : 0,
  };
}

function numberShare({ numbers }: WeighedQuestion, text: string): number {
  if (numbers.length === 0) return 1;
  const there = new Set(numbersIn(text));
  const held = numbers.filter((number) => there.has(number));
  return held.length / numbers.length;
}

function bestSentence(
  question: WeighedQuestion,
  text: string,
  words: readonly PlacedWord[],
): number {
  if (words.length === 0) return 0;
  const shares = splitSentences(text).map(({ start, end }) => {
    const inside = words.filter((word) => start <= word.start && word.start < end);
    return coverageOf(question, new Set(inside.map(({ stem }) => stem)));
  });
  return Math.max(0, ...shares);
}

/** The second word of a pair may follow the first with two others between. */
const PAIR_DISTANCE_MAX = 3;

function pairShare({ pairs }: WeighedQuestion, words: readonly PlacedWord[]): number {
  const sum = pairs.reduce((all, { weight }) => all + weight, 0);
  if (sum === 0) return 0;
  const held = pairs.filter(({ first, second }) =>
    words.some(
      (word) =>
        word.stem === first &&
        words.some(
          ({ stem, at }) => stem === second && word.at < at && at <= word.at + PAIR_DISTANCE_MAX,
        ),
    ),
  );
  return held.reduce((all, { weight }) => all + weight, 0) / sum;
}
