import { placeWords } from "./places.ts";
import { type Role, readRole } from "./roles.ts";
import { grouped } from "../text/grouped.ts";
import { editDistance, fold, foldTransliteration } from "./fold.ts";
import type { Speaker } from "./speaker.ts";

/** The words of all names, for a corpus with tens of thousands of speakers. */
interface Directory {
  /** By a word of a name, an alias, a role or an id, or by the initials of a body. */
  readonly byWord: ReadonlyMap<string, readonly Speaker[]>;
  /** Words that differ in how letters were carried over from another script. */
  readonly byTransliteration: ReadonlyMap<string, readonly string[]>;
  /** All words, by their first letter. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  /** By each class of a role; filled at the first question for a role. */
  byClass: ReadonlyMap<string, readonly Speaker[]> | null;
}

const directories = new WeakMap<readonly Speaker[], Directory>();

function directoryOf(speakers: readonly Speaker[]): Directory {
  const known = directories.get(speakers);
  const directory = known ?? createDirectory(speakers);
  if (!known) directories.set(speakers, directory);
  return directory;
}

/** Fewer are looked through as fast without a directory. */
const SPEAKERS_MIN = 200;
/** As `findSpeaker` compares misspelt names: one letter may differ, of long words two. */
const NEAR_MIN = 4;
const LONG = 8;
const INITIALS_MIN = 3;

/**
 * The speakers who could be meant by the words of a query: all who share a word with it that
 * tells; where it has a word that nobody has, those with a word nearly written so or beginning so. What is left out,
 * `findSpeaker` would find by a role alone, see `bearersOf`.
 */
export function likelySpeakers(query: string, speakers: readonly Speaker[]): readonly Speaker[] {
  if (speakers.length < SPEAKERS_MIN) return speakers;
  const directory = directoryOf(speakers);
  const likely = new Set<Speaker>();
  const addAll = (word: string) => {
    for (const speaker of directory.byWord.get(word) ?? []) likely.add(speaker);
  };
  const words = wordsIn(query);
  const telling = words.filter((word) => !SMALL_WORD.test(word));
  // "Beijing" is "China" too, which `bodyKey` tells.
  const alone = query.replace(/^(?:the|an?)\s+/iu, "").replace(/['’]s?$/u, "");
  for (const word of placeWords(alone)) addAll(word);
  for (const word of telling.length > 0 ? telling : words) {
    addAll(word);
    for (const other of directory.byTransliteration.get(foldTransliteration(word)) ?? [])
      addAll(other);
    if (directory.byWord.has(word)) continue;
    for (const other of directory.words.get(word.charAt(0)) ?? []) {
      if (other.startsWith(word) || isNear(word, other)) addAll(other);
    }
  }
  return [...likely];
}

/** The speakers of whom a document states a role of all classes of the wanted one. */
export function bearersOf({ classes }: Role, speakers: readonly Speaker[]): readonly Speaker[] {
  if (classes.size === 0) return [];
  if (speakers.length < SPEAKERS_MIN) return speakers;
  const directory = directoryOf(speakers);
  directory.byClass ??= byClassOf(speakers);
  const lists = [...classes].map((name) => directory.byClass?.get(name) ?? []);
  const [shortest = []] = lists.toSorted((a, b) => a.length - b.length);
  return shortest;
}

function byClassOf(speakers: readonly Speaker[]): Map<string, Speaker[]> {
  const byClass = new Map<string, Speaker[]>();
  for (const speaker of speakers) {
    for (const role of rolesOf(speaker).roles)
      for (const name of role.wide) add(byClass, name, speaker);
  }
  return byClass;
}

/** What documents state of a speaker. */
interface StatedRoles {
  readonly roles: readonly Role[];
  /** The countries of all of these. */
  readonly places: ReadonlySet<string>;
}

const statedRoles = new WeakMap<Speaker, StatedRoles>();

/** The roles of a speaker, read once. */
export function rolesOf(speaker: Speaker): StatedRoles {
  const known = statedRoles.get(speaker);
  if (known) return known;
  const roles = speaker.roles.map(({ text }) => readRole(text));
  const stated = { roles, places: new Set(roles.flatMap(({ places }) => [...places])) };
  statedRoles.set(speaker, stated);
  return stated;
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

/** Words that thousands of names have. */
const SMALL_WORD = /^(?:an?|and|at|for|in|of|on|the|to|with)$/u;
const OWNER = /['’]s(?!\p{L})/gu;

function wordsIn(text: string): string[] {
  return fold(text.replace(OWNER, ""))
    .split(" ")
    .filter((word) => word !== "");
}

function createDirectory(speakers: readonly Speaker[]): Directory {
  const byWord = new Map<string, Speaker[]>();
  for (const speaker of speakers) {
    const names = [speaker.name, ...speaker.aliases.map(({ text }) => text)];
    const texts = [speaker.id, ...names, ...speaker.roles.map(({ text }) => text)];
    for (const text of new Set(texts)) {
      for (const word of fold(text).split(" ")) add(byWord, word, speaker);
      if (text.search(OWNER) !== -1) for (const word of wordsIn(text)) add(byWord, word, speaker);
    }
    for (const initials of speaker.type === "body" ? names.flatMap(initialsOf) : [])
      add(byWord, initials, speaker);
  }
  const all = [...byWord.keys()];
  return {
    byWord,
    byTransliteration: grouped(all, foldTransliteration),
    words: grouped(all, (word) => word.charAt(0)),
    byClass: null,
  };
}

/** Adds a speaker to the end of a list, once: all of one speaker's are added after each other. */
function add(map: Map<string, Speaker[]>, key: string, speaker: Speaker): void {
  const own = map.get(key);
  if (!own) map.set(key, [speaker]);
  else if (own.at(-1) !== speaker) own.push(speaker);
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
