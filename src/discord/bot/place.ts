import {
  ApplicationIntegrationType,
  type ButtonInteraction,
  MessageFlags,
  PermissionFlagsBits,
} from "discord.js";
import type { Answerable } from "./respond.ts";

/**
 * Whether an answer may be seen by all. Where the server does not have the app, Discord lets a user
 * who brings it along answer publicly only with these permissions.
 */
export function mayAnswerPublicly(interaction: Answerable): boolean {
  if (!interaction.inGuild()) return true;
  const owners = interaction.authorizingIntegrationOwners;
  if (owners[ApplicationIntegrationType.GuildInstall] !== undefined) return true;
  const needed = [PermissionFlagsBits.UseExternalApps, PermissionFlagsBits.SendMessages];
  return interaction.memberPermissions.has(needed);
}

export function isEphemeral({ message }: ButtonInteraction): boolean {
  return message.flags.has(MessageFlags.Ephemeral);
}

/**
 * Whether the one who pressed a button may turn the message's pages for everybody: who asked for it
 * may, and anybody where nobody else sees it.
 */
export function isOwnMessage(interaction: ButtonInteraction): boolean {
  const { message, user } = interaction;
  if (isEphemeral(interaction) || !interaction.inGuild()) return true;
  const asker = message.interactionMetadata?.user.id ?? askerOf(interaction);
  return asker === user.id;
}

/** Who wrote the message that this one replies to, as far as it is known. */
function askerOf({ message, channel }: ButtonInteraction): string | null {
  const id = message.reference?.messageId;
  return id === undefined ? null : (channel?.messages.cache.get(id)?.author.id ?? null);
}
