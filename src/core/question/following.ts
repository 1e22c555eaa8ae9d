import { excerptsMaxOf } from "../answer.ts";
import type { Interpretation } from "../types.ts";
import { askAnew, withoutMark } from "./carry.ts";
import type { Parts } from "./follow-parts.ts";
import type { KnownNames } from "./known-names.ts";
import type { Word } from "./words.ts";

/** What a follow-up is understood by, besides its words. */
export interface FollowUpContext {
  readonly names: KnownNames;
  /** The day of asking, ISO 8601; null where there is no clock. */
  readonly today: string | null;
  /** Whether an "and" that stood before the question was taken away. */
  readonly isJoined?: boolean | undefined;
  /** Reads a question that stands on its own. */
  readonly read: (question: string) => Interpretation;
}

/** A question, what it means on its own, and what was asked before it. */
export interface Following extends FollowUpContext {
  readonly question: string;
  readonly own: Interpretation;
  readonly parts: Parts;
  readonly previous: Interpretation;
}

/** What is carried over of the question before. */
export function carried(previous: Interpretation): Interpretation {
  return { ...previous, skip: 0, misread: null };
}

/** A question made of both, read on its own, within the dates and sources of the one before. */
export function reread({ previous, own, read }: Following, question: string): Interpretation {
  const understood = read(question);
  const { from, to, sources } = previous;
  const isDated = understood.from !== null || understood.to !== null;
  const { speaker, namesakes, together } = understood.speaker ? understood : previous;
  const isUnasked = understood.kind === "passages" && understood.namesakes.length === 0;
  return {
    ...understood,
    // Nobody's statements are asked for; whoever was, the next question may ask again.
    ...(isUnasked ? { speaker, namesakes, together } : {}),
    ...(isDated ? {} : { from, to }),
    ...(understood.sources.length > 0 ? {} : { sources }),
    misread: own.misread,
  };
}

/**
 * "What exactly did he say?" after a question about China asks about China; "what else did he say?" does
 * not.
 */
export function onSameTopic(
  { parts, previous, names }: Following,
  understood: Interpretation,
): Interpretation {
  const { kind, topic } = understood;
  const isAll = parts.words.some(({ low }) => /^(?:else|anything|everything|all)$/u.test(low));
  const isOpen = kind === "statements" && topic === null && !isAll;
  const isOn = previous.kind === "statements" || previous.kind === "who";
  if (!isOpen || !isOn || previous.topic === null) return understood;
  // "How did China react?" is not about China.
  const isOfTopic = names.speakers(previous.topic).some(({ id }) => id === understood.speaker?.id);
  if (isOfTopic) return understood;
  const text = `${withoutMark(understood.text)} about ${previous.topic}?`;
  return { ...understood, topic: previous.topic, text };
}

/** What comes after what an answer shows. */
export function more(previous: Interpretation): Interpretation {
  return { ...previous, skip: previous.skip + excerptsMaxOf(previous.kind) };
}

/** Another question word to what was asked before. */
export function askedAnew(following: Following, head: string): Interpretation {
  const { own, previous } = following;
  const counts = /^how (?:many|much)\b/iu.test(head);
  const text = askAnew(head, previous);
  const anew = reread(following, text);
  // When, where and why are told by whoever tells it, not by the speaker alone.
  if (!counts && anew.kind === "statements") {
    const { from, to, sources, misread, speaker, namesakes, together } = anew;
    const kept = { from, to, sources, misread, speaker, namesakes, together };
    return { ...carried(own), ...kept, kind: "passages", text, topic: text };
  }
  return { ...anew, wants: own.wants ?? anew.wants, unit: own.unit ?? anew.unit };
}

/** The text of words that stand together. */
export function phraseOf(words: readonly Word[]): string {
  return words.map(({ gap, text }, at) => (at === 0 ? text : gap + text)).join("");
}
