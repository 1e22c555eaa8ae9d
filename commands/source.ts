import { ApplicationCommandType } from "discord.js";
import type { SlashCommand } from "../src/discord/bot/command.ts";
import { ANYWHERE } from "../src/discord/command-data/anywhere.ts";
import { DOCUMENT, demanded } from "../src/discord/command-data/options.ts";
import { described, named } from "../src/discord/command-data/texts.ts";

export const source = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...named("source", { fr: "document", de: "quelle", ko: "출처", uk: "джерело" }),
    ...described("Read one document", {
      fr: "Lire un document",
      de: "Ein Dokument lesen",
      ko: "문서 하나를 읽습니다",
      uk: "Прочитати один документ",
    }),
    ...ANYWHERE,
    options: [{ ...DOCUMENT, required: true }],
  },
  isPrivate: () => true,
  run: (interaction) => ({ view: { kind: "document", id: demanded(interaction, DOCUMENT) } }),
} satisfies SlashCommand;
