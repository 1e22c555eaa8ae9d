import type { Command } from "./command.ts";
import type { Component } from "./payload.ts";
import type { Deed, Who } from "./interactions.ts";
import type { JsonObject } from "./json.ts";
import type { Message, User, World } from "./world.ts";
import type { OptionValues } from "./options.ts";
import { COMMAND } from "./command.ts";
import { typedOptions } from "./options.ts";
import { allComponents, COMPONENT, FLAG } from "./payload.ts";
import { messageJson, userJson } from "./wire.ts";
import { CHANNEL, INTERACTION } from "./world.ts";

/** What a person does, checked as Discord's own client would check it before sending. */

export interface TypedCommand {
  readonly name: string;
  readonly values: OptionValues;
  /** The option being typed, which makes it an autocomplete. */
  readonly focused?: string;
}

/** `/name` with options, or what is typed of it so far. @throws Error where a client would refuse. */
export function slashDeed(world: World, who: Who, typed: TypedCommand): Deed {
  const { name, values, focused } = typed;
  const [first = ""] = name.split(" ");
  const command = findCommand(world, who, { name: first, type: COMMAND.slash });
  const { options, resolved } = typedOptions(command, name, values, focused);
  return {
    type: focused === undefined ? INTERACTION.command : INTERACTION.autocomplete,
    name: `/${name}`,
    data: {
      ...commandData(command),
      ...(options.length > 0 ? { options } : {}),
      ...(resolved ? { resolved } : {}),
    },
  };
}

/** An entry of the context menu of a message or a user. */
export function menuDeed(world: World, who: Who, name: string, target: Message | User): Deed {
  const isMessage = "channelId" in target;
  const type = isMessage ? COMMAND.message : COMMAND.user;
  const command = findCommand(world, who, { name, type });
  const resolved: JsonObject = isMessage
    ? { messages: { [target.id]: messageJson(world, target) } }
    : { users: { [target.id]: userJson(target) } };
  return {
    type: INTERACTION.command,
    name,
    data: { ...commandData(command), target_id: target.id, resolved },
  };
}

function commandData({ id, guildId, payload }: Command): JsonObject {
  return {
    id,
    name: payload.name,
    type: payload.type ?? COMMAND.slash,
    ...(guildId === null ? {} : { guild_id: guildId }),
  };
}

function findCommand(
  world: World,
  who: Who,
  wanted: { readonly name: string; readonly type: number },
): Command {
  const { channel, permissions, userInstall } = who;
  const matches = world.commands.filter(
    ({ payload, guildId }) =>
      payload.name === wanted.name &&
      (payload.type ?? COMMAND.slash) === wanted.type &&
      (guildId === null || guildId === channel.guildId),
  );
  const command = matches.find(({ guildId }) => guildId !== null) ?? matches[0];
  if (!command) throw new Error(`No command ${wanted.name} is registered here.`);
  const {
    contexts,
    integration_types: installs,
    default_member_permissions: needed,
  } = command.payload;
  const context = channel.type === CHANNEL.dm ? 1 : 0;
  if (contexts && !contexts.includes(context)) {
    throw new Error(`${wanted.name} is not for context ${context}.`);
  }
  if (userInstall && !(installs ?? [0]).includes(1)) {
    throw new Error(`${wanted.name} is not for user installs.`);
  }
  const missing = needed == null ? 0n : BigInt(needed) & ~permissions;
  if (context === 0 && (missing !== 0n || String(needed) === "0")) {
    throw new Error(`${wanted.name} needs permissions that the user lacks.`);
  }
  return command;
}

/** Presses a button, found by custom_id or label. @throws Error if a person could not press it. */
export function pressDeed(who: Who, message: Message, button: string): Deed {
  const found = findComponent(who, message, button);
  if (found.type !== COMPONENT.button) throw new Error(`${button} is not a button.`);
  const data = { component_type: found.type, custom_id: found.custom_id ?? "", id: 1 };
  return { type: INTERACTION.component, name: button, data, source: message };
}

/** Chooses values of a select. @throws Error if a person could not. */
export function selectDeed(
  who: Who,
  message: Message,
  select: string,
  values: readonly string[],
): Deed {
  const found = findComponent(who, message, select);
  if (found.options == null) throw new Error(`${select} is not a string select.`);
  const offered = new Set(found.options.map(({ value }) => value));
  const strange = values.filter((value) => !offered.has(value));
  if (strange.length > 0) throw new Error(`${select} does not offer ${strange.join(", ")}.`);
  if (values.length < (found.min_values ?? 1) || values.length > (found.max_values ?? 1)) {
    throw new Error(`${select} does not take ${values.length} values.`);
  }
  const data = { component_type: found.type, custom_id: found.custom_id ?? "", id: 1, values };
  return { type: INTERACTION.component, name: select, data, source: message };
}

function findComponent({ user }: Who, message: Message, wanted: string): Component {
  if (message.deleted) throw new Error("The message is deleted.");
  const isPrivate = (message.look.flags & FLAG.ephemeral) !== 0;
  if (isPrivate && message.interaction?.user.id !== user.id) {
    throw new Error("The message is seen by another user only.");
  }
  const all = allComponents(message.look.components);
  const found =
    all.find(({ custom_id: id }) => id === wanted) ?? all.find(({ label }) => label === wanted);
  if (!found) throw new Error(`The message has no component ${wanted}.`);
  if (found.disabled === true) throw new Error(`${wanted} is disabled.`);
  if (found.custom_id == null) throw new Error(`${wanted} is a link.`);
  return found;
}
