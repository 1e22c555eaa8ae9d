import { type Shard, ShardingManager } from "discord.js";
import type { BotConfig } from "../../config.ts";
import type { GatewayInfo } from "./api.ts";
import type { Log } from "./log.ts";

export interface ShardsOptions {
  /** The compiled program of one shard. */
  readonly file: string;
  readonly token: string;
  readonly count: number;
  readonly log: Log;
}

export interface Shards {
  /** Settled when all have been started, some seconds after one another. */
  readonly spawned: Promise<void>;
  /** Asks each shard to stop as a signal would, and ends those that do not within the time. */
  stop(limitMs: number): Promise<void>;
}

/**
 * How many processes the setting asks for; null is no sharding. "auto" is Discord's own advice,
 * which was read from the address that the settings name: discord.js would ask discord.com.
 */
export function shardCount(
  { shards }: Pick<BotConfig, "shards">,
  { shards: recommended }: Pick<GatewayInfo, "shards">,
): number | null {
  return shards === "auto" ? Math.max(1, recommended) : shards;
}

/** Where a shard serves its health: the ports after the setting's own, one each. */
export function healthOf(
  { health }: Pick<BotConfig, "health">,
  shard: number,
): BotConfig["health"] {
  return health && { host: health.host, port: health.port === 0 ? 0 : health.port + shard };
}

/** Where a shard notes its starts, since each logs in and may crash by itself. */
export function startsPathOf({ startsPath }: Pick<BotConfig, "startsPath">, shard: number): string {
  return shard === 0 ? startsPath : startsPath.replace(/(\.json)?$/, `-${shard}$1`);
}

/**
 * Starts one process a shard, each of which runs the whole bot for its part of the servers, and
 * starts it again when it ends.
 */
export function startShards({ file, token, count, log }: ShardsOptions): Shards {
  const manager = new ShardingManager(file, { totalShards: count, token, mode: "process" });
  manager.on("shardCreate", (shard) => {
    shard.on("death", () => log.warn({ shard: shard.id }, "shard ended"));
    shard.on("ready", () => log.info({ shard: shard.id }, "shard ready"));
  });
  // A shard that waits before it logs in, see `starts.ts`, is late and not broken.
  const spawned = manager.spawn({ timeout: -1 }).then(() => undefined);
  return {
    spawned,
    stop: async (limitMs) => {
      manager.respawn = false;
      await Promise.all([...manager.shards.values()].map((shard) => stopShard(shard, limitMs)));
    },
  };
}

async function stopShard(shard: Shard, limitMs: number): Promise<void> {
  const { process: child } = shard;
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => {
    child.once("exit", () => resolve());
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), limitMs);
  child.kill("SIGTERM");
  await ended;
  clearTimeout(timer);
}
