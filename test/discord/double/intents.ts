import type { JsonObject } from "./json.ts";
import type { Message, World } from "./world.ts";
import { isEphemeral, messageJson, withoutContent } from "./wire.ts";

export const INTENT = {
  guilds: 1 << 0,
  guildMembers: 1 << 1,
  guildPresences: 1 << 8,
  guildMessages: 1 << 9,
  directMessages: 1 << 12,
  messageContent: 1 << 15,
} as const;

export const PRIVILEGED = INTENT.guildMembers | INTENT.guildPresences | INTENT.messageContent;

/** Every intent that Discord has, for telling an invalid number. */
export const ALL_INTENTS = 0b11_0011_0001_1111_1111_1111_1111;

/**
 * A message as an event for a session with these intents, or null where it gets none.
 *
 * An ephemeral message is sent like a direct message: only with that intent, and without a guild.
 */
export function messageEvent(world: World, message: Message, intents: number): JsonObject | null {
  const asDirect = message.guildId === null || isEphemeral(message);
  const needed = asDirect ? INTENT.directMessages : INTENT.guildMessages;
  if ((intents & needed) === 0) return null;
  const whole = messageJson(world, message);
  const shown = mayRead(world, message, intents) ? whole : withoutContent(whole);
  const answered = message.replyTo === null ? undefined : world.messages.get(message.replyTo);
  const isHidden = answered && !answered.deleted && !mayRead(world, answered, intents);
  return {
    ...shown,
    channel_type: world.channels.get(message.channelId)?.type,
    ...(isHidden
      ? { referenced_message: withoutContent(messageJson(world, { ...answered, replyTo: null })) }
      : {}),
    ...(asDirect
      ? {}
      : {
          guild_id: message.guildId,
          member: {
            roles: [],
            joined_at: "2024-01-01T00:00:00.000000+00:00",
            deaf: false,
            mute: false,
            flags: 0,
          },
        }),
  };
}

/** Content is given in direct messages, of own messages, and where the message mentions the bot. */
function mayRead(world: World, message: Message, intents: number): boolean {
  return (
    (intents & INTENT.messageContent) !== 0 ||
    message.guildId === null ||
    message.author.id === world.bot.id ||
    message.pinged.users.includes(world.bot.id)
  );
}
