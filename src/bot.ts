/** The entry point of `npm start`: settings, workers, store and Discord put together. */
import { fileURLToPath } from "node:url";
import { commandDefinitions, commands } from "../commands/index.ts";
import { type WorkerAnswerer, isStaleButGood, startAnswerer } from "./answerer/client.ts";
import { type Schedule, scheduleIngest } from "./answerer/schedule.ts";
import {
  type BotConfig,
  type Config,
  loadConfig,
  programVersion,
  readBotConfig,
  shardNumber,
} from "./config.ts";
import { OnRecordError } from "./core/errors.ts";
import { explainDiscord, makeRest, readGatewayInfo } from "./discord/run/api.ts";
import { beforeLogin } from "./discord/run/before-login.ts";
import { type Bot, createBot } from "./discord/bot/bot.ts";
import { hashCommands } from "./discord/run/command-changes.ts";
import { serveHealth } from "./discord/run/health.ts";
import { type Log, makeLog } from "./discord/run/log.ts";
import { type Metrics, makeMetrics } from "./discord/run/metrics.ts";
import { renderer } from "./discord/render/renderer.ts";
import { healthOf, shardCount, startShards, startsPathOf } from "./discord/run/sharding.ts";
import { explainMissingToken, explainNoDocuments } from "./discord/run/start-up.ts";
import { forgetStarts } from "./discord/run/starts.ts";
import { type Closing, installStop } from "./discord/run/stop.ts";
import { type Turns, makeTurns } from "./discord/run/turns.ts";
import { type SettingsStore, openSettings } from "./store/settings.ts";

const EXIT_BROKEN_STATE = 3;
/** The bot lets answers finish for ten seconds and gives its connection two. */
const BOT_CLOSE_MS = 13_000;
const ANSWERER_CLOSE_MS = 6_000;
const SHARDS_CLOSE_MS = 25_000;
/** How often a shard looks for the index that the first one writes. */
const FOLLOW_MINUTES = 1;

/** What one process of the bot runs with. */
interface Run {
  readonly config: Config;
  readonly bot: BotConfig;
  readonly token: string;
  /** The shard that this process is; 0 without sharding. */
  readonly shard: number;
  readonly log: Log;
  /** What is to be closed at the end, first to last; filled as things are opened. */
  readonly closings: Closing[];
  /** Ends the waiting before a login. */
  readonly stopping: AbortSignal;
  readonly isStopping: () => boolean;
}

async function main(): Promise<void> {
  const bot = readBotConfig();
  if (bot.token === null) throw explainMissingToken(bot);
  const shard = shardNumber();
  const log = makeLog(bot.logLevel).with(shard === null ? {} : { shard });
  const closings: Closing[] = [];
  const aborting = new AbortController();
  closings.push({ name: "login", close: () => aborting.abort() });
  const stopping = installStop({ closings, log });
  const { token } = bot;
  if (bot.shards !== null && shard === null) {
    await runShards({ bot, token, log, closings });
    return;
  }
  const run: Run = {
    config: loadConfig(),
    bot: {
      ...bot,
      health: healthOf(bot, shard ?? 0),
      startsPath: startsPathOf(bot, shard ?? 0),
    },
    token,
    shard: shard ?? 0,
    log,
    closings,
    stopping: aborting.signal,
    isStopping: () => stopping.isStopping(),
  };
  await runBot(run).catch(async (error: unknown) => {
    if (stopping.isStopping()) return;
    tell(error);
    await stopping.stop("failed to start", exitCodeOf(error));
  });
}

interface Manager {
  readonly bot: BotConfig;
  readonly token: string;
  readonly log: Log;
  readonly closings: Closing[];
}

/** The parent of the shards: each of them is this program again. */
async function runShards({ bot, token, log, closings }: Manager): Promise<void> {
  const info = await readGatewayInfo(makeRest(bot, token));
  const count = shardCount(bot, info) ?? 1;
  const shards = startShards({ file: fileURLToPath(import.meta.url), token, count, log });
  closings.push({
    name: "shards",
    close: () => shards.stop(SHARDS_CLOSE_MS),
    limitMs: SHARDS_CLOSE_MS,
  });
  await shards.spawned;
}

