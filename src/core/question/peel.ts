import { asideWords } from "../data/aside-words.ts";
import { courtesies } from "../data/courtesies.ts";
import { entriesWith } from "../data/lists.ts";
import { requestWords } from "../data/request-words.ts";
import { AUXILIARIES, QUESTION_WORDS, type Word, isAfterStop } from "./words.ts";

const setOf = (table: Parameters<typeof entriesWith>[1], ...values: readonly string[]) =>
  new Set(values.flatMap((value) => entriesWith(value, table)));

const PURE = setOf(courtesies, "greeting", "thanks", "interjection", "polite");
const OPENING = setOf(courtesies, "opening");
const LOOSE = setOf(courtesies, "loose");
const LATE = setOf(courtesies, "late");
const EMPHASIS = setOf(courtesies, "emphasis");
const PREFACE = setOf(asideWords, "preface");
const COURTESY = new Set([
  ...setOf(asideWords, "courtesy"),
  ...setOf(courtesies, "greeting", "thanks", "interjection", "polite", "opening", "loose", "late"),
  ...EMPHASIS,
]);
const REQUEST = setOf(requestWords, "request");
const WISH = setOf(requestWords, "wish");
const INFORMING = setOf(requestWords, "informing");
const FRAME = new Set([
  ...setOf(requestWords, "frame"),
  ...setOf(courtesies, "polite", "emphasis"),
  ...entriesWith("thanks", courtesies),
]);
const TAIL = setOf(requestWords, "tail");

/** What of a sentence is its question. */
export interface Peeled {
  readonly from: number;
  readonly to: number;
  /** Whether words that ask to be told were taken away: what is left is asked for. */
  readonly isRequest: boolean;
}

const wordAt = (words: readonly Word[], at: number): string => words[at]?.low ?? "";

/** Without greeting, thanks, politeness, fillers and the words that only ask to be told. */
export function peel(words: readonly Word[]): Peeled {
  const to = peelEnd(words, peelAsides(words));
  const { from, isRequest } = peelStart(words.slice(0, to));
  return { from, to, isRequest };
}

/** Whether words hold nothing but courtesy. */
export function isCourtesy(words: readonly Word[]): boolean {
  return words.every(({ low, isQuoted }) => !isQuoted && COURTESY.has(low));
}

/** Whether a word begins a question. */
export function opensQuestion(low: string): boolean {
  return QUESTION_WORDS.has(low) || AUXILIARIES.has(low);
}

/** Words that only stress: "what exactly did", "why the hell". */
export function isEmphasis(words: readonly Word[], at: number): boolean {
  const { low = "", isQuoted = true } = words[at] ?? {};
  if (isQuoted) return false;
  if (low === "the" || low === "on") return isOath(words, at + 1) && asks(words, at - 1);
  if (isOath(words, at)) return asks(words, at - (low === "tf" ? 1 : 2));
  return (EMPHASIS.has(low) && low !== "just" && low !== "simply") || /^w(?:tf|th)$/u.test(low);
}

const OATHS: ReadonlySet<string> = new Set("hell heck fuck earth tf".split(" "));
const isOath = (words: readonly Word[], at: number) => OATHS.has(wordAt(words, at));
const asks = (words: readonly Word[], at: number) => QUESTION_WORDS.has(wordAt(words, at));

function peelStart(words: readonly Word[]): Pick<Peeled, "from" | "isRequest"> {
  let from = 0;
  let isRequest = false;
  while (from < words.length) {
    const framed = frameEnd(words, from);
    isRequest ||= framed > from;
    const next = Math.max(
      framed,
      afterPleasantry(words, from),
      afterAside(words, from),
      afterPreface(words, from),
      afterAnything(words, from, isRequest),
    );
    if (next === from || next >= words.length) break;
    from = next;
  }
  return { from, isRequest };
}

