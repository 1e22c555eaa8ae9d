import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import type { GatewayInfo } from "./api.ts";

/**
 * Discord allows 1,000 logins in 24 hours, and takes the token away from a bot that needs more. A bot
 * that crashes and is started again by its supervisor would get there within the hour, so recent
 * starts are remembered, and from a few on each waits longer before it logs in.
 */
const WINDOW_MS = 3_600_000;
/** Starts in that time that nobody has to wait for. */
const STARTS_FREE = 5;
const WAIT_MS_MIN = 30_000;
const WAIT_MS_MAX = 900_000;
/** Most times that are kept. */
const REMEMBERED_MAX = 100;
/** Logins that are left alone, for whoever has to mend something. */
const LOGINS_SPARED = 10;

/** The starts that still count, without those that a clock set back has put into the future. */
function recentStarts(starts: readonly number[], nowMs: number): number[] {
  return starts
    .filter((at) => at <= nowMs && nowMs - at < WINDOW_MS)
    .toSorted((a, b) => a - b)
    .slice(-REMEMBERED_MAX);
}

/** How long to wait before logging in, after these starts. */
export function waitBeforeLogin(starts: readonly number[], nowMs: number): number {
  const more = recentStarts(starts, nowMs).length - STARTS_FREE;
  return more < 0 ? 0 : Math.min(WAIT_MS_MIN * 2 ** more, WAIT_MS_MAX);
}

/** How long to wait where Discord has few logins left for today. */
export function waitForLogins({ startsLeft, resetAfterMs }: GatewayInfo, shards: number): number {
  return startsLeft - shards < LOGINS_SPARED ? resetAfterMs : 0;
}

const startsSchema = z.array(z.number());

/** Notes a start and says how long to wait before logging in. A file that cannot be kept is no reason to fail. */
export async function noteStart(path: string, nowMs: number): Promise<number> {
  const before = await readStarts(path);
  const wait = waitBeforeLogin(before, nowMs);
  const starts = [...recentStarts(before, nowMs), nowMs];
  const aside = `${path}.${process.pid}`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(aside, JSON.stringify(starts));
    await rename(aside, path);
  } catch {
    await rm(aside, { force: true }).catch(() => undefined);
  }
  return wait;
}

/** Forgets the starts after a proper end: only crashes count. */
export async function forgetStarts(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

async function readStarts(path: string): Promise<number[]> {
  try {
    return startsSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch {
    return [];
  }
}
