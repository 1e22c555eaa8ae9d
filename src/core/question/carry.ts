import { listed } from "../text/listed.ts";
import type { Interpretation } from "../types.ts";
import { auxiliaries } from "../data/auxiliaries.ts";
import { AUXILIARIES, QUESTION_WORDS, type Word, readWords } from "./words.ts";

/** What a follow-up takes from the question before it, in words: a question that stands on its own. */

/** Those whom a question asks of, as one name: "Emmanuel Macron and Mark Rutte"; "" for nobody. */
export function namesIn({ speaker, namesakes }: Interpretation): string {
  return listed((speaker ? [speaker] : namesakes).map(({ name }) => name));
}

/** What was understood, as a plain question. */
export function questionOf(understood: Interpretation): string {
  const { kind, topic, quote, verbs, text } = understood;
  const names = namesIn(understood);
  const about = topic === null ? "" : ` about ${topic}`;
  const [verb] = verbs;
  switch (kind) {
    case "statements":
      return verb !== undefined && topic !== null
        ? `Did ${names} ${verb} ${topic}?`
        : `What did ${names} say${about}?`;
    case "who":
      return `Who spoke${about}?`;
    case "introduction":
      return `Who is ${names}?`;
    case "verify":
      return names === "" ? `Who said “${quote ?? ""}”?` : `Did ${names} say “${quote ?? ""}”?`;
    case "corpus":
    case "passages":
  }
  return text;
}

/** What a question is about, as an object of another: "China"; "North Korean troops in Kursk". */
export function thingIn(understood: Interpretation): string | null {
  const { kind, topic, quote, text } = understood;
  if (kind === "corpus") return null;
  if (kind === "introduction") return namesIn(understood);
  return kind === "passages" ? withoutVerbs(withoutQuestionWord(text)) : (quote ?? topic);
}

/** "North Korean troops are in Kursk" without "are". */
function withoutVerbs(text: string): string {
  const { words } = readWords(text);
  const kept = words.filter(({ low }) => !isAuxiliary(low) && low !== "there");
  return kept.length === 0 ? text : joined(kept);
}

/**
 * Another question word, or words, to what was asked before: "when" after "What did Rutte say about
 * China?" is "When did Mark Rutte speak about China?".
 */
export function askAnew(head: string, understood: Interpretation): string {
  const { kind, text } = understood;
  const names = namesIn(understood);
  const isAsIs = kind === "who" || kind === "passages";
  const thing = isAsIs ? withoutQuestionWord(text) : thingIn(understood);
  const opening = `${head.charAt(0).toUpperCase()}${head.slice(1)}`;
  const counts = /^how (?:many|much)$/iu.test(head);
  if (kind === "passages" || names === "") return `${opening} ${thing ?? ""}`.trimEnd() + "?";
  if (counts) return `${opening} ${thing ?? ""} does ${names} speak of?`;
  const about = thing === null || kind === "introduction" ? "" : ` about ${thing}`;
  return `${opening} did ${names} speak${about}?`;
}

/** Words after "how" that ask with it. */
const HOW = new Set("many much long old far often big large tall come".split(" "));

/** "How many troops are there?" without "how many" and the mark. */
function withoutQuestionWord(text: string): string {
  const { words } = readWords(text);
  let from = 0;
  if (QUESTION_WORDS.has(words[0]?.low ?? "")) from = 1;
  if (words[0]?.low === "how" && HOW.has(words[1]?.low ?? "")) from = 2;
  if (from === words.length) return text;
  const kept = words.slice(from);
  const [first] = kept;
  const isLowered = first !== undefined && isAuxiliary(first.low);
  return joined(
    kept.map((word, at) => (at === 0 && isLowered ? { ...word, text: word.low } : word)),
  );
}

/** A question without the mark at its end. */
export function withoutMark(text: string): string {
  return joined(readWords(text).words);
}

function joined(words: readonly Word[]): string {
  return words.map(({ gap, text }, at) => (at === 0 ? text : gap + text)).join("");
}

/**
 * A question with one of its phrases exchanged: what opens as the new phrase does ("in Russia" for "in
 * Kursk"), else its last name that is like it; of "how many cranes" the cranes, where the phrase is no
 * name. Where it has none of these, the phrase is put at its end.
 *
 * @param phrase with its preposition, if it has one.
 * @param isLike whether a name in the question is of the phrase's sort.
 */
export function exchanged(text: string, phrase: string, isLike: (name: string) => boolean): string {
  const { words } = readWords(text);
  const [first] = readWords(phrase).words;
  const place =
    first && isPreposition(first.low)
      ? phraseOpeningWith(words, first.low)
      : (nameIn(words, isLike) ?? (/^\p{Ll}/u.test(phrase) ? countedIn(words) : null));
  const end = text.trimEnd().endsWith("?") ? "?" : "";
  if (place === null) return `${joined(words)} ${phrase}${end}`;
  const before = joined(words.slice(0, place.from));
  const after = words
    .slice(place.to)
    .map((word) => word.gap + word.text)
    .join("");
  return `${before}${before === "" ? "" : " "}${phrase}${after}${end}`;
}

/** Whether a question names somebody or something of a sort. */
export function hasName(text: string, isLike: (name: string) => boolean): boolean {
  return nameIn(readWords(text).words, isLike) !== null;
}

/** "Did", "are": a verb that makes a question of what follows. */
export function isAuxiliary(low: string): boolean {
  return AUXILIARIES.has(low) || auxiliaries.has(low);
}

const PREPOSITIONS = new Set(
  "in on at from to for with by of about since during under against near".split(" "),
);

export function isPreposition(low: string): boolean {
  return PREPOSITIONS.has(low);
}

interface Place {
  readonly from: number;
  readonly to: number;
}

function phraseOpeningWith(words: readonly Word[], low: string): Place | null {
  const from = words.findLastIndex((word, at) => at > 0 && word.low === low);
  if (from < 0) return null;
  const next = words.findIndex((word, at) => at > from && isPreposition(word.low));
  return { from, to: next < 0 ? words.length : next };
}

function isName({ text, low }: Word, at: number): boolean {
  return at > 0 && /^\p{Lu}/u.test(text) && !QUESTION_WORDS.has(low) && low !== "i";
}

/** The last run of capitalised words that is like what is wanted. */
function nameIn(words: readonly Word[], isLike: (name: string) => boolean): Place | null {
  let found: Place | null = null;
  for (let from = 0; from < words.length; from += 1) {
    let to = from;
    for (let word = words[to]; word && isName(word, to); word = words[to]) {
      if (to > from && word.gap !== " " && word.gap !== "-") break;
      to += 1;
    }
    if (to === from) continue;
    if (isLike(joined(words.slice(from, to)))) found = { from, to };
    from = to - 1;
  }
  return found;
}

/** What "how many", "which" or "what" counts or picks: the words up to the verb. */
function countedIn(words: readonly Word[]): Place | null {
  const first = words[0]?.low ?? "";
  const isHow = first === "how" && /^(?:many|much)$/u.test(words[1]?.low ?? "");
  const from = isHow ? 2 : 1;
  const to = words.findIndex(({ low }, at) => at >= from && isAuxiliary(low));
  const counts = isHow || first === "which" || first === "what";
  return counts && to > from ? { from, to } : null;
}
