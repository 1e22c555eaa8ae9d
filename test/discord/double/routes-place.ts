import type { ApiRequest, Reply, Route } from "./route.ts";
import type { Channel, Guild, World } from "./world.ts";
import { z } from "zod";
import { apiError } from "./api-error.ts";
import { findMessage } from "./messages.ts";
import { demand, PERMISSION, speaking } from "./permissions.ts";
import { nothing, ok } from "./route.ts";
import { channelOf } from "./routes-message.ts";
import { channelJson, guildJson, memberJson, roleJsons, userJson } from "./wire.ts";
import { CHANNEL } from "./world.ts";

const threadPayload = z.object({ name: z.string() });
const directPayload = z.object({ recipient_id: z.string() });

function openThread(world: World, request: ApiRequest): Reply {
  const channel = channelOf(world, request);
  demand(world, channel, PERMISSION.createThreads | PERMISSION.readHistory);
  const message = findMessage(world, channel.id, request.param("message"));
  if (world.channels.has(message.id)) throw apiError("threadExists");
  if (channel.type !== CHANNEL.text) throw apiError("missingAccess", "rule");
  const thread: Channel = {
    id: message.id,
    type: CHANNEL.thread,
    guildId: channel.guildId,
    name: threadPayload.parse(request.body).name,
    recipientId: null,
    parentId: channel.id,
    botDenied: 0n,
  };
  world.channels.set(thread.id, thread);
  const json = channelJson(world, thread);
  world.dispatch("THREAD_CREATE", thread.guildId, () => ({ ...json, newly_created: true }));
  world.changed();
  return { status: 201, body: json };
}

function openDirect(world: World, request: ApiRequest): Reply {
  const userId = directPayload.parse(request.body).recipient_id;
  if (!world.users.has(userId)) throw apiError("unknownUser");
  return ok(channelJson(world, directChannel(world, userId)));
}

/** The one channel between the bot and a user. */
export function directChannel(world: World, userId: string): Channel {
  const known = [...world.channels.values()].find(({ recipientId }) => recipientId === userId);
  if (known) return known;
  const channel: Channel = {
    id: world.newId(),
    type: CHANNEL.dm,
    guildId: null,
    name: "",
    recipientId: userId,
    parentId: null,
    botDenied: 0n,
  };
  world.channels.set(channel.id, channel);
  return channel;
}

/** @throws ApiError 10004 for a guild that is not there, 50001 where the app is no member. */
function guildOf(world: World, request: ApiRequest): Guild {
  const guild = world.guilds.get(request.param("guild"));
  if (!guild) throw apiError("unknownGuild");
  if (!guild.installed) throw apiError("missingAccess");
  return guild;
}

function member(world: World, request: ApiRequest): Reply {
  const guild = guildOf(world, request);
  const id = request.param("user") === "@me" ? world.bot.id : request.param("user");
  const user = world.users.get(id);
  if (!user) throw apiError("unknownUser");
  if (!guild.memberIds.has(id) && id !== world.bot.id) throw apiError("unknownMember");
  return ok({ ...memberJson(world, guild, id), user: userJson(user) });
}

function user(world: World, request: ApiRequest): Reply {
  const id = request.param("user");
  const found = world.users.get(id === "@me" ? world.bot.id : id);
  if (!found) throw apiError("unknownUser");
  return ok(userJson(found));
}

function channels(world: World, request: ApiRequest): Reply {
  const guild = guildOf(world, request);
  return ok(
    [...world.channels.values()]
      .filter(({ guildId, type }) => guildId === guild.id && type !== CHANNEL.thread)
      .map((channel) => channelJson(world, channel)),
  );
}

const visible = (world: World, request: ApiRequest): Channel => {
  const channel = channelOf(world, request);
  demand(world, channel, 0n);
  return channel;
};

export const placeRoutes: readonly Route[] = [
  {
    method: "GET",
    path: "/channels/:channel",
    handle: (world, request) => ok(channelJson(world, visible(world, request))),
  },
  {
    method: "POST",
    path: "/channels/:channel/typing",
    handle: (world, request) => {
      const channel = channelOf(world, request);
      demand(world, channel, speaking(channel));
      return nothing;
    },
  },
  {
    method: "POST",
    path: "/channels/:channel/messages/:message/threads",
    schema: "CreateTextThreadWithMessageRequest",
    handle: openThread,
  },
  {
    method: "PUT",
    path: "/channels/:channel/thread-members/@me",
    handle: (world, request) => {
      visible(world, request);
      return nothing;
    },
  },
  { method: "GET", path: "/users/:user", handle: user },
  {
    method: "POST",
    path: "/users/@me/channels",
    schema: "CreatePrivateChannelRequest",
    handle: openDirect,
  },
  {
    method: "GET",
    path: "/users/@me/guilds",
    query: ["before", "after", "limit", "with_counts"],
    handle: (world) =>
      ok(
        [...world.guilds.values()]
          .filter(({ installed }) => installed)
          .map(({ id, name }) => ({ id, name, icon: null, owner: false, features: [] })),
      ),
  },
  {
    method: "GET",
    path: "/guilds/:guild",
    query: ["with_counts"],
    handle: (world, request) => ok(guildJson(guildOf(world, request))),
  },
  { method: "GET", path: "/guilds/:guild/channels", handle: channels },
  {
    method: "GET",
    path: "/guilds/:guild/roles",
    handle: (world, request) => ok(roleJsons(guildOf(world, request))),
  },
  { method: "GET", path: "/guilds/:guild/members/:user", handle: member },
];
