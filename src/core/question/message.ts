import { abbreviations } from "../data/abbreviations.ts";
import { entriesWith } from "../data/lists.ts";
import { isCourtesy, isEmphasis, opensQuestion, peel } from "./peel.ts";
import { AUXILIARIES, QUESTION_WORDS, type Word, type Words, readWords, textOf } from "./words.ts";

/** A question of a message, in plain words. */
export interface PlainQuestion {
  readonly text: string;
  /** Whether "and", "but" or the like stood before it: it may go on from what was asked before. */
  readonly isJoined: boolean;
}

/** A sentence of a message, or a part of one that asks something of its own. */
interface Part extends PlainQuestion {
  readonly asks: boolean;
  /** Of the one who asks, not of the corpus: "I am writing an essay." */
  readonly isOwn: boolean;
  /** Long enough to tell something. */
  readonly isLong: boolean;
  /** Means something that stands before it: "Why?", "What did he say?" */
  readonly leans: boolean;
}

/**
 * The plain questions of a message, in order: without greeting, thanks, politeness, fillers and
 * address, chat spelt out. None where it holds nothing to look for.
 */
export function splitMessage(text: string): readonly string[] {
  return readMessage(text).map((question) => question.text);
}

/** As `splitMessage`, with what joined the questions to what was before them. */
export function readMessage(text: string): readonly PlainQuestion[] {
  const { words, tail } = readWords(text);
  const parts = sentencesOf({ words, tail }).flatMap(partsOf);
  const asking = parts.filter(({ asks, isOwn }) => asks || !isOwn);
  if (!parts.some(({ asks }) => asks)) return parts;
  // What is told before a question is a part of it: "Judge hit his 62nd. Who has the record?"
  return asking.flatMap((part, at) => {
    if (part.asks) {
      const told = asking[at - 1];
      const isTold = told && !told.asks && (part.leans || told.isLong);
      return isTold ? { ...part, text: `${told.text} ${part.text}` } : part;
    }
    const next = asking[at + 1];
    return next?.asks === true ? [] : part;
  });
}

/** One question in plain words, whatever it holds. */
export function plainQuestion(text: string): string {
  const { words, tail } = readWords(text);
  const { from, to } = peel(words);
  const plain = textWithin(words, from, to, tail);
  return plain === "" ? text : plain;
}

function textWithin(words: readonly Word[], from: number, to: number, tail: string): string {
  const kept = words.flatMap((_, at) =>
    at >= from && at < to && !isEmphasis(words, at) ? at : [],
  );
  const end = to < words.length && tail.includes("?") ? "?" : to < words.length ? "" : tail;
  return textOf(words, kept, end);
}

const SHORTENED = new Set(entriesWith("leading", abbreviations));
/** "No. 10". */
const NUMBERED = new Set(entriesWith("number", abbreviations));

function sentencesOf({ words, tail }: Words): Words[] {
  const sentences: Words[] = [];
  let from = 0;
  for (let at = 1; at <= words.length; at += 1) {
    if (at < words.length && !endsBefore(words, at) && !isNumbered(words, at)) continue;
    const gap = words[at]?.gap ?? tail;
    const start = isNumbered(words, from) ? from + 1 : from;
    sentences.push({ words: words.slice(start, at), tail: gap });
    from = at;
  }
  return sentences;
}

/** "1) who denied it 2) who confirmed it". */
function isNumbered(words: readonly Word[], at: number): boolean {
  const isDigit = /^\d$/u.test(words[at]?.low ?? "");
  return isDigit && /^[).]\s/u.test(words[at + 1]?.gap ?? "");
}

