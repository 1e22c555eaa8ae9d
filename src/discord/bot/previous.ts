import { ComponentType, type Message } from "discord.js";
import { FOLLOW_UP_WORDS_MAX } from "../../core/limits.ts";
import { splitMessage } from "../../core/question/message.ts";
import { decodePress } from "./custom-id.ts";
import { EARLIER_QUESTIONS_MAX, LOOK_BACK_MESSAGES } from "./bot-limits.ts";
import type { Parts } from "./parts.ts";
import { type ViewOf, question } from "./view.ts";

type Chain = ViewOf<"ask">["chain"];

/**
 * The question of a message with those that it follows up. They are read from the buttons of the
 * answer that it replies to; in a thread or a direct message, from the last answer there.
 */
export async function chainOf(
  parts: Pick<Parts, "settings" | "log">,
  message: Message,
  text: string,
): Promise<Chain> {
  const asked = question(text);
  if (text.split(/\s+/u).length > FOLLOW_UP_WORDS_MAX) return [asked];
  const earlier = await earlierOf(parts, message);
  if (!earlier) return [asked];
  // "Thanks!" asks for nothing and is followed up by nothing.
  const asking = earlier.filter((one) => splitMessage(one.question).length > 0);
  const [first, ...others] = asking.slice(-EARLIER_QUESTIONS_MAX);
  return first ? [first, ...others, asked] : [asked];
}

async function earlierOf(
  parts: Pick<Parts, "settings" | "log">,
  message: Message,
): Promise<Chain | null> {
  try {
    if (message.reference?.messageId !== undefined) {
      const answer = await message.fetchReference();
      return chainIn(parts, answer);
    }
    const isRow = message.channel.isThread() || message.channel.isDMBased();
    return isRow ? await lastChainIn(parts, message) : null;
  } catch (error) {
    // Gone, or the bot may not read here: the question then stands on its own.
    parts.log.info({ err: error }, "what was asked before cannot be read");
    return null;
  }
}

async function lastChainIn(
  parts: Pick<Parts, "settings">,
  message: Message,
): Promise<Chain | null> {
  const before = await message.channel.messages.fetch({
    before: message.id,
    limit: LOOK_BACK_MESSAGES,
    cache: false,
  });
  const own = before.filter(({ author, client }) => author.id === client.user.id);
  for (const answer of own.sort((a, b) => b.createdTimestamp - a.createdTimestamp).values()) {
    const chain = chainIn(parts, answer);
    if (chain) return chain;
  }
  return null;
}

/** The questions that an own answer carries in its buttons. */
function chainIn(parts: Pick<Parts, "settings">, answer: Message): Chain | null {
  if (answer.author.id !== answer.client.user.id) return null;
  for (const id of customIdsOf(answer)) {
    const view = decodePress(id, parts.settings)?.view;
    if (view?.kind === "ask") return view.chain;
  }
  return null;
}

function customIdsOf({ components }: Message): string[] {
  return components.flatMap((component) => {
    const rows = component.type === ComponentType.Container ? component.components : [component];
    return rows.flatMap((row) =>
      row.type === ComponentType.ActionRow
        ? row.components.flatMap(({ customId }) => customId ?? [])
        : [],
    );
  });
}
