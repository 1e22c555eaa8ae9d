import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
  MessageContextMenuCommandInteraction,
} from "discord.js";
import { OnRecordError } from "../../core/errors.ts";
import { answerAutocomplete } from "./autocomplete.ts";
import type { Commands } from "./command.ts";
import { isDiscordError, logFailure } from "./failures.ts";
import { EVENTS_REMEMBERED } from "./bot-limits.ts";
import type { KeptNames } from "./name-index.ts";
import { createOnce } from "./once.ts";
import type { Parts } from "./parts.ts";
import { mayAnswerPublicly } from "./place.ts";
import type { Outcome } from "./ports.ts";
import { createPressReader } from "./press.ts";
import { type Answerable, type Plan, apologise, respond } from "./respond.ts";
import { type Done, work } from "./work.ts";

type Answers<T extends Interaction> = (interaction: T) => Promise<void>;

/** The one handler of all interactions: looks up what was meant, and answers each exactly once. */
export function createInteractions(
  parts: Parts,
  commands: Commands,
  names: KeptNames,
): Answers<Interaction> {
  const once = createOnce(EVENTS_REMEMBERED);
  const slash = createSlash(parts, commands);
  const menu = createMenu(parts, commands);
  const button = createButton(parts);
  return async (interaction) => {
    if (!once.first(interaction.id)) return;
    if (interaction.isAutocomplete()) await autocomplete(parts, names, interaction);
    else if (interaction.isChatInputCommand()) await slash(interaction);
    else if (interaction.isMessageContextMenuCommand()) await menu(interaction);
    else if (interaction.isButton()) await button(interaction);
    // The bot sends no lists and no forms: forged, or of another version.
    else if (interaction.isRepliable()) await say(parts, interaction, "other", NOT_UNDERSTOOD);
  };
}

function createSlash(parts: Parts, { slash }: Commands): Answers<ChatInputCommandInteraction> {
  return async (interaction) => {
    const name = `/${interaction.commandName}`;
    const command = slash.find(({ data }) => data.name === interaction.commandName);
    if (!command) return say(parts, interaction, name, UNKNOWN_COMMAND);
    const mayPost = mayAnswerPublicly(interaction);
    const isPrivate = !mayPost || command.isPrivate(interaction);
    const request = requestOf(interaction, name, isPrivate && mayPost);
    const result = work(parts, request, () => command.run(interaction, parts));
    await answer(parts, interaction, name, { how: "reply", isPrivate, isPosted: false, result });
  };
}

function createMenu(
  parts: Parts,
  { menu }: Commands,
): Answers<MessageContextMenuCommandInteraction> {
  return async (interaction) => {
    const name = interaction.commandName;
    const command = menu.find(({ data }) => data.name === name);
    if (!command) return say(parts, interaction, name, UNKNOWN_COMMAND);
    const request = requestOf(interaction, name, mayAnswerPublicly(interaction));
    const result = work(parts, request, () => command.run(interaction, parts));
    await answer(parts, interaction, name, {
      how: "reply",
      isPrivate: true,
      isPosted: false,
      result,
    });
  };
}

function createButton(parts: Parts): Answers<ButtonInteraction> {
  const read = createPressReader(parts);
  return async (interaction) => {
    const { name, how, isPosted, scene, wanted, takeBack } = read(interaction);
    const request = { ...requestOf(interaction, name, scene.canPost), turn: "press" } as const;
    const result = work(parts, request, wanted);
    const plan = { how, isPosted, isPrivate: true, result };
    const isShown = await answer(parts, interaction, name, plan);
    if (!isShown) takeBack();
  };
}

const PRIVATE_REPLY = { how: "reply", isPrivate: true, isPosted: false } as const;

const UNKNOWN_COMMAND =
  "This command is no more. Discord may take a moment to show the present ones.";

const NOT_UNDERSTOOD =
  "This is not understood: it may be of an earlier version. Please ask again with a command.";

async function say(
  parts: Parts,
  interaction: Answerable,
  name: string,
  text: string,
): Promise<void> {
  const result = work(parts, requestOf(interaction, name, false), () => {
    throw new OnRecordError("E_NOT_FOUND", text);
  });
  await answer(parts, interaction, name, { ...PRIVATE_REPLY, result });
}

function requestOf(interaction: Answerable, name: string, canPost: boolean) {
  const { user, guildId, id } = interaction;
  return {
    userId: user.id,
    guildId,
    turn: "ask",
    scene: { canPost },
    isHeardByAll: false,
    about: { name, interaction: id },
  } as const;
}

type DonePlan = Plan & { readonly result: Promise<Done> };

/**
 * Delivers, counts and logs. What cannot be delivered is logged, and told where that is possible.
 * Gives whether what was asked for is shown.
 */
async function answer(
  parts: Parts,
  interaction: Answerable,
  name: string,
  plan: DonePlan,
): Promise<boolean> {
  const startedAt = parts.ticks();
  const about = { name, interaction: interaction.id };
  const record = (outcome: Outcome): void => {
    const ms = Math.round(parts.ticks() - startedAt);
    parts.metrics.record({ name, outcome, ms });
    parts.log.info({ ...about, outcome, ms }, "interaction");
  };
  try {
    await respond(interaction, plan, parts.now);
    const { outcome, kind } = await plan.result;
    record(outcome);
    return kind === "shown";
  } catch (error) {
    const reference = logFailure(parts.log, error, about);
    record("undelivered");
    // Nobody is there to be told: too late, or the token is spent.
    if (isDiscordError(error, "unknownInteraction", "unknownWebhook", "invalidWebhookToken"))
      return false;
    const payload = parts.render.error(UNSENDABLE, reference);
    await apologise(interaction, payload).catch((again: unknown) => {
      parts.log.warn({ ...about, reference, err: again }, "could not tell the user");
    });
    return false;
  }
}

const UNSENDABLE =
  "The answer was made, and Discord did not take it. It is in the log under this id.";

async function autocomplete(
  parts: Parts,
  names: KeptNames,
  interaction: AutocompleteInteraction,
): Promise<void> {
  const about = { name: `/${interaction.commandName}`, interaction: interaction.id };
  try {
    await answerAutocomplete(interaction, names);
  } catch (error) {
    if (isDiscordError(error, "unknownInteraction", "alreadyAcknowledged")) {
      parts.log.info(about, "autocomplete was overtaken");
    } else {
      logFailure(parts.log, error, about);
    }
  }
}
