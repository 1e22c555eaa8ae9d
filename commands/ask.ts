import { ApplicationCommandOptionType, ApplicationCommandType } from "discord.js";
import type { SlashCommand } from "../src/discord/bot/command.ts";
import { ANYWHERE } from "../src/discord/command-data/anywhere.ts";
import {
  FROM,
  QUESTION,
  SOURCE,
  SPEAKER,
  TO,
  demanded,
  typed,
} from "../src/discord/command-data/options.ts";
import { described, named } from "../src/discord/command-data/texts.ts";

const PRIVATE = {
  type: ApplicationCommandOptionType.Boolean,
  ...named("private", { fr: "privé", de: "privat", ko: "비공개", uk: "приватно" }),
  ...described("Only you see the answer", {
    fr: "Vous seul voyez la réponse",
    de: "Nur du siehst die Antwort",
    ko: "나만 답변을 볼 수 있음",
    uk: "Відповідь бачите лише ви",
  }),
} as const;

export const ask = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...named("ask", { fr: "demander", de: "fragen", ko: "질문", uk: "запитати" }),
    ...described("Ask a question; the answer is quoted from the sources", {
      fr: "Posez une question ; la réponse est citée des sources",
      de: "Stell eine Frage; die Antwort wird aus den Quellen zitiert",
      ko: "질문하면 출처에서 인용하여 답합니다",
      uk: "Поставте запитання; відповідь цитує джерела",
    }),
    ...ANYWHERE,
    options: [{ ...QUESTION, required: true }, SPEAKER, SOURCE, FROM, TO, PRIVATE],
  },
  isPrivate: ({ options }) => options.getBoolean(PRIVATE.name) ?? false,
  run: (interaction) => {
    const asked = {
      question: demanded(interaction, QUESTION),
      speaker: typed(interaction, SPEAKER),
      source: typed(interaction, SOURCE),
      from: typed(interaction, FROM),
      to: typed(interaction, TO),
    };
    return { view: { kind: "ask", chain: [asked] } };
  },
} satisfies SlashCommand;
