/** How one request goes wrong. */
export interface Fault {
  /** Answers with this status. A 429 has Discord's headers and body. */
  readonly status?: 429 | 500 | 502 | 503;
  /** Whether the request takes effect although its answer is an error. */
  readonly applied?: boolean;
  /** Waits before anything else. */
  readonly delayMs?: number;
  /** Ends the connection without an answer. */
  readonly hangUp?: boolean;
  /** Of a 429: seconds to wait, and whether the whole bot must. */
  readonly retryAfterSeconds?: number;
  readonly global?: boolean;
}

interface Planned {
  readonly fault: Fault;
  readonly where: RegExp;
  left: number;
}

/** Faults of REST that a test asks for. */
export interface Faults {
  /** The next `count` requests whose `METHOD /path` matches go wrong. */
  next(count: number, fault: Fault, where?: RegExp): void;
  /** Takes back what has not happened yet. */
  clear(): void;
}

export interface FaultPlan extends Faults {
  take(where: string): Fault | null;
}

export function newFaults(): FaultPlan {
  let planned: Planned[] = [];
  return {
    next: (count, fault, where = /./) => void planned.push({ fault, where, left: count }),
    clear: () => {
      planned = [];
    },
    take: (where) => {
      const found = planned.find((one) => one.left > 0 && one.where.test(where));
      if (!found) return null;
      found.left -= 1;
      return found.fault;
    },
  };
}
