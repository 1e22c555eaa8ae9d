import type {
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import type { Payload } from "./ports.ts";
import type { Parts } from "./parts.ts";
import type { View } from "./view.ts";

/** What a command asks for: something of the corpus, or a message of its own. */
export type Wanted =
  | { readonly view: View; readonly page?: number }
  | { readonly payload: Payload };

/** One slash command, as data. */
export interface SlashCommand {
  readonly data: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whether only the user sees the answer. */
  readonly isPrivate: (interaction: ChatInputCommandInteraction) => boolean;
  readonly run: (
    interaction: ChatInputCommandInteraction,
    parts: Parts,
  ) => Wanted | Promise<Wanted>;
}

/** One entry of the menu of a message, as data. Its answer is private. */
export interface MenuCommand {
  readonly data: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  readonly run: (interaction: MessageContextMenuCommandInteraction, parts: Parts) => Wanted;
}

export interface Commands {
  readonly slash: readonly SlashCommand[];
  readonly menu: readonly MenuCommand[];
}
