import type { Channel, Guild, Interaction, Message, User, World } from "./world.ts";
import type { Component, Embed } from "./payload.ts";
import type { Json, JsonObject } from "./json.ts";
import { CHANNEL, INTERACTION } from "./world.ts";
import { FLAG } from "./payload.ts";
import { PERMISSION } from "./permissions.ts";

/** The values of the world as Discord writes them. */

const JOINED_AT = "2024-01-01T00:00:00.000000+00:00";

export function userJson(user: User): JsonObject {
  return {
    id: user.id,
    username: user.username,
    discriminator: user.bot ? "0001" : "0",
    global_name: user.globalName,
    avatar: null,
    avatar_decoration_data: null,
    banner: null,
    accent_color: null,
    bot: user.bot,
    flags: 0,
    public_flags: 0,
    primary_guild: null,
    collectibles: null,
  };
}

export function memberJson(world: World, guild: Guild, userId: string): JsonObject {
  return {
    avatar: null,
    banner: null,
    communication_disabled_until: null,
    deaf: false,
    flags: 0,
    joined_at: JOINED_AT,
    mute: false,
    nick: null,
    pending: false,
    premium_since: null,
    roles: userId === world.bot.id ? [guild.roles[1].id] : [],
  };
}

export function channelJson(world: World, channel: Channel): JsonObject {
  if (channel.type === CHANNEL.dm) {
    const other = world.users.get(channel.recipientId ?? "");
    return {
      id: channel.id,
      type: CHANNEL.dm,
      flags: 0,
      last_message_id: null,
      recipients: other ? [userJson(other)] : [],
    };
  }
  const common = {
    id: channel.id,
    type: channel.type,
    guild_id: channel.guildId,
    name: channel.name,
    parent_id: channel.parentId,
    flags: 0,
    last_message_id: null,
    rate_limit_per_user: 0,
  };
  if (channel.type === CHANNEL.thread) {
    return {
      ...common,
      owner_id: world.bot.id,
      message_count: 0,
      member_count: 1,
      total_message_sent: 0,
      thread_metadata: {
        archived: false,
        archive_timestamp: JOINED_AT,
        auto_archive_duration: 1_440,
        locked: false,
        create_timestamp: JOINED_AT,
      },
      member: { id: channel.id, user_id: world.bot.id, join_timestamp: JOINED_AT, flags: 0 },
    };
  }
  const denied =
    channel.botDenied === 0n
      ? []
      : [{ id: world.bot.id, type: 1, allow: "0", deny: String(channel.botDenied) }];
  return {
    ...common,
    position: 0,
    nsfw: false,
    topic: null,
    permission_overwrites: denied,
    default_auto_archive_duration: 1_440,
  };
}

export function roleJsons(guild: Guild): JsonObject[] {
  return guild.roles.map((role, position) => ({
    id: role.id,
    name: role.name,
    permissions: String(role.permissions),
    position,
    color: 0,
    colors: { primary_color: 0, secondary_color: null, tertiary_color: null },
    hoist: false,
    icon: null,
    unicode_emoji: null,
    managed: position === 1,
    mentionable: false,
    flags: 0,
  }));
}

export function guildJson(guild: Guild): JsonObject {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    splash: null,
    discovery_splash: null,
    banner: null,
    description: null,
    owner_id: [...guild.memberIds][0],
    afk_channel_id: null,
    afk_timeout: 300,
    verification_level: 0,
    default_message_notifications: 1,
    explicit_content_filter: 0,
    roles: roleJsons(guild),
    emojis: [],
    stickers: [],
    features: [],
    mfa_level: 0,
    application_id: null,
    system_channel_id: null,
    system_channel_flags: 0,
    rules_channel_id: null,
    public_updates_channel_id: null,
    safety_alerts_channel_id: null,
    vanity_url_code: null,
    premium_tier: 0,
    premium_subscription_count: 0,
    premium_progress_bar_enabled: false,
    preferred_locale: guild.locale,
    nsfw_level: 0,
    incidents_data: null,
  };
}

