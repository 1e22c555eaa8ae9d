import { readRole } from "./_roles.ts";
import { editDistance, fold, foldTransliteration } from "./fold.ts";
import type { Speaker } from "./types.ts";

/** The words of all names, for a corpus with tens of thousands of speakers. */
interface Directory {
  /** By a word of a name, an alias, a role or an id, or by the initials of a body. */
  readonly byWord: ReadonlyMap<string, ReadonlySet<Speaker>>;
  readonly byTransliteration: ReadonlyMap<string, ReadonlySet<Speaker>>;
  /** All words, by their first letter. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly withRole: readonly Speaker[];
}

const directories = new WeakMap<readonly Speaker[], Directory>();

/** Fewer are looked through as fast without a directory. */
const SPEAKERS_MIN = 200;
/** As `findSpeaker` compares misspelt names: one letter may differ, of long words two. */
const NEAR_MIN = 4;
const LONG = 8;
const INITIALS_MIN = 3;

/**
 * The speakers who could be meant by a query: all who share a word with it; where it has a word that
 * nobody has, those with a word nearly written so or beginning so; where it names an office, all with
 * an office. What is left out, `findSpeaker` would not find.
 */
export function likelySpeakers(query: string, speakers: readonly Speaker[]): readonly Speaker[] {
  if (speakers.length < SPEAKERS_MIN) return speakers;
  const known = directories.get(speakers);
  const directory = known ?? makeDirectory(speakers);
  if (!known) directories.set(speakers, directory);
  const likely = new Set<Speaker>();
  const addAll = (found: Iterable<Speaker> | undefined) => {
    for (const speaker of found ?? []) likely.add(speaker);
  };
  for (const word of wordsIn(query)) {
    addAll(directory.byWord.get(word));
    addAll(directory.byTransliteration.get(foldTransliteration(word)));
    if (directory.byWord.has(word)) continue;
    for (const other of directory.words.get(word.charAt(0)) ?? []) {
      if (other.startsWith(word) || isNear(word, other)) addAll(directory.byWord.get(other));
    }
  }
  if (
    readRole(query.replace(/(?<![\p{L}\p{M}’'])\p{Ll}/gu, (letter) => letter.toUpperCase())).classes
      .size > 0
  )
    addAll(directory.withRole);
  return [...likely];
}

function isNear(word: string, other: string): boolean {
  const length = Math.min(word.length, other.length);
  const limit = length < LONG ? 1 : 2;
  return (
    length >= NEAR_MIN &&
    Math.abs(word.length - other.length) <= limit &&
    editDistance(word, other, limit) <= limit
  );
}

function wordsIn(text: string): string[] {
  return fold(text.replace(/['’]s(?!\p{L})/gu, ""))
    .split(" ")
    .filter((word) => word !== "");
}

function makeDirectory(speakers: readonly Speaker[]): Directory {
  const byWord = new Map<string, Set<Speaker>>();
  const byTransliteration = new Map<string, Set<Speaker>>();
  for (const speaker of speakers) {
    const names = [speaker.name, ...speaker.aliases.map(({ text }) => text)];
    const texts = [speaker.id, ...names, ...speaker.roles.map(({ text }) => text)];
    for (const word of texts.flatMap((text) => [...wordsIn(text), ...fold(text).split(" ")])) {
      add(byWord, word, speaker);
      add(byTransliteration, foldTransliteration(word), speaker);
    }
    for (const initials of speaker.type === "body" ? names.flatMap(initialsOf) : [])
      add(byWord, initials, speaker);
  }
  const words = new Map<string, string[]>();
  for (const word of byWord.keys()) {
    const own = words.get(word.charAt(0));
    if (own) own.push(word);
    else words.set(word.charAt(0), [word]);
  }
  const withRole = speakers.filter(({ roles }) => roles.length > 0);
  return { byWord, byTransliteration, words, withRole };
}

function add(map: Map<string, Set<Speaker>>, key: string, speaker: Speaker): void {
  const own = map.get(key);
  if (own) own.add(speaker);
  else map.set(key, new Set([speaker]));
}

/** "sknis", "knis", "nis" of "South Korea's National Intelligence Service". */
function initialsOf(name: string): string[] {
  const initials = fold(name)
    .split(" ")
    .filter((word) => !/^(?:of|for|the|and)$/u.test(word))
    .map((word) => word.charAt(0))
    .join("");
  const count = Math.max(0, initials.length - INITIALS_MIN + 1);
  return Array.from({ length: count }, (_, at) => initials.slice(at));
}
