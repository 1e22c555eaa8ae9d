import { everydayNames } from "../data/everyday-names.ts";
import { fold } from "../speakers/fold.ts";
import type { SpeakerSummary } from "../speaker-summary.ts";
import { isGeneralWord } from "../text/general-words.ts";
import type { Interpretation, SpeakerName } from "../types.ts";
import { actOf } from "./acts.ts";
import type { KnownNames, SpeakerMark } from "./known-names.ts";
import { mend } from "./spelling.ts";
import { type Token, tokenise } from "./tokens.ts";
import { AUXILIARIES, QUESTION_WORDS } from "./words.ts";

/** A word of a question, or the words that name somebody. */
export interface Unit {
  /** The word as it is compared; "" for a name. */
  readonly low: string;
  readonly start: number;
  readonly end: number;
  /** Whom it names. */
  readonly name: Named | null;
}

export interface Named {
  /** Each who is named; several persons of one name are one of them. */
  readonly members: readonly (readonly SpeakerSummary[])[];
  /** An everyday word in small letters: a name only where nothing else can stand. */
  readonly isWeak: boolean;
  readonly isPerson: boolean;
  readonly way: SpeakerMark["way"];
}

/** A question in units. What stands between two of them is the gap before the second. */
export interface Question {
  readonly text: string;
  readonly units: readonly Unit[];
}

const WORDS_MENDED_MAX = 8;

/** The question with its misspelt words mended to words of the corpus, and short names in full. */
export function mendWords(text: string, names: KnownNames): string {
  let mended = "";
  let from = 0;
  let left = WORDS_MENDED_MAX;
  const tokens = tokenise(text);
  const quoted = quotedParts(text);
  for (const [at, token] of tokens.entries()) {
    while ((quoted[0]?.end ?? Infinity) < token.end) quoted.shift();
    if ((quoted[0]?.start ?? Infinity) < token.start) continue;
    const long = inFull(tokens, at, text);
    const better = long ?? (left > 0 ? mendOne(tokens, at, text, names) : null);
    if (better === null) continue;
    if (long === null) left -= 1;
    mended += text.slice(from, token.start) + better;
    from = token.end;
  }
  return mended + text.slice(from);
}

function quotedParts(text: string): { start: number; end: number }[] {
  const parts: { start: number; end: number }[] = [];
  for (let start = -1, at = 0; at < text.length; at += 1) {
    const mark = text.charAt(at);
    if (start === -1 && '“"«'.includes(mark)) start = at;
    else if (start !== -1 && '”"»'.includes(mark)) {
      parts.push({ start, end: at });
      start = -1;
    }
  }
  return parts;
}

/** "North Korean" of "NK troops". */
function inFull(tokens: readonly Token[], at: number, text: string): string | null {
  const low = tokens[at]?.low ?? "";
  const [name, adjective] = everydayNames.get(low) ?? [];
  if (name === undefined || /^\d/u.test(tokens[at - 1]?.low ?? "")) return null;
  const next = tokens[at + 1];
  const goesOn = next && text.slice(tokens[at]?.end, next.start).trim() === "";
  const isNoun =
    goesOn && !isFunctionWord(next.low) && actOf(next.low) === null && next.low !== "s";
  return titled(isNoun ? (adjective ?? name) : name);
}

const titled = (name: string): string =>
  name.replace(/\b(?:us|north|south|korean?|russian?|ukrain(?:e|ian))\b/gu, (word) =>
    word === "us" ? "US" : word.charAt(0).toUpperCase() + word.slice(1),
  );

function mendOne(
  tokens: readonly Token[],
  at: number,
  text: string,
  names: KnownNames,
): string | null {
  const token = tokens[at];
  if (!token || isFunctionWord(token.low)) return null;
  const isAcronym = token.text === token.text.toUpperCase() && text !== text.toUpperCase();
  return isAcronym ? null : mend(token.text, names);
}

/** Whether a word asks, helps a verb, or links. */
export function isFunctionWord(low: string): boolean {
  return QUESTION_WORDS.has(low) || AUXILIARIES.has(low) || LINKS.has(low);
}

export const LINKS: ReadonlySet<string> = new Set(
  "about on of that to regarding concerning re with for against in at by from as and or but so if over into the a an this these those it its there than then while because".split(
    " ",
  ),
);

