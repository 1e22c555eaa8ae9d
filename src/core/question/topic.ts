import { isTopical } from "../text/words.ts";
import { actOfNoun } from "./acts.ts";
import { LINKS, type Question } from "./question.ts";
import { lowAt } from "./slots.ts";
import { AUXILIARIES, QUESTION_WORDS } from "./words.ts";

/** Words that tell how much is asked for or how, and nothing of what. */
const VAGUE = new Set(
  "summarise summarize summary sum anything everything something stuff thing things nothing lot lots ever yet latest newest recent recently lately compare compared comparing comparison contrast differ differs differing difference differences between both versus vs exactly so far say saying said does reporters journalists me us them please any all some every list of what if s d ago true real really also too again most most oldest earliest timeline chronology statement statements quote quotes comment comments remark remarks".split(
    " ",
  ),
);

/** Whether a word says what a question is about. */
function tells(low: string): boolean {
  return isTopical(low) && !VAGUE.has(low) && low !== "";
}

/**
 * What a question is about: its words less those of `units`, each stretch of them without the words
 * of grammar at its ends. Null where nothing is left that tells.
 */
export function topicWithout(question: Question, units: readonly number[]): string | null {
  const gone = new Set(units);
  const pieces: string[] = [];
  for (let from = 0; from < question.units.length; from += 1) {
    if (gone.has(from)) continue;
    let to = from;
    while (to < question.units.length && !gone.has(to)) to += 1;
    const piece = trimmed(question, from, to);
    if (piece !== "") pieces.push(piece);
    from = to;
  }
  return pieces.length === 0 ? null : pieces.join(" ");
}

function trimmed(question: Question, first: number, last: number): string {
  const { text, units } = question;
  const isTold = (at: number) => units[at]?.name !== null || tells(lowAt(question, at));
  let from = first;
  let to = last;
  while (from < to && !isTold(from) && !opensTopic(question, from, to)) from += 1;
  while (to > from && !isTold(to - 1)) to -= 1;
  const told = Array.from({ length: to - from }, (_, index) => from + index).some(isTold);
  if (!told) return "";
  return text.slice(units[from]?.start, units[to - 1]?.end);
}

/** Whether a word of grammar is kept at the beginning of a topic: "the war", "how many troops". */
function opensTopic(question: Question, at: number, to: number): boolean {
  const low = lowAt(question, at);
  const next = lowAt(question, at + 1);
  if (low === "how") return /^(?:many|much|long|old|far|big)$/u.test(next);
  if (/^(?:many|much|no|not|more|less)$/u.test(low)) return true;
  const isArticle = /^(?:the|a|an|his|her|their|its|our|this|these|those)$/u.test(low);
  return isArticle && at + 1 < to && !VAGUE.has(next) && actOfNoun(next) === null && !isLink(next);
}

const isLink = (low: string): boolean =>
  LINKS.has(low) || QUESTION_WORDS.has(low) || AUXILIARIES.has(low);
