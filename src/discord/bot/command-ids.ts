import { ApplicationCommandType, type Client } from "discord.js";

/** By name: with its id a text can name a command so that a click types it. */
export type CommandIds = ReadonlyMap<string, string>;

/**
 * Asks Discord for the slash commands that are registered: everywhere, and in one server.
 *
 * @throws what Discord answers against it.
 */
export async function readCommandIds(
  { application }: Client<true>,
  guildId: string | null,
): Promise<CommandIds> {
  const everywhere = await application.commands.fetch();
  const inServer = guildId === null ? [] : (await application.commands.fetch({ guildId })).values();
  const slash = [...everywhere.values(), ...inServer].filter(
    ({ type }) => type === ApplicationCommandType.ChatInput,
  );
  return new Map(slash.map(({ name, id }) => [name, id]));
}
