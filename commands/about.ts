import { ApplicationCommandType } from "discord.js";
import type { SlashCommand } from "../src/discord/bot/command.ts";
import { ANYWHERE } from "../src/discord/command-data/anywhere.ts";
import { described, named } from "../src/discord/command-data/texts.ts";

export const about = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...named("about", { fr: "apropos", de: "über", ko: "정보", uk: "про" }),
    ...described("What this bot is, what it knows, and what it stores", {
      fr: "Ce qu’est ce bot, ce qu’il sait et ce qu’il conserve",
      de: "Was dieser Bot ist, was er weiß und was er speichert",
      ko: "이 봇이 무엇이고, 무엇을 알며, 무엇을 저장하는지",
      uk: "Що це за бот, що він знає і що зберігає",
    }),
    ...ANYWHERE,
  },
  isPrivate: () => true,
  run: async (_, { render, answerer, version }) => ({
    payload: render.about(await answerer.coverage(), version),
  }),
} satisfies SlashCommand;
