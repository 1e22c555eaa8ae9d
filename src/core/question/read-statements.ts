import { wordsFor } from "../data/uses.ts";
import type { Interpretation } from "../types.ts";
import { actOf, actOfNoun, verbsOf } from "./acts.ts";
import { type Named, type Question, whom } from "./question.ts";
import { gapAt, lowAt, ownerSlot, sourceSlot, subjectSlot } from "./slots.ts";
import { topicWithout } from "./topic.ts";
import { AUXILIARIES, QUESTION_WORDS } from "./words.ts";

type Whom = Pick<Interpretation, "speaker" | "namesakes" | "together">;

/** Somebody's statements: whoever is the subject of an act of speech, or whose words are asked for. */
export function readStatements(
  question: Question,
  base: Interpretation,
  previous: Interpretation | null,
): Interpretation | null {
  // "When did Rutte speak of it?" asks for a day; "where does he stand" for a view.
  const isStand = question.units.some(({ low }) => actOf(low)?.verb === "stand");
  if (/^(?:when|where)$/u.test(lowAt(question, 0)) && !isStand) return null;
  return (
    compared(question, base) ??
    spoken(question, base) ??
    meantBefore(question, base, previous) ??
    bare(question, base)
  );
}

function statements(
  question: Question,
  base: Interpretation,
  {
    whose,
    verb,
    units,
  }: { readonly whose: Whom; readonly verb: string; readonly units: readonly number[] },
): Interpretation {
  return {
    ...base,
    kind: "statements",
    verbs: verbsOf(verb),
    topic: topicWithout(question, units),
    ...whose,
  };
}

const SLOTS = [subjectSlot, ownerSlot, sourceSlot];

/** "What did Rutte say", "Rutte's view", "quotes by Rutte". */
function spoken(question: Question, base: Interpretation): Interpretation | null {
  for (const [at, { name }] of question.units.entries()) {
    if (!name) continue;
    for (const find of SLOTS) {
      const slot = find(question, at);
      if (slot) return statements(question, base, { ...slot, whose: whom(name) });
    }
  }
  return null;
}

const COMPARING =
  /^(?:compare[ds]?|comparing|comparison|contrast(?:ed)?|differ(?:s|ing|ences?|ently)?|disagree[ds]?|disagreement|agree[ds]?|versus|vs|both|common)$/u;

/** "How do Macron and Rutte differ?", "compare Macron's and Rutte's views", "does Macron agree with Rutte?" */
function compared(question: Question, base: Interpretation): Interpretation | null {
  const { units } = question;
  const word = units.findIndex(({ low }) => COMPARING.test(low));
  const all = units.flatMap(({ name }, at) => (name && !name.isWeak ? [{ at, name }] : []));
  const together = all.filter(({ name }) => name.members.length > 1);
  // "Macron and Rutte on NATO" compares two; "between Macron's view and Rutte's on NATO" no more.
  const apart = all.filter(({ at }) => !/^(?:on|about|regarding)$/u.test(lowAt(question, at - 1)));
  const named = together.length > 0 ? together.slice(0, 1) : apart;
  const members = named.flatMap(({ name }) => name.members);
  const last = units.at(-1)?.name;
  const isChoice =
    (last?.members.length ?? 0) > 1 && gapAt(question, units.length - 1).includes(",");
  if ((word === -1 && !isChoice) || members.length < 2) return null;
  const verb = actOf(lowAt(question, word))?.verb ?? "say";
  const slots = named.flatMap(({ at }) => SLOTS.flatMap((find) => find(question, at)?.units ?? []));
  const nouns = units.flatMap(({ low }, at) => (actOfNoun(low) === null ? [] : at));
  const gone = [word, ...named.map(({ at }) => at), ...slots, ...nouns];
  return statements(question, base, {
    whose: whom(...named.map(({ name }) => name)),
    verb,
    units: gone,
  });
}

const PRONOUNS = wordsFor("stand-in");
const ASKED = /^(?:i|we|you|it|this|that|these|those)$/u;

/** "What did he say?" after somebody was named. */
function meantBefore(
  question: Question,
  base: Interpretation,
  previous: Interpretation | null,
): Interpretation | null {
  const { units } = question;
  for (const [at, { low }] of units.entries()) {
    if (!PRONOUNS.has(low) || ASKED.test(low)) continue;
    const slot = subjectSlot(question, at);
    const named = units.slice(0, at).findLast(({ name }) => name !== null)?.name;
    const whose = named ? whom(named) : previous;
    if (!slot || !whose || (!whose.speaker && whose.namesakes.length === 0)) continue;
    const { speaker, namesakes, together } = whose;
    // "Rutte - what did he say": the name is no topic.
    const gone = named && units[0]?.name === named ? [0, ...slot.units] : slot.units;
    return statements(question, base, {
      verb: slot.verb,
      units: gone,
      whose: { speaker, namesakes, together },
    });
  }
  return null;
}

const BARE_UNITS_MAX = 7;
/** "Macron resigned", "Macron became": a deed after the name, and no topic. */
const TOLD =
  /^(?:\p{L}{2,20}ed|became|began|broke|bought|brought|built|came|chose|did|drew|fell|fought|gave|got|grew|held|hit|kept|knew|led|left|lost|made|met|paid|put|ran|rose|saw|sent|shot|sold|sat|struck|took|threw|went|won|wrote)$/u;
const CONNECTOR = /^(?:about|on|re|regarding)$/u;

/** "Rutte", "Rutte on China", "Rutte: China", "Yoon Suk Yeol martial law": a name, and nothing asked of it. */
function bare(question: Question, base: Interpretation): Interpretation | null {
  const { units } = question;
  const start = /^(?:the|and|also|on)$/u.test(lowAt(question, 0)) ? 1 : 0;
  const at = actOfNoun(lowAt(question, start)) === null ? start : start + 1;
  const name = units[at]?.name;
  const isOwner = lowAt(question, at + 1) === "s";
  if (!name || (isOwner && !/^(?:latest|newest|last)$/u.test(lowAt(question, at + 2)))) return null;
  const rest = units.slice(at + 1);
  const isAsked = rest.some(({ low }) => QUESTION_WORDS.has(low) || AUXILIARIES.has(low));
  const isConnected =
    CONNECTOR.test(lowAt(question, at + 1)) || gapAt(question, at + 1).includes(":");
  const isTold = !isConnected && TOLD.test(lowAt(question, at + 1));
  if (name.isWeak && !CONNECTOR.test(lowAt(question, at + 1))) return null;
  if (isAsked || isTold || rest.length > BARE_UNITS_MAX) return null;
  if (at === start && !mayStandAlone(name) && !isConnected) return null;
  // "Macron became president" tells; "Macron Putin call" is about both.
  const others = rest.some((unit) => unit.name !== null);
  if (!isConnected && others) return null;
  return statements(question, base, {
    whose: whom(name),
    verb: "say",
    units: Array.from({ length: at + 1 }, (_, index) => index),
  });
}

function mayStandAlone(name: Named): boolean {
  return name.isPerson || name.members.length > 1;
}
