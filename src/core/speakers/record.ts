import { findPerson, type Naming } from "./bearers.ts";
import { fold } from "./fold.ts";
import type { Gender } from "./given-names.ts";
import type { Introduction } from "./introductions.ts";
import {
  bearersInOtherSpelling,
  findFull,
  genderOf,
  onlyOne,
  shortNameCandidates,
  type People,
  type Person,
  type PersonName,
  type StatedRole,
} from "./people.ts";
import { readPlace } from "./places.ts";
import type { Described, DescribedEntry, Entry, Voice } from "./voice.ts";
import type { Span } from "../types.ts";

/**
 * Who is in a document, as far as it has been read. All that is written while a document is read is
 * written by the functions of this file; readers give values.
 */
export interface SpeakerRecord {
  readonly people: PeopleDraft;
  readonly entries: EntriesDraft;
}

interface PersonDraft extends Person {
  name: PersonName;
  readonly spans: Span[];
  readonly fullAt: number[];
  readonly roles: StatedRole[];
  readonly places: Set<string>;
  titleGender: Gender | null;
  isKin: boolean;
}

interface PeopleDraft extends People<PersonDraft> {
  readonly list: PersonDraft[];
  readonly bySurname: Map<string, PersonDraft[]>;
  readonly byGiven: Map<string, PersonDraft[]>;
  /** What `misspelt` found; forgotten when somebody is added. */
  readonly spellings: Map<string, readonly PersonDraft[]>;
}

interface EntryDraft extends Entry {
  name: string;
  readonly evidence: Map<number, Span>;
}

/** Bodies, offices and unnamed people, in the order in which they first speak. */
interface EntriesDraft {
  readonly list: EntryDraft[];
  readonly byKey: Map<string, EntryDraft>;
  /** Bodies by their key without countries. */
  readonly bodies: Map<string, EntryDraft[]>;
}

export function createRecord(): SpeakerRecord {
  const list: PersonDraft[] = [];
  const spellings = new Map<string, readonly PersonDraft[]>();
  const misspelt = (key: string): readonly PersonDraft[] => {
    const found = spellings.get(key) ?? bearersInOtherSpelling(list, key);
    spellings.set(key, found);
    return found;
  };
  return {
    people: { list, bySurname: new Map(), byGiven: new Map(), spellings, misspelt },
    entries: { list: [], byKey: new Map(), bodies: new Map() },
  };
}

/** Writes down what a place in the text tells of a person. */
export function introduce({ people }: SpeakerRecord, introduction: Introduction): void {
  const { name, unless, full } = introduction;
  if (unless !== null && shortNameCandidates(people, unless).length > 0) return;
  if (full === null) {
    addPerson(people, name);
    return;
  }
  const person = findFull(people, name) ?? addPerson(people, name);
  if (fullWords(name) > fullWords(person.name)) {
    person.name = name;
    index(people, person);
  }
  person.fullAt.push(full.at);
  person.isKin &&= full.isKin;
  for (const role of full.roles) addRole(person, role);
}

/**
 * The person whom a name in the text means, or null.
 *
 * @param isMention whether the place is written down as one that names the person.
 */
export function meet({ people }: SpeakerRecord, naming: Naming, isMention: boolean): Person | null {
  const person = findPerson(people, naming);
  if (person !== null && isMention) {
    person.spans.push(naming.span);
    if (naming.title !== null) addRole(person, naming.title);
  }
  return person;
}

/** Writes down the gender of those whose name and titles do not tell it. */
export function inferGenders(
  { people }: SpeakerRecord,
  infer: (person: Person) => Gender | null,
): void {
  for (const person of people.list) {
    if (genderOf(person) === null) person.titleGender = infer(person);
  }
}

/** Writes down who was described. */
export function nameVoice({ people, entries }: SpeakerRecord, described: Described): Voice {
  if (described.kind === "known") return described.person;
  if (described.kind === "entry") return addEntry(entries, described);
  const person = addPerson(people, described.name);
  person.spans.push(described.span);
  return person;
}

/** Adds a person under every ending and beginning of the name. */
function addPerson(people: PeopleDraft, name: PersonName): PersonDraft {
  const person: PersonDraft = {
    kind: "person",
    name,
    spans: [],
    fullAt: [],
    roles: [],
    places: new Set(),
    titleGender: null,
    isKin: true,
  };
  people.list.push(person);
  people.spellings.clear();
  index(people, person);
  return person;
}

function index({ bySurname, byGiven }: PeopleDraft, person: PersonDraft): void {
  const keys = person.name.words.map(fold);
  if (keys.length === 1) addTo(bySurname, keys.join(" "), person);
  for (let at = 1; at < keys.length; at += 1) {
    addTo(bySurname, keys.slice(at).join(" "), person);
    addTo(byGiven, keys.slice(0, at).join(" "), person);
  }
}

function addTo<T>(map: Map<string, T[]>, key: string, value: T): void {
  const known = map.get(key);
  if (!known) map.set(key, [value]);
  else if (!known.includes(value)) known.push(value);
}

/** Words of a name that are no initials. */
function fullWords({ words }: PersonName): number {
  return words.filter((word) => fold(word).length > 1).length;
}

function addRole(person: PersonDraft, stated: StatedRole): void {
  person.titleGender ??= stated.gender;
  for (const place of stated.role.places) person.places.add(place);
  const isKnown = person.roles.some(({ span }) => span.start === stated.span.start);
  if (stated.role.classes.size > 0 && !isKnown) person.roles.push(stated);
}

function addEntry(entries: EntriesDraft, described: DescribedEntry): EntryDraft {
  const { type, name, key, span } = described;
  const whole = `${type} ${key}`;
  const entry =
    entries.byKey.get(whole) ?? widerBody(entries, described) ?? createEntry(entries, described);
  entries.byKey.set(whole, entry);
  if (!entry.evidence.has(span.start)) entry.evidence.set(span.start, span);
  if (isFuller(name, entry.name)) entry.name = name;
  return entry;
}

/** "The National Intelligence Service" where "South Korea's National Intelligence Service" spoke. */
function widerBody({ bodies }: EntriesDraft, { type, key }: DescribedEntry): EntryDraft | null {
  const isShort = type !== "body" || key.startsWith("@") || !key.includes(" ");
  return isShort ? null : onlyOne(bodies.get(key) ?? []);
}

function createEntry(entries: EntriesDraft, { type, name, key }: DescribedEntry): EntryDraft {
  const entry: EntryDraft = { kind: "entry", type, name, evidence: new Map() };
  entries.list.push(entry);
  const words = key.split(" ").filter((word) => !word.startsWith("@"));
  if (type === "body") addTo(entries.bodies, words.join(" "), entry);
  return entry;
}

/** A country's name over its capital's, words over initials. */
function isFuller(left: string, right: string): boolean {
  const place = readPlace(right);
  if (place !== null) return fold(left) === place.country && fold(right) !== place.country;
  return /^\p{Lu}{2,6}$/u.test(right) && left.includes(" ");
}
