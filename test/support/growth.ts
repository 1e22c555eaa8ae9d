import { expect } from "vitest";

/**
 * Between the smallest size and the largest, `ratio` times as large, linear work grows by `ratio` and
 * work in the square of its input by `ratio` squared. The limit lies between the two.
 */
const GROWTH_EXPONENT_MAX = 1.6;
/** Shorter times than this are noise, in milliseconds. */
const NOISE_MS = 40;
/** The machine has other work: of so many tries the shortest time of each size counts. */
const TRIES = 4;

/**
 * Holds work to a time in proportion to its size, in processor time of this process.
 *
 * @param sizes three, each double the one before.
 */
export async function expectLinear(
  sizes: readonly [number, number, number],
  work: (size: number) => unknown,
): Promise<void> {
  const shortest = sizes.map(() => Infinity);
  for (let tries = 0; tries < TRIES; tries += 1) {
    for (const [at, size] of sizes.entries()) {
      shortest[at] = Math.min(shortest[at] ?? Infinity, await cpuMs(() => work(size)));
    }
    const grown = (shortest[2] ?? 0) / Math.max(shortest[0] ?? 0, NOISE_MS);
    if (grown < (sizes[2] / sizes[0]) ** GROWTH_EXPONENT_MAX) return;
  }
  expect.fail(`${sizes.join(", ")} took ${shortest.map((ms) => Math.round(ms)).join(", ")} ms`);
}

async function cpuMs(work: () => unknown): Promise<number> {
  const startedAt = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(startedAt);
  return (user + system) / 1000;
}
