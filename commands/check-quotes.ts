import { ApplicationCommandType } from "discord.js";
import { OnRecordError } from "../src/core/errors.ts";
import type { MenuCommand } from "../src/discord/bot/command.ts";
import { quotesIn } from "../src/discord/bot/free-text.ts";
import { ANYWHERE } from "../src/discord/command-data/anywhere.ts";
import { named } from "../src/discord/command-data/texts.ts";

/** Each quoted passage of a message, checked. */
export const checkQuotes = {
  data: {
    type: ApplicationCommandType.Message,
    ...named("Check quotes", {
      fr: "Vérifier les citations",
      de: "Zitate prüfen",
      ko: "인용문 확인",
      uk: "Перевірити цитати",
    }),
    ...ANYWHERE,
  },
  run: ({ targetMessage: { content } }) => {
    const quotes = quotesIn(content);
    if (quotes.length === 0) throw new OnRecordError("E_USAGE", NOTHING_QUOTED);
    return { view: { kind: "checks", quotes } };
  },
} satisfies MenuCommand;

const NOTHING_QUOTED =
  "This message has nothing to check: no passage of three words or more in quotation marks or a quote block. Use /verify for other words.";
