import type { Fault } from "../double/faults.ts";
import type { Discord } from "../double/start.ts";

/** Discord waits so long for the first response to an interaction. */
const DISCORD_WAITS_MS = 3_000;

/** Something that goes wrong with one interaction. */
export interface Mischief {
  readonly name: string;
  /** To be called just before the interaction. */
  readonly plan: (discord: Discord) => void;
  /** Whether the interaction reaches the bot when Discord no longer takes an answer. */
  readonly isTooLate: boolean;
}

const answers = (name: string, fault: Fault): Mischief => ({
  name,
  plan: ({ faults }) => faults.next(1, fault, /callback|@original/),
  isTooLate: false,
});

const late = (ms: number): Mischief => ({
  name: `event ${ms} ms late`,
  plan: ({ gateway }) => gateway.delayNext(1, ms),
  isTooLate: ms >= DISCORD_WAITS_MS,
});

/** One after another, so that each comes as often. Late events overtake, and are overtaken. */
export const MISCHIEFS: readonly Mischief[] = [
  answers("503", { status: 503 }),
  answers("502 that took effect", { status: 502, applied: true }),
  answers("no answer", { hangUp: true }),
  answers("no answer that took effect", { hangUp: true, applied: true }),
  answers("answer 400 ms late", { delayMs: 400 }),
  answers("429", { status: 429, retryAfterSeconds: 0.3 }),
  { name: "event twice", plan: ({ gateway }) => gateway.duplicateNext(1), isTooLate: false },
  late(1_500),
  late(2_600),
  late(3_500),
];
