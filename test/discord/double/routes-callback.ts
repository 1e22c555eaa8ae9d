import type { ApiRequest, Reply, Route } from "./route.ts";
import type { Interaction, Message, World } from "./world.ts";
import type { MessagePayload } from "./payload.ts";
import type { SchemaName } from "./spec.ts";
import { z } from "zod";
import { ApiError, apiError, refuse } from "./api-error.ts";
import { isRecord } from "./json.ts";
import { demandLook, edit, EMPTY_LOOK, lookOf, pingsOf, post } from "./messages.ts";
import { FLAG, modalPayload } from "./payload.ts";
import { nothing, ok } from "./route.ts";
import { payloadOf } from "./routes-message.ts";
import { modalProblems, twice } from "./rules-message.ts";
import { messageJson } from "./wire.ts";
import { CALLBACK, INTERACTION } from "./world.ts";

const ACKNOWLEDGE_WITHIN_MS = 3_000;
const CHOICE_MAX = 100;

const callbackPayload = z.object({ type: z.number(), data: z.unknown().optional() });

const choicesPayload = z.object({
  choices: z
    .array(z.object({ name: z.string(), value: z.union([z.string(), z.number()]) }))
    .nullish(),
});

const SCHEMAS: Readonly<Record<number, SchemaName>> = {
  [CALLBACK.reply]: "CreateMessageInteractionCallbackRequest",
  [CALLBACK.deferReply]: "CreateMessageInteractionCallbackRequest",
  [CALLBACK.deferUpdate]: "UpdateMessageInteractionCallbackRequest",
  [CALLBACK.update]: "UpdateMessageInteractionCallbackRequest",
  [CALLBACK.choices]: "ApplicationCommandAutocompleteCallbackRequest",
  [CALLBACK.modal]: "ModalInteractionCallbackRequest",
};

/** Which first responses each kind of interaction may have. */
function mayAnswer({ type, sourceMessageId }: Interaction, callback: number): boolean {
  if (type === INTERACTION.autocomplete) return callback === CALLBACK.choices;
  if (callback === CALLBACK.reply || callback === CALLBACK.deferReply) return true;
  if (callback === CALLBACK.modal) return type !== INTERACTION.modal;
  const changes = callback === CALLBACK.update || callback === CALLBACK.deferUpdate;
  return changes && type !== INTERACTION.command && sourceMessageId !== null;
}

function acknowledge(world: World, request: ApiRequest): Reply {
  const interaction = world.interactions.get(request.param("token"));
  if (interaction?.id !== request.param("interaction")) throw apiError("unknownInteraction");
  const now = world.clock.now();
  if (interaction.ack) throw apiError("alreadyAcknowledged", "twice");
  if (now - interaction.createdAt > ACKNOWLEDGE_WITHIN_MS) {
    throw apiError("unknownInteraction", "late");
  }
  const { type, data } = callbackPayload.parse(request.body);
  if (!mayAnswer(interaction, type)) {
    refuse([{ path: "type", message: `Callback ${type} does not answer ${interaction.name}.` }]);
  }
  const message = respond(world, request, interaction, { type, data });
  interaction.ack = { type, at: now };
  const isThinking = type === CALLBACK.deferReply || type === CALLBACK.deferUpdate;
  if (!isThinking) interaction.answeredAt = now;
  world.changed();
  if (request.query.get("with_response") !== "true") return nothing;
  return ok({
    interaction: {
      id: interaction.id,
      type: interaction.type,
      channel_id: interaction.channelId,
      ...(message
        ? {
            response_message_id: message.id,
            response_message_loading: isThinking,
            response_message_ephemeral: (message.look.flags & FLAG.ephemeral) !== 0,
          }
        : {}),
    },
    ...(message ? { resource: { type, message: messageJson(world, message) } } : {}),
  });
}

interface Callback {
  readonly type: number;
  readonly data: unknown;
}

