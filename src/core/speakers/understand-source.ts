import {
  readAlone,
  readMember,
  readPhrases,
  type Known,
  type Phrases,
  type Reading,
} from "./noun-phrases.ts";
import { pronounGender, resolvePersonal, type Past } from "./pronouns.ts";
import { nameVoice, type SpeakerRecord } from "./record.ts";
import { lastStarting, quoteAt, type Scene } from "./scenes.ts";
import type { Understood, Voice } from "./voice.ts";
import type { Span } from "../types.ts";

/** Where the words of a source point to somebody. */
export interface Pointer {
  readonly source: Span;
  readonly scene: Scene;
}

/** Whom a source means: looked up in what is known, and written down in the record. */
export function understandSource(
  known: Known,
  past: Past,
  record: SpeakerRecord,
  { source, scene }: Pointer,
): Understood | null {
  const word = lettersOf(known.text.slice(source.start, source.end)).toLowerCase();
  const at = source.start;
  const gender = pronounGender(word);
  if (gender !== null) return byPronoun(resolvePersonal(past, { at, scene, gender }));
  if (/^(?:who|whom|whose)$/u.test(word)) return byPronoun(resolveRelative(known.text, scene, at));
  if (/^(?:it|its|they|their|them)$/u.test(word))
    return resolveGroup(past, { source, scene }, word.startsWith("the"));
  if (
    /^(?:i|me|my|l|which|that|this|we|us|our|you|your|these|those|one|some|many|others|another|both|all|most|few|several)$/u.test(
      word,
    )
  )
    return null;
  const phrases = readPhrases(known.text, source);
  return nameMembers(known, record, phrases) ?? nameOne(record, readAlone(known, phrases.segments));
}

function nameOne(record: SpeakerRecord, reading: Reading | null): Understood | null {
  if (reading === null) return null;
  return { voices: [nameVoice(record, reading.described)], way: reading.way };
}

/** The members of a list, each written down before the next is read: who is new can come twice. */
function nameMembers(
  known: Known,
  record: SpeakerRecord,
  { members, leading }: Phrases,
): Understood | null {
  const voices = new Set<Voice>();
  for (const member of members) {
    const reading = readMember(known, member);
    if (reading !== null) voices.add(nameVoice(record, reading.described));
    else if (member === leading) return null;
  }
  return voices.size === 0 ? null : { voices: [...voices], way: "name" };
}

function byPronoun(voice: Voice | null): Understood | null {
  return voice === null ? null : { voices: [voice], way: "pronoun" };
}

/** "Barrot, who said": the name right before. */
function resolveRelative(text: string, { sightings }: Scene, at: number): Voice | null {
  const last = sightings.findLast(({ end }) => end <= at);
  if (!last || last.isHeld) return null;
  const isRightBefore = /^(?:\s?\([^()]{1,12}\))?[,\s]+$/u.test(text.slice(last.end, at));
  return isRightBefore ? last.person : null;
}

/** "It" and "they": the body or the several people who spoke last, right before. */
function resolveGroup(
  past: Past,
  { source, scene }: Pointer,
  isPlural: boolean,
): Understood | null {
  const at = source.start;
  const last = lastStarting(past.spoken, at - 1);
  if (last === null || last.understood === null || quoteAt(past.quotes, at) !== null) return null;
  const isNear = scene === last.scene || scene.before === last.scene;
  if (!isNear || scene.paragraph !== last.scene.paragraph) return null;
  const { voices } = last.understood;
  const [only] = voices;
  const type = only?.kind === "entry" ? only.type : "person";
  const isGroup =
    voices.length > 1 ? isPlural : type === "body" || (isPlural && type === "anonymous");
  return isGroup ? { voices, way: "pronoun" } : null;
}

/** From its first letter to its last; a letter outside the BMP is none of a pronoun's. */
function lettersOf(text: string): string {
  const start = text.search(/\p{L}/u);
  let end = text.length;
  while (end > 0 && !/\p{L}/u.test(text.charAt(end - 1))) end -= 1;
  return start < 0 ? "" : text.slice(start, end);
}
