import { bodyKey } from "./body-key.ts";
import { fold } from "./fold.ts";
import type { Speaker } from "./speaker.ts";

/** The names of a corpus by their words, read once a generation. */
export interface NameIndex {
  /** By each word of a name or alias. */
  readonly byWord: ReadonlyMap<string, readonly Named[]>;
  /** Bodies and offices by `bodyKey`, and by their initials. */
  readonly byKey: ReadonlyMap<string, readonly Speaker[]>;
  readonly byInitials: ReadonlyMap<string, readonly Speaker[]>;
  /** Words of which these keys are made, and of roles. */
  readonly keyWords: ReadonlySet<string>;
  readonly roleWords: ReadonlySet<string>;
  /** By the words of a role: "harbour master". */
  readonly byRole: ReadonlyMap<string, readonly Speaker[]>;
}

interface Named {
  readonly speaker: Speaker;
  readonly words: readonly string[];
  /** Whether the whole of it means the speaker and nobody else. */
  readonly isWide: boolean;
}

const indexes = new WeakMap<readonly Speaker[], NameIndex>();

/** The names of all speakers, read once for a list of them. */
export function nameIndexOf(speakers: readonly Speaker[]): NameIndex {
  const known = indexes.get(speakers);
  const index = known ?? createIndex(speakers);
  if (!known) indexes.set(speakers, index);
  return index;
}

/** Words that thousands of names have. */
export const SMALL = /^(?:an?|and|at|de|der|for|in|of|on|the|to|van|von|with|al|el|la|le)$/u;
const INITIALS_MIN = 3;

function createIndex(speakers: readonly Speaker[]): NameIndex {
  const byWord = new Map<string, Named[]>();
  const byKey = new Map<string, Speaker[]>();
  const byInitials = new Map<string, Speaker[]>();
  const byRole = new Map<string, Speaker[]>();
  const roleWords = new Set<string>();
  for (const speaker of speakers) {
    if (speaker.type === "anonymous") continue;
    for (const name of new Set([speaker.name, ...speaker.aliases.map(({ text }) => text)])) {
      const words = fold(name).replace(/^the /u, "").split(" ");
      const isWide = speaker.type !== "person" || words.length > 1;
      for (const word of new Set(words))
        if (!SMALL.test(word)) add(byWord, word, { speaker, words, isWide });
      if (speaker.type === "person") continue;
      add(byKey, bodyKey(name.split(/\s+/u)), speaker);
      if (speaker.type === "body")
        for (const short of initialsOf(words)) add(byInitials, short, speaker);
    }
    for (const { text } of speaker.roles) {
      const role = fold(text).replace(/^(?:the|an?) /u, "");
      add(byRole, role, speaker);
      for (const word of role.split(" ")) roleWords.add(word);
    }
  }
  const keyWords = new Set([...byKey.keys()].flatMap((key) => key.replaceAll("@", "").split(" ")));
  return { byWord, byKey, byInitials, keyWords, roleWords, byRole };
}

/** "nis", "knis" of "south korea national intelligence service". */
function initialsOf(words: readonly string[]): string[] {
  const initials = words
    .filter((word) => !/^(?:of|for|the|and|s)$/u.test(word))
    .map((word) => word.charAt(0))
    .join("");
  const count = Math.max(0, initials.length - INITIALS_MIN + 1);
  return Array.from({ length: count }, (_, at) => initials.slice(at));
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const own = map.get(key);
  if (own) {
    if (own.at(-1) !== value) own.push(value);
  } else if (key !== "") map.set(key, [value]);
}

const written = new WeakMap<readonly Speaker[], ReadonlyMap<string, string>>();

/** All words of names as they are compared, with how one of the names writes them. */
export function nameWords(speakers: readonly Speaker[]): ReadonlyMap<string, string> {
  const known = written.get(speakers);
  if (known) return known;
  const own = new Map<string, string>();
  for (const { name, type } of speakers) {
    if (type === "anonymous") continue;
    for (const word of name.split(/[\s-]+/u)) {
      const low = fold(word);
      if (low !== "" && !low.includes(" ") && !own.has(low))
        own.set(low, word.replace(/['’]s?$/u, ""));
    }
  }
  written.set(speakers, own);
  return own;
}
