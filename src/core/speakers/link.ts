import { fold } from "./fold.ts";
import { givenNamesAgree, isGivenName } from "./given-names.ts";
import {
  describe,
  suffixOf,
  surnameKey,
  type Group,
  type Member,
  type SpokenDocument,
} from "./groups.ts";
import { onlyOne, surnamesAlike } from "./people.ts";
import { bodyKey } from "./body-key.ts";
import { readRole } from "./roles.ts";
import type { Mention, OperatorSpeaker, Speaker } from "./speaker.ts";

export type { SpokenDocument } from "./groups.ts";

export interface LinkedSpeakers {
  /** In order of their ids. */
  readonly speakers: readonly Speaker[];
  /** By document id: the speaker's id for each of the document's mentions. */
  readonly ids: ReadonlyMap<string, readonly string[]>;
}

/**
 * Gives every speaker of the corpus one id. Persons are one when their names agree, in any spelling,
 * with any title; a surname alone joins the one person of that surname, if there is only one. Bodies
 * and offices are one when their words are. Whom a text keeps unnamed stays that text's. What the
 * operator states comes first.
 */
export function linkSpeakers(
  documents: readonly SpokenDocument[],
  operators: readonly OperatorSpeaker[] = [],
): LinkedSpeakers {
  const members = documents.flatMap((document) =>
    document.mentions.map((mention, index): Member => ({ document, index, mention })),
  );
  const groups: Group[] = operators.map((operator) => ({
    members: [],
    names: new Set([operator.name, ...(operator.aliases ?? [])]),
    operator,
  }));
  const stated = statedNames(groups);
  const open = members.filter((member) => !joinStated(stated, member));
  joinPersons(
    groups,
    open.filter(({ mention }) => mention.type === "person"),
  );
  joinByKey(
    groups,
    open.filter(({ mention }) => mention.type !== "person"),
  );
  return name(
    groups.filter((group) => group.members.length > 0 || group.operator !== null),
    documents,
  );
}

function statedNames(groups: readonly Group[]): Map<string, Group> {
  const names = new Map<string, Group>();
  for (const group of groups) {
    const { operator } = group;
    if (operator === null) continue;
    for (const alias of [operator.name, ...(operator.aliases ?? [])])
      names.set(nameKey(alias), group);
  }
  return names;
}

/** A mention whose name the operator gave to somebody; a full name decides over a short one. */
function joinStated(stated: ReadonlyMap<string, Group>, member: Member): boolean {
  const group = stated.get(nameKey(member.mention.name));
  if (group) addMember(group, member);
  return group !== undefined;
}

function nameKey(name: string): string {
  return fold(name).replace(/^(?:the|an?) /u, "");
}

function namesOf(member: Member): string[] {
  return member.mention.name.split(/\s+/u);
}

/** Full names first, most words first, so that every shorter one finds its owner. */
function joinPersons(groups: Group[], members: readonly Member[]): void {
  const full = members.filter((member) => namesOf(member).length > 1);
  const bySurname = new Map<string, Group[]>();
  const byStart = new Map<string, Group[]>();
  for (const group of groups)
    if (group.operator !== null) remember(bySurname, byStart, group, group.operator.name);
  for (const member of full.toSorted((a, b) => namesOf(b).length - namesOf(a).length)) {
    const key = surnameKey(member.mention.name);
    const near = [
      ...(bySurname.get(key) ?? []),
      ...(byStart.get(startKey(member.mention.name)) ?? []),
    ];
    const group = findGroup(near, member) ?? addGroup(groups);
    addMember(group, member);
    remember(bySurname, byStart, group, member.mention.name);
  }
  for (const member of members.filter((one) => namesOf(one).length === 1)) {
    const owner = onlyOne(bySurname.get(fold(member.mention.name)) ?? []);
    if (owner !== null && !contradicts(owner, member)) addMember(owner, member);
    else joinAlone(groups, member);
  }
}

function remember(
  bySurname: Map<string, Group[]>,
  byStart: Map<string, Group[]>,
  group: Group,
  name: string,
): void {
  const keys: [Map<string, Group[]>, string][] = [
    [bySurname, surnameKey(name)],
    [byStart, startKey(name)],
  ];
  const first = firstWord(name);
  if (!isGivenName(first)) keys.push([bySurname, fold(first)]);
  for (const [map, key] of keys) {
    const known = map.get(key) ?? [];
    if (!known.includes(group)) map.set(key, [...known, group]);
  }
}