/** Does what a callback asks; returns the message that it makes or changes. */
function respond(
  world: World,
  request: ApiRequest,
  interaction: Interaction,
  { type, data }: Callback,
): Message | null {
  switch (type) {
    case CALLBACK.reply: {
      const payload = payloadOf(request, needed(data));
      return answer(world, interaction, payload, request.files);
    }
    case CALLBACK.deferReply:
      return think(world, interaction, data);
    case CALLBACK.deferUpdate:
      interaction.originalId = interaction.sourceMessageId;
      return source(world, interaction);
    case CALLBACK.update:
      return update(world, interaction, payloadOf(request, needed(data)), request.files);
    case CALLBACK.choices:
      suggest(interaction, needed(data));
      return null;
    default: {
      const modal = modalPayload.parse(needed(data));
      refuse(modalProblems(modal));
      interaction.modal = modal;
      return null;
    }
  }
}

function needed(data: unknown): unknown {
  if (data == null) refuse([{ path: "data", message: "This callback needs data." }]);
  return data;
}

/** An answer that is seen at once: the first, or a follow-up. */
export function answer(
  world: World,
  interaction: Interaction,
  payload: MessagePayload,
  files: readonly string[],
): Message {
  const channel = world.channels.get(interaction.channelId);
  if (!channel) throw apiError("unknownChannel");
  const given = lookOf(payload, files);
  demandLook(given, payload);
  const mustHide = interaction.mayAnswerPublicly ? 0 : FLAG.ephemeral;
  const look = { ...given, flags: given.flags | mustHide };
  const pinged = pingsOf(look, payload.allowed_mentions, { isAnswer: true, replied: null });
  const message = post(world, { channel, author: world.bot, look, pinged, interaction });
  interaction.originalId ??= message.id;
  return message;
}

function think(world: World, interaction: Interaction, data: unknown): Message {
  const channel = world.channels.get(interaction.channelId);
  if (!channel) throw apiError("unknownChannel");
  const { flags = 0, ...others } = isRecord(data) ? data : {};
  if ((Number(flags) & ~FLAG.ephemeral) !== 0 || Object.keys(others).length > 0) {
    refuse([{ path: "data", message: "A deferral may only say EPHEMERAL." }]);
  }
  const mustHide = interaction.mayAnswerPublicly ? 0 : FLAG.ephemeral;
  const look = { ...EMPTY_LOOK, flags: Number(flags) | mustHide | FLAG.loading };
  const message = post(world, { channel, author: world.bot, look, interaction });
  interaction.originalId = message.id;
  return message;
}

function source(world: World, { sourceMessageId }: Interaction): Message {
  const message = world.messages.get(sourceMessageId ?? "");
  if (!message || message.deleted) throw apiError("unknownMessage");
  return message;
}

function update(
  world: World,
  interaction: Interaction,
  payload: MessagePayload,
  files: readonly string[],
): Message {
  const message = source(world, interaction);
  const look = lookOf(payload, files, message.look);
  demandLook(look, payload, message.look);
  edit(world, message, look);
  interaction.originalId = message.id;
  return message;
}

function suggest(interaction: Interaction, data: unknown): void {
  const choices = choicesPayload.parse(data).choices ?? [];
  refuse([
    ...choices
      .filter(({ value }) => String(value).length > CHOICE_MAX)
      .map(() => ({ path: "choices", message: `A value is over ${CHOICE_MAX} characters.` })),
    ...choices
      .filter(({ name }) => name.trim() === "")
      .map(() => ({ path: "choices", message: "A choice needs a name." })),
    ...twice(choices.map(({ name }) => name)).map((name) => ({
      path: "choices",
      message: `Two choices ${name}.`,
    })),
  ]);
  interaction.choices = choices;
}

export const callbackRoute: Route = {
  method: "POST",
  path: "/interactions/:interaction/:token/callback",
  query: ["with_response"],
  auth: false,
  schema: (body) => {
    const type = isRecord(body) ? Number(body["type"]) : Number.NaN;
    const name = SCHEMAS[type];
    if (!name) throw new ApiError(400, 50_035, `Unknown callback ${type}`, { violation: "rule" });
    return name;
  },
  handle: acknowledge,
};