/** A question whose words are mended, with whom it names. */
export function readQuestion(text: string, names: KnownNames): Question {
  const tokens = splitOwners(tokenise(text), names);
  const marks = names.speakersIn(tokens.map((token) => token.text));
  const units: Unit[] = [];
  let next = 0;
  for (let at = 0; at < tokens.length; at += 1) {
    const mark = marks[next];
    if (mark && isIndefinite(mark, tokens)) {
      next += 1;
      at -= 1;
      continue;
    }
    if (mark?.from !== at) {
      const { low = "", start = 0, end = 0 } = tokens[at] ?? {};
      units.push({ low, start, end, name: null });
      continue;
    }
    next += 1;
    at = mark.to - 1;
    const [first, last] = [tokens[mark.from], tokens[at]];
    const name = namedBy(mark, tokens, text);
    if (first && last)
      units.push({ low: name.isWeak ? first.low : "", start: first.start, end: last.end, name });
  }
  return { text, units: joinNames(units, text) };
}

/** "Which leader", "my boss", "a minister": an office, and none whom a name stands for. */
function isIndefinite({ from, way }: SpeakerMark, tokens: readonly Token[]): boolean {
  if (way !== "role") return false;
  const before = [tokens[from - 1]?.low ?? "", tokens[from - 2]?.low ?? ""];
  const isAsked = before.some(
    (low, index) =>
      /^(?:which|any|what)$/u.test(low) && (index === 0 || !isFunctionWord(before[0] ?? "")),
  );
  return (
    isAsked ||
    /^(?:my|our|your|his|her|their|an?|no|every|each|some|another|other)$/u.test(before[0] ?? "")
  );
}

/** "Rutte's" without its mark: "Ruttes view". */
function splitOwners(tokens: readonly Token[], names: KnownNames): Token[] {
  return tokens.flatMap((token) => {
    const owner = token.low.endsWith("s") ? token.low.slice(0, -1) : "";
    const isOwner =
      names.nameWords.has(owner) && !names.nameWords.has(token.low) && !isGeneralWord(token.low);
    if (!isOwner) return token;
    const cut = token.end - 1;
    return [
      { ...token, text: token.text.slice(0, -1), low: owner, end: cut },
      { text: "'s", low: "s", start: cut, end: token.end },
    ];
  });
}

function namedBy(mark: SpeakerMark, tokens: readonly Token[], text: string): Named {
  const first = tokens[mark.from]?.text ?? "";
  const isShown = /^\p{Lu}/u.test(first) && mark.from > 0 && text !== text.toUpperCase();
  const isOne = mark.to - mark.from === 1 && mark.way === "part";
  return {
    members: [mark.speakers],
    isWeak: isOne && !isShown && isGeneralWord(fold(first)),
    isPerson: mark.speakers.some(({ type }) => type === "person"),
    way: mark.way,
  };
}

const JOINTS = new Set(["and", "or", "vs", "versus"]);

/** "Macron and Rutte", "Macron/Rutte", "Macron, Rutte and Barrot" are one unit. */
function joinNames(units: readonly Unit[], text: string): Unit[] {
  const all: Unit[] = [];
  for (let at = 0; at < units.length; at += 1) {
    const unit = units[at];
    if (!unit) continue;
    const before = all.at(-1);
    const isJoint = JOINTS.has(unit.low) && before?.name && units[at + 1]?.name;
    const isListed = before?.name && unit.name && isInList(units, at, text);
    const next = isJoint ? units[at + 1] : unit;
    if (
      before?.name &&
      next?.name &&
      (isJoint || isListed || /^\s*[&/+]\s*$/u.test(text.slice(before.end, next.start)))
    ) {
      all[all.length - 1] = joinedNames(before, before.name, next, next.name);
      if (isJoint) at += 1;
    } else all.push(unit);
  }
  return all;
}

/** "Macron, Rutte and Barrot": names with commas between them, up to the last. */
function isInList(units: readonly Unit[], from: number, text: string): boolean {
  for (let at = from; at < units.length; at += 1) {
    const gap = text.slice(units[at - 1]?.end, units[at]?.start);
    if (JOINTS.has(units[at]?.low ?? "")) return at > from && units[at + 1]?.name !== null;
    if (!units[at]?.name || gap.trim() !== ",") return false;
  }
  return false;
}

function joinedNames(first: Unit, one: Named, second: Unit, other: Named): Unit {
  const name = {
    members: [...one.members, ...other.members],
    isWeak: one.isWeak && other.isWeak,
    isPerson: one.isPerson || other.isPerson,
    way: one.way,
  };
  return { low: "", start: first.start, end: second.end, name };
}

/** Whom a question means by those whom it names. */
export function whom(
  ...named: readonly Named[]
): Pick<Interpretation, "speaker" | "namesakes" | "together"> {
  const members = named.flatMap((one) => one.members);
  const all = new Map(
    members.flat().map(({ id, name }): [string, SpeakerName] => [id, { id, name }]),
  );
  const namesakes = [...all.values()];
  const [first = null] = namesakes;
  return namesakes.length <= 1
    ? { speaker: first, namesakes: [], together: false }
    : { speaker: null, namesakes, together: members.length > 1 };
}
