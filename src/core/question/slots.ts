import { actOf, actOfNoun, isNounAsWell } from "./acts.ts";
import type { Question, Unit } from "./question.ts";
import { AUXILIARIES } from "./words.ts";

/** Where a question tells whose words it asks for. */
export interface Slot {
  /** The base form of the act: "say" where the question tells none. */
  readonly verb: string;
  /** Numbers of the units that make it: name, act and what joins them. */
  readonly units: readonly number[];
}

export const lowAt = ({ units }: Pick<Question, "units">, at: number): string =>
  units[at]?.low ?? "";

/** What stands before a unit. */
export function gapAt({ text, units }: Question, at: number): string {
  return text.slice(units[at - 1]?.end ?? 0, units[at]?.start ?? text.length);
}

/** Between a subject and its verb. */
const HOPS = new Set([
  ...AUXILIARIES,
  ..."ever never keep keeps kept start started starts stop stopped begin began try tries tried also really actually already since publicly recently again now just even still not yet himself herself themselves itself personally reportedly allegedly once previously officially repeatedly then be been being got get to going who that which clearly openly s d both all earlier later often always".split(
    " ",
  ),
]);
const BE = new Set("is are was were be been being s get got isnt arent wasnt werent".split(" "));
const DO = new Set(
  "did does do will would can could should must might may shall didnt doesnt dont wont wouldnt cant couldnt".split(
    " ",
  ),
);
const HOPS_MAX = 6;
/** Before a name, these make an object of it. */
const PREPOSITIONS = new Set(
  "about on of to with against from for by in at between among than after before over toward towards like behind".split(
    " ",
  ),
);
const LIGHT =
  /^(?:ma[kd]e|makes|making|give[ns]?|gave|giving|issue[ds]?|offer(?:ed|s)?|release[ds]?|deliver(?:ed|s)?|voice[ds]?|express(?:ed|es)?|ha(?:ve|s|d))$/u;
/** "Is Rutte worried", "is opposed to": a stand, though it has the form of a passive. */
const STANDING = new Set(["worry", "oppose"]);

/** "Rutte said", "did Rutte ever say", "Rutte has been saying": where a name is the subject of an act. */
export function subjectSlot(question: Question, at: number): Slot | null {
  const { units } = question;
  if (PREPOSITIONS.has(beforeArticle(question, at))) return null;
  const helper = helperBefore(question, at);
  const between: string[] = [];
  for (let next = at + 1; next < Math.min(units.length, at + 1 + HOPS_MAX); next += 1) {
    const low = lowAt(question, next);
    if (units[next]?.name) return null;
    const act = actOf(low);
    if (act?.verb === "stand" && !isStand(question, next)) return null;
    if (act) {
      const isActed = isActive(question, next, { helper, between, isPlural: isPlural(units[at]) });
      if (!isActed) return null;
      return {
        verb: act.verb,
        units: [...spanOf(helper ? at - 1 : at, next), ...quotedAs(question, next)],
      };
    }
    const noun = LIGHT.test(low) ? nounIn(question) : null;
    if (noun !== null && (helper !== null || next === at + 1))
      return {
        verb: actOfNoun(lowAt(question, noun)) ?? "say",
        units: [...spanOf(helper ? at - 1 : at, next), noun],
      };
    if (!HOPS.has(low)) return null;
    between.push(low);
  }
  return null;
}

/** "Where does Rutte stand", "how does he stand on": not "what does it stand for". */
function isStand(question: Question, at: number): boolean {
  return lowAt(question, 0) === "where" || /^(?:on|about|with)$/u.test(lowAt(question, at + 1));
}

