import type { Channel, Guild, User, World } from "./world.ts";
import { newClock, newSnowflakes } from "./clock.ts";
import { BOT_DEFAULT, MEMBER_DEFAULT } from "./permissions.ts";
import { newViolations } from "./violations.ts";
import { CHANNEL } from "./world.ts";

export interface NewWorld {
  readonly token?: string;
  readonly botName?: string;
  /** The time, in ms of the epoch. */
  readonly now?: () => number;
}

/** A world with the bot alone in it. */
export function newWorld({ token, botName = "On Record", now }: NewWorld): World {
  const clock = newClock(now);
  const newId = newSnowflakes(clock);
  const id = newId();
  const bot = { id, username: botName, globalName: null, bot: true };
  return {
    clock,
    newId,
    violations: newViolations(),
    token: token ?? `${Buffer.from(id).toString("base64url")}.double.secret`,
    bot,
    applicationId: id,
    users: new Map([[id, bot]]),
    guilds: new Map(),
    channels: new Map(),
    messages: new Map(),
    interactions: new Map(),
    commands: [],
    dispatch: () => undefined,
    changed: () => undefined,
  };
}

export function addUser(world: World, name: string, { bot = false }: { bot?: boolean } = {}): User {
  const user = { id: world.newId(), username: name.toLowerCase(), globalName: name, bot };
  world.users.set(user.id, user);
  return user;
}

export interface NewGuild {
  readonly locale?: string;
  /** False for a server that does not have the app; users may bring it along. */
  readonly installed?: boolean;
  readonly members?: readonly User[];
}

export function addGuild(world: World, name: string, options: NewGuild = {}): Guild {
  const { locale = "en-US", installed = true, members = [] } = options;
  const id = world.newId();
  const guild: Guild = {
    id,
    name,
    locale,
    installed,
    memberIds: new Set(members.map((member) => member.id)),
    roles: [
      { id, name: "@everyone", permissions: MEMBER_DEFAULT & ~BOT_DEFAULT },
      { id: world.newId(), name: world.bot.username, permissions: BOT_DEFAULT },
    ],
  };
  world.guilds.set(id, guild);
  return guild;
}

export function addChannel(
  world: World,
  guild: Guild,
  name: string,
  type: Channel["type"] = CHANNEL.text,
): Channel {
  const channel: Channel = {
    id: world.newId(),
    type,
    guildId: guild.id,
    name,
    recipientId: null,
    parentId: null,
    botDenied: 0n,
  };
  world.channels.set(channel.id, channel);
  return channel;
}
