import type { Channel, Message, User, World } from "./world.ts";
import { EMPTY_LOOK, pingsOf, post } from "./messages.ts";

export interface Speech {
  readonly author: User;
  /** Users whose mention goes before the text. */
  readonly mentions?: readonly User[];
  readonly replyTo?: Message;
  /** Whether a reply notifies the author of what it replies to; clients do unless told not to. */
  readonly ping?: boolean;
  /** Whether the author is a webhook's. */
  readonly webhook?: boolean;
}

/** A person writes a message. */
export function say(world: World, channel: Channel, text: string, speech: Speech): Message {
  const { author, mentions = [], replyTo, ping = true, webhook: isWebhook = false } = speech;
  const named = mentions.map(({ id }) => `<@${id}> `).join("");
  const look = { ...EMPTY_LOOK, content: `${named}${text}`.trim() };
  // An answer to an interaction is sent by a webhook, so a reply to it notifies nobody.
  const replied = replyTo && ping && !replyTo.interaction ? replyTo.author : null;
  const pinged = pingsOf(look, undefined, { isAnswer: false, replied });
  return post(world, { channel, author, look, pinged, replyTo: replyTo?.id ?? null, isWebhook });
}
