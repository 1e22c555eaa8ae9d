import { expect } from "vitest";

/**
 * Holds work to linear time: from one size to the next, each double, the time may grow by this much.
 * Work in the square of its input grows by 4.
 */
const GROWTH_MAX = 3.2;
/** Shorter times than this are noise, in milliseconds. */
const NOISE_MS = 40;
const TRIES = 2;

/** @param work is run on each size, and may be run several times: the shortest counts. */
export async function expectLinear(
  sizes: readonly number[],
  work: (size: number) => unknown,
): Promise<void> {
  const times: number[] = [];
  for (const size of sizes) times.push(await shortest(() => work(size)));
  for (const [at, time] of times.slice(1).entries()) {
    const before = Math.max(times[at] ?? 0, NOISE_MS);
    const ratio = (sizes[at + 1] ?? 0) / (sizes[at] ?? 1);
    if (time / before < (GROWTH_MAX * ratio) / 2) continue;
    expect.fail(`${sizes.join(", ")} took ${times.map((ms) => Math.round(ms)).join(", ")} ms`);
  }
}

async function shortest(work: () => unknown): Promise<number> {
  let best = Infinity;
  for (let at = 0; at < TRIES; at += 1) {
    // Of this process alone: the machine has other work.
    const startedAt = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(startedAt);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}
