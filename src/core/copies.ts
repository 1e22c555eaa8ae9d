import type { Excerpt } from "./types.ts";
import { isTopical, wordsOf } from "./text/words.ts";

/** Share of common words from which two excerpts are one text: syndicated, repeated, or edited a little. */
const SAME_WORDS_MIN = 0.75;
/** The same for two statements of one speaker, which differ more where they were translated apart. */
const SAME_STATEMENT_MIN = 0.5;

interface Fingerprint {
  readonly stems: ReadonlySet<string>;
  readonly numbers: string;
  readonly speaker: string | null;
}

/**
 * Makes one excerpt of copies and near-copies: the first stays, the others' documents stand in its
 * `alsoIn` with the words as they have them. Figures must agree: 1,500 and 11,000 troops are two matters.
 */
export function joinCopies(excerpts: readonly Excerpt[]): Excerpt[] {
  const joined: {
    readonly excerpt: Excerpt;
    readonly print: Fingerprint;
    readonly also: Excerpt[];
  }[] = [];
  for (const excerpt of excerpts) {
    const print = fingerprintOf(excerpt);
    const original = joined.find((one) => isCopy(one.print, print));
    if (original) original.also.push(excerpt);
    else joined.push({ excerpt, print, also: [] });
  }
  return joined.map(({ excerpt, also }) => ({
    ...excerpt,
    alsoIn: also
      .filter(({ document }) => document.id !== excerpt.document.id)
      .map(({ document, spans }) => ({ document, spans })),
  }));
}

function fingerprintOf({ spans, statement }: Excerpt): Fingerprint {
  const words = spans.flatMap(({ text }) => wordsOf(text));
  const numbers = words.filter(({ text }) => /\p{N}/u.test(text)).map(({ text }) => text);
  const topical = words.filter(({ text }) => isTopical(text));
  return {
    stems: new Set((topical.length > 0 ? topical : words).map(({ stem }) => stem)),
    numbers: [...new Set(numbers)].toSorted().join(" "),
    speaker: statement?.speaker?.id ?? null,
  };
}

function isCopy(a: Fingerprint, b: Fingerprint): boolean {
  if (a.numbers !== b.numbers) return false;
  const common = [...a.stems].filter((stem) => b.stems.has(stem)).length;
  const all = a.stems.size + b.stems.size - common;
  const sameSpeaker = a.speaker !== null && a.speaker === b.speaker;
  const other = a.speaker !== null && b.speaker !== null && a.speaker !== b.speaker;
  if (all === 0 || other) return false;
  return common / all >= (sameSpeaker ? SAME_STATEMENT_MIN : SAME_WORDS_MIN);
}
