import { ApplicationCommandType } from "discord.js";
import type { SlashCommand } from "../src/discord/bot/command.ts";
import { ANYWHERE } from "../src/discord/command-data/anywhere.ts";
import {
  ABOUT,
  FROM,
  SOURCE,
  SPEAKER,
  TO,
  demanded,
  typed,
} from "../src/discord/command-data/options.ts";
import { described, named } from "../src/discord/command-data/texts.ts";

export const quotes = {
  data: {
    type: ApplicationCommandType.ChatInput,
    ...named("quotes", { fr: "citations", de: "zitate", ko: "발언", uk: "цитати" }),
    ...described("What somebody said, each statement with its source", {
      fr: "Ce que quelqu’un a dit, chaque propos avec sa source",
      de: "Was jemand gesagt hat, jede Aussage mit ihrer Quelle",
      ko: "누군가의 발언을 출처와 함께 보여 줍니다",
      uk: "Що хтось сказав, кожен вислів із джерелом",
    }),
    ...ANYWHERE,
    options: [{ ...SPEAKER, required: true }, ABOUT, SOURCE, FROM, TO],
  },
  isPrivate: () => false,
  run: (interaction) => ({
    view: {
      kind: "quotes",
      speaker: demanded(interaction, SPEAKER),
      about: typed(interaction, ABOUT),
      source: typed(interaction, SOURCE),
      from: typed(interaction, FROM),
      to: typed(interaction, TO),
    },
  }),
} satisfies SlashCommand;
