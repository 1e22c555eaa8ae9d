import { ApplicationCommandType } from "discord.js";
import type { SlashCommand } from "../src/discord/bot/command.ts";
import { ANYWHERE } from "../src/discord/command-data/anywhere.ts";
import { QUOTE, SPEAKER, demanded, typed } from "../src/discord/command-data/options.ts";
import { described, named } from "../src/discord/command-data/texts.ts";

export const verify = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...named("verify", { fr: "vérifier", de: "prüfen", ko: "확인", uk: "перевірити" }),
    ...described("Check whether words stand so in the sources, and whose they are", {
      fr: "Vérifier si des mots figurent ainsi dans les sources, et de qui ils sont",
      de: "Prüfen, ob Worte so in den Quellen stehen und von wem sie sind",
      ko: "말이 출처에 그대로 있는지, 누구의 말인지 확인합니다",
      uk: "Перевірити, чи є такі слова у джерелах і чиї вони",
    }),
    ...ANYWHERE,
    options: [{ ...QUOTE, required: true }, SPEAKER],
  },
  isPrivate: () => false,
  run: (interaction) => ({
    view: {
      kind: "verify",
      quote: demanded(interaction, QUOTE),
      speaker: typed(interaction, SPEAKER),
    },
  }),
} satisfies SlashCommand;
