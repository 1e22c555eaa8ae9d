/** Lets a word be said once in a while. */
export type Seldom = (key: string) => boolean;

/**
 * Tells whether a key may be told now: at most once in `everyMs` each. What is over is forgotten, so
 * that no more is kept than were told in that time.
 *
 * @param clock milliseconds on a clock that only goes forward.
 */
export function createSeldom(clock: () => number, everyMs: number): Seldom {
  const toldAt = new Map<string, number>();
  return (key) => {
    const now = clock();
    // Oldest first, since a key is told again only when it has been forgotten.
    for (const [one, at] of toldAt) {
      if (now - at < everyMs) break;
      toldAt.delete(one);
    }
    if (toldAt.has(key)) return false;
    toldAt.set(key, now);
    return true;
  };
}
