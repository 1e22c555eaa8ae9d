import type { Span } from "./types.ts";
import { isTopical, wordsOf } from "./text/words.ts";

/** What several statements are about. */
export interface Topic {
  /** In its most common wording. */
  readonly text: string;
  /** Statements that hold it. */
  readonly count: number;
  readonly documentIds: readonly string[];
  /** Statements in each of `documentIds`, in their order. */
  readonly counts: readonly number[];
}

/** The words of one statement. */
export interface SaidText {
  readonly documentId: string;
  readonly text: string;
}

/** Most topics that are offered. */
const TOPICS_MAX = 2_000;
/** Said once, it is no topic. */
const STATEMENTS_MIN = 2;
const WORD_CHARS_MIN = 4;
/** Nobody types a topic as long as that, and each is looked through at every letter that is typed. */
const TOPIC_CHARS_MAX = 100;
const PHRASE_WORDS_MAX = 5;

/** Capitalised words in a row, "of" and "the" between them: "North Korea", "Ministry of Defence". */
const NAME = /\p{Lu}[\p{L}\p{M}\p{N}’'-]*(?: (?:(?:of|the) )*\p{Lu}[\p{L}\p{M}\p{N}’'-]*)*/gu;

/** What statements are about: names and nouns by the words alone, most statements first. */
export function findTopics(statements: Iterable<SaidText>): Topic[] {
  const found = new Map<string, { texts: Map<string, number>; places: Map<string, number> }>();
  for (const { documentId, text } of statements) {
    for (const [key, wording] of topicsIn(text)) {
      const topic = found.get(key) ?? { texts: new Map(), places: new Map() };
      found.set(key, topic);
      topic.texts.set(wording, (topic.texts.get(wording) ?? 0) + 1);
      topic.places.set(documentId, (topic.places.get(documentId) ?? 0) + 1);
    }
  }
  return [...found.values()]
    .map(({ texts, places }) => ({
      text: mostCommon(texts),
      count: [...places.values()].reduce((sum, count) => sum + count, 0),
      documentIds: [...places.keys()],
      counts: [...places.values()],
    }))
    .filter(({ count }) => count >= STATEMENTS_MIN)
    .toSorted((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1))
    .slice(0, TOPICS_MAX);
}

/** The topics of one statement, each once, by what they have in common over wordings. */
function topicsIn(text: string): Map<string, string> {
  const topics = new Map<string, string>();
  const taken: Span[] = [];
  for (const { 0: name, index } of text.matchAll(NAME)) {
    const bare = withoutCommon(name);
    const count = wordsOf(bare).length;
    if (count < 2 || count > PHRASE_WORDS_MAX || bare.length > TOPIC_CHARS_MAX) continue;
    topics.set(keyOf(bare), bare);
    taken.push({ start: index, end: index + name.length });
  }
  for (const { text: word, stem, start } of wordsOf(text)) {
    // "North" and "Korea" are not what is told of where "North Korea" is.
    if (taken.some((name) => name.start <= start && start < name.end)) continue;
    if (word.length > TOPIC_CHARS_MAX) continue;
    if (word.length < WORD_CHARS_MIN && !/^\p{Lu}{2,}$/u.test(word)) continue;
    if (isTopical(word) && /^\p{L}+$/u.test(word) && !topics.has(stem)) topics.set(stem, word);
  }
  return topics;
}

/** Without the common words that open a sentence with a capital, and a genitive. */
function withoutCommon(name: string): string {
  const words = name.replace(/['’]s?$/u, "").split(" ");
  const first = words.findIndex((word) => isTopical(word) && word !== "The");
  return first < 0 ? "" : words.slice(first).join(" ");
}

function keyOf(text: string): string {
  return wordsOf(text)
    .map(({ stem }) => stem)
    .join(" ");
}

function mostCommon(texts: ReadonlyMap<string, number>): string {
  const [first] = [...texts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return first?.[0] ?? "";
}
