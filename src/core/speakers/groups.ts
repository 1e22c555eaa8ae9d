import { fold, slug } from "./fold.ts";
import { readPlace } from "./places.ts";
import type { DocumentSpeakers, Evidence, Mention, OperatorSpeaker, Speaker } from "./speaker.ts";

/** A document's speakers together with its text, from which aliases and roles are read. */
export interface SpokenDocument extends DocumentSpeakers {
  readonly text: string;
}

/** A mention of one document that seeks its like in the others. */
export interface Member {
  readonly document: SpokenDocument;
  readonly index: number;
  readonly mention: Mention;
}

/** The mentions of one speaker, and what the operator states of it. */
export interface Group {
  readonly members: Member[];
  /** All wordings of the members' names and the operator's. */
  readonly names: Set<string>;
  readonly operator: OperatorSpeaker | null;
}

const suffix = /\s(jr|sr|ii|iii|iv)$/u;

/** "jr", "iii" or "". */
export function suffixOf(name: string): string {
  return suffix.exec(fold(name))?.[1] ?? "";
}

/** The last word of a name, without "Jr.". */
export function surnameKey(name: string): string {
  return fold(name).replace(suffix, "").split(" ").at(-1) ?? "";
}

/** The speaker of a group, under an id that is none of `used`. */
export function describe(group: Group, used: ReadonlySet<string>): Speaker {
  const { operator, members } = group;
  const type = members[0]?.mention.type ?? "person";
  const name = operator?.name ?? fullestName(members);
  const own = type === "anonymous" ? `${name} in ${members[0]?.document.documentId ?? ""}` : name;
  const base = operator?.id ?? (slug(own) || "speaker");
  let id = base;
  for (let count = 2; used.has(id); count += 1) id = `${base}-${count}`;
  return {
    id,
    name,
    type,
    statementCount: statementCount(members),
    aliases: aliasesOf(group),
    roles: rolesOf(group),
  };
}

function statementCount(members: readonly Member[]): number {
  return members.reduce(
    (sum, { document, index }) =>
      sum + document.statements.filter(({ speakers }) => speakers.includes(index)).length,
    0,
  );
}

/**
 * A country before its capital, most words that are no initials, fewest initials, the surname's most
 * frequent spelling, accents, small letters before capitals alone.
 */
function fullestName(members: readonly Member[]): string {
  const names = [...new Set(members.map(({ mention }) => mention.name))];
  const spellings = new Map<string, number>();
  for (const member of members) {
    for (const span of member.mention.evidence) {
      const key = surnameKey(evidenceOf(member, span).text);
      spellings.set(key, (spellings.get(key) ?? 0) + 1);
    }
  }
  const count = (name: string): number => spellings.get(surnameKey(name)) ?? 0;
  const ranked = names.toSorted(
    (a, b) =>
      Number(isCapital(a)) - Number(isCapital(b)) ||
      wordCount(b) - wordCount(a) ||
      a.split(/\s+/u).length - b.split(/\s+/u).length ||
      count(b) - count(a) ||
      accentCount(b) - accentCount(a) ||
      smallCount(b) - smallCount(a) ||
      (a < b ? -1 : 1),
  );
  return ranked[0] ?? "";
}

function isCapital(name: string): boolean {
  return readPlace(name)?.form === "capital";
}

function smallCount(name: string): number {
  return name.match(/\p{Ll}/gu)?.length ?? 0;
}

function wordCount(name: string): number {
  return name.split(/\s+/u).filter((word) => fold(word).length > 1).length;
}

function accentCount(name: string): number {
  return name.match(/\P{ASCII}/gu)?.length ?? 0;
}

function evidenceOf({ document }: Member, span: Evidence["span"]): Evidence {
  return { documentId: document.documentId, span, text: document.text.slice(span.start, span.end) };
}

function aliasesOf({ members, operator }: Group): Speaker["aliases"] {
  const stated = operator === null ? [] : [operator.name, ...(operator.aliases ?? [])];
  const aliases = new Map<string, Evidence[]>(stated.map((alias) => [alias, []]));
  for (const member of members) {
    for (const span of member.mention.evidence) {
      const evidence = evidenceOf(member, span);
      const known = aliases.get(evidence.text);
      if (known) known.push(evidence);
      else aliases.set(evidence.text, [evidence]);
    }
  }
  return [...aliases].map(([text, evidence]) => ({ text, evidence }));
}

function rolesOf({ members, operator }: Group): Speaker["roles"] {
  const stated = (operator?.roles ?? []).map((text) => ({ text, evidence: null }));
  const found = members.flatMap((member) =>
    member.mention.roles.map((span) => {
      const evidence = evidenceOf(member, span);
      return { text: evidence.text, evidence };
    }),
  );
  return [...stated, ...found];
}
