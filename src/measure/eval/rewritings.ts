import { z } from "zod";
import { readJson } from "./data-file.ts";
import type { Random } from "./random.ts";

/**
 * Everyday wordings of a question, as data: what people put around it and how they type. None of
 * them may change what is asked.
 */

const operationSchema = z.union([
  z.enum(["lowercase", "uppercase", "no-punctuation", "double-spaces"]),
  z.strictObject({ prefix: z.string() }),
  z.strictObject({ suffix: z.string() }),
  /** What stands before and after. */
  z.strictObject({ wrap: z.tuple([z.string(), z.string()]) }),
  /** In how many words two neighbouring letters change places; only long words, never names. */
  z.strictObject({ typo: z.int().min(1) }),
  /** Whole words, or several in a row, whether capital or not, and what stands for them. */
  z.strictObject({ replace: z.array(z.tuple([z.string().min(1), z.string()])).min(1) }),
]);
type Operation = z.infer<typeof operationSchema>;

const rewritingSchema = z.strictObject({
  name: z.string().min(1),
  /** Done in this order. */
  how: z.array(operationSchema).min(1),
});
export type Rewriting = z.infer<typeof rewritingSchema>;

/** @throws OnRecordError E_DATA when the file is not a list of rewritings. */
export const readRewritings = (path: string): Promise<Rewriting[]> =>
  readJson(path, "The rewritings", z.array(rewritingSchema));

export interface RewriteOptions {
  /** Words of names, in lower case, see `nameWordsOf`: they keep their letters and their capitals. */
  readonly names: ReadonlySet<string>;
  readonly random: Random;
}

/** The question in another wording; the same where there is nothing in it to rewrite. */
export function rewrite(question: string, { how }: Rewriting, options: RewriteOptions): string {
  return how.reduce((text, operation) => apply(text, operation, options), question);
}

function apply(text: string, operation: Operation, options: RewriteOptions): string {
  if (operation === "lowercase") return text.toLowerCase();
  if (operation === "uppercase") return text.toUpperCase();
  if (operation === "no-punctuation") return withoutPunctuation(text);
  if (operation === "double-spaces") return text.replaceAll(" ", "  ");
  if ("prefix" in operation) return behind(operation.prefix, text, options.names);
  if ("suffix" in operation) return text + operation.suffix;
  if ("wrap" in operation) {
    const [before, after] = operation.wrap;
    return behind(before, text, options.names) + after;
  }
  if ("typo" in operation) return mistyped(text, operation.typo, options);
  return operation.replace.reduce(
    (replaced, [from, to]) => outsideQuotes(replaced, (part) => withWords(part, from, to)),
    text,
  );
}

const MARK = /\p{P}/gu;
const LETTER = /[\p{L}\p{N}]/u;

/** Marks inside a word or number stay ("Jean-Noël", "1,500"), and so does what is read as a word ("%", "&"). */
function withoutPunctuation(text: string): string {
  const isLetter = (at: number) => LETTER.test(text[at] ?? "");
  return text
    .replace(MARK, (mark, at: number) =>
      "%&".includes(mark) || (isLetter(at - 1) && isLetter(at + 1)) ? mark : "",
    )
    .trim();
}

/** After words that go on, as after a comma, the question begins with a small letter, but for a name. */
function behind(before: string, text: string, names: ReadonlySet<string>): string {
  const last = before.trimEnd().at(-1) ?? "";
  const [first = ""] = wordsIn(text);
  const isCapitalised = /^\p{Lu}\p{Ll}/u.test(text);
  const goesOn = last === "," || LETTER.test(last);
  const isSmall = goesOn && isCapitalised && !names.has(first.toLowerCase());
  return before + (isSmall ? text.charAt(0).toLowerCase() + text.slice(1) : text);
}

const LONG_WORD_CHARS_MIN = 6;

function mistyped(text: string, count: number, { names, random }: RewriteOptions): string {
  let mistyped = text;
  const spared = new Set<string>();
  for (let made = 0; made < count; made += 1) {
    const words = [...new Set(wordsOutsideQuotes(mistyped))].filter(
      (word) =>
        word.length >= LONG_WORD_CHARS_MIN && !names.has(word.toLowerCase()) && !spared.has(word),
    );
    const [first, ...others] = words;
    if (first === undefined) return mistyped;
    const word = random.pick([first, ...others]);
    const wrong = withSwap(word, random);
    spared.add(word).add(wrong);
    mistyped = outsideQuotes(mistyped, (part) => withWords(part, word, wrong));
  }
  return mistyped;
}

const WITH_ACCENTS = /\P{M}\p{M}*/gu;

/** Two neighbouring letters that differ change places; the first stays, as it mostly does in typing. */
function withSwap(word: string, random: Random): string {
  const letters = word.match(WITH_ACCENTS) ?? [];
  const places = letters.flatMap((letter, at) =>
    at > 0 && at + 1 < letters.length && letter !== letters[at + 1] ? [at] : [],
  );
  const [first, ...others] = places;
  if (first === undefined) return word;
  const at = random.pick([first, ...others]);
  const [one = "", two = ""] = letters.slice(at, at + 2);
  return [...letters.slice(0, at), two, one, ...letters.slice(at + 2)].join("");
}

const WORD = /[\p{L}\p{M}]+/gu;
const wordsIn = (text: string): string[] => [...text.matchAll(WORD)].map(([word]) => word);

function wordsOutsideQuotes(text: string): string[] {
  const words: string[] = [];
  outsideQuotes(text, (part) => {
    words.push(...wordsIn(part));
    return part;
  });
  return words;
}

/** Words in quotation marks are what is asked about: they stay. */
function outsideQuotes(text: string, change: (part: string) => string): string {
  const pieces = text.split(/(["“”])/u);
  // Text, mark, text, mark: every second text stands between marks, unless none closes it.
  return pieces
    .map((piece, at) => (at % 4 === 2 && at < pieces.length - 1 ? piece : change(piece)))
    .join("");
}

/** Each place where `from` stands as whole words, capital or not; a capital at its start is kept. */
function withWords(text: string, from: string, to: string): string {
  const folded = from.toLowerCase();
  let changed = "";
  let at = 0;
  while (at < text.length) {
    const here = text.slice(at, at + from.length);
    const isWhole = !LETTER.test(text[at - 1] ?? "") && !LETTER.test(text[at + from.length] ?? "");
    if (!isWhole || here.toLowerCase() !== folded) {
      changed += text[at];
      at += 1;
      continue;
    }
    changed += isCapital(here) && !isCapital(from) ? to.charAt(0).toUpperCase() + to.slice(1) : to;
    at += from.length;
  }
  return changed;
}

const isCapital = (word: string): boolean => /^\p{Lu}/u.test(word);

/**
 * Words of names, in lower case: those that the texts write with a capital throughout, those that the
 * questions write with one after their first word, and those of the names themselves.
 */
export function nameWordsOf(
  texts: readonly string[],
  questions: readonly string[],
  names: readonly string[],
): ReadonlySet<string> {
  const inTexts = texts.flatMap(wordsIn);
  const small = new Set(inTexts.filter((word) => !isCapital(word)));
  const capital = inTexts.filter((word) => isCapital(word) && !small.has(word.toLowerCase()));
  const asked = questions.flatMap((question) => wordsIn(question).slice(1).filter(isCapital));
  return new Set([...capital, ...asked, ...names.flatMap(wordsIn)].map((w) => w.toLowerCase()));
}
