import type { REST } from "discord.js";
import { setTimeout as sleep } from "node:timers/promises";
import { type GatewayInfo, readGatewayInfo } from "./api.ts";
import type { Log } from "./log.ts";
import { noteStart, waitForLogins } from "./starts.ts";

export interface BeforeLoginOptions {
  readonly rest: REST;
  readonly startsPath: string;
  readonly log: Log;
  /** Ends a wait, with an AbortError. */
  readonly signal: AbortSignal;
  /** Logins that this process is about to need. Default 1. */
  readonly logins?: number;
  /** Default: the clock. */
  readonly now?: () => number;
  /** Default: a timer. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

/** What Discord advises is an hour or a day; it is asked again meanwhile. */
const WAIT_MS_MAX = 3_600_000;

/**
 * Checks the token, and waits where this bot has been started too often: before Discord is asked, and
 * while Discord has no login to spare.
 *
 * @throws OnRecordError E_TOKEN, E_DISCORD.
 */
export async function beforeLogin(options: BeforeLoginOptions): Promise<GatewayInfo> {
  const { rest, startsPath, log, signal, logins = 1, now = Date.now } = options;
  const wait = options.wait ?? ((ms, stop) => sleep(ms, undefined, { signal: stop }));
  const crashWait = await noteStart(startsPath, now());
  if (crashWait > 0) {
    log.warn({ seconds: crashWait / 1_000 }, "started too often lately: waiting before the login");
    await wait(crashWait, signal);
  }
  for (;;) {
    const info = await readGatewayInfo(rest);
    const limitWait = Math.min(waitForLogins(info, logins), WAIT_MS_MAX);
    if (limitWait === 0) return info;
    const seconds = Math.ceil(limitWait / 1_000);
    log.error({ seconds, count: info.startsLeft }, "Discord has few logins left: waiting");
    await wait(limitWait, signal);
  }
}
