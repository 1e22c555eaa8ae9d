import { FOLLOW_UP_WORDS_MAX } from "../limits.ts";
import type { Interpretation } from "../types.ts";
import { isPreposition, namesIn, questionOf, thingIn } from "./carry.ts";
import { asksForMore, asksForSource, isSpeech, readParts } from "./follow-parts.ts";
import {
  type FollowUpContext,
  type Following,
  askedAnew,
  carried,
  more,
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
  const parts = readParts(question);
  const isOwn = own.kind === "verify" || own.language === "other";
  if (isOwn || parts.words.length > FOLLOW_UP_WORDS_MAX) return null;
  const following: Following = { ...context, question, own, parts, previous };
  return (
    again(following) ??
    ofSameDocument(following) ??
    withStandIns(following) ??
    withoutTopic(following) ??
    fragment(following) ??
    afterJoint(following)
  );
}

/** "More", or "source?": the question before once more. */
function again({ parts, own, previous }: Following): Interpretation | null {
  if (asksForMore(parts)) return more(previous);
  const isShort =
    parts.words.length <= 2 || parts.words.some(({ low }) => /^(?:that|this|it)$/u.test(low));
  if (own.kind === "corpus" && !isShort) return null;
  return asksForSource(parts) ? carried(previous) : null;
}

/** "What is it about?", of a document that was named before. */
function ofSameDocument({ own, parts, previous }: Following): Interpretation | null {
  const { about, sources } = own;
  if (sources.length > 0 || previous.sources.length === 0) return null;
  const lows = parts.body.map(({ low }) => low).join(" ");
  const isAbout = /^what (?:is|s|are) (?:it|this|that|these|those) about$/u.test(lows);
  if (about !== "document" && !isAbout) return null;
  return { ...own, kind: "corpus", about: "document", topic: null, sources: previous.sources };
}

/** "When?", "who says so?", "how many?": another question word to what was asked. */
function withoutTopic(following: Following): Interpretation | null {
  const { parts, own, previous } = following;
  if (parts.content.length > 0 || own.kind === "corpus" || previous.kind === "corpus") return null;
  if (isBounded(own) || parts.words.some(({ low }) => /^(?:you|your|i|me|we)$/u.test(low)))
    return null;
  const lows = parts.body.map(({ low }) => low);
  if (lows.some((low) => /^(?:who|whom|anyone|anybody)$/u.test(low))) return askWho(following);
  const head = headOf(lows);
  return head === null ? null : askedAnew(following, head);
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
  const says = isElse || own.kind === "who" || parts.body.some(isSpeech);
  if (previous.kind === "passages" && !says) return askedAnew(following, "who");
  const { from, to, sources, order } = previous;
  const text = questionOf({ ...own, kind: "who", topic });
  return { ...own, kind: "who", wants: null, text, topic, from, to, sources, order };
}

/** "And what did Barrot say?": a whole question, but for the topic. */
function afterJoint({ parts, previous, read }: Following): Interpretation | null {
  const { opener, body, hasVerb } = parts;
  if (opener !== "and" || !(hasVerb || body.some(isSpeech))) return null;
  const understood = read(phraseOf(body));
  const isOpen =
    understood.kind === "statements" &&
    understood.topic === null &&
    !body.some(({ low }) => /^(?:else|anything|everything)$/u.test(low));
  if (!isOpen || previous.topic === null || previous.kind === "passages") return understood;
  const next = { ...understood, topic: previous.topic };
  return { ...next, text: questionOf(next) };
}
