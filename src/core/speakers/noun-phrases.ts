import { findByRole, offices } from "./offices.ts";
import { knownBodies } from "./name-words.ts";
import { findPerson } from "./bearers.ts";
import type { Cast } from "./cast.ts";
import { addPerson, shortNameCandidates } from "./people.ts";
import { fold } from "./fold.ts";
import { readPlace } from "./places.ts";
import { bodyKey, register, type Registry } from "./registry.ts";
import { isHonorific, isKin, isRoleNoun, readRole } from "./roles.ts";
import { namesBody, type NameSighting } from "./scan.ts";
import {
  headNoun,
  isBodyNoun,
  isHuman,
  readSegments,
  spanOf,
  splitList,
  type Segment,
} from "./source.ts";
import type { Word } from "./document-words.ts";
import type { ResolutionWay } from "./speaker.ts";
import type { Span } from "../types.ts";

/** Somebody who speaks: a person of the cast, or an entry of the registry. */
export type Voice = { readonly kind: "person" | "entry"; readonly id: number };

export interface Understood {
  readonly voices: readonly Voice[];
  readonly way: ResolutionWay;
}

export interface Reading {
  readonly text: string;
  readonly cast: Cast;
  readonly registry: Registry;
}

/** Whom a source's words name or describe; null when they tell nobody. */
export function understandNoun(reading: Reading, source: Span): Understood | null {
  const span = withoutReports(reading.text, source);
  const segments = readSegments(reading.text, span);
  const [first, second] = segments;
  if (first === undefined) return null;
  const parts = splitList(segments);
  if (parts.length > 1) {
    const joint = understandList(reading, parts);
    if (joint !== null) return joint;
  }
  const named = first.name === null ? null : understandName(reading, first.name);
  if (named !== null) return { voices: [named], way: "name" };
  const apposed = second === undefined ? null : understandApposition(reading, first, second);
  if (apposed !== null) return { voices: [apposed], way: "name" };
  return understandPhrase(reading, first);
}

/** "Reports from U.S. intelligence" speak with the voice of that intelligence. */
function withoutReports(text: string, source: Span): Span {
  const words = text.slice(source.start, source.end);
  const match = /^(?:reports|statements) (?:from|by) /iu.exec(words);
  return match === null ? source : { start: source.start + match[0].length, end: source.end };
}

/** Every part of a list has to tell somebody, or the list is none. */
function understandList(reading: Reading, parts: readonly Segment[]): Understood | null {
  const last = parts.at(-1);
  const voices: Voice[] = [];
  for (const [index, part] of parts.entries()) {
    const noun = headNoun(part);
    const isShared = index < parts.length - 1 && last !== undefined && isAdjectiveOf(part, last);
    if (isShared || noun === null) continue;
    const understood = understandPart(reading, part);
    if (understood === null && index === 0) return null;
    for (const voice of understood?.voices ?? []) {
      if (!voices.some((known) => known.kind === voice.kind && known.id === voice.id))
        voices.push(voice);
    }
  }
  return voices.length === 0 ? null : { voices, way: "name" };
}

function understandPart(reading: Reading, part: Segment): Understood | null {
  const named = part.name === null ? null : understandName(reading, part.name);
  if (named !== null) return { voices: [named], way: "name" };
  return understandPhrase(reading, part);
}

/** "U.S." in "U.S., South Korean and Ukrainian intelligence". */
function isAdjectiveOf(part: Segment, last: Segment): boolean {
  const words = part.words
    .slice(part.lead)
    .map((word) => word.text)
    .join(" ");
  const noun = headNoun(last);
  const starts = last.words[last.lead]?.text ?? "";
  return (
    readPlace(words) !== null && readPlace(starts) !== null && noun !== null && isBodyNoun(noun)
  );
}

/** The person or the body of a name that is a phrase's head. */
function understandName(
  reading: Reading,
  name: NameSighting,
  isNewPerson = name.isPerson,
): Voice | null {
  const { cast, text } = reading;
  const words = name.words.map((word) => word.text);
  const [first] = name.words;
  if (first === undefined) return null;
  const place = readPlace(words.join(" "));
  const isPlace = place !== null && (place.form === "capital" || place.country === first.key);
  const isSurname = (cast.people.bySurname.get(first.key) ?? []).length > 0;
  const isBody =
    namesBody(name.words) ||
    (place !== null && (isPlace || !isSurname)) ||
    (words.length === 1 && knownBodies.has(first.key));
  if (isBody && !name.isPerson) return null;
  const prefix = name.prefix === null ? null : text.slice(name.prefix.start, name.prefix.end);
  const id = findPerson(cast.people, words, name.suffix?.key ?? "", prefix, first.start);
  if (id !== null) return { kind: "person", id };
  if (words.length < 2 || !isNewPerson) return null;
  const added = addPerson(cast.people, words, name.suffix?.key ?? "");
  cast.people.list[added]?.spans.push({
    start: first.start,
    end: name.words.at(-1)?.end ?? first.end,
  });
  return { kind: "person", id: added };
}

/** "The head of Military Intelligence, Kyrylo Budanov": the name after the role. */
function understandApposition(reading: Reading, role: Segment, name: Segment): Voice | null {
  const noun = headNoun(role);
  if (noun === null || name.name === null || name.name.from > 0 || name.name.to < name.words.length)
    return null;
  if (!isHuman(noun) && !isKin(noun.text)) return null;
  if (noun.key.endsWith("s") && !isRoleNoun(noun.text)) return null;
  return understandName(reading, name.name, true);
}

