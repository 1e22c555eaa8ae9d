import { entriesWith } from "../data/lists.ts";
import { particles } from "../data/particles.ts";
import { linear } from "../text/linear.ts";
import type { Span } from "../types.ts";
import { isOneOf, isSpace } from "./characters.ts";
import type { Attribution } from "./decode.ts";
import type { Layout } from "./layout.ts";

// A dash and a name to the paragraph's end: "― Sonya Herridge", "- Carla Sanchez."; what follows on a comma is no part of it.
const SIGNATURE = linear(
  String.raw`^\s*([-–—―]{1,2})\s*(\p{Lu}[^\n“”",:;?!]{1,60}?)\.?(?:,[^\n“”":;?!]{1,100})?\s*$`,
  "",
);
const SMALL_WORDS = ["of", "the", "and", "for", ...entriesWith("signature", particles)];
const NAME_WORD = new RegExp(
  `^(?:[\\p{Lu}(][\\p{L}\\p{M}\\p{N}.'’()-]*|${SMALL_WORDS.join("|")})$`,
  "u",
);
/** More words are no name. */
const NAME_WORDS_MAX = 8;

/**
 * Quotations that are signed: “...” — Name. They open their paragraph and end in a stop, and nothing but
 * the signature follows, there or as the next paragraph. The marks alone say who speaks, and running
 * text has too few of them for the tagger to learn from.
 */
export function signedQuotations({ text, paragraphs, quotes }: Layout): Attribution[] {
  const quotesOf = new Map<number, Span[]>();
  for (const { paragraph, closed, start, end } of quotes) {
    if (!closed) continue;
    const own = quotesOf.get(paragraph) ?? [];
    own.push({ start, end });
    quotesOf.set(paragraph, own);
  }
  return [...quotesOf].flatMap(([index, own]) => {
    const [paragraph, next] = [paragraphs[index], paragraphs[index + 1]];
    const content = paragraph && wholeOf(text, own, paragraph.start);
    if (!content || !isStopped(text, content.end)) return [];
    const rest = { start: content.end, end: paragraph.end };
    const isAlone = text.slice(rest.start, rest.end).trim() === "";
    const signature = isAlone ? next && signatureIn(text, next) : signatureIn(text, rest);
    return signature ? [{ kind: "direct" as const, content: [content], ...signature }] : [];
  });
}

/** From the first to the last of quotations that follow each other from `start` on, or null. */
function wholeOf(text: string, quotes: readonly Span[], start: number): Span | null {
  let end = start;
  for (const quote of quotes) {
    if (quote.start < end) continue;
    if (text.slice(end, quote.start).trim() !== "") return null;
    end = quote.end;
  }
  return quotes[0]?.start === start ? { start, end } : null;
}

/** Whether the quotation that ends here holds a sentence: a title has no stop. */
function isStopped(text: string, end: number): boolean {
  let last = end - 1;
  while (last > 0 && (isSpace(text.charAt(last)) || isOneOf(text.charAt(last), "”\"'’"))) last -= 1;
  return isOneOf(text.charAt(last), ".!?…");
}

function signatureIn(
  text: string,
  { start, end }: Span,
): Pick<Attribution, "cue" | "source"> | null {
  const line = text.slice(start, end);
  const match = SIGNATURE.exec(line);
  const [dash, name] = [match?.group(1) ?? "", match?.group(2) ?? ""];
  const words = name.split(/\s+/u);
  if (words.length > NAME_WORDS_MAX || !words.every((word) => NAME_WORD.test(word))) return null;
  const dashAt = start + line.indexOf(dash);
  const nameAt = start + line.indexOf(name, line.indexOf(dash) + dash.length);
  return {
    cue: [{ start: dashAt, end: dashAt + dash.length }],
    source: [{ start: nameAt, end: nameAt + name.length }],
  };
}

/** Puts signed quotations in the place of whatever was found in them and their signatures. */
export function withSigned(layout: Layout, found: readonly Attribution[]): Attribution[] {
  const signed = signedQuotations(layout);
  if (signed.length === 0) return [...found];
  const taken = signed.map(({ content, source }) => ({
    start: content[0]?.start ?? 0,
    end: source[0]?.end ?? 0,
  }));
  const isFree = (span: Span) =>
    !taken.some(({ start, end }) => span.start < end && start < span.end);
  const others = found
    .filter(({ cue }) => cue.every(isFree))
    .map((attribution) => ({ ...attribution, content: attribution.content.filter(isFree) }));
  return [...others, ...signed].sort((a, b) => placeOf(a) - placeOf(b));
}

function placeOf({ cue }: Attribution): number {
  return cue[0]?.start ?? 0;
}
