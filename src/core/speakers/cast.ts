import { anyOf } from "../data/lists.ts";
import { wordsFor } from "../data/uses.ts";
import { namingOf } from "./bearers.ts";
import { OUTSIDE, wordAt, type Word } from "./document-words.ts";
import { inferGender } from "./genders.ts";
import { readIntroductions, readSentence, type NamedSentence } from "./introductions.ts";
import { knownBodies } from "./name-words.ts";
import type { People } from "./people.ts";
import { readPlace } from "./places.ts";
import { inferGenders, introduce, meet, type SpeakerRecord } from "./record.ts";
import { namesBody, type NameSighting } from "./name-sightings.ts";
import type { Scene, Sighting } from "./scenes.ts";
import type { ReadDocument } from "./speaker.ts";
import type { Sentence } from "../text/sentences.ts";
import type { Span } from "../types.ts";

/** The persons of a document and every place that names one. */
export interface Cast {
  readonly people: People;
  /** The sentences, in order. */
  readonly scenes: readonly Scene[];
  /** Of all sentences, in order of their starts. */
  readonly sightings: readonly Sighting[];
}

/** Reads who is in a document into a record; `sources` are the words that name who spoke. */
export function readCast(
  { text, sentences }: ReadDocument,
  sources: readonly Span[],
  record: SpeakerRecord,
): Cast {
  const read = sentences.map((sentence) => ({ ...readSentence(text, sentence), sentence }));
  for (const introduction of readIntroductions({ text, sentences: read, sources }))
    introduce(record, introduction);
  const scenes = readScenes(text, read, record);
  inferGenders(record, (person) => inferGender(text, person));
  return { people: record.people, scenes, sightings: scenes.flatMap(({ sightings }) => sightings) };
}

function readScenes(
  text: string,
  sentences: readonly (NamedSentence & { readonly sentence: Sentence })[],
  record: SpeakerRecord,
): Scene[] {
  const scenes: Scene[] = [];
  let before: Scene | null = null;
  for (const { sentence, words, names } of sentences) {
    const sightings: Sighting[] = [];
    for (const name of names) {
      if (/^(?:younger|elder|older|late)$/u.test(name.before.key)) continue;
      const person = meet(record, namingOf(text, name), !isAdjective(name));
      if (person === null && !isUnknownSpeaker(name)) continue;
      const stance = person === null ? actor : readStance(text, words, name);
      sightings.push({ person, ...name.span, ...stance });
    }
    before = { ...sentence, sightings, before };
    scenes.push(before);
  }
  return scenes;
}

/** What only somebody does: a name before it is a person's, be it unknown. */
const speaks = anyOf(wordsFor("speaks"));

/** Whether a name that the cast does not hold is somebody's all the same. */
function isUnknownSpeaker({ words, first, last, name, next }: NameSighting): boolean {
  const isBody = knownBodies.has(first.key) || /^\p{Lu}{2,}$/u.test(last.text);
  return (
    !isBody &&
    words.length < 3 &&
    speaks.test(next.key) &&
    !namesBody(words) &&
    readPlace(name.words.join(" ")) === null
  );
}

function isAdjective({ isHeld, last }: NameSighting): boolean {
  return isHeld && !last.isPossessive;
}

/** What a name does in its sentence. */
type Stance = Pick<Sighting, "opensClause" | "isHeld" | "isSubject">;

const actor: Stance = { opensClause: true, isHeld: false, isSubject: true };

function readStance(text: string, words: readonly Word[], name: NameSighting): Stance {
  const { isHeld, next, to } = name;
  const opensClause = beginsClause(text, words, name);
  const isListed = /^(?:and|or)$/u.test(next.key) && wordAt(words, to + 1).isCapital;
  return { opensClause, isHeld, isSubject: !isHeld && opensClause && !isListed };
}

const clauseOpeners = anyOf(wordsFor("clause-opener"));

function beginsClause(
  text: string,
  words: readonly Word[],
  { from, before }: NameSighting,
): boolean {
  if (before === OUTSIDE) return true;
  const isListed = /^(?:and|or)$/u.test(before.key) && wordAt(words, from - 2).isCapital;
  return (
    (clauseOpeners.test(before.key) && !isListed) ||
    /[,;:—–“"”(]/u.test(text.slice(before.end, wordAt(words, from).start)) ||
    (/^(?:the|a|an)$/u.test(before.key) && from === 1)
  );
}