function joinAlone(groups: Group[], member: Member): void {
  const key = fold(member.mention.name);
  const same = groups.find(({ members }) =>
    members
      .slice(0, 1)
      .some(({ mention }) => mention.type === "person" && fold(mention.name) === key),
  );
  addMember(same ?? addGroup(groups), member);
}

function addMember(group: Group, member: Member): void {
  group.members.push(member);
  group.names.add(member.mention.name);
}

function addGroup(groups: Group[]): Group {
  const group: Group = { members: [], names: new Set(), operator: null };
  groups.push(group);
  return group;
}

function startKey(name: string): string {
  return `${fold(firstWord(name)).charAt(0)}${surnameKey(name).charAt(0)}`;
}

function firstWord(name: string): string {
  const [first = ""] = name.split(/\s+/u);
  return first;
}

/** The one group whose names agree; of several that one with the very same given name. */
function findGroup(near: readonly Group[], member: Member): Group | null {
  const fits = [...new Set(near)].filter((group) => isSamePerson(group, member));
  const given = fold(firstWord(member.mention.name));
  const exact = fits.filter(({ names }) =>
    [...names].some((name) => fold(firstWord(name)) === given),
  );
  return onlyOne(exact.length > 0 ? exact : fits);
}

function isSamePerson(group: Group, member: Member): boolean {
  const own = member.mention.name;
  return [...group.names].some((name) => {
    if (!name.includes(" ") || suffixOf(name) !== suffixOf(own)) return false;
    if (fold(name).replaceAll(" ", "") === fold(own).replaceAll(" ", "")) return true;
    const [first, other] = [firstWord(name), firstWord(own)];
    if (!givenNamesAgree(first, other)) return false;
    if (surnameKey(name) === surnameKey(own)) return true;
    const isShort = Math.min(first.length, other.length) < 3;
    return (
      !isShort && surnamesAlike(surnameKey(name), surnameKey(own)) && sharesPlace(group, member)
    );
  });
}

/** The countries of the roles that documents state of a speaker. */
function placesOf({ document, mention }: Member): Set<string> {
  return new Set(
    mention.roles.flatMap((span) => [
      ...readRole(document.text.slice(span.start, span.end)).places,
    ]),
  );
}

function sharesPlace(group: Group, member: Member): boolean {
  const places = placesOf(member);
  return group.members.some((other) => [...placesOf(other)].some((place) => places.has(place)));
}

/** Roles of different countries: two people of one surname. */
function contradicts(group: Group, member: Member): boolean {
  const places = placesOf(member);
  const known = group.members.flatMap((other) => [...placesOf(other)]);
  return places.size > 0 && known.length > 0 && !known.some((place) => places.has(place));
}

function joinByKey(groups: Group[], members: readonly Member[]): void {
  const byKey = new Map<string, Group>();
  for (const member of members) {
    const { type, name } = member.mention;
    const isOwn = type === "anonymous";
    const key = isOwn
      ? `${type} ${fold(name)} ${member.document.documentId}`
      : `${type} ${bodyKey(name.split(/\s+/u))}`;
    const group = byKey.get(key) ?? addGroup(groups);
    byKey.set(key, group);
    addMember(group, member);
  }
}

function name(groups: readonly Group[], documents: readonly SpokenDocument[]): LinkedSpeakers {
  const used = new Set<string>();
  const idOf = new Map<Mention, string>();
  const speakers: Speaker[] = [];
  for (const group of groups.toSorted(
    (a, b) => Number(b.operator !== null) - Number(a.operator !== null),
  )) {
    const speaker = describe(group, used);
    used.add(speaker.id);
    speakers.push(speaker);
    for (const { mention } of group.members) idOf.set(mention, speaker.id);
  }
  const ids = documents.map(({ documentId, mentions }): [string, string[]] => [
    documentId,
    mentions.map((mention) => idOf.get(mention) ?? ""),
  ]);
  return { speakers: speakers.toSorted((a, b) => (a.id < b.id ? -1 : 1)), ids: new Map(ids) };
}
