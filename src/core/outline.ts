import type { Answer, AnswerPart } from "./answer.ts";
import type { Excerpt, Interpretation } from "./types.ts";

/** How an answer is laid out, the same on every surface: its questions in order, each with its excerpts. */
export interface Section {
  /** Null where the message asks one question. */
  readonly part: AnswerPart | null;
  /** Its excerpts lie in `[from, end)` of the answer's; where it has none, what comes next is at `from`. */
  readonly from: number;
  readonly end: number;
  /** Its excerpts by speaker, where several are asked for together; else none. */
  readonly groups: readonly SpeakerGroup[];
}

/** Excerpts of one speaker, one after the other. */
export interface SpeakerGroup {
  readonly id: string;
  readonly name: string;
  readonly from: number;
  readonly end: number;
}

/** The sections of an answer. Of "no answer" they hold no excerpts: its leads answer nothing. */
export function outlineOf({ parts, excerpts, interpretation }: Answer): readonly Section[] {
  if (parts.length === 0) {
    const range = { from: 0, end: excerpts.length };
    return [{ part: null, ...range, groups: groupsOf(excerpts, range, interpretation) }];
  }
  let at = 0;
  return parts.map((part) => {
    const from = at;
    if (part.reason === null) at = Math.min(excerpts.length, Math.max(at, part.from + part.count));
    const range = { from, end: at };
    return { part, ...range, groups: groupsOf(excerpts, range, part.interpretation) };
  });
}

interface Range {
  readonly from: number;
  readonly end: number;
}

function groupsOf(
  excerpts: readonly Excerpt[],
  { from, end }: Range,
  { together }: Interpretation,
): readonly SpeakerGroup[] {
  if (!together) return [];
  const groups: SpeakerGroup[] = [];
  excerpts.slice(from, end).forEach(({ statement }, index) => {
    const at = from + index;
    const last = groups.at(-1);
    const speaker = statement?.speaker ?? null;
    // What is nobody's stays with what it follows, and its citation says so.
    const isSame = last && (speaker === null || speaker.id === last.id);
    if (isSame) groups[groups.length - 1] = { ...last, end: at + 1 };
    else if (speaker) groups.push({ id: speaker.id, name: speaker.name, from: at, end: at + 1 });
  });
  return groups;
}
