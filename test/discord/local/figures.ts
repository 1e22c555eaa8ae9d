import type { InteractionHandle } from "../double/handle.ts";

/** Milliseconds to what was to be seen, of those that were answered. */
export function answerTimes(handles: readonly InteractionHandle[]): string {
  const ms = handles.flatMap(({ answeredMs }) => answeredMs ?? []).toSorted((a, b) => a - b);
  const at = (share: number): number =>
    ms[Math.min(ms.length - 1, Math.floor(ms.length * share))] ?? Number.NaN;
  return `median ${at(0.5)} ms, 99th percentile ${at(0.99)} ms, longest ${ms.at(-1)} ms`;
}
