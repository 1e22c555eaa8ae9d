import { ApplicationCommandType } from "discord.js";
import type { SlashCommand } from "../src/discord/bot/command.ts";
import { ANYWHERE } from "../src/discord/command-data/anywhere.ts";
import { ABOUT, demanded } from "../src/discord/command-data/options.ts";
import { described, named } from "../src/discord/command-data/texts.ts";

export const who = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...named("who", { fr: "qui", de: "wer", ko: "누가", uk: "хто" }),
    ...described("Who spoke on a topic, with one statement of each", {
      fr: "Qui a parlé d’un sujet, avec un propos de chacun",
      de: "Wer zu einem Thema gesprochen hat, mit je einer Aussage",
      ko: "어떤 주제에 대해 누가 말했는지, 한 사람당 한 발언씩",
      uk: "Хто висловився на тему, по одному вислову кожного",
    }),
    ...ANYWHERE,
    options: [{ ...ABOUT, required: true }],
  },
  isPrivate: () => false,
  run: (interaction) => ({ view: { kind: "who", about: demanded(interaction, ABOUT) } }),
} satisfies SlashCommand;
