import { sliceSpan } from "../excerpt.ts";
import type { Span, TextSpan } from "../types.ts";
import { tokenise } from "./tokens.ts";
import type { LeftOut } from "./finding.ts";

/**
 * Words by which a sentence can turn what stands beside them: it denies, doubts, hinders, alleges or
 * makes it depend on something. The beginning of a word is enough where it ends in "*".
 */
const TURNING =
  "not no never none nobody nothing neither nor cannot without hardly barely scarcely far " +
  "deni* deny* reject* refus* refut* dismiss* disput* doubt* question* contradict* retract* oppos* object* " +
  "fail* prevent* avoid* stop* halt* curb* " +
  "alleg* accus* claim* purport* suppos* reported reportedly rumor* rumour* suggest* unconfirmed unverified false* untrue unlikely " +
  "if unless whether until provided except only";
/** Before the quoted words, and near them, these make a possibility of a fact. */
const POSSIBLE = new Set(
  "may might could would should possible possibly potential potentially perhaps likely".split(" "),
);
const NEAR_WORDS = 4;

const turning = TURNING.split(" ").map((word) =>
  word.endsWith("*")
    ? (key: string) => key.startsWith(word.slice(0, -1))
    : (key: string) => key === word,
);

/**
 * What a quote leaves out of its sentences, where that holds a word that can change what was said.
 *
 * @param match the quoted words, and `frame` the words that belong with them.
 */
export function findLeftOut(text: string, match: Span, frame: Span): LeftOut | null {
  const before = trimmed(text, { start: frame.start, end: match.start });
  const after = trimmed(text, { start: match.end, end: frame.end });
  const words = [...turningWords(text, before, POSSIBLE), ...turningWords(text, after, new Set())];
  return words.length > 0 ? { before, after, words } : null;
}

/** Whether a part of a text has a word that can turn what stands beside it. */
export function canTurn(text: string, part: Span): boolean {
  return turningWords(text, part, new Set()).length > 0;
}

function turningWords(text: string, part: Span | null, near: ReadonlySet<string>): string[] {
  if (!part) return [];
  const words = tokenise(text, part).tokens.filter(({ kind }) => kind === "word");
  return words
    .filter(
      ({ key }, at) =>
        key.endsWith("n't") ||
        turning.some((fits) => fits(key)) ||
        (near.has(key) && at >= words.length - NEAR_WORDS),
    )
    .map(({ start, end }) => text.slice(start, end));
}

/** The words of a span without white space at its ends; null where there are none. */
function trimmed(text: string, { start, end }: Span): TextSpan | null {
  const part = text.slice(start, Math.max(start, end));
  if (!/[\p{L}\p{N}]/u.test(part)) return null;
  const from = start + (part.length - part.trimStart().length);
  return sliceSpan(text, { start: from, end: from + part.trim().length });
}
