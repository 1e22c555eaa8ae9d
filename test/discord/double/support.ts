import type { ClientOptions } from "discord.js";
import type { Discord, StartOptions } from "./start.ts";
import { Client, GatewayIntentBits, Partials } from "discord.js";
import { onTestFinished } from "vitest";
import { startDiscord } from "./start.ts";

export interface Connected {
  readonly discord: Discord;
  readonly client: Client<true>;
}

/** What the real client needs to log in here, with all intents that ask for no privilege. */
export function clientOptions(discord: Discord): ClientOptions {
  return {
    intents: [
      GatewayIntentBits.Guilds,
      GatewayIntentBits.GuildMessages,
      GatewayIntentBits.DirectMessages,
    ],
    partials: [Partials.Channel, Partials.Message],
    allowedMentions: { parse: [] },
    rest: { api: discord.url },
  };
}

/** A Discord that stops when the test is over. */
export async function discordForTest(options: StartOptions = {}): Promise<Discord> {
  const discord = await startDiscord(options);
  onTestFinished(() => discord.stop());
  return discord;
}

/** A Discord with the unmodified client logged in. */
export async function connect(
  options: StartOptions & { readonly client?: Partial<ClientOptions> } = {},
): Promise<Connected> {
  const discord = await discordForTest(options);
  const client = new Client({ ...clientOptions(discord), ...options.client });
  onTestFinished(() => client.destroy());
  const ready = new Promise<Client<true>>((resolve) => {
    client.once("clientReady", resolve);
  });
  await client.login(discord.token);
  return { discord, client: await ready };
}
