import type { Channel, Guild, World } from "./world.ts";
import { apiError } from "./api-error.ts";
import { CHANNEL } from "./world.ts";

export const PERMISSION = {
  administrator: 1n << 3n,
  manageGuild: 1n << 5n,
  viewChannel: 1n << 10n,
  sendMessages: 1n << 11n,
  manageMessages: 1n << 13n,
  embedLinks: 1n << 14n,
  attachFiles: 1n << 15n,
  readHistory: 1n << 16n,
  useCommands: 1n << 31n,
  createThreads: 1n << 35n,
  sendInThreads: 1n << 38n,
  useExternalApps: 1n << 50n,
} as const;

/** What the bot asks for: see, send (in threads too), embed, read history. */
export const BOT_DEFAULT =
  PERMISSION.viewChannel |
  PERMISSION.sendMessages |
  PERMISSION.embedLinks |
  PERMISSION.attachFiles |
  PERMISSION.readHistory |
  PERMISSION.createThreads |
  PERMISSION.sendInThreads;

export const MEMBER_DEFAULT = BOT_DEFAULT | PERMISSION.useCommands | PERMISSION.useExternalApps;

/** The bot's permissions in a channel of a guild. */
export function botPermissions(guild: Guild, channel: Channel): bigint {
  const granted = guild.roles[0].permissions | guild.roles[1].permissions;
  return granted & ~channel.botDenied;
}

/**
 * Lets the bot go on where it may.
 *
 * @throws ApiError 50001 where it does not see the channel, 50013 where it lacks `needed`.
 */
export function demand(world: World, channel: Channel, needed: bigint): void {
  if (channel.type === CHANNEL.dm) return;
  const guild = channel.guildId === null ? undefined : world.guilds.get(channel.guildId);
  if (!guild?.installed) throw apiError("missingAccess");
  const parent = channel.parentId === null ? undefined : world.channels.get(channel.parentId);
  const own = botPermissions(guild, channel) & (parent ? botPermissions(guild, parent) : ~0n);
  if ((own & PERMISSION.viewChannel) === 0n) throw apiError("missingAccess");
  if ((own & needed) !== needed) throw apiError("missingPermissions");
}

/** The permission that speaking in a channel takes. */
export function speaking(channel: Channel): bigint {
  return channel.type === CHANNEL.thread ? PERMISSION.sendInThreads : PERMISSION.sendMessages;
}