async function runBot(run: Run): Promise<void> {
  const { bot: settingsOf, token, log, closings, stopping, shard } = run;
  const rest = makeRest(settingsOf, token);
  await beforeLogin({ rest, startsPath: settingsOf.startsPath, log, signal: stopping });
  const settings = await openSettings(settingsOf.settingsPath);
  closings.unshift({ name: "settings", close: () => settings.close() });
  const opened = startWorkers(run, settings);
  const { answerer, metrics, turns } = opened;
  const bot = createBot({
    ...opened,
    commands,
    render: renderer,
    settings,
    log,
    version: programVersion(),
    config: { token, apiUrl: settingsOf.apiUrl, guildId: settingsOf.guildId },
  });
  await openHealth(run, opened, bot);
  closings.unshift({
    name: "answerer",
    close: () => answerer.close(),
    limitMs: ANSWERER_CLOSE_MS,
  });
  const schedule = followCorpus(run, answerer);
  closings.unshift({ name: "schedule", close: () => schedule.stop() });
  closings.unshift({ name: "bot", close: () => bot.stop(), limitMs: BOT_CLOSE_MS });
  closings.push({ name: "metrics", close: () => metrics.close() });
  // A crash is remembered.
  closings.push({
    name: "starts",
    close: (exitCode) => (exitCode === 0 ? forgetStarts(settingsOf.startsPath) : null),
  });
  await Promise.all([
    bot.start().catch((error: unknown) => {
      throw explainDiscord(error);
    }),
    readCorpus(run, answerer),
  ]);
  if (shard === 0) warnOfOldCommands(settingsOf, settings, log);
  log.info({ generation: answerer.state().generation, count: turns.depth() }, "answering");
}

interface Workers {
  readonly answerer: WorkerAnswerer;
  readonly metrics: Metrics;
  readonly turns: Turns;
}

function startWorkers({ config, log }: Run, settings: SettingsStore): Workers {
  const answerer: WorkerAnswerer = startAnswerer(config, {
    onGeneration: (generation) => log.info({ generation }, "new generation"),
    onTook: (stage, ms) => metrics.took(stage, ms),
    onDeath: (worker, error, restartInMs) =>
      log.error({ worker, error, ms: restartInMs }, "worker ended"),
  });
  const turns = makeTurns(() => performance.now());
  const metrics = makeMetrics({
    answerer: () => answerer.state(),
    turns: () => turns.depth(),
    feedback: () => settings.feedback(),
  });
  return { answerer, metrics, turns };
}

async function openHealth(run: Run, { answerer, metrics }: Workers, bot: Bot): Promise<void> {
  const { health: place } = run.bot;
  if (!place) return;
  const health = await serveHealth({
    ...place,
    metrics,
    ready: () => ({
      gateway: bot.client.isReady(),
      generation: answerer.state().generation,
      stopping: run.isStopping(),
    }),
  });
  run.closings.unshift({ name: "health", close: () => health.close() });
  run.log.info({ count: health.port }, "health is served");
}

/** Of several shards the first writes the index, which all read. */
function readOrFollow(
  shard: number,
  answerer: WorkerAnswerer,
): Promise<{ readonly generation: number }> {
  return shard === 0 ? answerer.ingest() : answerer.follow();
}

/** Looks at the corpus in turn. */
function followCorpus({ bot, shard, log }: Run, answerer: WorkerAnswerer): Schedule {
  const look = () => readOrFollow(shard, answerer);
  return scheduleIngest(
    { ingest: look },
    {
      minutes: shard === 0 ? bot.ingestMinutes : FOLLOW_MINUTES,
      onReport: (report) => log.info({ generation: report.generation }, "corpus read"),
      onFailure: (error) => log.error({ error }, "the corpus could not be read"),
    },
  );
}

/** @throws OnRecordError where there is nothing to answer from. */
async function readCorpus({ config, log, shard }: Run, answerer: WorkerAnswerer): Promise<void> {
  try {
    await readOrFollow(shard, answerer);
  } catch (error) {
    const code = error instanceof OnRecordError ? error.code : null;
    if (code === "E_STATE_BUSY" || isStaleButGood(error, answerer.state())) {
      log.error({ error }, "the corpus could not be read: answering from what was read before");
      return;
    }
    const isEmpty = code !== null && EMPTY.has(code);
    throw isEmpty ? explainNoDocuments(config, error) : error;
  }
}

const EMPTY: ReadonlySet<string> = new Set(["E_CORPUS_EMPTY", "E_CORPUS_UNREADABLE"]);

function warnOfOldCommands({ guildId }: BotConfig, settings: SettingsStore, log: Log): void {
  const scope = guildId === null ? "global" : "guild";
  const registered = settings.commandHash(guildId ?? "global");
  if (registered === hashCommands(commandDefinitions, scope)) return;
  log.warn({}, "the commands have changed, or were never registered: run npm run deploy");
}

function exitCodeOf(error: unknown): number {
  return error instanceof OnRecordError ? error.exitCode : EXIT_BROKEN_STATE;
}

function tell(error: unknown): void {
  const isKnown = error instanceof OnRecordError;
  const detail = String(error instanceof Error ? error.stack : error);
  process.stderr.write(
    `${isKnown ? error.message : `This should not have happened:\n${detail}`}\n`,
  );
}

await main().catch((error: unknown) => {
  tell(error);
  process.exit(exitCodeOf(error));
});
