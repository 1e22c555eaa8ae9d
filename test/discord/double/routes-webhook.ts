import type { ApiRequest, Reply, Route } from "./route.ts";
import type { Interaction, Message, World } from "./world.ts";
import { apiError, refuse } from "./api-error.ts";
import { isRecord } from "./json.ts";
import { demandLook, edit, findMessage, lookOf, pingsOf, remove } from "./messages.ts";
import { FLAG } from "./payload.ts";
import { nothing, ok } from "./route.ts";
import { answer } from "./routes-callback.ts";
import { payloadOf } from "./routes-message.ts";
import { messageJson } from "./wire.ts";

const TOKEN_LIVES_MS = 15 * 60_000;
const USER_INSTALL_FOLLOW_UPS_MAX = 5;

/** Fields of webhooks that an app's answers do not have. */
const FOREIGN = ["username", "avatar_url", "thread_name", "applied_tags"];

/** @throws ApiError 10015 before the first response, 50027 after 15 minutes. */
function interactionOf(world: World, request: ApiRequest): Interaction {
  const interaction = world.interactions.get(request.param("token"));
  if (!interaction || request.param("application") !== world.applicationId) {
    throw apiError("unknownWebhook");
  }
  if (world.clock.now() - interaction.createdAt > TOKEN_LIVES_MS) {
    throw apiError("invalidWebhookToken", "late");
  }
  if (!interaction.ack) throw apiError("unknownWebhook", "rule");
  return interaction;
}

function messageOf(world: World, request: ApiRequest, interaction: Interaction): Message {
  const asked = request.param("message");
  const id = asked === "@original" ? interaction.originalId : asked;
  const message = findMessage(world, interaction.channelId, id ?? "");
  const isOwn =
    message.id === interaction.originalId || interaction.followUpIds.includes(message.id);
  if (!isOwn) throw apiError("unknownMessage");
  return message;
}

/** The first follow-up to a deferred answer takes its place, and is as private as it was. */
function followUp(world: World, request: ApiRequest): Reply {
  const interaction = interactionOf(world, request);
  const body = isRecord(request.body) ? request.body : {};
  const foreign = FOREIGN.filter((name) => name in body);
  refuse(foreign.map((path) => ({ path, message: "Not for the answers of an app." })));
  const payload = payloadOf(request);
  const original = world.messages.get(interaction.originalId ?? "");
  if (original && !original.deleted && (original.look.flags & FLAG.loading) !== 0) {
    const look = lookOf(
      { ...payload, flags: (payload.flags ?? 0) & ~FLAG.ephemeral },
      request.files,
      original.look,
    );
    demandLook(look, payload);
    reveal(world, interaction, original, look, payload.allowed_mentions);
    return ok(messageJson(world, original));
  }
  if (!interaction.appInGuild && interaction.followUpCount >= USER_INSTALL_FOLLOW_UPS_MAX) {
    throw apiError("followUps", "follow-ups");
  }
  const message = answer(world, interaction, payload, request.files);
  interaction.followUpCount += 1;
  interaction.followUpIds.push(message.id);
  interaction.answeredAt ??= world.clock.now();
  return ok(messageJson(world, message));
}

function reveal(
  world: World,
  interaction: Interaction,
  message: Message,
  look: Message["look"],
  allowed: Parameters<typeof pingsOf>[1],
): void {
  if ((message.look.flags & FLAG.loading) !== 0) {
    message.pinged = pingsOf(look, allowed, { isAnswer: true, replied: null });
  }
  edit(world, message, look);
  interaction.answeredAt ??= world.clock.now();
  world.changed();
}

function change(world: World, request: ApiRequest): Reply {
  const interaction = interactionOf(world, request);
  const message = messageOf(world, request, interaction);
  const payload = payloadOf(request);
  const look = lookOf(payload, request.files, message.look);
  demandLook(look, payload, message.look);
  reveal(world, interaction, message, look, payload.allowed_mentions);
  return ok(messageJson(world, message));
}

const PATH = "/webhooks/:application/:token";

export const webhookRoutes: readonly Route[] = [
  {
    method: "POST",
    path: PATH,
    query: ["wait", "with_components", "thread_id"],
    auth: false,
    schema: "IncomingWebhookRequestPartial",
    handle: followUp,
  },
  {
    method: "GET",
    path: `${PATH}/messages/:message`,
    query: ["thread_id"],
    auth: false,
    handle: (world, request) => {
      const interaction = interactionOf(world, request);
      return ok(messageJson(world, messageOf(world, request, interaction)));
    },
  },
  {
    method: "PATCH",
    path: `${PATH}/messages/:message`,
    query: ["thread_id", "with_components"],
    auth: false,
    schema: "IncomingWebhookUpdateRequestPartial",
    handle: change,
  },
  {
    method: "DELETE",
    path: `${PATH}/messages/:message`,
    query: ["thread_id"],
    auth: false,
    handle: (world, request) => {
      remove(world, messageOf(world, request, interactionOf(world, request)));
      return nothing;
    },
  },
];