function understandPhrase(reading: Reading, segment: Segment): Understood | null {
  const noun = headNoun(segment);
  const span = spanOf(segment, "head");
  if (noun === null || span === null || noun.isPossessive) return null;
  if (/^(?:he|she|they|it|we|i|you)$/u.test(segment.words[0]?.key ?? "")) return null;
  const whole = spanOf(segment, "whole") ?? span;
  if (isRoleNoun(noun.text) || /^(?:diplomat)$/u.test(noun.key)) {
    const isOwned = /^(?:his|her|their|its|my|our)$/u.test(segment.words[0]?.key ?? "");
    const person = segment.isIndefinite || isOwned ? null : findByRole(reading, whole, span);
    if (person !== null) return { voices: [{ kind: "person", id: person }], way: "role" };
    return understandOffice(reading, segment, whole);
  }
  const head = segment.words.slice(segment.lead, segment.headTo);
  const place = readPlace(head.map((word) => word.text).join(" "));
  const isPress = noun.isCapital && /^(?:press|media)$/u.test(noun.key);
  if (place === null && !isPress && isHuman(noun)) return unnamed(reading, segment);
  if (segment.name !== null && meansPerson(reading, segment.name)) return null;
  if (head.some((word) => isHonorific(word.text))) return null;
  if (noun.text.startsWith("@")) return understandHandle(reading, noun);
  const named = isBodyNoun(noun) ? segment.words : head;
  const hasName = named.some((word) => word.isCapital);
  if (!hasName || (!noun.isCapital && !isBodyNoun(noun))) return null;
  return understandBody(
    reading,
    segment,
    head.map((word) => word.text),
    span,
  );
}

/** "@annabell" stays as it is: nobody says whose it is. */
function understandHandle(reading: Reading, word: Word): Understood {
  const span = { start: word.start, end: word.end };
  const id = register(reading.registry, {
    type: "person",
    name: word.text,
    key: word.text.toLowerCase(),
    span,
  });
  return { voices: [entry(id)], way: "name" };
}

/** Whether a name that told nobody is yet no body's: "Clinton" where two of them are. */
function meansPerson(reading: Reading, name: NameSighting): boolean {
  return (
    name.isPerson ||
    shortNameCandidates(reading.cast.people, fold(name.words.map((word) => word.text).join(" ")))
      .length > 0
  );
}

function understandBody(
  reading: Reading,
  segment: Segment,
  words: readonly string[],
  span: Span,
): Understood | null {
  const { registry, text } = reading;
  if (segment.isIndefinite && readPlace(words.join(" ")) === null) return null;
  const of = /^of$/u.test(segment.words[segment.headTo]?.key ?? "");
  const end = of ? (segment.words.at(-1)?.end ?? span.end) : span.end;
  const all = of ? segment.words.slice(segment.lead).map((word) => word.text) : words;
  const key = bodyKey(all, registry.acronyms);
  if (key === "") return null;
  const name = text.slice(span.start, end);
  return {
    voices: [
      entry(register(registry, { type: "body", name, key, span: { start: span.start, end } })),
    ],
    way: "name",
  };
}

const OFFICE_WORDS_MAX = 10;

/** A role that nobody in the document is known to hold: an office if it says of what. */
function understandOffice(reading: Reading, segment: Segment, span: Span): Understood | null {
  const { registry, text, cast } = reading;
  const words = text.slice(span.start, span.end);
  const role = readRole(words);
  const isSpokesperson = role.classes.has("spokesperson");
  const capitals = segment.words
    .slice(segment.lead)
    .filter((word) => word.isCapital && !isRoleNoun(word.text));
  const ofPerson = capitals.some((word) => (cast.people.bySurname.get(word.key) ?? []).length > 0);
  if (segment.words.length > OFFICE_WORDS_MAX || /["“”]/u.test(words)) return null;
  const isOffice =
    capitals.length > 0 &&
    !ofPerson &&
    !segment.isIndefinite &&
    [...role.classes].some((name) => offices.has(name));
  if (isOffice || (isSpokesperson && capitals.length > 0 && !ofPerson)) {
    const key = bodyKey(words.split(/[\s,]+/u), registry.acronyms);
    return {
      voices: [entry(register(registry, { type: "office", name: words, key, span }))],
      way: "role",
    };
  }
  return segment.isIndefinite || (segment.lead > 0 && !segment.isDefinite)
    ? unnamed(reading, segment)
    : null;
}

/** People whom the text does not name keep the text's own words. */
function unnamed(reading: Reading, segment: Segment): Understood | null {
  const { registry, text } = reading;
  const [first, last] = [segment.words[0], segment.words.at(-1)];
  if (first === undefined || last === undefined) return null;
  const isDeterminer = /^(?:the|a|an)$/u.test(first.key) && segment.words.length > 1;
  const start = isDeterminer ? (segment.words[1]?.start ?? first.start) : first.start;
  const name = text.slice(start, last.end);
  const key = fold(name);
  return {
    voices: [
      entry(register(registry, { type: "anonymous", name, key, span: { start, end: last.end } })),
    ],
    way: "name",
  };
}

function entry(id: number): Voice {
  return { kind: "entry", id };
}
