import { FOLLOW_UP_WORDS_MAX } from "../limits.ts";
import type { Interpretation } from "../types.ts";
import { isPreposition, namesIn, questionOf, thingIn } from "./carry.ts";
import { PLAIN_SAYING, asksForMore, asksForSource, isSpeech, readParts } from "./follow-parts.ts";
import {
  type FollowUpContext,
  type Following,
  askedAnew,
  carried,
  more,
  onSameTopic,
  phraseOf,
  reread,
} from "./following.ts";
import { fragment } from "./fragment.ts";
import { withStandIns } from "./stand-ins.ts";
import { QUESTION_WORDS } from "./words.ts";

/**
 * What a question means after another: "And Barrot?", "when?", "did he deny it?", "more". What it
 * leaves out, speaker, topic, dates or sources, is taken from the question before, never from an
 * answer. Null where it stands on its own.
 *
 * @param own what it means on its own.
 */
export function followUp(
  question: string,
  own: Interpretation,
  previous: Interpretation,
  context: FollowUpContext,
): Interpretation | null {
  const parts = readParts(question, context.isJoined);
  const isOwn = own.kind === "verify" || own.language === "other";
  if (isOwn || parts.words.length > FOLLOW_UP_WORDS_MAX) return null;
  const following: Following = { ...context, question, own, parts, previous };
  return (
    again(following) ??
    ofSameDocument(following) ??
    withStandIns(following) ??
    withoutTopic(following) ??
    fragment(following) ??
    wholeButTopic(following)
  );
}

/** "In which article?" asks for the source of an answer, "which articles are there?" for all. */
const SHORT_WORDS_MAX = 3;

/** "More", or "source?": the question before once more. */
function again({ parts, own, previous }: Following): Interpretation | null {
  if (asksForMore(parts)) return more(previous);
  const isShort =
    parts.words.length <= SHORT_WORDS_MAX ||
    parts.words.some(({ low }) => /^(?:that|this|it)$/u.test(low));
  if (own.kind === "corpus" && !isShort) return null;
  return asksForSource(parts) ? carried(previous) : null;
}

/** "What is it about?", "who is quoted in it?": of a document that was named before. */
function ofSameDocument({ own, parts, previous }: Following): Interpretation | null {
  const { sources } = previous;
  if (own.sources.length > 0 || sources.length === 0) return null;
  const lows = parts.body.map(({ low }) => low).join(" ");
  const isAbout = /^what (?:is|s|are) (?:it|this|that|these|those) about$/u.test(lows);
  if (own.about === "document" || isAbout)
    return { ...own, kind: "corpus", about: "document", topic: null, sources };
  const isOfIt = /\b(?:it|this|that|there|these|those)\b/u.test(lows);
  return previous.kind === "corpus" && isOfIt ? { ...own, sources } : null;
}

/** "When?", "who says so?", "how many?": another question word to what was asked. */
function withoutTopic(following: Following): Interpretation | null {
  const { parts, own, previous } = following;
  if (parts.content.length > 0 || own.kind === "corpus") return null;
  if (previous.kind === "corpus") return countOf(following);
  if (isBounded(own) || parts.words.some(({ low }) => /^(?:you|your|i|me|we)$/u.test(low)))
    return null;
  const lows = parts.body.map(({ low }) => low);
  const isTo = /^(?:to|with) whom?$/u.test(lows.join(" "));
  const asksWho = lows.some((low) => /^(?:who|whom|anyone|anybody)$/u.test(low));
  if (asksWho && !isTo) return askWho(following);
  const head = headOf(lows);
  return head === null ? null : askedAnew(following, head);
}

/** "How many?", of documents or speakers. */
function countOf({ parts, previous }: Following): Interpretation | null {
  if (!/^how many$/u.test(parts.body.map(({ low }) => low).join(" "))) return null;
  const isOfSpeakers = previous.about === "speakers";
  return { ...carried(previous), about: isOfSpeakers ? "speakers" : "count" };
}

/** Whether it names somebody, a source, or a date. */
function isBounded({ speaker, namesakes, sources, unknown, from, to }: Interpretation): boolean {
  const isDated = from !== null || to !== null;
  return (
    speaker !== null || namesakes.length > 0 || sources.length > 0 || unknown !== null || isDated
  );
}

/** "since when", "how many", "what year", "why". */
function headOf(lows: readonly string[]): string | null {
  const at = lows.findIndex((low) => QUESTION_WORDS.has(low));
  const word = lows[at];
  if (word === undefined) return null;
  const before = at > 0 && isPreposition(lows[at - 1] ?? "") ? `${lows[at - 1]} ` : "";
  const next = lows[at + 1] ?? "";
  const isTwo = word === "how" && /^(?:many|much|long|often|far|come|so)$/u.test(next);
  if (word === "what" || word === "which") return null;
  return `${before}${word}${isTwo && next !== "so" ? ` ${next}` : ""}`;
}

/** "Who says so?", "who is that?": who said what was asked about; of somebody, who that is. */
function askWho(following: Following): Interpretation | null {
  const { parts, own, previous } = following;
  const isElse = parts.body.some(({ low }) => low === "else" || low === "other");
  if (isElse && previous.kind === "who") return more(previous);
  const isIdentity = parts.body.every(({ low }) => /^(?:who|s|is|was|that|this)$/u.test(low));
  if (isIdentity && parts.body.length > 1 && namesIn(previous) !== "")
    return reread(following, `Who is ${namesIn(previous)}?`);
  if (previous.kind === "verify") {
    const nobody = { speaker: null, namesakes: [], together: false };
    return { ...carried(previous), ...nobody, text: questionOf({ ...previous, ...nobody }) };
  }
  const topic = thingIn(previous);
  if (topic === null) return carried(previous);
  const says =
    isElse ||
    own.kind === "who" ||
    parts.body.some((word) => isSpeech(word) || word.low === "according");
  if (previous.kind === "passages" && !says) return askedAnew(following, "who");
  const { from, to, sources, order } = previous;
  const text = questionOf({ ...own, kind: "who", topic });
  return { ...own, kind: "who", wants: null, text, topic, from, to, sources, order };
}

/** "And what did Barrot say?", "does Macron agree?": a whole question, but for the topic. */
function wholeButTopic(following: Following): Interpretation | null {
  const { parts, own, read } = following;
  const { opener, body, hasVerb } = parts;
  const isJoined = opener === "and" && (hasVerb || body.some(isSpeech));
  const understood = isJoined ? read(phraseOf(body)) : own;
  const reacts = body.some((word) => isSpeech(word) && !PLAIN_SAYING.has(word.low));
  if (isJoined || reacts) {
    const next = onSameTopic(following, understood);
    return next === own ? null : next;
  }
  return null;
}
