/** Questions as people ask them, and as nobody does. */
import { QUESTION_CHARS_MAX } from "../../src/core/limits.ts";
import { characters, hostile, mixture, prose, run } from "./pieces.ts";
import { type Random, randomOf } from "../../src/measure/eval/random.ts";

/** Longest run of one thing in a question, in UTF-16 units. */
const RUN_CHARS_MAX = 900;

/** The question of a seed and a number; a few are over the limit. */
export function fuzzQuestion(seed: string, at: number): string {
  const random = randomOf(seed, "question", at);
  const question = random.pick(SHAPES)(random);
  // Over the limit now and then: that is refused.
  return random.once(50) ? question : question.slice(0, QUESTION_CHARS_MAX);
}

const NAMES = [
  "Rutte",
  "Mark Rutte",
  "macron",
  "Macron’s",
  "the French president",
  "the NATO chief",
  "Budanov",
  "China",
  "the US",
  "Estonian intelligence",
  "he",
  "nobody",
  "Jean-Noël Barrot",
  "officials",
  "Reuters",
] as const;
const TOPICS = [
  "China",
  "North Korean troops",
  "missile technology",
  "NATO in Asia",
  "escalation",
  "the war",
  "bread",
  "it",
  "desperation",
  "11,000 soldiers",
  "“a huge threat”",
  "Kursk in November 2024",
] as const;
const VERBS = ["say", "said", "warn", "think", "deny", "write", "claim", "urge", "add"] as const;
const DATES = [
  "in 2024",
  "in November 2024",
  "since 18 November",
  "before 2024-11-19",
  "last week",
  "between 2023 and 2025",
  "in 99999",
  "on 31 February 2024",
  "yesterday",
] as const;

type Shape = (random: Random) => string;

const name: Shape = (random) => random.pick(NAMES);
const topic: Shape = (random) => (random.once(5) ? prose(random, 8) : random.pick(TOPICS));
const verb: Shape = (random) => random.pick(VERBS);
const date: Shape = (random) => (random.once(2) ? ` ${random.pick(DATES)}` : "");
const gap: Shape = (random) => (random.once(4) ? run(random, RUN_CHARS_MAX) : " ");

/** The forms in which people ask. */
const ASKED: readonly [Shape, ...Shape[]] = [
  (r) => `What did ${name(r)} ${verb(r)} about ${topic(r)}${date(r)}?`,
  (r) => `what${gap(r)}did${gap(r)}${name(r)}${gap(r)}${verb(r)}${gap(r)}${topic(r)}`,
  (r) => `Did ${name(r)} ${verb(r)} that ${topic(r)}?`,
  (r) => `${name(r)} on ${topic(r)}${date(r)}`,
  (r) => `${name(r)}: ${topic(r)}`,
  (r) => `Who ${verb(r)} ${topic(r)}?`,
  (r) => `Who said “${prose(r, 9)}”?`,
  (r) => `Did ${name(r)} say “${prose(r, 9)}”?`,
  (r) => `How many ${topic(r)}${date(r)}?`,
  (r) => `when${gap(r)}did ${topic(r)} happen${date(r)}`,
  (r) => `where is ${topic(r)}?`,
  (r) => `Why ${topic(r)}?`,
  (r) => `According to ${name(r)},${gap(r)}${topic(r)}?`,
  (r) => `${topic(r)} according to${gap(r)}${name(r)}`,
  (r) => `What is ${name(r)}'s view on ${topic(r)}?`,
  (r) => `quotes by ${name(r)} on ${topic(r)}`,
  (r) => `latest statements of ${name(r)}${date(r)}`,
  (r) => `${name(r)} - what do they think about ${topic(r)}?`,
  (r) => `And ${name(r)}?`,
  (r) => `What happened${date(r)}?`,
  (r) =>
    `what does ${r.pick(["The Guardian", "Reuters", "the New York Times"])} say on ${topic(r)}`,
  (r) => topic(r),
];

const asked: Shape = (random) => random.pick(ASKED)(random);

const SHAPES: readonly [Shape, ...Shape[]] = [
  asked,
  asked,
  asked,
  (random) => spoilt(random, asked(random)),
  (random) => spoilt(random, asked(random)),
  (random) => random.many(1 + random.int(4), () => asked(random)).join(gap(random)),
  (random) => asked(random).toUpperCase(),
  (random) => mixture(random, 4, RUN_CHARS_MAX),
  (random) => characters(random, QUESTION_CHARS_MAX),
  (random) => prose(random, 120),
  (random) => hostile(random, RUN_CHARS_MAX),
  (random) => hostile(random, Math.max(64, RUN_CHARS_MAX)),
  (random) => random.pick(["", " ", "?", "\0", "\n", "“”", "<@123>", "\u200b", "\u202e?"]),
];

/** With pieces put in, cut or doubled. */
function spoilt(random: Random, question: string): string {
  const at = random.int(question.length + 1);
  const [before, after] = [question.slice(0, at), question.slice(at)];
  return random.pick<() => string>([
    () => before + run(random, RUN_CHARS_MAX) + after,
    () => before + characters(random, 20) + after,
    () => before + after.slice(random.int(after.length + 1)),
    () => question + question,
    () => before + String.fromCharCode(0xd800 + random.int(0x800)) + after,
    () => Array.from(question).toReversed().join(""),
    () => question.replaceAll(" ", () => run(random, RUN_CHARS_MAX)),
  ])();
}
