import type { RESTPostAPIApplicationCommandsJSONBody } from "discord.js";
import type { Commands } from "../src/discord/bot/command.ts";
import { about } from "./about.ts";
import { ask } from "./ask.ts";
import { checkQuotes } from "./check-quotes.ts";
import { findSources } from "./find-sources.ts";
import { help } from "./help.ts";
import { quotes } from "./quotes.ts";
import { settings } from "./settings.ts";
import { source } from "./source.ts";
import { sources } from "./sources.ts";
import { verify } from "./verify.ts";
import { who } from "./who.ts";

/** All commands, by kind. */
export const commands: Commands = {
  slash: [ask, quotes, who, verify, sources, source, help, about, settings],
  menu: [findSources, checkQuotes],
};

/** What is registered with Discord. */
export const commandDefinitions: readonly RESTPostAPIApplicationCommandsJSONBody[] = [
  ...commands.slash.map(({ data }) => data),
  ...commands.menu.map(({ data }) => data),
];