function spanOf(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const isPlural = (unit: Unit | undefined): boolean =>
  unit?.name !== null &&
  unit?.name !== undefined &&
  (unit.name.members.length > 1 || !unit.name.isPerson);

/** The word before a name, its article and "both" left out. */
function beforeArticle(question: Question, at: number): string {
  let before = at - 1;
  while (/^(?:the|a|an|both|former|mr|mrs|ms|dr)$/u.test(lowAt(question, before))) before -= 1;
  return question.units[before]?.name ? "" : lowAt(question, before);
}

/** The helping verb before a subject: "did Rutte", "has the Kremlin". */
function helperBefore(question: Question, at: number): string | null {
  const low = beforeArticle(question, at);
  return AUXILIARIES.has(low) || low === "s" ? low : null;
}

interface Around {
  readonly helper: string | null;
  readonly between: readonly string[];
  readonly isPlural: boolean;
}

function isActive(question: Question, at: number, { helper, between, isPlural }: Around): boolean {
  const low = lowAt(question, at);
  const act = actOf(low);
  const isHelped =
    (helper !== null && DO.has(helper)) || between.some((word) => DO.has(word) || word === "to");
  if (act?.form === "base")
    return isHelped || !isNounAsWell(low) || (isPlural && TOPIC.test(lowAt(question, at + 1)));
  if (act?.form === "s")
    return !isNounAsWell(low) || (helper === null && TOPIC.test(lowAt(question, at + 1)));
  if (act?.form === "ing") return true;
  const isBeing =
    between.some((word) => BE.has(word)) ||
    (helper !== null && BE.has(helper) && !between.includes("that") && !between.includes("who"));
  return !isBeing || act?.verb === "quote" || STANDING.has(act?.verb ?? "");
}

const TOPIC = /^(?:about|on|who|what|that|of|for|to|the|regarding|against)$/u;

/** "Was quoted as saying". */
function quotedAs(question: Question, at: number): number[] {
  if (actOf(lowAt(question, at))?.verb !== "quote") return [];
  return [at + 1, at + 2].filter((next) => /^(?:as|saying)$/u.test(lowAt(question, next)));
}

/** A noun for what is said, anywhere: "what comments did Rutte make". */
function nounIn(question: Question): number | null {
  const at = question.units.findIndex(({ low, name }) => name === null && actOfNoun(low) !== null);
  return at === -1 ? null : at;
}

const ADJECTIVES_MAX = 3;

/** "Rutte's view", "the Kremlin's latest statement", "Rutte quotes". */
export function ownerSlot(question: Question, at: number): Slot | null {
  const { units } = question;
  const isOwner = lowAt(question, at + 1) === "s" || /^['’]/u.test(gapAt(question, at + 1));
  let next = at + 1 + (lowAt(question, at + 1) === "s" ? 1 : 0);
  const last = next + (isOwner ? ADJECTIVES_MAX : 1);
  for (; next <= last && next < units.length; next += 1) {
    const low = lowAt(question, next);
    const verb = units[next]?.name ? null : actOfNoun(low);
    if (verb !== null) return { verb, units: spanOf(at, next) };
    const isAdjective = isOwner
      ? !/^(?:is|was|are|on|about|in|of|to)$/u.test(low)
      : RECENT.test(low);
    if (units[next]?.name || !isAdjective) return null;
  }
  return null;
}

const RECENT = /^(?:latest|recent|official|public|last|first|newest|own)$/u;
/** "Criticism of Rutte" is not his. */
const AGAINST = new Set("accuse condemn criticise threaten deny".split(" "));
const SAYING =
  /^(?:said|written|given|made|heard|hear|anything|everything|something|stuff|things|what|much)$/u;
const NOUN_UNITS_MAX = 7;

/** "Quotes by Rutte", "what was said by", "according to Rutte", "per Rutte", "from Rutte". */
export function sourceSlot(question: Question, at: number): Slot | null {
  const { units } = question;
  let before = at - 1;
  while (/^(?:the|a|an)$/u.test(lowAt(question, before))) before -= 1;
  const link = lowAt(question, before);
  if (units[before]?.name) return null;
  if (link === "to" && lowAt(question, before - 1) === "according")
    return { verb: "say", units: spanOf(before - 1, at) };
  if (link === "per")
    return {
      verb: "say",
      units: spanOf(lowAt(question, before - 1) === "as" ? before - 1 : before, at),
    };
  if (!/^(?:by|from|of)$/u.test(link)) return null;
  if (before === 0) return link === "of" ? null : { verb: "say", units: spanOf(before, at) };
  for (let noun = before - 1; noun >= Math.max(0, before - NOUN_UNITS_MAX); noun -= 1) {
    const low = lowAt(question, noun);
    if (units[noun]?.name) return null;
    const act = link === "by" ? actOf(low) : null;
    if (act?.form === "past") return { verb: act.verb, units: [noun, ...spanOf(before, at)] };
    const verb =
      actOfNoun(low) ?? (SAYING.test(low) && (link !== "of" || low === "said") ? "say" : null);
    if (verb !== null && !(link === "of" && AGAINST.has(verb)))
      return { verb, units: [noun, ...spanOf(before, at)] };
  }
  return null;
}
