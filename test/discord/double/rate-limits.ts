import type { Fault } from "./faults.ts";
import type { JsonObject } from "./json.ts";
import type { Violations } from "./violations.ts";

interface Limited {
  readonly status: 429;
  readonly headers: Record<string, string>;
  readonly body: JsonObject;
}

export interface RateLimits {
  /** Complains of a request that comes before the wait it was told is over. */
  check(where: string): void;
  /** A 429 as Discord words it. */
  hit(where: string, fault: Fault | null): Limited;
}

/** What a timer may be early. */
const SLACK_MS = 20;

/** The waits that 429s have asked for, in real time, since the client's timers are real. */
export function newRateLimits(violations: Violations): RateLimits {
  const freeAt = new Map<string, number>();
  const GLOBAL = "*";
  return {
    check: (where) => {
      const until = Math.max(freeAt.get(bucketOf(where)) ?? 0, freeAt.get(GLOBAL) ?? 0);
      const early = until - Date.now();
      if (early <= SLACK_MS) return;
      violations.add({
        kind: "rate-limit",
        where,
        detail: `${early} ms before the wait was over.`,
      });
    },
    hit: (where, fault) => {
      const seconds = fault?.retryAfterSeconds ?? 0.1;
      const isGlobal = fault?.global === true;
      freeAt.set(isGlobal ? GLOBAL : bucketOf(where), Date.now() + seconds * 1000);
      return {
        status: 429,
        headers: {
          "retry-after": String(Math.ceil(seconds)),
          "x-ratelimit-limit": "5",
          "x-ratelimit-remaining": "0",
          "x-ratelimit-reset": String(Date.now() / 1000 + seconds),
          "x-ratelimit-reset-after": String(seconds),
          "x-ratelimit-bucket": "a1b2c3",
          "x-ratelimit-scope": isGlobal ? "global" : "user",
          ...(isGlobal ? { "x-ratelimit-global": "true" } : {}),
        },
        body: { message: "You are being rate limited.", retry_after: seconds, global: isGlobal },
      };
    },
  };
}

/** Requests of one kind to one channel, guild or webhook share a bucket. */
function bucketOf(where: string): string {
  return where.replace(/\/messages\/[^/]+/, "/messages/:id");
}
