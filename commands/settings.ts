import {
  type APIApplicationCommandChannelOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  ChannelType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord.js";
import { OnRecordError } from "../src/core/errors.ts";
import type { SlashCommand } from "../src/discord/bot/command.ts";
import { described, named } from "../src/discord/command-data/texts.ts";

const CHANNEL: APIApplicationCommandChannelOption = {
  type: ApplicationCommandOptionType.Channel,
  ...named("channel", { fr: "salon", de: "kanal", ko: "채널", uk: "канал" }),
  ...described("Which channel; this one if left out", {
    fr: "Quel salon ; celui-ci par défaut",
    de: "Welcher Kanal; sonst dieser",
    ko: "어느 채널인지; 생략하면 이 채널",
    uk: "Який канал; якщо не вказано — цей",
  }),
  channel_types: [
    ChannelType.GuildText,
    ChannelType.GuildAnnouncement,
    ChannelType.GuildForum,
    ChannelType.GuildVoice,
  ],
};

const subcommand = { type: ApplicationCommandOptionType.Subcommand } as const;

/** Where mentions are answered. For those who manage the server; checked here as well as by Discord. */
export const settings = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...named("settings", { fr: "réglages", de: "einstellungen", ko: "설정", uk: "налаштування" }),
    ...described("In which channels mentions are answered", {
      fr: "Dans quels salons le bot répond aux mentions",
      de: "In welchen Kanälen Erwähnungen beantwortet werden",
      ko: "어느 채널에서 멘션에 답할지",
      uk: "У яких каналах бот відповідає на згадки",
    }),
    contexts: [InteractionContextType.Guild],
    integration_types: [ApplicationIntegrationType.GuildInstall],
    default_member_permissions: PermissionFlagsBits.ManageGuild.toString(),
    options: [
      {
        ...subcommand,
        ...named("enable", { fr: "activer", de: "einschalten", ko: "켜기", uk: "увімкнути" }),
        ...described("Answer mentions in a channel", {
          fr: "Répondre aux mentions dans un salon",
          de: "Erwähnungen in einem Kanal beantworten",
          ko: "채널에서 멘션에 답하기",
          uk: "Відповідати на згадки в каналі",
        }),
        options: [CHANNEL],
      },
      {
        ...subcommand,
        ...named("disable", { fr: "désactiver", de: "ausschalten", ko: "끄기", uk: "вимкнути" }),
        ...described("No longer answer mentions in a channel", {
          fr: "Ne plus répondre aux mentions dans un salon",
          de: "Erwähnungen in einem Kanal nicht mehr beantworten",
          ko: "채널에서 멘션에 더 이상 답하지 않기",
          uk: "Більше не відповідати на згадки в каналі",
        }),
        options: [CHANNEL],
      },
      {
        ...subcommand,
        ...named("list", { fr: "liste", de: "liste", ko: "목록", uk: "список" }),
        ...described("The channels in which mentions are answered", {
          fr: "Les salons où le bot répond aux mentions",
          de: "Die Kanäle, in denen Erwähnungen beantwortet werden",
          ko: "멘션에 답하는 채널 목록",
          uk: "Канали, в яких бот відповідає на згадки",
        }),
      },
    ],
  },
  isPrivate: () => true,
  run: (interaction, { render, settings: store }) => {
    const guildId = managedGuild(interaction);
    const change = changeOf(interaction);
    if (change?.isEnabled === true) store.enable(guildId, change.channel);
    if (change?.isEnabled === false) store.disable(guildId, change.channel);
    return { payload: render.settings(store.channels(guildId)) };
  },
} satisfies SlashCommand;

/** @throws OnRecordError E_USAGE where there is no server, or the user does not manage it. */
function managedGuild({ guildId, memberPermissions }: ChatInputCommandInteraction): string {
  if (guildId === null) throw refused("Settings are a server's. Use this in a server.");
  if (memberPermissions?.has(PermissionFlagsBits.ManageGuild) !== true) {
    throw refused("This is for those who may manage the server.");
  }
  return guildId;
}

interface Change {
  readonly channel: string;
  readonly isEnabled: boolean;
}

function changeOf(interaction: ChatInputCommandInteraction): Change | null {
  const { options, channelId } = interaction;
  const name = options.getSubcommand();
  if (name === "list") return null;
  const given = options.get(CHANNEL.name)?.value;
  const channel = typeof given === "string" ? given : (ownChannel(interaction) ?? channelId);
  return { channel, isEnabled: name === "enable" };
}

/** A thread goes with the channel that it is in. */
function ownChannel({ channel }: ChatInputCommandInteraction): string | null {
  return channel?.isThread() ? channel.parentId : null;
}

function refused(message: string): OnRecordError {
  return new OnRecordError("E_USAGE", message);
}
