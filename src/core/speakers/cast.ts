import { anyOf } from "../data/lists.ts";
import { wordsFor } from "../data/uses.ts";
import { knownBodies } from "./name-words.ts";
import { fold } from "./fold.ts";
import { roleAfter, roleBefore } from "./apposition.ts";
import { findPerson } from "./bearers.ts";
import {
  addPerson,
  createPeople,
  findFull,
  genderOf,
  shortNameCandidates,
  widenName,
  type People,
  type Person,
} from "./people.ts";
import { inferGender } from "./genders.ts";
import { readPlace } from "./places.ts";
import { genderOfRole, readRole } from "./roles.ts";
import { isHuman } from "./source.ts";
import { findNames, isBodyWord, namesBody, type NameSighting } from "./scan.ts";
import { readWords, type Word } from "./document-words.ts";
import type { ReadDocument } from "./speaker.ts";
import type { Span } from "../types.ts";

/** One mention of a person by name. */
export interface Sighting extends Span {
  /** Its number in the cast, or `UNKNOWN`. */
  readonly person: number;
  readonly sentence: number;
  /** Owns or describes something ("Trump's plan"), so it is hardly who acts. */
  readonly isHeld: boolean;
  readonly opensClause: boolean;
  /** Begins its clause and owns nothing, so it is likely who acts. */
  readonly isSubject: boolean;
}

/** The number of somebody whose name the cast does not hold. */
export const UNKNOWN = -1;

/** The persons of a document and every place that names one. */
export interface Cast {
  readonly people: People;
  /** In order of their starts. */
  readonly sightings: readonly Sighting[];
}

interface ReadSentence {
  readonly words: readonly Word[];
  readonly names: readonly NameSighting[];
  readonly isHeadline: boolean;
}

/** Reads who is in a document; `sources` are the words that name who spoke. */
export function readCast(document: ReadDocument, sources: readonly Span[]): Cast {
  const people = createPeople();
  const sentences = document.sentences.map((sentence) => readSentence(document.text, sentence));
  for (const sentence of sentences) {
    if (sentence.isHeadline) continue;
    for (const name of sentence.names)
      if (isFull(name)) addFull(document.text, people, sentence.words, name);
  }
  const common = commonWords(sentences);
  addRepeated(document.text, people, sentences, sources, common);
  for (const source of sources) addSource(document.text, people, source, common);
  for (const sentence of sentences) {
    if (sentence.isHeadline) continue;
    for (const name of sentence.names) addTitled(document.text, people, name);
  }
  const sightings = sentences.flatMap((sentence, index) =>
    sentence.names.flatMap((name) => sight(document.text, people, sentence.words, name, index)),
  );
  for (const person of people.list) {
    if (genderOf(person) === null) person.titleGender = inferGender(document.text, person);
  }
  return { people, sightings };
}

function readSentence(text: string, span: Span): ReadSentence {
  const words = readWords(text, span);
  const long = words.filter((word) => word.key.length > 3);
  const capitals = long.filter((word) => word.isCapital);
  const hasStop = /[.!?…]\P{L}{0,3}$/u.test(
    text.slice(Math.max(span.start, span.end - 4), span.end),
  );
  const isHeadline = !hasStop && words.length > 5 && capitals.length > 0.75 * long.length;
  return { words, names: findNames(words), isHeadline };
}

function isFull(name: NameSighting): boolean {
  return name.isPerson && name.words.length > 1;
}

function textOf(words: readonly Word[]): string[] {
  return words.map((word) => word.text);
}

function addFull(text: string, people: People, words: readonly Word[], name: NameSighting): void {
  const names = textOf(name.words);
  const suffix = name.suffix?.key ?? "";
  const id = findFull(people, names, suffix) ?? addPerson(people, names, suffix);
  widenName(people, id, names);
  const person = people.list[id];
  if (person === undefined) return;
  person.fullAt.push(name.words[0]?.start ?? 0);
  const after = roleAfter(text, words, name);
  const before = roleBefore(text, words, name);
  const isKin =
    name.isKin ||
    [after, before].some(
      (span) =>
        span !== null &&
        /\b(?:wife|husband|son|daughter|brother|sister|mother|father)\b/u.test(
          text.slice(span.start, span.end),
        ),
    );
  person.isKin &&= isKin;
  for (const span of [name.prefix, after, before]) if (span !== null) addRole(text, person, span);
}

function addRole(text: string, person: Person, span: Span): void {
  const words = text.slice(span.start, span.end);
  const role = readRole(words);
  person.titleGender ??= genderOfRole(words);
  for (const place of role.places) person.places.add(place);
  if (role.classes.size > 0 && !person.roles.some((known) => known.span.start === span.start)) {
    person.roles.push({ span, role });
  }
}

/** Words that the document also writes without a capital: no names. */
function commonWords(sentences: readonly ReadSentence[]): Set<string> {
  const lower = sentences.flatMap(({ words }) => words.filter((word) => !word.isCapital));
  return new Set(lower.flatMap((word) => [word.key, `${word.key}s`]));
}

/**
 * Names that no list knows: a source of capitalised words ("Zucker said", "Murshed Zaheed, a
 * manager, said"), and two words of which the last stands alone as well.
 */