/** "Hi", "thanks", "so", "@bot", "good morning", "well,", "ok cool what". */
function afterPleasantry(words: readonly Word[], at: number): number {
  const { low = "", gap = "", isQuoted = false } = words[at] ?? {};
  if (isQuoted) return at;
  if (gap.endsWith("@") || PURE.has(low) || OPENING.has(low)) return at + 1;
  if (low === "good" && /^(?:morning|day|afternoon|evening)$/u.test(wordAt(words, at + 1)))
    return at + 2;
  if (low === "but" && at > 0) return at + 1;
  const follows = isAfterStop(words, at + 1) || opensQuestion(wordAt(words, at + 1));
  const isGreeted = at > 0 && PURE.has(wordAt(words, at - 1)) && !opensQuestion(low);
  if (LOOSE.has(low) && (follows || isGreeted)) return at + 1;
  return EMPHASIS.has(low) && low !== "exactly" ? at + 1 : at;
}

/** A first clause of nothing but courtesy: "hope you are well,". */
function afterAside(words: readonly Word[], at: number): number {
  let end = at;
  while (end < words.length && COURTESY.has(wordAt(words, end))) {
    end += 1;
    if (isAfterStop(words, end)) return end < words.length ? end : at;
  }
  return at;
}

const PREFACE_WORDS_MAX = 14;
const QUESTION_NOUN = /^(?:questions?|sorry|curious|sure|thing)$/u;

/** "Dumb question:", "sorry if this was asked before, but", "not sure who to ask:". */
function afterPreface(words: readonly Word[], at: number): number {
  let isAside = false;
  for (let end = at; end < Math.min(words.length, at + PREFACE_WORDS_MAX); end += 1) {
    const { low = "", gap = "" } = words[end] ?? {};
    if (end > at && (gap.includes(":") || (isAside && isAfterStop(words, end)))) return end;
    if (end > at && low === "but") return end + 1;
    if (!PREFACE.has(low)) return at;
    isAside ||= QUESTION_NOUN.test(low);
  }
  return at;
}

const FRAME_WORDS_MAX = 18;
/** Verbs with which a sentence of its own begins, too: they ask for something only after "can you". */
const NOT_ALONE =
  /^(?:know|knows|knew|hear|read|help|ask|see|recall|love|like|hope|wish|remember)$/u;
/** Words of a frame with which none begins. */
const NOT_FIRST =
  /^(?:no|lie|going|this|bot|guys|folks|all|been|supposed|about|of|on|the|for|in|with|that|so|my|your|very|just|up|out|into|s|d|m|re|ve|ll|a|some|to|if|whether|still|also)$/u;

/** "Could you please tell me if", "I was wondering whether", "show me", "any news on": where it ends. */
function frameEnd(words: readonly Word[], at: number): number {
  const first = wordAt(words, at);
  const asked = knownAbout(words, at);
  if (asked > at) return asked;
  const told = afterOwnPeople(words, at);
  if (told > at) return told;
  if (NOT_FIRST.test(first)) return at;
  let end = at;
  const to = Math.min(words.length, at + FRAME_WORDS_MAX);
  for (let next = at; next < to; next += 1) {
    const low = wordAt(words, next);
    if (next > at && isAfterStop(words, next) && !(words[next]?.gap ?? "").startsWith(",")) break;
    if (asksFor(words, next, at)) {
      while (next + 1 < to && TAIL.has(wordAt(words, next + 1)) && !isAfterStop(words, next + 1))
        next += 1;
      end = next + 1;
    } else if (!FRAME.has(low) && !(low === "it" && wordAt(words, next + 1) === "possible")) break;
  }
  return end;
}

function asksFor(words: readonly Word[], at: number, from: number): boolean {
  const low = wordAt(words, at);
  const next = wordAt(words, at + 1);
  if (at === from && NOT_ALONE.test(low)) return low === "help" && /^(?:me|us)$/u.test(next);
  if (low === "give" || low === "tell") return at > from || /^(?:me|us)$/u.test(next);
  if (REQUEST.has(low) || WISH.has(low)) return true;
  if (low === "told") return /^(?:me|us)$/u.test(next);
  if (low === "have" || low === "got")
    return at > from && /^(?:you|we|i|anyone)$/u.test(wordAt(words, at - 1));
  if (low === "got") return /^(?:any|some|anything)$/u.test(next);
  return (
    INFORMING.has(low) &&
    (/^(?:about|on|of|regarding|if|whether)$/u.test(next) || asks(words, at + 1))
  );
}

const OWN_WORDS_MAX = 6;

