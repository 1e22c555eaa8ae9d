import { splitSentences } from "../../core/text/sentences.ts";

const FRAMES: readonly ((words: string) => string)[] = [
  (words) => `What is said about ${words}?`,
  (words) => `Who spoke of ${words}?`,
  (words) => `When was it that ${words}?`,
  (words) => `${words}?`,
  (words) => words,
];
const WORDS_A_QUESTION = 6;

/**
 * Questions made from the words of texts, always the same for the same texts: six words in a row
 * from a sentence, in one of five frames. They test mechanics, not understanding.
 */
export function questionsFrom(texts: readonly string[], count: number): string[] {
  const runs = texts.flatMap((text) =>
    splitSentences(text).flatMap(({ start, end }) => {
      const words = text.slice(start, end).split(/\s+/);
      return words.map((_, at) => words.slice(at, at + WORDS_A_QUESTION).join(" "));
    }),
  );
  // A stride that is prime to most lengths spreads the questions over all of the texts.
  const stride = 97;
  return Array.from({ length: count }, (_, at) => {
    const words = runs[(at * stride) % runs.length] ?? "";
    const frame = FRAMES[at % FRAMES.length];
    return frame ? frame(words) : words;
  });
}
