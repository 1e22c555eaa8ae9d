import { setTimeout as wait } from "node:timers/promises";

/** What work gives within a time; null where it takes longer. No timer is left behind. */
export async function within<T>(work: Promise<T>, ms: number): Promise<T | null> {
  const stop = new AbortController();
  const timeout = wait(ms, null, { signal: stop.signal }).catch(() => null);
  try {
    return await Promise.race([work, timeout]);
  } finally {
    stop.abort();
  }
}
