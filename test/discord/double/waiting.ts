export interface WaitOptions {
  /** Named in the error. */
  readonly what: string;
  /** Real time. */
  readonly timeoutMs?: number | undefined;
}

/** Lets tests wait for a change rather than for time. */
export interface Waiting {
  /** @throws Error if it does not come in time. */
  until(holds: () => boolean, options: WaitOptions): Promise<void>;
  /** Asks everyone who waits to look again. */
  lookAgain(): void;
}

const TIMEOUT_MS = 5_000;

export function newWaiting(): Waiting {
  const waiters = new Set<() => void>();
  return {
    until: (holds, { what, timeoutMs = TIMEOUT_MS }) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiters.delete(look);
          reject(new Error(`There was no ${what} within ${timeoutMs} ms.`));
        }, timeoutMs);
        const look = (): void => {
          if (!holds()) return;
          clearTimeout(timer);
          waiters.delete(look);
          resolve();
        };
        waiters.add(look);
        look();
      }),
    lookAgain: () => {
      for (const look of waiters) look();
    },
  };
}
