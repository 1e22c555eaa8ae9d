import { findPerson, namingOf } from "./bearers.ts";
import type { Cast } from "./cast.ts";
import { textOf, wordAt, type Word } from "./document-words.ts";
import { fold } from "./fold.ts";
import { knownBodies } from "./name-words.ts";
import { findByRole, offices } from "./offices.ts";
import { isFull, shortNameCandidates } from "./people.ts";
import { readPlace } from "./places.ts";
import { bodyKey } from "./registry.ts";
import { isHonorific, isKin, isRoleNoun, readRole } from "./roles.ts";
import { namesBody, type NameSighting } from "./scan.ts";
import { isBodyNoun, isHuman, readSegments, splitList, type Segment } from "./source.ts";
import type { ResolutionWay } from "./speaker.ts";
import type { Described } from "./voice.ts";
import type { Span } from "../types.ts";

/** What a phrase is read against: nothing is written in it. */
export interface Known {
  readonly text: string;
  readonly cast: Cast;
  /** What initials stand for. */
  readonly acronyms: ReadonlyMap<string, string>;
}

/** Whom a phrase means. */
export interface Reading {
  readonly described: Described;
  readonly way: ResolutionWay;
}

/** A source's words as noun phrases. */
export interface Phrases {
  /** Those between commas. */
  readonly segments: readonly Segment[];
  /** The members of a list who speak for themselves; none when it is no list. */
  readonly members: readonly Segment[];
  /** The first of these, without whom the list is none; null when it only describes the last. */
  readonly leading: Segment | null;
}

/** Cuts a source into the phrases that can mean somebody. */
export function readPhrases(text: string, source: Span): Phrases {
  const segments = readSegments(text, withoutReports(text, source));
  const parts = splitList(segments);
  const [[first], [last]] = [parts, parts.slice(-1)];
  if (!first || !last || first === last) return { segments, members: [], leading: null };
  const members = parts.filter((part) => part === last || !isAdjectiveOf(part, last));
  return { segments, members, leading: members.includes(first) ? first : null };
}

/** "Reports from U.S. intelligence" speak with the voice of that intelligence. */
function withoutReports(text: string, source: Span): Span {
  const words = text.slice(source.start, source.end);
  const match = /^(?:reports|statements) (?:from|by) /iu.exec(words);
  return match === null ? source : { start: source.start + match[0].length, end: source.end };
}

/** "U.S." in "U.S., South Korean and Ukrainian intelligence". */
function isAdjectiveOf(part: Segment, last: Segment): boolean {
  return (
    readPlace(textOf(part.words.slice(part.lead))) !== null &&
    readPlace(last.opener.text) !== null &&
    isBodyNoun(last.noun)
  );
}

/** Whom a member of a list means. */
export function readMember(known: Known, member: Segment): Reading | null {
  return readOwnName(known, member) ?? readPhrase(known, member);
}

/** Whom a source means that is no list: by its name, by a name beside its role, by its words. */
export function readAlone(known: Known, [first, second]: readonly Segment[]): Reading | null {
  if (!first) return null;
  return (
    readOwnName(known, first) ??
    (second ? readApposition(known, first, second) : null) ??
    readPhrase(known, first)
  );
}

function readOwnName(known: Known, { name }: Segment): Reading | null {
  return name === null ? null : readName(known, name, name.isPerson);
}

/** The person of a name that is a phrase's head; somebody new only where that is certain. */
function readName(known: Known, name: NameSighting, isCertain: boolean): Reading | null {
  if (!name.isPerson && isBodyName(known, name)) return null;
  const person = findPerson(known.cast.people, namingOf(known.text, name));
  if (person !== null) return { described: { kind: "known", person }, way: "name" };
  if (!isFull(name.name) || !isCertain) return null;
  const span = { start: name.first.start, end: name.last.end };
  return { described: { kind: "new", name: name.name, span }, way: "name" };
}

function isBodyName({ cast }: Known, { words, first, name }: NameSighting): boolean {
  const place = readPlace(textOf(words));
  const isPlace = place !== null && (place.form === "capital" || place.country === first.key);
  return (
    namesBody(words) ||
    isPlace ||
    (place !== null && !cast.people.bySurname.has(first.key)) ||
    (!isFull(name) && knownBodies.has(first.key))
  );
}

/** "The head of Military Intelligence, Kyrylo Budanov": the name after the role. */
function readApposition(known: Known, { noun }: Segment, { name, words }: Segment): Reading | null {
  if (name === null || name.from > 0 || name.to < words.length) return null;
  if (!isHuman(noun) && !isKin(noun.text)) return null;
  if (noun.key.endsWith("s") && !isRoleNoun(noun.text)) return null;
  return readName(known, name, true);
}

