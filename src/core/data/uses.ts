import { adverbs } from "./adverbs.ts";
import { auxiliaries } from "./auxiliaries.ts";
import { commonWords } from "./common-words.ts";
import { conjunctions } from "./conjunctions.ts";
import { determiners } from "./determiners.ts";
import { entriesWith } from "./lists.ts";
import { numbers } from "./numbers.ts";
import { prepositions } from "./prepositions.ts";
import { pronouns } from "./pronouns.ts";
import { speechVerbs } from "./speech-verbs.ts";

/** What words of grammar and of speech are known for, each by one place of the program. */
export const USES = {
  addressing: "a verb that takes whom it is said to: “asked reporters”",
  asking: "stands before the speaker of a question: “what did Rutte say”",
  "clause-end": "ends the role after a name",
  "clause-opener": "opens a clause, so that a name after it is its subject",
  common: "carries no topic: word search leaves it out",
  complement: "ends the head of a noun phrase",
  count: "a number before a unit",
  cue: "may stand right after a quotation and its speaker",
  definite: "opens a definite noun phrase",
  "head-end": "ends the head of a role",
  indefinite: "opens an indefinite noun phrase",
  inner: "tells, with the cues, that reported words may hold an attribution of their own",
  leaning: "opens a sentence that means something in the one before",
  nameless: "belongs to no name, though capitalised at the head of a sentence or a headline",
  number: "is a number that a question asks for",
  opener: "opens a noun phrase and is no part of its head",
  reporting: "tells that somebody's words are reported: the line is news and no furniture",
  "role-filler": "in a role, says nothing of which office it is",
  "role-opener": "opens a role beside a name",
  "share-filler": "between the words of a button to share",
  speaks: "only somebody does it: a name before it is a person's",
  "stand-in": "stands for a speaker whom an earlier question named",
  starter: "begins sentences and hardly ever continues a name: “the U.S. The”, “Acme Inc. But”",
  "tagger-pronoun": "a pronoun for the tagger, as it was trained",
  told: "needs somebody to be told: before “to”, who stands before it is told",
  turn: "what follows it may or may not belong to a content; for the choice of spans, as it was trained",
} as const;

export type Use = keyof typeof USES;

const tables = [
  adverbs,
  auxiliaries,
  commonWords,
  conjunctions,
  determiners,
  numbers,
  prepositions,
  pronouns,
  speechVerbs,
];

/** The words that are known for a use. */
export function wordsFor(...uses: readonly Use[]): ReadonlySet<string> {
  return new Set(uses.flatMap((use) => entriesWith(use, ...tables)));
}
