/** The entry point of `npm start`: settings, workers, store and Discord put together. */
import { fileURLToPath } from "node:url";
import { commandDefinitions, commands } from "../commands/index.ts";
import { type WorkerAnswerer, startAnswerer } from "./answerer/client.ts";
import { type Schedule, scheduleIngest } from "./answerer/schedule.ts";
import {
  type BotConfig,
  type Config,
  loadConfig,
  programVersion,
  readBotConfig,
  shardNumber,
} from "./config.ts";
import { OnRecordError, isNothingToRead, isStaleButGood, tellError } from "./core/errors.ts";
import { explainDiscord, createRest, readGatewayInfo } from "./discord/run/api.ts";
import { beforeLogin } from "./discord/run/before-login.ts";
import { type Bot, createBot } from "./discord/bot/bot.ts";
import { hashCommands } from "./discord/run/command-changes.ts";
import { type Health, serveHealth } from "./discord/run/health.ts";
import { type Log, createLog } from "./discord/run/log.ts";
import { type Metrics, createMetrics } from "./discord/run/metrics.ts";
import { renderer } from "./discord/render/renderer.ts";
import {
  type Shards,
  healthOf,
  shardCount,
  startShards,
  startsPathOf,
} from "./discord/run/sharding.ts";
import { explainMissingToken, explainNoDocuments } from "./discord/run/start-up.ts";
import { forgetStarts } from "./discord/run/starts.ts";
import { type Closing, installStop } from "./discord/run/stop.ts";
import { type Turns, createTurns } from "./discord/run/turns.ts";
import { type SettingsStore, openSettings } from "./store/settings.ts";

/** The bot lets answers finish for ten seconds and gives its connection two. */
const BOT_CLOSE_MS = 13_000;
const ANSWERER_CLOSE_MS = 6_000;
const SHARDS_CLOSE_MS = 25_000;
/** How often a shard looks for the index that the first one writes. */
const FOLLOW_MINUTES = 1;

/** What a process of the bot has opened by now. */
interface Opened {
  /** Waits before a login. */
  readonly waiting: AbortController;
  bot?: Bot;
  schedule?: Schedule;
  answerer?: WorkerAnswerer;
  health?: Health;
  settings?: SettingsStore;
  metrics?: Metrics;
  shards?: Shards;
}

/** What one process of the bot runs with. */
interface Run {
  readonly config: Config;
  readonly bot: BotConfig;
  readonly token: string;
  /** The shard that this process is; 0 without sharding. */
  readonly shard: number;
  readonly log: Log;
  /** Filled as things are opened. */
  readonly opened: Opened;
  readonly isStopping: () => boolean;
}

async function main(): Promise<void> {
  const settings = readBotConfig();
  if (settings.token === null) throw explainMissingToken(settings);
  const { token } = settings;
  const shard = shardNumber();
  const bot = {
    ...settings,
    health: healthOf(settings, shard ?? 0),
    startsPath: startsPathOf(settings, shard ?? 0),
  };
  const log = createLog(bot.logLevel).with(shard === null ? {} : { shard });
  const opened: Opened = { waiting: new AbortController() };
  const stopping = installStop({ closings: closingsOf(opened, bot), log });
  if (bot.shards !== null && shard === null) {
    await runShards({ bot: settings, token, log, opened });
    return;
  }
  const isStopping = (): boolean => stopping.isStopping();
  const run: Run = { config: loadConfig(), bot, token, shard: shard ?? 0, log, opened, isStopping };
  await runBot(run).catch(async (error: unknown) => {
    if (isStopping()) return;
    const { text, exitCode } = tellError(error);
    process.stderr.write(`${text}\n`);
    await stopping.stop("failed to start", exitCode);
  });
}

/** In this order: first what brings new work, then what does it, last what counts and remembers. */
function closingsOf(opened: Opened, { startsPath }: BotConfig): readonly Closing[] {
  return [
    { name: "login", close: () => opened.waiting.abort() },
    { name: "bot", close: () => opened.bot?.stop(), limitMs: BOT_CLOSE_MS },
    { name: "schedule", close: () => opened.schedule?.stop() },
    { name: "answerer", close: () => opened.answerer?.close(), limitMs: ANSWERER_CLOSE_MS },
    { name: "health", close: () => opened.health?.close() },
    { name: "settings", close: () => opened.settings?.close() },
    {
      name: "shards",
      close: () => opened.shards?.stop(SHARDS_CLOSE_MS),
      limitMs: SHARDS_CLOSE_MS,
    },
    { name: "metrics", close: () => opened.metrics?.close() },
    {
      name: "starts",
      // A crash is remembered, and so is a start that came to no login.
      close: (exitCode) => (exitCode === 0 && opened.bot ? forgetStarts(startsPath) : null),
    },
  ];
}

/** The parent of the shards: each of them is this program again. */
async function runShards({
  bot,
  token,
  log,
  opened,
}: Pick<Run, "bot" | "token" | "log" | "opened">): Promise<void> {
  const info = await readGatewayInfo(createRest(bot, token));
  const count = shardCount(bot, info) ?? 1;
  opened.shards = startShards({ file: fileURLToPath(import.meta.url), token, count, log });
  await opened.shards.spawned;
}

async function runBot(run: Run): Promise<void> {
  const { bot: settingsOf, token, log, opened, shard } = run;
  const rest = createRest(settingsOf, token);
  const { signal } = opened.waiting;
  await beforeLogin({ rest, startsPath: settingsOf.startsPath, log, signal });
  const settings = await openSettings(settingsOf.settingsPath);
  opened.settings = settings;
  const workers = startWorkers(run, settings);
  const { answerer, turns } = workers;
  const bot = createBot({
    ...workers,
    commands,
    render: renderer,
    settings,
    log,
    version: programVersion(),
    config: { token, apiUrl: settingsOf.apiUrl, guildId: settingsOf.guildId },
  });
  await openHealth(run, workers, bot);
  opened.bot = bot;
  opened.schedule = followCorpus(run, answerer);
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

function startWorkers({ config, log, opened }: Run, settings: SettingsStore): Workers {
  const answerer: WorkerAnswerer = startAnswerer(config, {
    onGeneration: (generation) => log.info({ generation }, "new generation"),
    onTook: (stage, ms) => metrics.took(stage, ms),
    onDeath: (worker, error, restartInMs) =>
      log.error({ worker, error, ms: restartInMs }, "worker ended"),
  });
  const turns = createTurns(() => performance.now());
  const metrics = createMetrics({
    answerer: () => answerer.state(),
    turns: () => turns.depth(),
    feedback: () => settings.feedback(),
  });
  opened.answerer = answerer;
  opened.metrics = metrics;
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
  run.opened.health = health;
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
    const { generation } = answerer.state();
    const isBusy = error instanceof OnRecordError && error.code === "E_STATE_BUSY";
    if (isBusy || isStaleButGood(error, { generation, isServing: true })) {
      log.error({ error }, "the corpus could not be read: answering from what was read before");
      return;
    }
    throw isNothingToRead(error) ? explainNoDocuments(config, error) : error;
  }
}

function warnOfOldCommands({ guildId }: BotConfig, settings: SettingsStore, log: Log): void {
  const scope = guildId === null ? "global" : "guild";
  const registered = settings.commandHash(guildId ?? "global");
  if (registered === hashCommands(commandDefinitions, scope)) return;
  log.warn({}, "the commands have changed, or were never registered: run npm run deploy");
}

await main().catch((error: unknown) => {
  const { text, exitCode } = tellError(error);
  process.stderr.write(`${text}\n`);
  process.exit(exitCode);
});
