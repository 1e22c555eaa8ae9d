import type { Channel, Guild, Interaction, Message, User, World } from "./world.ts";
import type { JsonObject } from "./json.ts";
import { botPermissions, MEMBER_DEFAULT, PERMISSION } from "./permissions.ts";
import { guildJson, interactionChannelJson, memberJson, messageJson, userJson } from "./wire.ts";
import { CHANNEL } from "./world.ts";

/** Who does something, where, and with what rights. */
export interface Who {
  readonly user: User;
  readonly channel: Channel;
  readonly locale: string;
  /** Of the user in the channel. */
  readonly permissions: bigint;
  /** Whether the user has brought the app along, rather than the server. */
  readonly userInstall: boolean;
}

export interface Deed {
  readonly type: Interaction["type"];
  /** For error messages: a command, or a custom_id. */
  readonly name: string;
  readonly data: JsonObject;
  /** The message whose component was used. */
  readonly source?: Message | null;
}

const ATTACHMENT_SIZE_LIMIT = 10 * 1024 * 1024;

/** Sends an interaction as Discord does, and keeps account of what becomes of it. */
export function interact(world: World, who: Who, deed: Deed): Interaction {
  const { user, channel } = who;
  const guild = channel.guildId === null ? null : (world.guilds.get(channel.guildId) ?? null);
  const id = world.newId();
  const token = Buffer.from(`interaction:${id}:${user.id}:double`).toString("base64url");
  const payload: JsonObject = {
    id,
    application_id: world.applicationId,
    type: deed.type,
    version: 1,
    token,
    data: deed.data,
    ...(deed.source ? { message: messageJson(world, deed.source) } : {}),
    ...surroundings(world, who, guild),
  };
  const mayAnswerPublicly =
    guild === null ||
    guild.installed ||
    (who.permissions & (PERMISSION.useExternalApps | PERMISSION.sendMessages)) ===
      (PERMISSION.useExternalApps | PERMISSION.sendMessages);
  const interaction: Interaction = {
    id,
    token,
    type: deed.type,
    name: deed.name,
    user,
    guildId: guild?.id ?? null,
    channelId: channel.id,
    appInGuild: guild === null ? channel.type === CHANNEL.dm : guild.installed,
    mayAnswerPublicly,
    sent: payload,
    createdAt: world.clock.now(),
    sourceMessageId: deed.source?.id ?? null,
    ack: null,
    answeredAt: null,
    originalId: null,
    followUpIds: [],
    followUpCount: 0,
    modal: null,
    choices: null,
  };
  world.interactions.set(token, interaction);
  world.dispatch("INTERACTION_CREATE", guild?.id ?? null, () => payload);
  return interaction;
}

/** Everything that every interaction carries of its place and its user. */
function surroundings(world: World, who: Who, guild: Guild | null): JsonObject {
  const { user, channel, locale, permissions, userInstall } = who;
  const owners = {
    ...(userInstall ? { "1": user.id } : {}),
    ...(guild === null || guild.installed ? { "0": guild?.id ?? "0" } : {}),
  };
  const common = {
    channel_id: channel.id,
    channel: interactionChannelJson(world, channel, permissions),
    locale,
    entitlements: [],
    authorizing_integration_owners: userInstall && guild === null ? { "1": user.id } : owners,
    attachment_size_limit: ATTACHMENT_SIZE_LIMIT,
  };
  if (guild === null) {
    return {
      ...common,
      user: userJson(user),
      context: 1,
      app_permissions: String(MEMBER_DEFAULT),
    };
  }
  const appPermissions = guild.installed ? botPermissions(guild, channel) : permissions;
  return {
    ...common,
    guild_id: guild.id,
    guild: { id: guild.id, locale: guild.locale, features: guildJson(guild)["features"] },
    guild_locale: guild.locale,
    member: {
      ...memberJson(world, guild, user.id),
      user: userJson(user),
      permissions: String(permissions),
    },
    context: 0,
    app_permissions: String(appPermissions),
  };
}