/** Whether a sentence ends before a word. */
function endsBefore(words: readonly Word[], at: number): boolean {
  const { gap = "", isQuoted = false } = words[at] ?? {};
  const before = words[at - 1];
  if (isQuoted && before?.isQuoted === true) return false;
  if (/[?!\n]/u.test(gap)) return true;
  if (!/^[”"')]?\.\s/u.test(gap)) return false;
  const isNumber = NUMBERED.has(before?.low ?? "") && /^\d/u.test(words[at]?.low ?? "");
  return before !== undefined && before.text.length > 1 && !SHORTENED.has(before.low) && !isNumber;
}

const OWN = new Set("i im my we our am its it this".split(" "));
const STANDING_IN = new Set(
  "he she they it him her them his their this that these those so".split(" "),
);
const LEANING_WORDS_MAX = 2;
const TELLING_WORDS_MIN = 5;

function partsOf(sentence: Words): Part[] {
  const { words, tail } = sentence;
  if (words.length === 0 || (isCourtesy(words) && !isShortQuestion(words))) return [];
  const { from, to, isRequest } = peel(words);
  const cuts = [from, ...splitsIn(words, from, to), to];
  return cuts.slice(0, -1).map((start, index) => {
    const end = cuts[index + 1] ?? to;
    const opening = index === 0 ? start : afterJoint(words, start);
    const own = words.slice(opening, end);
    const asks = tail.includes("?") || index > 0 || isRequest || opensQuestion(own[0]?.low ?? "");
    return {
      text: textWithin(words, opening, end, end < to && asks ? "" : tail),
      asks,
      isOwn: OWN.has(own[0]?.low ?? ""),
      isJoined: JOINING.test(words[opening - 1]?.low ?? ""),
      isLong: own.length >= TELLING_WORDS_MIN,
      leans: own.length <= LEANING_WORDS_MAX || own.some(({ low }) => STANDING_IN.has(low)),
    };
  });
}

/** Joints that go on from what was asked; "so" and "then" only open. */
const JOINING = /^(?:and|but|also|plus)$/u;

/** "How so?" asks; "how are you" does not. */
function isShortQuestion(words: readonly Word[]): boolean {
  const isAsked = QUESTION_WORDS.has(words[0]?.low ?? "");
  return isAsked && !words.some(({ low }) => /^(?:you|your|u|it|things|day|going)$/u.test(low));
}

const JOINTS = new Set("and also plus but then so".split(" "));
const SUBJECTS = new Set("he she they it the a an any anyone we you".split(" "));
const QUESTION_WORDS_MIN = 3;

/** Where another question of its own begins: "and what did", "and who said", ", how many". */
function splitsIn(words: readonly Word[], from: number, to: number): number[] {
  const splits: number[] = [];
  let start = from;
  for (let at = from + 2; at + QUESTION_WORDS_MIN < to + 1; at += 1) {
    const { low = "", gap = "", isQuoted = true } = words[at] ?? {};
    const isJoint = JOINTS.has(low) || (/[,;]/u.test(gap) && QUESTION_WORDS.has(low));
    if (isQuoted || !isJoint || !asksAnew(words, afterJoint(words, at), to)) continue;
    const before = words.slice(start, at);
    if (!before.some((word) => !opensQuestion(word.low) && !JOINTS.has(word.low))) continue;
    if (!opensQuestion(before[0]?.low ?? "") && from === 0 && /,/u.test(gap)) continue;
    splits.push(at);
    start = at;
    at = afterJoint(words, at);
  }
  return splits;
}

function afterJoint(words: readonly Word[], at: number): number {
  let next = at;
  while (JOINTS.has(words[next]?.low ?? "")) next += 1;
  return next;
}

/** Whether a question with its own verb begins here. */
function asksAnew(words: readonly Word[], at: number, to: number): boolean {
  if (at + QUESTION_WORDS_MIN > to) return false;
  const [first = "", second = ""] = [words[at]?.low, words[at + 1]?.low];
  if (first === "who" || first === "s") return true;
  if (QUESTION_WORDS.has(first))
    return (
      AUXILIARIES.has(second) ||
      second === "s" ||
      (first === "how" && /^(?:many|much)$/u.test(second))
    );
  return (
    AUXILIARIES.has(first) && (SUBJECTS.has(second) || /^\p{Lu}/u.test(words[at + 1]?.text ?? ""))
  );
}
