import { chatWords } from "../data/chat-words.ts";
import { wordsFor } from "../data/uses.ts";
import { linear } from "../text/linear.ts";
import { actOf } from "./acts.ts";
import { mendAsking } from "./question-language.ts";
import { type Token, tokenOf, tokenise } from "./tokens.ts";

/** A word of a message, chat spelt out. */
export interface Word extends Token {
  /** What stood before it: blanks and marks. */
  readonly gap: string;
  /** Inside quotation marks: it is left as it is. */
  readonly isQuoted: boolean;
}

export interface Words {
  readonly words: readonly Word[];
  /** What stood after the last. */
  readonly tail: string;
}

export const QUESTION_WORDS: ReadonlySet<string> = new Set(
  "what who whom whose which when where why how".split(" "),
);
export const AUXILIARIES: ReadonlySet<string> = new Set([
  ...wordsFor("asking"),
  ..."are am can could will should might must shall may didnt doesnt dont hasnt havent hadnt isnt arent wasnt werent wont wouldnt couldnt cant".split(
    " ",
  ),
]);

const QUOTED = linear(String.raw`[“"«][^”"»“«]*[”"»]`);
/** Custom emoji, mentions and channels of Discord, and faces made of marks. */
const PICTURES = linear(
  String.raw`<a?:\w{1,40}:\d{1,25}>|<[@#][!&]?\d{1,25}>|<3+|(?:^|\s)[:;=xX]['-]?[DPpOo3()/\\|](?:\s|$)`,
  "",
);
const EMOJI = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F\u200D]/gu;

/** The words of a message, without pictures. */
export function readWords(text: string): Words {
  const clean = withoutPictures(text);
  const quoted = clean.includes('"') || /[“«]/u.test(clean) ? QUOTED.all(clean) : [];
  const tokens = tokenise(clean);
  let at = 0;
  let before = 0;
  const words = tokens.flatMap((token, index) => {
    while ((quoted[at]?.end ?? Infinity) <= token.start) at += 1;
    const isQuoted = (quoted[at]?.start ?? Infinity) < token.start;
    const gap = clean.slice(before, token.start);
    before = token.end;
    return isQuoted ? [{ ...token, gap, isQuoted }] : spellOut(token, tokens[index + 1], gap);
  });
  return { words, tail: clean.slice(before) };
}

function withoutPictures(text: string): string {
  const bare = text.replace(EMOJI, " ");
  if (!/[<:;=]|\bx[DdPp]\b/iu.test(bare)) return bare;
  let clean = "";
  let from = 0;
  for (const { start, end } of PICTURES.all(bare)) {
    clean += `${bare.slice(from, start)} `;
    from = end;
  }
  return clean + bare.slice(from);
}

/** "abt" is "about", "wtf did" is "what did". */
function spellOut(token: Token, next: Token | undefined, gap: string): Word[] {
  const asked = /^w(?:tf|th)$/u.test(token.low) && AUXILIARIES.has(next?.low ?? "");
  if (token.low === "2" && actOf(next?.low ?? "")?.form === "base")
    return [{ ...token, text: "to", low: "to", gap, isQuoted: false }];
  const isWord = token.text.length > 1 || /^\p{Ll}/u.test(token.text);
  const [long] = asked ? ["what"] : isWord ? (chatWords.get(token.low) ?? []) : [];
  const mended = long === undefined ? mendAsking(token.text) : null;
  if (mended !== null)
    return [{ ...tokenOf(mended, token.start), end: token.end, gap, isQuoted: false }];
  if (long === undefined) return [{ ...token, gap, isQuoted: false }];
  return tokenise(long).map(({ text, start }, index) => ({
    ...tokenOf(text, token.start),
    end: token.end,
    gap: index === 0 ? gap : long.charAt(start - 1) === " " ? " " : "",
    isQuoted: false,
  }));
}

/** Whether a stop of any kind stands before a word, or nothing. */
export function isAfterStop(words: readonly Word[], at: number): boolean {
  return at <= 0 || at >= words.length || STOP.test(words[at]?.gap ?? "");
}

const STOP = /[,:;.!?…—–\n(]|\s-\s/u;
const CLOSING = /[^?!.…”"»’')%]/gu;

/** The text of words, with the marks between those that stood together, and what of the tail belongs to it. */
export function textOf(words: readonly Word[], kept: readonly number[], tail: string): string {
  const parts = kept.map((at, index) => {
    const { gap = "", text = "" } = words[at] ?? {};
    if (index === 0) return openingOf(gap) + text;
    const isJoined = kept[index - 1] === at - 1;
    return (isJoined ? gap.replace(/\s+/gu, " ") : ` ${openingOf(gap)}`) + text;
  });
  return parts.join("") + tail.replace(CLOSING, "");
}

/** The marks at the end of a gap that belong to what follows. */
function openingOf(gap: string): string {
  let from = gap.length;
  while (from > 0 && "“\"«‘'(¿¡$€£#".includes(gap.charAt(from - 1))) from -= 1;
  return gap.slice(from);
}
