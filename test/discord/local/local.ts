import { createInterface } from "node:readline/promises";
import { commandDefinitions, commands } from "../../../commands/index.ts";
import { type Discord, startDiscord } from "../double/start.ts";
import { type BotOptions, createBot } from "../../../src/discord/bot/bot.ts";
import { type LocalClient, USAGE, newLocalClient } from "./client.ts";

export interface Local {
  readonly discord: Discord;
  readonly client: LocalClient;
  readonly stop: () => Promise<void>;
}

/** The bot on a Discord of its own, on this machine: no account, no token, no network. */
export async function startLocal(parts: Omit<BotOptions, "config" | "commands">): Promise<Local> {
  const discord = await startDiscord();
  const bot = createBot({
    ...parts,
    commands,
    config: { token: discord.token, apiUrl: discord.url },
  });
  await bot.start();
  await bot.client.rest.put(`/applications/${discord.applicationId}/commands`, {
    body: commandDefinitions,
  });
  parts.settings.enable(discord.guild.id, discord.channel.id);
  return {
    discord,
    client: newLocalClient(discord),
    stop: async () => {
      await bot.stop();
      await discord.stop();
    },
  };
}

/** Reads lines from the terminal until "quit" or the end of the input. */
export async function talk({ client, stop }: Local): Promise<void> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: "> " });
  process.stdout.write(`${USAGE}\n\n`);
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() === "quit") break;
    const told = await client.run(line).catch((error: unknown) => String(error));
    process.stdout.write(`${told}\n\n`);
    terminal.prompt();
  }
  terminal.close();
  await stop();
}
