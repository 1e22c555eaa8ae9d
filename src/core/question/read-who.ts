import { jobs } from "../data/jobs.ts";
import type { Interpretation } from "../types.ts";
import { actOf, isNounAsWell, verbsOf } from "./acts.ts";
import type { Question } from "./question.ts";
import { lowAt } from "./slots.ts";
import { topicWithout } from "./topic.ts";
import { AUXILIARIES } from "./words.ts";

const ANYONE = /^(?:anyone|anybody|someone|somebody|people|everyone|nobody|others)$/u;
const PEOPLE =
  /^(?:people|persons?|politicians?|leaders?|countr(?:y|ies)|officials?|ministers?|governments?|part(?:y|ies)|states?|nations?|experts?|allies|diplomats?|generals?|presidents?|bod(?:y|ies)|organi[sz]ations?|speakers?|figures?|men|women)$/u;
const HOPS = new Set([
  ...AUXILIARIES,
  ..."else all also ever already exactly been being s recently publicly and is was it that who ever not have has had just first".split(
    " ",
  ),
]);
const BE = /^(?:is|are|was|were|be|being)$/u;
const HOPS_MAX = 7;

/** "Who denied it?", "which leaders have spoken of", "has anyone commented on": who made a statement. */
export function readWho(question: Question, base: Interpretation): Interpretation | null {
  const subject = whoAt(question);
  if (subject === null) return null;
  const isAnyone = ANYONE.test(lowAt(question, subject));
  const units = Array.from({ length: subject + 1 }, (_, at) => at);
  const hops: string[] = [];
  for (let at = subject + 1; at <= subject + HOPS_MAX; at += 1) {
    const low = lowAt(question, at);
    const act = actOf(low);
    units.push(at);
    if (act) {
      const isPassive =
        act.form === "past" &&
        hops.some((hop) => BE.test(hop)) &&
        !hops.includes("that") &&
        !hops.includes("who");
      const isNoun = act.form === "base" && isNounAsWell(low) && !isAnyone && hops.length === 0;
      if (isPassive || isNoun || asksForAuthor(question, at)) return null;
      const topic = topicWithout(question, units);
      return {
        ...base,
        kind: "who",
        wants: null,
        verbs: verbsOf(act.verb),
        topic: topic ?? question.text,
      };
    }
    // "Did anyone from the council comment?"
    const isLinked = isAnyone && subject + 1 < at ? true : /^(?:from|of|in|at)$/u.test(low);
    if (question.units[at]?.name ? !isAnyone : !HOPS.has(low) && !(isAnyone && isLinked))
      return null;
    hops.push(low);
  }
  return null;
}

/** The unit that stands for whoever spoke. */
function whoAt(question: Question): number | null {
  const first = lowAt(question, 0);
  if (first === "who") return 0;
  const isAsked = /^(?:which|what|any)$/u.test(first) && !AUXILIARIES.has(lowAt(question, 1));
  if (isAsked && PEOPLE.test(nounAfter(question, 0))) return jobAt(question, 0);
  if (ANYONE.test(first)) return 0;
  return AUXILIARIES.has(first) && ANYONE.test(lowAt(question, 1)) ? 1 : null;
}

/** "Which European leaders": the noun, at most one word on. */
function jobAt(question: Question, at: number): number {
  return isPeople(lowAt(question, at + 1)) ? at + 1 : at + 2;
}

function nounAfter(question: Question, at: number): string {
  const noun = lowAt(question, jobAt(question, at));
  return isPeople(noun) ? "people" : noun;
}

const isPeople = (low: string): boolean =>
  PEOPLE.test(low) || jobs.has(low) || jobs.has(low.replace(/s$/u, ""));

/** "Who wrote the Declaration of Independence?" asks for an author, not for a statement. */
function asksForAuthor(question: Question, at: number): boolean {
  const isWriting = actOf(lowAt(question, at))?.verb === "write";
  return isWriting && !/^(?:that|about|of|on|to)$/u.test(lowAt(question, at + 1));
}