function addSource(text: string, people: People, source: Span, common: ReadonlySet<string>): void {
  const words = readWords(text, source);
  const [name] = findNames(words);
  if (name === undefined || name.from > 0 || name.isHeld) return;
  const next = words[name.to];
  if (next !== undefined && next.isJoined && !/^(?:of|who|in|from|at)$/u.test(next.key)) return;
  if (name.words.length > 1) {
    const isKnown = shortNameCandidates(people, fold(textOf(name.words).join(" "))).length > 0;
    if (!isKnown && isUnknownPerson(name, common)) addFull(text, people, words, name);
    return;
  }
  const [word] = name.words;
  if (
    word === undefined ||
    next?.isJoined === true ||
    isBodyWord(word) ||
    common.has(word.key) ||
    isHuman(word)
  )
    return;
  const isAcronym = /^[\p{Lu}\p{N}.&]{2,6}$/u.test(word.text) || word.text.startsWith("@");
  if (isAcronym || readPlace(word.text) !== null || knownBodies.has(word.key)) return;
  if (/(?:ans|ists|crats)$/u.test(word.key)) return;
  if (shortNameCandidates(people, word.key).length === 0) addPerson(people, [word.text], "");
}

function isUnknownPerson(name: NameSighting, common: ReadonlySet<string>): boolean {
  if (
    name.words.length > 3 ||
    namesBody(name.words) ||
    name.words.some((word) => common.has(word.key))
  )
    return false;
  const texts = textOf(name.words);
  const isAcronym = texts.some((word) => /^\p{Lu}{2,}$/u.test(word));
  return (
    !isAcronym &&
    texts.every((word) => readPlace(word) === null) &&
    readPlace(texts.join(" ")) === null
  );
}

/** Two words that no list knows, when the last stands alone twice, after a title or as a source. */
function addRepeated(
  text: string,
  people: People,
  sentences: readonly ReadSentence[],
  sources: readonly Span[],
  common: ReadonlySet<string>,
): void {
  const alone = new Map<string, number>();
  const names = sentences.flatMap((sentence) => (sentence.isHeadline ? [] : sentence.names));
  const count = (name: NameSighting | undefined): void => {
    const [word] = name?.words ?? [];
    if (word === undefined || name?.words.length !== 1) return;
    alone.set(word.key, (alone.get(word.key) ?? 0) + (name.prefix === null ? 1 : 2));
  };
  for (const name of names) count(name);
  for (const source of sources) count(findNames(readWords(text, source))[0]);
  for (const name of names) {
    const last = name.words.at(-1);
    const isKnown = name.isPerson || name.words.length < 2 || last === undefined;
    if (isKnown || (alone.get(last.key) ?? 0) < 2 || !isUnknownPerson(name, common)) continue;
    if (shortNameCandidates(people, last.key).length > 0) continue;
    addPerson(people, textOf(name.words), "");
  }
}

/** "President Zelenskyy" where no full name is: a person of one name. */
function addTitled(text: string, people: People, name: NameSighting): void {
  const [word] = name.words;
  if (!name.isPerson || name.words.length !== 1 || word === undefined || name.prefix === null)
    return;
  const prefix = text.slice(name.prefix.start, name.prefix.end);
  const isCertain = /^\p{Lu}/u.test(prefix) || genderOfRole(prefix) !== null;
  if (
    !isCertain ||
    word.text.startsWith("@") ||
    readPlace(word.text) !== null ||
    isBodyWord(word) ||
    knownBodies.has(word.key)
  )
    return;
  if (shortNameCandidates(people, word.key).length === 0) addPerson(people, [word.text], "");
}

function sight(
  text: string,
  people: People,
  words: readonly Word[],
  name: NameSighting,
  sentence: number,
): Sighting[] {
  const [first, last] = [name.words[0], name.words.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (/^(?:younger|elder|older|late)$/u.test(words[name.from - 1]?.key ?? "")) return [];
  const prefix = name.prefix === null ? null : text.slice(name.prefix.start, name.prefix.end);
  const id = findPerson(people, textOf(name.words), name.suffix?.key ?? "", prefix, first.start);
  const person = id === null ? undefined : people.list[id];
  const end = name.suffix?.end ?? last.end;
  if (id === null || person === undefined) {
    const isBody = knownBodies.has(first.key) || /^\p{Lu}{2,}$/u.test(last.text);
    const isSpeaker = !isBody && name.words.length < 3 && speaks.test(words[name.to]?.key ?? "");
    if (!isSpeaker || namesBody(name.words) || readPlace(textOf(name.words).join(" ")) !== null)
      return [];
    return [
      {
        person: UNKNOWN,
        sentence,
        start: first.start,
        end,
        opensClause: true,
        isHeld: false,
        isSubject: true,
      },
    ];
  }
  if (!isAdjective(name)) {
    person.spans.push({ start: first.start, end });
    if (name.prefix !== null) addRole(text, person, name.prefix);
  }
  const opensClause = beginsClause(text, words, name.from);
  const isListed =
    /^(?:and|or)$/u.test(words[name.to]?.key ?? "") && words[name.to + 1]?.isCapital === true;
  return [
    {
      person: id,
      sentence,
      start: first.start,
      end,
      opensClause,
      isHeld: name.isHeld,
      isSubject: !name.isHeld && opensClause && !isListed,
    },
  ];
}

/** What only somebody does: a name before it is a person's, be it unknown. */
const speaks = anyOf(wordsFor("speaks"));

function isAdjective(name: NameSighting): boolean {
  return name.isHeld && name.words.at(-1)?.isPossessive !== true;
}

const clauseOpeners = anyOf(wordsFor("clause-opener"));

function beginsClause(text: string, words: readonly Word[], from: number): boolean {
  const [word, before] = [words[from], words[from - 1]];
  if (word === undefined || before === undefined) return true;
  const isListed = /^(?:and|or)$/u.test(before.key) && words[from - 2]?.isCapital === true;
  return (
    (clauseOpeners.test(before.key) && !isListed) ||
    /[,;:—–“"”(]/u.test(text.slice(before.end, word.start)) ||
    (/^(?:the|a|an)$/u.test(before.key) && from === 1)
  );
}
