import { fold } from "../speakers/fold.ts";
import type { Interpretation } from "../types.ts";
import { namesIn, thingIn, withoutMark } from "./carry.ts";
import { PLAIN_SAYING, type StandIn, isSpeech, standInsOf } from "./follow-parts.ts";
import { type Following, onSameTopic, reread } from "./following.ts";
import { tokenise } from "./tokens.ts";

/** "Did he deny it?": the question with what its pronouns stand for. */
export function withStandIns(following: Following): Interpretation | null {
  const { parts, own, previous, question } = following;
  const named = new Set(
    [own.speaker, ...own.namesakes].flatMap((one) => (one ? fold(one.name).split(" ") : [])),
  );
  const found = standInsOf(parts, ({ low }) => named.has(low));
  const kinds = [...found.values()];
  const isOf = (...some: readonly StandIn[]) => kinds.some((kind) => some.includes(kind));
  const saysNothing = parts.content.length === 0 && !parts.words.some(isSpeech);
  if (kinds.length === 0 || (saysNothing && !isOf("person", "owner"))) return null;
  const isMany = parts.words.some(({ low }, at) => found.has(at) && low.startsWith("the"));
  const person = antecedentIn(following, isMany);
  const thing = thingIn(previous);
  const isLacking =
    (thing === null && isOf("thing", "claim")) || (person === "" && isOf("person", "owner"));
  // A clause stands well where a claim does, and badly where a thing does.
  const isClause = previous.kind === "passages" && isOf("thing");
  if (isLacking || isClause) return beside(following);
  const text = parts.words.map(({ gap, text: word, low }, at) => {
    const before = parts.words[at - 1];
    // "What else did she say?" asks for all of it.
    if (low === "else") return "";
    if (/^['’]s$/u.test(word) && found.get(at - 1) === "person") return " is";
    switch (found.get(at)) {
      case "person":
        return gap + person;
      case "owner":
        return `${gap}${person}’s`;
      case "thing":
      case "claim":
        return `${gap}${PLAIN_SAYING.has(before?.low ?? "") ? "about " : ""}${thing ?? ""}`;
      case undefined:
    }
    return gap + word;
  });
  const mark = question.endsWith("?") ? "?" : "";
  return onSameTopic(following, reread(following, text.join("").trim() + mark));
}

/**
 * Whom "he" or "they" can mean: who was asked of, or who is named in the question before; "" for nobody.
 *
 * @param isMany whether it is "they": nobody of those who are only named.
 */
function antecedentIn({ previous, names }: Following, isMany: boolean): string {
  const asked = namesIn(previous);
  if (asked !== "") return asked;
  if (previous.unknown?.what === "speaker") return previous.unknown.name;
  if (isMany) return "";
  const words = tokenise(previous.text).map(({ text }) => text);
  const persons = names
    .speakersIn(words)
    .flatMap(({ speakers }) => speakers.filter(({ type }) => type === "person").slice(0, 1));
  return persons.at(-1)?.name ?? "";
}

/** Where nothing can be put in: the question beside what was asked before, for whoever reads both. */
function beside(following: Following): Interpretation | null {
  const { question, own, previous } = following;
  const thing = thingIn(previous);
  if (own.kind !== "passages" || thing === null) return null;
  const text = `${withoutMark(question)}: ${thing}?`;
  return {
    ...reread(following, text),
    kind: "passages",
    topic: text,
    speaker: null,
    namesakes: [],
  };
}
