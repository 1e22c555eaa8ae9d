import { editDistance, fold } from "./fold.ts";
import type { Speaker } from "./speaker.ts";

/** Longest name that is compared, in UTF-16 units after folding. */
const NAME_CHARS_MAX = 60;
/** Shorter words are near to everything. */
const WORD_CHARS_MIN = 4;
/** One letter in three may differ: "Schulz" is near "Scholz", "Budanow" near "Budanov". */
const LETTERS_A_CHANGE = 3;

/**
 * The names that are written most nearly like one that nobody has: by the whole name, or by its last
 * word. Nearest first, of equally near ones those who say more.
 *
 * @param countMax most names.
 */
export function nearestNames(
  name: string,
  speakers: readonly Speaker[],
  countMax: number,
): string[] {
  const whole = fold(name).slice(0, NAME_CHARS_MAX);
  const wanted = new Set([whole, whole.split(" ").at(-1) ?? ""].filter(isComparable));
  const measured = new Map<string, number>();
  const near: { readonly speaker: Speaker; readonly distance: number }[] = [];
  for (const speaker of speakers) {
    if (speaker.type === "anonymous") continue;
    const distance = Math.min(
      ...writingsOf(speaker).map((word) => {
        const known = measured.get(word) ?? distanceToAny(wanted, word);
        measured.set(word, known);
        return known;
      }),
    );
    if (distance < Infinity) near.push({ speaker, distance });
  }
  near.sort(
    (a, b) => a.distance - b.distance || b.speaker.statementCount - a.speaker.statementCount,
  );
  return [...new Set(near.map(({ speaker }) => speaker.name))].slice(0, countMax);
}

/** A name and its words, as they are compared. */
function writingsOf({ name }: Speaker): string[] {
  const whole = fold(name);
  return [whole, ...whole.split(" ")].filter(isComparable);
}

function isComparable(word: string): boolean {
  return word.length >= WORD_CHARS_MIN && word.length <= NAME_CHARS_MAX;
}

/** Changed letters as a share of the word, the least of all wanted; Infinity for too many. */
function distanceToAny(wanted: ReadonlySet<string>, word: string): number {
  let least = Infinity;
  for (const one of wanted) {
    const length = Math.min(one.length, word.length);
    const limit = Math.floor(length / LETTERS_A_CHANGE);
    const distance = editDistance(one, word, limit);
    if (distance <= limit) least = Math.min(least, distance / length);
  }
  return least;
}
