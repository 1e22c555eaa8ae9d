import { ApplicationCommandType } from "discord.js";
import { OnRecordError } from "../src/core/errors.ts";
import type { MenuCommand } from "../src/discord/bot/command.ts";
import { questionOf, searchTextOf } from "../src/discord/bot/free-text.ts";
import { question } from "../src/discord/bot/view.ts";
import { ANYWHERE } from "../src/discord/command-data/anywhere.ts";
import { named } from "../src/discord/command-data/texts.ts";

/** Which excerpts bear on a message. */
export const findSources = {
  data: {
    type: ApplicationCommandType.Message,
    ...named("Find sources", {
      fr: "Trouver des sources",
      de: "Quellen finden",
      ko: "출처 찾기",
      uk: "Знайти джерела",
    }),
    ...ANYWHERE,
  },
  run: ({ targetMessage: { content, mentions }, client }) => {
    const mentioned = mentions.users.map(({ id, displayName }) => ({ id, name: displayName }));
    const text = questionOf(content, client.user.id, mentioned);
    if (text === "") throw new OnRecordError("E_USAGE", "This message has no words to look for.");
    return { view: { kind: "ask", chain: [question(searchTextOf(text))] } };
  },
} satisfies MenuCommand;
