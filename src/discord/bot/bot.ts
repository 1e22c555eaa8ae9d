import { Client, Events, GatewayIntentBits, Options, Partials } from "discord.js";
import type { Commands } from "./command.ts";
import { type CommandIds, readCommandIds } from "./command-ids.ts";
import { logFailure } from "./failures.ts";
import { createInteractions } from "./interactions.ts";
import {
  CLOSE_MS,
  DRAIN_MS,
  LIMIT_TOLD_EVERY_MS,
  MEMBERS_CACHED,
  MESSAGES_CACHED,
  OWN_MESSAGES_SWEPT_SECONDS,
  RESTART_SECONDS,
} from "./bot-limits.ts";
import { createMessages } from "./messages.ts";
import { keepNames } from "./name-index.ts";
import type { Parts } from "./parts.ts";
import { processorTimeMs, timedRenderer } from "./rendering.ts";
import { createSeldom } from "./seldom.ts";
import { within } from "../run/within.ts";

export interface BotConnection {
  readonly token: string;
  /** The base of Discord's REST interface. Default: Discord's own. */
  readonly apiUrl?: string | undefined;
  /** The server in which the commands are registered. Default: everywhere. */
  readonly guildId?: string | null;
}

export interface BotOptions extends Omit<Parts, "now" | "ticks" | "commandIds" | "mayTellLimit"> {
  readonly config: BotConnection;
  readonly commands: Commands;
  /** Default: the clock. */
  readonly now?: () => number;
  /** Default: the process's own, which only goes forward. */
  readonly ticks?: () => number;
  /** Milliseconds of processor time. Default: this process's. */
  readonly processorMs?: () => number;
}

export interface Bot {
  readonly client: Client;
  /** Logs in; done when the bot is ready to answer. @throws what Discord says against it. */
  start(): Promise<void>;
  /** Asks whoever comes new to wait, lets what is under way be answered, and closes. */
  stop(): Promise<void>;
}

/** The bot: a client of Discord and the answers to what it hears. */
export function createBot(options: BotOptions): Bot {
  const { config, commands, now = Date.now, ticks = () => performance.now(), ...rest } = options;
  const { processorMs = processorTimeMs, ...others } = rest;
  let isClosing = false;
  let commandIds: CommandIds = new Map();
  const parts: Parts = {
    ...others,
    render: timedRenderer(others.render, processorMs),
    now,
    ticks,
    mayTellLimit: createSeldom(ticks, LIMIT_TOLD_EVERY_MS),
    commandIds: () => commandIds,
    turns: {
      take: (...asked) =>
        isClosing ? { ok: false, waitSeconds: RESTART_SECONDS } : others.turns.take(...asked),
    },
  };
  const client = createClient(config);
  const names = keepNames(parts.answerer, ticks, (error) => {
    logFailure(parts.log, error, { name: "names" });
  });
  const underWay = createUnderWay(parts);
  const interactions = createInteractions(parts, commands, names);
  const messages = createMessages(parts);
  client.on(Events.InteractionCreate, (interaction) =>
    underWay.add(() => interactions(interaction)),
  );
  client.on(Events.MessageCreate, (message) => underWay.add(() => messages(message)));
  client.once(Events.ClientReady, (ready) => {
    readCommandIds(ready, config.guildId ?? null).then(
      (ids) => {
        commandIds = ids;
      },
      // Help then names them without a click.
      (error: unknown) => parts.log.warn({ err: error }, "the commands' ids cannot be read"),
    );
  });
  forgetWhatIsGone(client, parts);
  logConnection(client, parts);
  return {
    client,
    start: async () => {
      const ready = new Promise((resolve) => {
        client.once(Events.ClientReady, resolve);
      });
      await names.get();
      await client.login(config.token);
      await ready;
    },
    stop: async () => {
      isClosing = true;
      await underWay.drain();
      // A dead connection may never tell that it is closed.
      await within(client.destroy(), CLOSE_MS);
    },
  };
}

function createClient({ apiUrl }: BotConnection): Client {
  return new Client({
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    // Direct messages come in channels that the client does not know yet.
    partials: [Partials.Channel],
    // Of messages only those near a reply are looked at again; all else can be asked for.
    makeCache: Options.cacheWithLimits({
      ...Options.DefaultMakeCacheSettings,
      MessageManager: MESSAGES_CACHED,
      GuildMemberManager: {
        maxSize: MEMBERS_CACHED,
        keepOverLimit: ({ id, client }) => id === client.user.id,
      },
    }),
    sweepers: {
      ...Options.DefaultSweeperSettings,
      messages: {
        interval: OWN_MESSAGES_SWEPT_SECONDS,
        filter: () => (message) => message.author.id === message.client.user.id,
      },
    },
    allowedMentions: { parse: [], repliedUser: false },
    ...(apiUrl === undefined ? {} : { rest: { api: apiUrl } }),
  });
}

interface UnderWay {
  add(work: () => Promise<void>): void;
  drain(): Promise<void>;
}

/** What is being answered. */
function createUnderWay({ log }: Parts): UnderWay {
  const running = new Set<Promise<void>>();
  return {
    add: (work) => {
      const one = work()
        .catch((error: unknown) => void logFailure(log, error, { name: "event" }))
        .finally(() => running.delete(one));
      running.add(one);
    },
    drain: async () => {
      await within(Promise.all(running), DRAIN_MS);
    },
  };
}

/** A server that throws the bot out, and a channel that is deleted, leave nothing behind. */
function forgetWhatIsGone(client: Client, { settings }: Parts): void {
  client.on(Events.GuildDelete, ({ id }) => settings.forgetGuild(id));
  client.on(Events.ChannelDelete, (channel) => {
    if (!channel.isDMBased()) settings.disable(channel.guildId, channel.id);
  });
}

function logConnection(client: Client, { log }: Parts): void {
  client.on(Events.ClientReady, ({ guilds }) => log.info({ servers: guilds.cache.size }, "ready"));
  client.on(Events.ShardDisconnect, ({ code }, shard) => log.warn({ shard, code }, "disconnected"));
  client.on(Events.ShardReconnecting, (shard) => log.info({ shard }, "reconnecting"));
  client.on(Events.ShardResume, (shard) => log.info({ shard }, "resumed"));
  client.on(Events.ShardError, (error, shard) => log.warn({ shard, err: error }, "gateway"));
  client.on(Events.Invalidated, () => log.error({}, "session invalidated"));
  client.on(Events.Error, (error) => log.error({ err: error }, "client"));
  client.on(Events.Warn, (text) => log.warn({}, text));
}