/** "My boss wants to know", "our teacher asked". */
function afterOwnPeople(words: readonly Word[], at: number): number {
  if (!/^(?:my|our)$/u.test(wordAt(words, at))) return at;
  for (let next = at + 2; next < Math.min(words.length - 1, at + OWN_WORDS_MAX); next += 1) {
    const isAsking = /^(?:know|asked|asks|asking|wondering|wonders|curious)$/u.test(
      wordAt(words, next),
    );
    if (isAsking) return next + (TAIL.has(wordAt(words, next + 1)) ? 2 : 1);
  }
  return at;
}

const KNOWN =
  /^(?:is|are|s|the|do|we|you|i|us|me|know|known|knows|can|tell|deal|story|latest|news|update|up|going|have|got|there|in|here|on|all|about)$/u;
const KNOWING = /^(?:know|known|tell|deal|story|news|update|up|going)$/u;

/** "What do we know about", "what's the deal with". */
function knownAbout(words: readonly Word[], at: number): number {
  if (wordAt(words, at) !== "what") return at;
  let isKnowing = false;
  for (let next = at + 1; next < Math.min(words.length - 1, at + FRAME_WORDS_MAX); next += 1) {
    const low = wordAt(words, next);
    if (isKnowing && /^(?:about|with|regarding|on)$/u.test(low)) return next + 1;
    if (!KNOWN.test(low)) return at;
    isKnowing ||= KNOWING.test(low);
  }
  return at;
}

const ANYTHING = /^(?:anything|everything|something|stuff|all|more)$/u;
const ABOUT = /^(?:about|on|regarding|concerning)$/u;

/** "Anything on", "is there anything about". */
function afterAnything(words: readonly Word[], at: number, isRequest: boolean): number {
  const start =
    /^(?:is|are)$/u.test(wordAt(words, at)) && wordAt(words, at + 1) === "there" ? at + 2 : at;
  if (ANYTHING.test(wordAt(words, start)) && ABOUT.test(wordAt(words, start + 1))) return start + 2;
  const isTruth =
    /^(?:is|was)$/u.test(wordAt(words, at)) && /^(?:it|that)$/u.test(wordAt(words, at + 1));
  if (
    isTruth &&
    /^(?:true|correct|right)$/u.test(wordAt(words, at + 2)) &&
    words.length > at + 4 &&
    !isAfterStop(words, at + 3)
  )
    return at + (/^(?:that|if)$/u.test(wordAt(words, at + 3)) ? 4 : 3);
  return isRequest && ABOUT.test(wordAt(words, at)) ? at + 1 : at;
}

/** Where the clauses at the end begin that hold nothing but courtesy; the length where there are none. */
function peelAsides(words: readonly Word[]): number {
  let to = words.length;
  for (let start = to - 1; start > 0; start -= 1) {
    const { low = "", isQuoted = true } = words[start] ?? {};
    if (isQuoted || !(COURTESY.has(low) || FRAME.has(low) || REQUEST.has(low))) break;
    const isClause = isAfterStop(words, start) || low === "if";
    const isAside =
      /^(?:anyone|anybody|do|does|can|could|would|if|thanks?|please|any|sorry)$/u.test(low);
    if (isClause && (isAside || isCourtesy(words.slice(start, to)))) to = start;
  }
  return to;
}

/** Thanks and the like at the end, "for my essay", "or not". */
function peelEnd(words: readonly Word[], end: number): number {
  let to = end;
  for (; to > 1;) {
    const { low = "", isQuoted = true } = words[to - 1] ?? {};
    const before = wordAt(words, to - 2);
    if (isQuoted) break;
    const isAddress =
      LOOSE.has(low) && isAfterStop(words, to - 1) && words[to - 1]?.gap.includes(",");
    const isLate = LATE.has(low) && !opensQuestion(before);
    const isCourteous = PURE.has(low) || isLate || isAddress === true;
    if (low === "you" && before === "thank") to -= 2;
    else if (low === "thank") break;
    else if (isCourteous) to -= 1;
    else if (before === "or" && /^(?:not|what|something)$/u.test(low)) to -= 2;
    else if (/^(?:me|us)$/u.test(low) && before === "for") to -= 2;
    else {
      const own = [to - 3, to - 2].find(
        (at) => wordAt(words, at) === "my" && wordAt(words, at - 1) === "for",
      );
      if (own === undefined) break;
      to = own - 1;
    }
  }
  return Math.max(to, 0);
}
