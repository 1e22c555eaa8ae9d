/**
 * Who may ask now: a fair share for each user and server, one question of a user at a time, in
 * order, and no more waiting than can be answered soon. The clock is passed in; nothing is kept
 * of anybody but in memory, for as long as a share takes to fill up again.
 */

/** A share that fills up steadily: `burst` at once, then one every `everyMs`. */
export interface Share {
  readonly burst: number;
  readonly everyMs: number;
}

/** What a turn is for: a question, or a button, which asks nothing new. */
export type TurnKind = "ask" | "press";

export interface KindLimits {
  readonly user: Share;
  readonly server: Share;
  /** Those of one user that may wait behind the running one. */
  readonly userWaitingMax: number;
}

export interface TurnLimits {
  readonly ask: KindLimits;
  readonly press: KindLimits;
  /** Of all users and kinds, those that run or wait. */
  readonly allMax: number;
}

/**
 * Whoever reads turns pages faster than anybody asks; a page costs what its question does, so that
 * pressing has a limit too.
 */
export const TURN_LIMITS: TurnLimits = {
  ask: {
    user: { burst: 5, everyMs: 3_000 },
    server: { burst: 30, everyMs: 500 },
    userWaitingMax: 3,
  },
  press: {
    user: { burst: 20, everyMs: 1_000 },
    server: { burst: 60, everyMs: 200 },
    userWaitingMax: 10,
  },
  allMax: 150,
};

export type Turn =
  /** The user's turn has come. `done` ends it, however it went; more calls do nothing. */
  | { readonly ok: true; readonly done: () => void }
  /** A share is used up; whole seconds until there is room again. */
  | { readonly ok: false; readonly waitSeconds: number; readonly of: "user" | "server" }
  /** Too many wait: all of them, or this user's own. */
  | { readonly ok: false; readonly busy: true };

export interface Turns {
  /**
   * A refusal comes at once, a turn when the user's turns of this kind before it are done.
   *
   * @param guildId null in a direct message, or where the server has not installed the bot.
   */
  take(userId: string, guildId: string | null, kind: TurnKind): Promise<Turn>;
  /** Turns that run or wait. */
  depth(): number;
}

/** @param now milliseconds on a clock that only goes forward. */
export function createTurns(now: () => number, limits: TurnLimits = TURN_LIMITS): Turns {
  let depth = 0;
  const enter = async (queue: Queue): Promise<Turn> => {
    depth += 1;
    const { start, end } = queue.join();
    await start;
    let isEnded = false;
    const done = (): void => {
      if (isEnded) return;
      isEnded = true;
      depth -= 1;
      end();
    };
    return { ok: true, done };
  };
  const kinds = { ask: createKind(limits.ask), press: createKind(limits.press) };
  return {
    depth: () => depth,
    take: async (userId, guildId, kind) => {
      const { users, servers, queueOf, userWaitingMax } = kinds[kind];
      const queue = queueOf(userId);
      if (depth >= limits.allMax || queue.length > userWaitingMax) return { ok: false, busy: true };
      const at = now();
      const userMs = users.wait(userId, at);
      const serverMs = guildId === null ? 0 : servers.wait(guildId, at);
      if (userMs > 0 || serverMs > 0) {
        const of = userMs >= serverMs ? "user" : "server";
        return { ok: false, waitSeconds: Math.ceil(Math.max(userMs, serverMs) / 1_000), of };
      }
      users.take(userId, at);
      if (guildId !== null) servers.take(guildId, at);
      return enter(queue);
    },
  };
}

/** The turns of one user, one after another. */
interface Queue {
  readonly length: number;
  /** `start` settles when it is this one's turn; `end` is to be called once. */
  join(): { readonly start: Promise<void>; readonly end: () => void };
}

function createKind({ user, server, userWaitingMax }: KindLimits) {
  const queues = new Map<string, readonly Promise<void>[]>();
  const queueOf = (userId: string): Queue => {
    const queue = queues.get(userId) ?? [];
    return {
      length: queue.length,
      join: () => {
        const start = queue.at(-1) ?? Promise.resolve();
        const finished = createEvent();
        // One that ends out of turn lets the next go only when those before it are done.
        const done = Promise.all([start, finished.happened]).then(() => undefined);
        queues.set(userId, [...queue, done]);
        const end = (): void => {
          const others = (queues.get(userId) ?? []).filter((other) => other !== done);
          if (others.length > 0) queues.set(userId, others);
          else queues.delete(userId);
          finished.happen();
        };
        return { start, end };
      },
    };
  };
  return { users: createBuckets(user), servers: createBuckets(server), queueOf, userWaitingMax };
}

/** A promise and what settles it. */
function createEvent() {
  const resolvers: (() => void)[] = [];
  const happened = new Promise<void>((resolve) => {
    resolvers.push(resolve);
  });
  return { happened, happen: () => resolvers.forEach((resolve) => resolve()) };
}

/** From so many on, those that are full again are forgotten. */
const BUCKETS_SWEPT_FROM = 1_000;

/** Token buckets by id, told by the time at which each is full again; of one that is full nothing is kept. */
function createBuckets({ burst, everyMs }: Share) {
  const fullAt = new Map<string, number>();
  let sweptFrom = BUCKETS_SWEPT_FROM;
  const sweep = (now: number): void => {
    for (const [id, at] of fullAt) if (at <= now) fullAt.delete(id);
    sweptFrom = Math.max(BUCKETS_SWEPT_FROM, fullAt.size * 2);
  };
  return {
    /** Milliseconds until there is one to take; 0 for now. */
    wait: (id: string, now: number): number =>
      Math.max(0, (fullAt.get(id) ?? now) - now - (burst - 1) * everyMs),
    take: (id: string, now: number): void => {
      fullAt.set(id, Math.max(fullAt.get(id) ?? now, now) + everyMs);
      if (fullAt.size > sweptFrom) sweep(now);
    },
  };
}
