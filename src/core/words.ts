/** English words that carry no topic, the common verbs of speech among them: they are left out of a word search unless nothing else is there. */
const STOP_WORDS = new Set(
  (
    "a about according all also am an and any are as ask asked at be been being believe believes but by can could did do does doing " +
    "for from had has have having he her hers him his how i if in into is it its just me more most my no not " +
    "of on or our out over said say saying says she should so some such tell than that the their theirs them " +
    "then there these they think thinks this those thought to told under up was we were what when where which while who whom whose " +
    "why will with would write writes wrote you your"
  ).split(" "),
);

/**
 * The words of a question that word search looks for, in order, each once, in lower case.
 * Letters, digits and marks make a word; "U.S." gives "u", "s", as the word index has it.
 */
export function searchTerms(question: string): string[] {
  const words = question.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [];
  const terms = [...new Set(words)];
  const topical = terms.filter((word) => !STOP_WORDS.has(word));
  return topical.length > 0 ? topical : terms;
}

/** Whether a text has anything that could be asked about: a letter or a digit. */
export function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

/** Whether a word, in lower case, carries a topic by itself: "troops", not "the". */
export function isTopical(word: string): boolean {
  return !STOP_WORDS.has(word);
}