/** What GUILD_CREATE adds: channels, threads, and as members the bot alone. */
export function guildCreateJson(world: World, guild: Guild): JsonObject {
  const own = [...world.channels.values()].filter(({ guildId }) => guildId === guild.id);
  const of = (isThread: boolean): Json[] =>
    own
      .filter(({ type }) => (type === CHANNEL.thread) === isThread)
      .map((channel) => channelJson(world, channel));
  return {
    ...guildJson(guild),
    joined_at: JOINED_AT,
    large: false,
    unavailable: false,
    member_count: guild.memberIds.size + 1,
    members: [{ ...memberJson(world, guild, world.bot.id), user: userJson(world.bot) }],
    channels: of(false),
    threads: of(true),
    presences: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

const time = (ms: number): string => new Date(ms).toISOString().replace("Z", "000+00:00");

/** A message whole; see `withoutContent` for what a bot may be given of it. */
export function messageJson(world: World, message: Message): JsonObject {
  const { look, pinged, interaction } = message;
  const mentioned = pinged.users.flatMap((id) => world.users.get(id) ?? []);
  const answered = message.replyTo === null ? undefined : world.messages.get(message.replyTo);
  return {
    id: message.id,
    channel_id: message.channelId,
    author: userJson(message.author),
    content: look.content,
    timestamp: time(message.createdAt),
    edited_timestamp: message.editedAt === null ? null : time(message.editedAt),
    tts: false,
    mention_everyone: pinged.everyone,
    mentions: mentioned.map(userJson),
    mention_roles: [...pinged.roles],
    attachments: look.attachments.map(({ id, filename }) => ({
      id: String(id),
      filename: filename ?? "file",
      size: 1,
      url: `https://cdn.discordapp.com/attachments/${message.channelId}/${message.id}/${filename}`,
      proxy_url: `https://media.discordapp.net/attachments/${message.channelId}/${message.id}`,
    })),
    embeds: look.embeds.map(embedJson),
    components: numbered(look.components),
    pinned: false,
    flags: look.flags,
    type: interaction ? typeOfAnswer(interaction) : answered ? 19 : 0,
    ...(message.author.id === world.bot.id ? { application_id: world.applicationId } : {}),
    ...(message.isWebhook ? { webhook_id: message.author.id } : {}),
    ...(interaction ? interactionFields(world, interaction) : {}),
    ...(answered ? replyFields(world, message, answered) : {}),
  };
}

const typeOfAnswer = ({ type, sent }: Interaction): number =>
  type === INTERACTION.command ? ("target_id" in sent ? 23 : 20) : 19;

function interactionFields(world: World, interaction: Interaction): JsonObject {
  return {
    webhook_id: world.applicationId,
    interaction_metadata: {
      id: interaction.id,
      type: interaction.type,
      user: userJson(interaction.user),
      authorizing_integration_owners: interaction.sent["authorizing_integration_owners"],
    },
  };
}

function replyFields(world: World, message: Message, answered: Message): JsonObject {
  return {
    message_reference: {
      type: 0,
      channel_id: answered.channelId,
      message_id: answered.id,
      ...(message.guildId === null ? {} : { guild_id: message.guildId }),
    },
    referenced_message: answered.deleted
      ? null
      : messageJson(world, { ...answered, replyTo: null }),
  };
}

function embedJson(embed: Embed): JsonObject {
  return { type: "rich", ...toJson(embed) };
}

/** Every component gets an id of its own, as Discord gives it. */
function numbered(components: readonly Component[]): Json[] {
  let last = 0;
  const number = (component: Component): JsonObject => {
    last += 1;
    return {
      ...toJson(component),
      id: component.id != null && component.id !== 0 ? component.id : last,
      ...(component.components ? { components: component.components.map(number) } : {}),
      ...(component.accessory ? { accessory: number(component.accessory) } : {}),
    };
  };
  return components.map(number);
}

/** A parsed payload as JSON again. */
function toJson(value: object): JsonObject {
  return JSON.parse(JSON.stringify(value));
}

/** The message as a bot without the right to its content is given it. */
export function withoutContent(message: JsonObject): JsonObject {
  return { ...message, content: "", embeds: [], attachments: [], components: [] };
}

export function isEphemeral({ look }: Message): boolean {
  return (look.flags & FLAG.ephemeral) !== 0;
}

/** A channel as an interaction carries it, with the user's permissions. */
export function interactionChannelJson(
  world: World,
  channel: Channel,
  permissions: bigint,
): JsonObject {
  return channel.type === CHANNEL.dm
    ? channelJson(world, channel)
    : { ...channelJson(world, channel), permissions: String(permissions | PERMISSION.viewChannel) };
}
