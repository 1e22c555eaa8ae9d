import { ApplicationCommandType } from "discord.js";
import type { SlashCommand } from "../src/discord/bot/command.ts";
import { ANYWHERE } from "../src/discord/command-data/anywhere.ts";
import { SEARCH, typed } from "../src/discord/command-data/options.ts";
import { described, named } from "../src/discord/command-data/texts.ts";

export const sources = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...named("sources", { fr: "sources", de: "quellen", ko: "출처목록", uk: "джерела" }),
    ...described("The documents that answers come from", {
      fr: "Les documents d’où viennent les réponses",
      de: "Die Dokumente, aus denen die Antworten stammen",
      ko: "답변의 근거가 되는 문서 목록",
      uk: "Документи, з яких беруться відповіді",
    }),
    ...ANYWHERE,
    options: [SEARCH],
  },
  isPrivate: () => true,
  run: (interaction) => ({ view: { kind: "sources", search: typed(interaction, SEARCH) } }),
} satisfies SlashCommand;
