import { peopleInGeneral } from "../data/people-in-general.ts";
import { isRoleNoun } from "../speakers/roles.ts";
import { isGeneralWord } from "../text/general-words.ts";
import { stemOf } from "../text/words.ts";
import type { Interpretation } from "../types.ts";
import { actOf, actOfNoun } from "./acts.ts";
import type { KnownNames } from "./known-names.ts";
import { type Question, isFunctionWord } from "./question.ts";
import { gapAt, lowAt } from "./slots.ts";
import { AUXILIARIES } from "./words.ts";

const NAME_UNITS_MAX = 4;

/**
 * A name in a speaker's place that this corpus does not have: "What did Scholz say?", "Scholz's
 * view", "quotes by Scholz", "Scholz on China". Whatever else is not understood never becomes a name.
 */
export function readUnknown(
  question: Question,
  base: Interpretation,
  names: KnownNames,
): Interpretation | null {
  for (let at = 0; at < question.units.length; at += 1) {
    const count = nameLength(question, at, names);
    if (count === 0) continue;
    if (isInPlace(question, at, count)) {
      const { text, units } = question;
      const name = text.slice(units[at]?.start, units[at + count - 1]?.end);
      return { ...base, unknown: { what: "speaker", name }, topic: question.text };
    }
    at += count - 1;
  }
  return null;
}

/** How many words from here look like one name; one at least must be new to the corpus. */
function nameLength(question: Question, at: number, names: KnownNames): number {
  let count = 0;
  let isNew = false;
  while (count < NAME_UNITS_MAX && isNameLike(question, at + count, names)) {
    isNew ||= !names.holds(stemOf(lowAt(question, at + count)));
    count += 1;
    if (/[^\s.-]/u.test(gapAt(question, at + count))) break;
  }
  return isNew ? count : 0;
}

function isNameLike(question: Question, at: number, { holds }: KnownNames): boolean {
  const unit = question.units[at];
  if (!unit || unit.name || !/^\p{L}{2,}$/u.test(unit.low) || isFunctionWord(unit.low))
    return false;
  if (peopleInGeneral.has(unit.low) || isRoleNoun(unit.low)) return false;
  const word = question.text.slice(unit.start, unit.end);
  const isShown = /^\p{Lu}/u.test(word) && question.text !== question.text.toUpperCase();
  const isVerb = actOf(unit.low) !== null || actOfNoun(unit.low) !== null;
  if (isVerb) return false;
  if (!isGeneralWord(unit.low)) return isShown || !holds(stemOf(unit.low)) || (at > 0 && isShown);
  return isShown && at > 0;
}

const HOPS = /^(?:ever|really|actually|also|never|has|have|had|been|just|already|is|was|who)$/u;

/** Whether a name here is whoever speaks. */
function isInPlace(question: Question, at: number, count: number): boolean {
  const before = lowAt(question, at - 1);
  const after = lowAt(question, at + count);
  if (before === "by" || before === "from" || before === "of") return saidBefore(question, at - 1);
  if ((before === "to" && lowAt(question, at - 2) === "according") || before === "per") return true;
  const isOwner = after === "s" || /^['’]/u.test(gapAt(question, at + count));
  if (isOwner && [1, 2].some((more) => actOfNoun(lowAt(question, at + count + more)) !== null))
    return true;
  if (at === 0 && isTopicNext(question, count)) return true;
  let next = at + count;
  while (HOPS.test(lowAt(question, next))) next += 1;
  const act = actOf(lowAt(question, next));
  const isHelped = AUXILIARIES.has(before) || before === "s" || at === 0 || before === "what";
  return (
    act !== null &&
    act.verb !== "stand" &&
    isHelped &&
    (act.form !== "past" || next === at + count || lowAt(question, next - 1) !== "was")
  );
}

function saidBefore(question: Question, link: number): boolean {
  const [one, two] = [lowAt(question, link - 1), lowAt(question, link - 2)];
  return (
    [one, two].some((low) => actOfNoun(low) !== null || low === "said") ||
    (link === 0 && lowAt(question, 0) === "from")
  );
}

/** "Scholz on China": a name, a connector, and a topic that asks nothing. */
function isTopicNext(question: Question, count: number): boolean {
  const isConnected =
    /^(?:on|about|re|regarding)$/u.test(lowAt(question, count)) ||
    gapAt(question, count).includes(":");
  const rest = question.units.slice(count);
  return isConnected && rest.length > 1 && !rest.some(({ low }) => AUXILIARIES.has(low));
}
