import { setTimeout as wait } from "node:timers/promises";
import type { Link } from "./link.ts";

/** One worker after another: the next is made ready while the present one goes on answering. */
export interface Succession {
  present(): Link;
  /** Of all that there were. */
  restarts(): number;
  /** Starts another worker and hands over when it is ready; where that fails, the present one stays. */
  handOver(makeReady: (next: Link) => Promise<unknown>): Promise<void>;
  close(): Promise<void>;
}

/** How often it is looked whether one that hands over has answered everything. */
const RETIRE_POLL_MS = 100;

export function startSuccession(start: () => Link): Succession {
  let present = start();
  let earlierRestarts = 0;
  const running = new Set([present]);
  const end = async (link: Link): Promise<void> => {
    await link.close();
    running.delete(link);
  };
  const retire = async (link: Link): Promise<void> => {
    while (link.depth() > 0) await wait(RETIRE_POLL_MS);
    await end(link);
  };
  return {
    present: () => present,
    restarts: () => earlierRestarts + present.restarts(),
    handOver: async (makeReady) => {
      const next = start();
      running.add(next);
      try {
        await makeReady(next);
      } catch (error) {
        await end(next);
        throw error;
      }
      const earlier = present;
      present = next;
      earlierRestarts += earlier.restarts();
      void retire(earlier);
    },
    close: async () => {
      await Promise.all([...running].map(end));
    },
  };
}
