import type { ButtonInteraction } from "discord.js";
import type { Scene } from "./buttons.ts";
import type { Wanted } from "./command.ts";
import { type Press, decodePress } from "./custom-id.ts";
import { EVENTS_REMEMBERED } from "./limits.ts";
import { newOnce } from "./once.ts";
import type { Parts } from "./parts.ts";
import { isEphemeral, isOwnMessage, mayAnswerPublicly } from "./place.ts";
import type { Payload } from "./ports.ts";

/** What a press is answered with: work to be done, or a word at once. */
export type PressPlan =
  | {
      readonly name: string;
      readonly how: "reply" | "update";
      readonly isPosted: boolean;
      readonly scene: Scene;
      readonly wanted: Wanted;
      /** To be called where it could not be done, so that it can be tried again. */
      readonly takeBack: () => void;
    }
  | { readonly name: string; readonly note: Payload };

/** Reads buttons. Remembers, while it runs, which message was posted and whose feedback was counted. */
export function newPressReader(
  parts: Pick<Parts, "settings" | "render">,
): (interaction: ButtonInteraction) => PressPlan {
  const once = newOnce(EVENTS_REMEMBERED);
  return (interaction) => {
    const press = decodePress(interaction.customId, parts.settings);
    if (!press) return { name: "unknown button", note: parts.render.note(TOO_OLD) };
    const { action } = press;
    if (action === "helpful" || action === "not-helpful") {
      const id = `${action} ${interaction.message.id} ${interaction.user.id}`;
      if (once.first(id)) parts.settings.countFeedback(action, press.judged ?? undefined);
      return { name: action, note: parts.render.note(THANKS) };
    }
    const post = `post ${interaction.message.id}`;
    if (action === "post" && !once.first(post)) {
      return { name: action, note: parts.render.note(POSTED) };
    }
    return { name: action, ...planOf(interaction, press), takeBack: () => once.forget(post) };
  };
}

const TOO_OLD = "What this button was to show is no longer kept. Please ask again.";
const THANKS = "Thank you. This is counted without your name.";
const POSTED = "This is posted already.";

function planOf(interaction: ButtonInteraction, { action, view, page }: Press) {
  const mayPost = mayAnswerPublicly(interaction);
  const wanted = { view, page };
  if (action === "post") {
    const scene = { canPost: false };
    return { how: "update", isPosted: mayPost, scene, wanted } as const;
  }
  const isHere = action === "turn" && isOwnMessage(interaction);
  // In place of a message for all there is nothing left to post; a new one is private.
  const canPost = mayPost && (!isHere || isEphemeral(interaction));
  return { how: isHere ? "update" : "reply", isPosted: false, scene: { canPost }, wanted } as const;
}
