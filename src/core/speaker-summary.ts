import type { SpeakerType } from "./speakers/speaker.ts";

/** A speaker as a list shows one. */
export interface SpeakerSummary {
  readonly id: string;
  readonly name: string;
  readonly type: SpeakerType;
  readonly statementCount: number;
}

export function summaryOf({ id, name, type, statementCount }: SpeakerSummary): SpeakerSummary {
  return { id, name, type, statementCount };
}

/** Those who say something; where none of them does, all. */
export function preferSpeaking<T extends Pick<SpeakerSummary, "statementCount">>(
  found: readonly T[],
): readonly T[] {
  const speaking = found.filter(({ statementCount }) => statementCount > 0);
  return speaking.length > 0 ? speaking : found;
}
