import type { ApiRequest, Reply, Route } from "./route.ts";
import type { Channel, Message, World } from "./world.ts";
import type { MessagePayload } from "./payload.ts";
import { ApiError, apiError, refuse } from "./api-error.ts";
import { demandLook, edit, findMessage, lookOf, pingsOf, post, remove } from "./messages.ts";
import { FLAG, messagePayload } from "./payload.ts";
import { demand, PERMISSION, speaking } from "./permissions.ts";
import { nothing, ok } from "./route.ts";
import { messageJson } from "./wire.ts";
import { CHANNEL } from "./world.ts";

/** @throws ApiError 10003 for a channel that is not there. */
export function channelOf(world: World, request: ApiRequest): Channel {
  const channel = world.channels.get(request.param("channel"));
  if (!channel) throw apiError("unknownChannel");
  return channel;
}

/** The body as a message, with a complaint if it leaves open whom it may notify. */
export function payloadOf(request: ApiRequest, body: unknown = request.body): MessagePayload {
  const payload = messagePayload.parse(body);
  if (payload.allowed_mentions == null) {
    request.complain("mentions", "A message without allowed_mentions.");
  }
  return payload;
}

const MESSAGE_FLAGS = FLAG.suppressEmbeds | FLAG.suppressNotifications | FLAG.componentsV2;

function create(world: World, request: ApiRequest): Reply {
  const channel = channelOf(world, request);
  const payload = payloadOf(request);
  demand(world, channel, speaking(channel));
  if (payload.embeds?.length) demand(world, channel, PERMISSION.embedLinks);
  if (request.files.length > 0) demand(world, channel, PERMISSION.attachFiles);
  if (((payload.flags ?? 0) & ~MESSAGE_FLAGS) !== 0) {
    refuse([{ path: "flags", message: "Only the answer to an interaction can be EPHEMERAL." }]);
  }
  const look = lookOf(payload, request.files);
  demandLook(look, payload);
  const replied = repliedTo(world, channel, payload);
  const allowed = payload.allowed_mentions;
  const pinged = pingsOf(look, allowed, { isAnswer: false, replied: replied?.author ?? null });
  const message = post(world, {
    channel,
    author: world.bot,
    look,
    pinged,
    replyTo: replied?.id ?? null,
  });
  return ok(messageJson(world, message));
}

function repliedTo(world: World, channel: Channel, payload: MessagePayload): Message | null {
  const reference = payload.message_reference;
  if (!reference) return null;
  const message = world.messages.get(reference.message_id);
  if (message && !message.deleted && message.channelId === channel.id) {
    try {
      demand(world, channel, PERMISSION.readHistory);
    } catch {
      throw apiError("noHistory");
    }
    return message;
  }
  // A deleted message is no fault of the one who answers it: no rule of ours is broken.
  if (reference.fail_if_not_exists !== false) throw unknownReference();
  return null;
}

function unknownReference(): ApiError {
  const error = { code: "MESSAGE_REFERENCE_UNKNOWN_MESSAGE", message: "Unknown message" };
  const details = { message_reference: { _errors: [error] } };
  return new ApiError(400, 50_035, "Invalid Form Body", { details });
}

function list(world: World, request: ApiRequest): Reply {
  const channel = channelOf(world, request);
  demand(world, channel, PERMISSION.readHistory);
  const before = BigInt(request.query.get("before") ?? "9999999999999999999");
  const after = BigInt(request.query.get("after") ?? "0");
  const limit = Number(request.query.get("limit") ?? "50");
  if (!(limit >= 1 && limit <= 100)) refuse([{ path: "limit", message: "1 to 100." }]);
  const found = [...world.messages.values()]
    .filter(({ channelId, deleted }) => channelId === channel.id && !deleted)
    .filter(({ id }) => BigInt(id) < before && BigInt(id) > after)
    .reverse();
  return ok(found.slice(0, limit).map((message) => messageJson(world, message)));
}

function one(world: World, request: ApiRequest): Reply {
  const channel = channelOf(world, request);
  demand(world, channel, PERMISSION.readHistory);
  return ok(messageJson(world, findMessage(world, channel.id, request.param("message"))));
}

function change(world: World, request: ApiRequest): Reply {
  const channel = channelOf(world, request);
  const payload = payloadOf(request);
  demand(world, channel, 0n);
  const message = findMessage(world, channel.id, request.param("message"));
  if (message.author.id !== world.bot.id) throw apiError("notAuthor");
  const look = lookOf(payload, request.files, message.look);
  demandLook(look, payload, message.look);
  edit(world, message, look);
  return ok(messageJson(world, message));
}

function erase(world: World, request: ApiRequest): Reply {
  const channel = channelOf(world, request);
  const message = findMessage(world, channel.id, request.param("message"));
  const isOwn = message.author.id === world.bot.id;
  demand(world, channel, isOwn ? 0n : PERMISSION.manageMessages);
  if (!isOwn && channel.type === CHANNEL.dm) throw apiError("missingAccess");
  remove(world, message);
  return nothing;
}

export const messageRoutes: readonly Route[] = [
  {
    method: "POST",
    path: "/channels/:channel/messages",
    schema: "MessageCreateRequest",
    handle: create,
  },
  {
    method: "GET",
    path: "/channels/:channel/messages",
    query: ["before", "after", "limit"],
    handle: list,
  },
  { method: "GET", path: "/channels/:channel/messages/:message", handle: one },
  {
    method: "PATCH",
    path: "/channels/:channel/messages/:message",
    schema: "MessageEditRequestPartial",
    handle: change,
  },
  { method: "DELETE", path: "/channels/:channel/messages/:message", handle: erase },
];
