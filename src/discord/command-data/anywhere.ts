import { ApplicationIntegrationType, InteractionContextType } from "discord.js";

/** In servers, direct messages and elsewhere, whether a server or a user has the app. */
export const ANYWHERE = {
  contexts: [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ],
  integration_types: [
    ApplicationIntegrationType.GuildInstall,
    ApplicationIntegrationType.UserInstall,
  ],
};
