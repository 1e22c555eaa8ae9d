import { ApplicationCommandType } from "discord.js";
import type { SlashCommand } from "../src/discord/bot/command.ts";
import { ANYWHERE } from "../src/discord/command-data/anywhere.ts";
import { described, named } from "../src/discord/command-data/texts.ts";

export const help = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...named("help", { fr: "aide", de: "hilfe", ko: "도움말", uk: "допомога" }),
    ...described("How to ask, look up and cite", {
      fr: "Comment demander, chercher et citer",
      de: "Wie man fragt, nachschlägt und zitiert",
      ko: "질문, 찾아보기, 인용하는 방법",
      uk: "Як запитувати, шукати й цитувати",
    }),
    ...ANYWHERE,
  },
  isPrivate: () => true,
  run: (_, { render, commandIds }) => ({ payload: render.help(commandIds()) }),
} satisfies SlashCommand;