/** Whom a phrase without a person's name means. */
function readPhrase(known: Known, segment: Segment): Reading | null {
  const { noun, first, name } = segment;
  if (noun.isPossessive || /^(?:he|she|they|it|we|i|you)$/u.test(first.key)) return null;
  if (isRoleNoun(noun.text)) return readHolder(known, segment) ?? readOffice(known, segment);
  const head = segment.words.slice(segment.lead, segment.headTo);
  const isPlace = readPlace(textOf(head)) !== null;
  const isPress = noun.isCapital && /^(?:press|media)$/u.test(noun.key);
  if (!isPlace && !isPress && isHuman(noun)) return readUnnamed(known, segment);
  if (name !== null && meansPerson(known, name)) return null;
  if (head.some((word) => isHonorific(word.text))) return null;
  if (noun.text.startsWith("@")) return readHandle(noun);
  const named = isBodyNoun(noun) ? segment.words : head;
  const isBody = named.some((word) => word.isCapital) && (noun.isCapital || isBodyNoun(noun));
  return isBody && (isPlace || !segment.isIndefinite) ? readBody(known, segment, head) : null;
}

/** "The French president": the one person who is known to be that. */
function readHolder(known: Known, segment: Segment): Reading | null {
  const isOwned = /^(?:his|her|their|its|my|our)$/u.test(segment.first.key);
  const person = segment.isIndefinite || isOwned ? null : findByRole(known, segment);
  return person === null ? null : { described: { kind: "known", person }, way: "role" };
}

/** "@annabell" stays as it is: nobody says whose it is. */
function readHandle({ start, end, text }: Word): Reading {
  const described = { kind: "entry", type: "person", name: text } as const;
  return {
    described: { ...described, key: text.toLowerCase(), span: { start, end } },
    way: "name",
  };
}

/** Whether a name that told nobody is yet no body's: "Clinton" where two of them are. */
function meansPerson({ cast }: Known, { isPerson, words }: NameSighting): boolean {
  return isPerson || shortNameCandidates(cast.people, fold(textOf(words))).length > 0;
}

function readBody(known: Known, segment: Segment, head: readonly Word[]): Reading | null {
  const { text, acronyms } = known;
  const isOf = wordAt(segment.words, segment.headTo).key === "of";
  const span = isOf ? segment.whole : segment.head;
  const words = isOf ? segment.words.slice(segment.lead) : head;
  const key = bodyKey(
    words.map((word) => word.text),
    acronyms,
  );
  const name = text.slice(span.start, span.end);
  return key === ""
    ? null
    : { described: { kind: "entry", type: "body", name, key, span }, way: "name" };
}

const OFFICE_WORDS_MAX = 10;

/** A role that nobody in the document is known to hold: an office if it says of what. */
function readOffice(known: Known, segment: Segment): Reading | null {
  const { text, cast, acronyms } = known;
  const { words, lead, whole, isIndefinite } = segment;
  const name = text.slice(whole.start, whole.end);
  if (words.length > OFFICE_WORDS_MAX || /["“”]/u.test(name)) return null;
  const { classes } = readRole(name);
  const ofWhat = words.slice(lead).filter((word) => word.isCapital && !isRoleNoun(word.text));
  const isOfBody = ofWhat.length > 0 && !ofWhat.some((word) => cast.people.bySurname.has(word.key));
  const isOne = !isIndefinite && [...classes].some((one) => offices.has(one));
  if (isOfBody && (isOne || classes.has("spokesperson"))) {
    const key = bodyKey(name.split(/[\s,]+/u), acronyms);
    return { described: { kind: "entry", type: "office", name, key, span: whole }, way: "role" };
  }
  const isSomebody = isIndefinite || (lead > 0 && !segment.isDefinite);
  return isSomebody ? readUnnamed(known, segment) : null;
}

/** People whom the text does not name keep the text's own words. */
function readUnnamed({ text }: Known, { words, first, whole }: Segment): Reading {
  const isDetermined = /^(?:the|a|an)$/u.test(first.key) && words.length > 1;
  const span = { start: wordAt(words, isDetermined ? 1 : 0).start, end: whole.end };
  const name = text.slice(span.start, span.end);
  const described = { kind: "entry", type: "anonymous", name, key: fold(name), span } as const;
  return { described, way: "name" };
}
