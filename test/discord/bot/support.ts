import { commands } from "../../../commands/index.ts";
import type { REST } from "discord.js";
import { onTestFinished } from "vitest";
import { commandDefinitions } from "../../../commands/index.ts";
import { type Bot, type BotOptions, createBot } from "../../../src/discord/bot/bot.ts";
import type { Parts } from "../../../src/discord/bot/parts.ts";
import type { Answerer, Metrics, Outcome, SettingsStore } from "../../../src/discord/bot/ports.ts";
import { allComponents } from "../double/payload.ts";
import type { Discord, StartOptions } from "../double/start.ts";
import { discordForTest } from "../double/support.ts";
import type { Message } from "../double/world.ts";
import { renderer } from "../../../src/discord/render/renderer.ts";

export interface LogEntry {
  readonly level: "info" | "warn" | "error";
  readonly data: Readonly<Record<string, unknown>>;
  readonly message: string;
}

export type Counted = Parameters<Metrics["record"]>[0];

export interface MemoryStore extends SettingsStore {
  readonly enabled: Map<string, Set<string>>;
  readonly feedback: string[];
  readonly queries: Map<string, string>;
}

export function memoryStore(): MemoryStore {
  const enabled = new Map<string, Set<string>>();
  const feedback: string[] = [];
  const queries = new Map<string, string>();
  return {
    enabled,
    feedback,
    queries,
    channels: (guildId) => [...(enabled.get(guildId) ?? [])],
    enable: (guildId, channelId) =>
      void enabled.set(guildId, new Set([...(enabled.get(guildId) ?? []), channelId])),
    disable: (guildId, channelId) => void enabled.get(guildId)?.delete(channelId),
    forgetGuild: (guildId) => void enabled.delete(guildId),
    countFeedback: (kind, judged) => void feedback.push(`${kind} ${judged}`),
    keepQuery: (key, query) => void queries.set(key, query),
    query: (key) => queries.get(key) ?? null,
  };
}

export interface Running {
  readonly discord: Discord;
  readonly bot: Bot;
  readonly store: MemoryStore;
  readonly log: LogEntry[];
  readonly counted: Counted[];
  /** Stops the bot without its goodbye, and starts another on what it has stored. */
  readonly restart: () => Promise<void>;
  readonly outcomes: () => Outcome[];
}

export interface RunOptions extends StartOptions {
  readonly answerer: Answerer;
  readonly parts?: Partial<Parts> & Pick<BotOptions, "processorMs">;
}

/** A Discord with the bot logged in and its commands registered; both end with the test. */
export async function run({ answerer, parts = {}, ...options }: RunOptions): Promise<Running> {
  const discord = await discordForTest(options);
  const store = memoryStore();
  const log: LogEntry[] = [];
  const counted: Counted[] = [];
  const line = (level: LogEntry["level"]) => (data: LogEntry["data"], message: string) =>
    void log.push({ level, data, message });
  const create = (): Bot =>
    createBot({
      answerer,
      commands,
      render: renderer,
      turns: { take: () => ({ ok: true, done: () => undefined }) },
      settings: store,
      log: { info: line("info"), warn: line("warn"), error: line("error") },
      metrics: { record: (event) => void counted.push(event) },
      version: "0.1.0",
      config: { token: discord.token, apiUrl: discord.url },
      ...parts,
    });
  let bot = create();
  onTestFinished(() => bot.stop());
  await bot.start();
  await register(bot.client.rest, discord.applicationId);
  return {
    discord,
    get bot() {
      return bot;
    },
    store,
    log,
    counted,
    restart: async () => {
      await bot.client.destroy();
      bot = create();
      await bot.start();
    },
    outcomes: () => counted.map(({ outcome }) => outcome),
  };
}

async function register(rest: REST, applicationId: string): Promise<void> {
  await rest.put(`/applications/${applicationId}/commands`, { body: commandDefinitions });
}

/** The message, or a failure of the test. */
export function seen(message: Message | null | undefined): Message {
  if (!message) throw new Error("There is no message.");
  return message;
}

/** The labels of a message's buttons; those switched off in brackets. */
export function buttons({ look }: Message): string[] {
  return allComponents(look.components).flatMap(({ label, disabled }) =>
    label == null ? [] : [disabled === true ? `(${label})` : label],
  );
}

export function customIds({ look }: Message): string[] {
  return allComponents(look.components).flatMap(({ custom_id: id }) => id ?? []);
}
