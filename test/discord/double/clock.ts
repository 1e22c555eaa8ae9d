/** The double's time, in milliseconds of the epoch. A test moves it on instead of waiting. */
export interface Clock {
  now(): number;
  advance(ms: number): void;
}

export function newClock(base: () => number = Date.now): Clock {
  let offset = 0;
  return {
    now: () => base() + offset,
    advance: (ms) => {
      offset += ms;
    },
  };
}

const DISCORD_EPOCH_MS = 1_420_070_400_000;

/** Discord's ids: the time in the upper bits, a counter in the lower 22. */
export function newSnowflakes(clock: Clock): () => string {
  let count = 0n;
  return () => {
    count += 1n;
    return String(
      (BigInt(Math.floor(clock.now()) - DISCORD_EPOCH_MS) << 22n) + (count & 0x3fffffn),
    );
  };
}
