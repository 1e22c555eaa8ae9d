import { setTimeout as wait } from "node:timers/promises";
import { type ButtonInteraction, MessageFlags, type RepliableInteraction } from "discord.js";
import { isDiscordError, isPassing } from "./failures.ts";
import { ANSWER_AT_ONCE_MS, SEND_PAUSE_MS, SEND_TRIES } from "./bot-limits.ts";
import type { Payload } from "./ports.ts";
import { within } from "../run/within.ts";

export type Answerable = RepliableInteraction;

/** How an interaction is to be answered. */
export interface Plan {
  /** In a new message, or in the place of the message whose button was pressed. */
  readonly how: "reply" | "update";
  /** Whether only the user sees it. Of no meaning for an update. */
  readonly isPrivate: boolean;
  /** Never rejects: a failure has been made a notice. */
  readonly result: Promise<Result>;
  /** Whether the payload is then sent once more, for all to see. */
  readonly isPosted: boolean;
}

/** What was asked for; or a notice that it cannot be had, which replaces no message; or nothing. */
export type Result =
  | { readonly kind: "shown" | "notice"; readonly payload: Payload }
  | { readonly kind: "silence" };

/**
 * Answers at once when the answer is ready within a second, else tells Discord that it will come.
 * Whatever was delivered by an earlier try counts as delivered.
 *
 * @param now milliseconds of the epoch. A clock that is wrong makes the answer come at once less often,
 * or later, and never not at all.
 * @throws what Discord answers when nothing could be delivered.
 */
export async function respond(
  interaction: Answerable,
  plan: Plan,
  now: () => number,
): Promise<void> {
  const ready = await within(plan.result, timeLeftMs(interaction, now()));
  if (ready?.kind === "silence") await acknowledge(interaction);
  else if (ready) await answerNow(interaction, plan, ready);
  else await answerLater(interaction, plan);
}

/**
 * Acknowledges and says nothing. Discord shows "The application did not respond" for what is not
 * acknowledged within three seconds. A button's deferral shows nothing; a command has none of that
 * kind, so its private "thinking" is taken away again, which leaves nothing either.
 */
async function acknowledge(interaction: Answerable): Promise<void> {
  if (interaction.isButton() && (await deferUpdate(interaction))) return;
  await deliver(() => interaction.deferReply({ flags: MessageFlags.Ephemeral }));
  await takeAway(interaction);
}

/** Deletes a deferred answer before there is anything in it. */
async function takeAway(interaction: Answerable): Promise<void> {
  try {
    await deliver(() => interaction.webhook.deleteMessage("@original"));
  } catch (error) {
    if (!isDiscordError(error, "unknownMessage")) throw error;
  }
}

/** An interaction that has been long on its way is told at once to wait: Discord gives three seconds. */
function timeLeftMs({ createdTimestamp }: Answerable, now: number): number {
  const age = now - createdTimestamp;
  return Math.min(ANSWER_AT_ONCE_MS, Math.max(0, ANSWER_AT_ONCE_MS - age));
}

type Told = Exclude<Result, { kind: "silence" }>;

async function answerNow(interaction: Answerable, plan: Plan, result: Told): Promise<void> {
  const isUpdate = plan.how === "update" && result.kind === "shown" && interaction.isButton();
  if (!isUpdate) {
    const isPrivate = plan.isPrivate || plan.how === "update" || result.kind === "notice";
    await deliver(() => interaction.reply({ ...result.payload, flags: flagsOf(isPrivate) }));
    return;
  }
  try {
    await deliver(() => interaction.update({ ...result.payload, flags: PUBLIC }));
  } catch (error) {
    if (!isDiscordError(error, "unknownMessage")) throw error;
    await deliver(() => interaction.reply({ ...result.payload, flags: flagsOf(true) }));
  }
  if (plan.isPosted) await followUp(interaction, result.payload, false);
}

async function answerLater(interaction: Answerable, plan: Plan): Promise<void> {
  const isUpdating =
    plan.how === "update" && interaction.isButton() && (await deferUpdate(interaction));
  if (!isUpdating) {
    const isPrivate = plan.isPrivate || plan.how === "update";
    const flags = isPrivate ? ({ flags: MessageFlags.Ephemeral } as const) : {};
    await deliver(() => interaction.deferReply(flags));
  }
  const result = await plan.result;
  if (result.kind === "silence") {
    if (!isUpdating) await takeAway(interaction);
    return;
  }
  if (isUpdating && result.kind === "notice") {
    await followUp(interaction, result.payload, true);
    return;
  }
  await edit(interaction, result.payload, plan.isPrivate);
  if (plan.isPosted && result.kind === "shown") await followUp(interaction, result.payload, false);
}

/** False where the message with the button is no more. */
async function deferUpdate(interaction: ButtonInteraction): Promise<boolean> {
  try {
    await deliver(() => interaction.deferUpdate());
    return true;
  } catch (error) {
    if (isDiscordError(error, "unknownMessage")) return false;
    throw error;
  }
}

/** Fills the deferred answer; where somebody has deleted it meanwhile, answers in a new message. */
async function edit(interaction: Answerable, payload: Payload, isPrivate: boolean): Promise<void> {
  const flags = MessageFlags.IsComponentsV2;
  try {
    // Not through editReply: it knows nothing of a deferral whose answer was lost.
    await deliver(() => interaction.webhook.editMessage("@original", { ...payload, flags }));
  } catch (error) {
    if (!isDiscordError(error, "unknownMessage")) throw error;
    await followUp(interaction, payload, isPrivate);
  }
}

/** For what could not be sent otherwise: a private word, in whatever way is still open. */
export async function apologise(interaction: Answerable, payload: Payload): Promise<void> {
  const message = { ...payload, flags: PRIVATE };
  const isOpen = interaction.deferred || interaction.replied;
  await deliver(() => (isOpen ? interaction.webhook.send(message) : interaction.reply(message)));
}

async function followUp(
  interaction: Answerable,
  payload: Payload,
  isPrivate: boolean,
): Promise<void> {
  await deliver(() => interaction.webhook.send({ ...payload, flags: flagsOf(isPrivate) }));
}

function flagsOf(isPrivate: boolean): typeof PUBLIC | typeof PRIVATE {
  return isPrivate ? PRIVATE : PUBLIC;
}

const PUBLIC = MessageFlags.IsComponentsV2;
const PRIVATE = [MessageFlags.IsComponentsV2, MessageFlags.Ephemeral] as const;

/** Sends, again where Discord or the network fails. Taken by an earlier try, it is delivered. */
export async function deliver(send: () => Promise<unknown>): Promise<void> {
  for (let left = SEND_TRIES - 1; ; left -= 1) {
    try {
      await send();
      return;
    } catch (error) {
      if (isDiscordError(error, "alreadyAcknowledged")) return;
      if (left === 0 || !isPassing(error)) throw error;
      await wait(SEND_PAUSE_MS);
    }
  }
}
