import { EXIT_BROKEN_STATE } from "../../core/errors.ts";
import type { Log } from "./log.ts";
import { within } from "./within.ts";

/** What runs and must be let finish, see `createRunning`. */
export interface Running {
  /** Counts one in, or gives null when no more are taken. The function counts it out again. */
  enter(): (() => void) | null;
  count(): number;
  /** Takes no more, and waits for those that run. False when the time is up and some still do. */
  drain(limitMs: number): Promise<boolean>;
}

export function createRunning(): Running {
  let count = 0;
  let isDraining = false;
  const waiting = new Set<() => void>();
  return {
    enter: () => {
      if (isDraining) return null;
      count += 1;
      let isOut = false;
      return () => {
        if (isOut) return;
        isOut = true;
        count -= 1;
        if (count === 0) for (const tell of waiting) tell();
      };
    },
    count: () => count,
    drain: async (limitMs) => {
      isDraining = true;
      if (count === 0) return true;
      await within(new Promise<void>((resolve) => void waiting.add(resolve)), limitMs);
      return count === 0;
    },
  };
}

/** Something to close, in turn. */
export interface Closing {
  readonly name: string;
  /** @param exitCode with which the process will end. */
  readonly close: (exitCode: number) => unknown;
  /** Default `CLOSE_MS`. */
  readonly limitMs?: number;
}

export interface StopOptions {
  /** What is let finish first; default nothing. */
  readonly running?: Running;
  /** In this order: the client first, so that nothing new comes, the log last. */
  readonly closings: readonly Closing[];
  readonly log: Log;
  /** Default: the process. */
  readonly process?: StoppableProcess;
  /** Default `DRAIN_MS`. */
  readonly drainMs?: number;
  /** For closings without a limit of their own. Default `CLOSE_MS`. */
  readonly closeMs?: number;
  /** How long after the first a signal counts as the same. Default `SAME_WISH_MS`. */
  readonly sameWishMs?: number;
}

type StoppableProcess = Pick<NodeJS.EventEmitter, "on"> & { readonly exit: (code: number) => void };

export interface Stopping {
  isStopping(): boolean;
  /** Ends the process; more calls wait for the first. */
  stop(why: string, exitCode: number): Promise<void>;
}

/** Docker kills ten seconds after it has asked to stop. */
const DRAIN_MS = 6_000;
/** `client.destroy()` of discord.js 14 can hang where the gateway does not answer. */
const CLOSE_MS = 2_000;
/** Ctrl-C reaches every process of a terminal, and a shard hears from its parent too: that is one wish. */
const SAME_WISH_MS = 1_000;
/** As a shell tells that a signal ended a process: 128 and the signal's number. */
const EXIT_SECOND_SIGNAL = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * SIGTERM and SIGINT: takes nothing new, lets what runs finish, closes everything in turn, ends with
 * exit code 0. A second signal ends at once. What nobody has caught is logged; an exception also
 * ends the process, in the same way and with exit code 3, since nobody knows what it left undone.
 */
export function installStop(options: StopOptions): Stopping {
  const { log, process: host = process } = options;
  let stopped: Promise<void> | null = null;
  let stoppedAt = 0;
  const stop = (why: string, exitCode: number): Promise<void> => {
    if (!stopped) stoppedAt = performance.now();
    stopped ??= carryOut(options, why, exitCode).then(() => host.exit(exitCode));
    return stopped;
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    host.on(signal, () => {
      if (!stopped) {
        void stop(signal, 0);
        return;
      }
      if (performance.now() - stoppedAt < (options.sameWishMs ?? SAME_WISH_MS)) return;
      log.warn({ signal }, "ended at once");
      host.exit(EXIT_SECOND_SIGNAL[signal]);
    });
  }
  // The parent of a shard has gone, and with it whoever would stop it.
  host.on("disconnect", () => void stop("disconnect", 0));
  host.on("unhandledRejection", (error: unknown) => log.error({ error }, "unhandled rejection"));
  host.on("uncaughtException", (error: unknown) => {
    log.error({ error }, "uncaught exception");
    void stop("uncaught exception", EXIT_BROKEN_STATE);
  });
  return { isStopping: () => stopped !== null, stop };
}

async function carryOut(options: StopOptions, why: string, exitCode: number): Promise<void> {
  const { running = createRunning(), closings, log } = options;
  const { drainMs = DRAIN_MS, closeMs = CLOSE_MS } = options;
  const startedAt = performance.now();
  log.info({ signal: why, count: running.count() }, "stopping");
  const isDrained = await running.drain(drainMs);
  if (!isDrained) log.warn({ count: running.count() }, "stopped before all were answered");
  for (const { name, close, limitMs = closeMs } of closings) {
    try {
      const closing = Promise.resolve(close(exitCode)).then(() => true);
      if (!(await within(closing, limitMs))) log.warn({ stage: name }, "did not close in time");
    } catch (error) {
      log.warn({ stage: name, error }, "did not close");
    }
  }
  log.info({ ms: Math.round(performance.now() - startedAt) }, "stopped");
}
