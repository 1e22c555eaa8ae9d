import type { Interpretation } from "../types.ts";
import { type Question, whom } from "./question.ts";

/** What may stand beside the name of somebody about whom one asks who it is. */
const ASIDE = new Set(
  "who whos what is are was were s does do did the a an again exactly even actually person guy man woman this that his her he she for living as job work role occupation profession title office function post rank hold holds have has had by and name named called known".split(
    " ",
  ),
);
const BEING = /^(?:is|are|was|were|s)$/u;
const JOB = /^(?:job|role|occupation|profession|title|office|function|post|rank|living)$/u;

/** "Who is Budanov?", "what's Budanov's job", "Budanov who?": whom the corpus introduces, and how. */
export function readIntroduction(question: Question, base: Interpretation): Interpretation | null {
  const named = question.units.filter(({ name }) => name !== null);
  const lows = question.units.flatMap(({ name, low }) => (name ? [] : low));
  const name = named[0]?.name;
  if (!name || named.length !== 1 || name.isWeak || lows.some((low) => !ASIDE.has(low)))
    return null;
  if (!asksWho(lows) && !asksWhat(lows)) return null;
  return { ...base, kind: "introduction", wants: null, topic: null, ...whom(name) };
}

function asksWho(lows: readonly string[]): boolean {
  return lows.includes("who") && (lows.length === 1 || lows.some((low) => BEING.test(low)));
}

/** "What is X's role", "what does X do". "What did X do?" asks for a deed. */
function asksWhat(lows: readonly string[]): boolean {
  const isDoing = lows.includes("does") && lows.includes("do");
  return lows.some((low) => JOB.test(low)) || (lows.includes("what") && isDoing);
}
