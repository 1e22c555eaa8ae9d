import type { Message, OmitPartialGroupDMChannel } from "discord.js";
import { MessageFlags } from "discord.js";
import type { Wanted } from "./command.ts";
import { isDiscordError, logFailure } from "./failures.ts";
import { questionOf } from "./free-text.ts";
import { ANSWER_AT_ONCE_MS, EVENTS_REMEMBERED, OFF_NOTE_EVERY_MS } from "./bot-limits.ts";
import { createOnce } from "./once.ts";
import type { Parts } from "./parts.ts";
import { chainOf } from "./previous.ts";
import type { Outcome, Payload } from "./ports.ts";
import { deliver } from "./respond.ts";
import { createSeldom } from "./seldom.ts";
import { work } from "./work.ts";

type Heard = OmitPartialGroupDMChannel<Message>;

/** Answers messages that address the bot: a mention, a reply to it, a direct message. */
export function createMessages(parts: Parts): (message: Heard) => Promise<void> {
  const once = createOnce(EVENTS_REMEMBERED);
  // So that nobody can make the bot talk where it is off.
  const mayTellOff = createSeldom(parts.ticks, OFF_NOTE_EVERY_MS);
  return async (message) => {
    if (!isAddressed(message) || !once.first(message.id)) return;
    if (isEnabled(parts, message)) await answer(parts, message);
    else if (mayTellOff(message.channelId)) await reply(parts, message, parts.render.note(OFF));
  };
}

/** By a person, to the bot itself: not to everybody, not to a role. */
function isAddressed(message: Heard): boolean {
  const { author, webhookId, system, mentions, client } = message;
  if (author.bot || webhookId !== null || system || mentions.everyone) return false;
  if (!message.inGuild()) return true;
  return mentions.users.has(client.user.id) || mentions.repliedUser?.id === client.user.id;
}

/** A thread is enabled with the channel that it is in. */
function isEnabled({ settings }: Parts, message: Heard): boolean {
  if (!message.inGuild()) return true;
  const { channel } = message;
  const ids = [message.channelId, channel.isThread() ? channel.parentId : null];
  const enabled = settings.channels(message.guildId);
  return ids.some((id) => id !== null && enabled.includes(id));
}

const OFF =
  "Mentions are not answered in this channel. Use /ask, or let somebody who manages the server run /settings enable here.";

async function answer(parts: Parts, message: Heard): Promise<void> {
  const startedAt = parts.ticks();
  const about = { name: "message", interaction: message.id };
  // Typing says that an answer comes, and is no answer: whether it arrives does not matter.
  const typing = setTimeout(
    () => void message.channel.sendTyping().catch(() => undefined),
    ANSWER_AT_ONCE_MS,
  );
  const request = {
    userId: message.author.id,
    guildId: message.guildId,
    turn: "ask",
    scene: { canPost: false },
    // A message has no answer that only its author sees.
    isHeardByAll: true,
    about,
  } as const;
  const done = await work(parts, request, () => wantedBy(parts, message));
  clearTimeout(typing);
  const isSent = done.kind === "silence" || (await reply(parts, message, done.payload));
  const told: Outcome = isSent ? done.outcome : "undelivered";
  const ms = Math.round(parts.ticks() - startedAt);
  parts.metrics.record({ name: "message", outcome: told, ms });
  parts.log.info({ ...about, outcome: told, ms }, "message");
}

async function wantedBy(parts: Parts, message: Heard): Promise<Wanted> {
  const { content, mentions, client } = message;
  const mentioned = mentions.users.map(({ id, displayName }) => ({ id, name: displayName }));
  const text = questionOf(content, client.user.id, mentioned);
  if (text === "") return { payload: parts.render.help(parts.commandIds()) };
  return { view: { kind: "ask", chain: await chainOf(parts, message, text) } };
}

/** Replies; where the message is no more, or may not be replied to, answers beside it. */
async function reply(parts: Parts, message: Heard, payload: Payload): Promise<boolean> {
  const sent = { ...payload, flags: MessageFlags.IsComponentsV2 } as const;
  try {
    await deliver(() => message.reply({ ...sent, failIfNotExists: false })).catch(
      async (error: unknown) => {
        if (!isDiscordError(error, "noHistory")) throw error;
        await deliver(() => message.channel.send(sent));
      },
    );
    return true;
  } catch (error) {
    logFailure(parts.log, error, { name: "message", interaction: message.id });
    return false;
  }
}
