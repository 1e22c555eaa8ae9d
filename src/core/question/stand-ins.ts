import { fold } from "../speakers/fold.ts";
import type { Interpretation } from "../types.ts";
import { namesIn, thingIn, withoutMark } from "./carry.ts";
import { PLAIN_SAYING, isSpeech, standInsOf } from "./follow-parts.ts";
import { type Following, reread } from "./following.ts";
import { tokenise } from "./tokens.ts";

/** "Did he deny it?": the question with what its pronouns stand for. */
export function withStandIns(following: Following): Interpretation | null {
  const { parts, own, previous, question } = following;
  const named = new Set(
    [own.speaker, ...own.namesakes].flatMap((one) => (one ? fold(one.name).split(" ") : [])),
  );
  const found = standInsOf(parts, ({ low }) => named.has(low));
  const kinds = [...found.values()];
  const saysNothing = parts.content.length === 0 && !parts.words.some(isSpeech);
  if (kinds.length === 0 || (saysNothing && !kinds.some((kind) => kind !== "thing"))) return null;
  const person = antecedentIn(following);
  const thing = thingIn(previous);
  const isLacking = kinds.some((kind) => (kind === "thing" ? thing === null : person === ""));
  if (isLacking) return beside(following);
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
        return `${gap}${PLAIN_SAYING.has(before?.low ?? "") ? "about " : ""}${thing ?? ""}`;
      case undefined:
    }
    return gap + word;
  });
  return reread(following, text.join("").trim() + (question.endsWith("?") ? "?" : ""));
}

/** Whom "he" or "they" can mean: who was asked of, or is named in the question before; "" for nobody. */
function antecedentIn({ previous, names }: Following): string {
  const asked = namesIn(previous);
  if (asked !== "") return asked;
  if (previous.unknown?.what === "speaker") return previous.unknown.name;
  const words = tokenise(previous.text).map(({ text }) => text);
  return names.speakersIn(words).at(-1)?.speakers[0]?.name ?? "";
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
