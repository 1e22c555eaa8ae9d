import type { AutocompleteInteraction } from "discord.js";
import type { KeptNames } from "./name-index.ts";
import { type Suggested, suggest } from "./suggest.ts";

/** What each option of the commands is offered. */
const OFFERED: Readonly<Record<string, Suggested>> = {
  speaker: "speakers",
  source: "sources",
  id: "sources",
  about: "topics",
};

/** Offers what fits, from memory. Whatever else is typed may be sent as it is. */
export async function answerAutocomplete(
  interaction: AutocompleteInteraction,
  names: KeptNames,
): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  const what = OFFERED[name];
  const typed = (option: string): string | null => {
    if (option === name) return null;
    const text = interaction.options.getString(option);
    return text === null || text.trim() === "" ? null : text;
  };
  const options = {
    speaker: typed("speaker"),
    source: typed("source"),
    about: typed("about"),
    from: typed("from"),
    to: typed("to"),
  };
  const choices = what ? suggest(await names.get(), what, value, options) : [];
  await interaction.respond(choices);
}
