import type { ButtonInteraction } from "discord.js";
import { OnRecordError } from "../../core/errors.ts";
import type { Scene } from "./buttons.ts";
import type { Wanted } from "./command.ts";
import { type PressHead, readPress, viewOf } from "./custom-id.ts";
import { EVENTS_REMEMBERED } from "./bot-limits.ts";
import { createOnce } from "./once.ts";
import type { Parts } from "./parts.ts";
import { isEphemeral, isOwnMessage, mayAnswerPublicly } from "./place.ts";

/** How a press is answered, and with what. */
export interface PressPlan {
  readonly name: string;
  readonly how: "reply" | "update";
  readonly isPosted: boolean;
  readonly scene: Scene;
  /**
   * To be called in the user's turn.
   *
   * @throws OnRecordError E_NOT_FOUND for a button that is forged, of another version, or too old.
   */
  readonly wanted: () => Wanted;
  /** To be called where it could not be done, so that it can be tried again. */
  readonly takeBack: () => void;
}

/** Reads buttons. Remembers, while it runs, which message was posted and whose feedback was counted. */
export function createPressReader(
  parts: Pick<Parts, "settings" | "render">,
): (interaction: ButtonInteraction) => PressPlan {
  const once = createOnce(EVENTS_REMEMBERED);
  const { settings, render } = parts;
  return (interaction) => {
    const head = readPress(interaction.customId);
    if (!head) return { ...ASIDE, name: "unknown button", wanted: notUnderstood };
    const { action: name, judged } = head;
    if (name === "helpful" || name === "not-helpful") {
      const wanted = (): Wanted => {
        const id = `${name} ${interaction.message.id} ${interaction.user.id}`;
        if (once.first(id)) settings.countFeedback(name, judged ?? undefined);
        return { payload: render.note(THANKS) };
      };
      return { ...ASIDE, name, wanted };
    }
    const post = `post ${interaction.message.id}`;
    if (name === "post" && !once.first(post)) {
      return { ...ASIDE, name, wanted: () => ({ payload: render.note(POSTED) }) };
    }
    const wanted = (): Wanted => {
      const view = viewOf(head, settings) ?? notUnderstood();
      return { view, page: head.page };
    };
    return { name, wanted, takeBack: () => once.forget(post), ...wayOf(interaction, head) };
  };
}

/** A word to the one who pressed. */
const ASIDE = {
  how: "reply",
  isPosted: false,
  scene: { canPost: false },
  takeBack: () => undefined,
} as const;

function notUnderstood(): never {
  throw new OnRecordError("E_NOT_FOUND", NOT_UNDERSTOOD);
}

const NOT_UNDERSTOOD =
  "This button is not understood: it may be of an earlier version, or what it was to show is no longer kept. Please ask again.";
const THANKS = "Thank you. This is counted without your name.";
const POSTED = "This is posted already.";

function wayOf(interaction: ButtonInteraction, { action }: PressHead) {
  const mayPost = mayAnswerPublicly(interaction);
  if (action === "post") {
    return { how: "update", isPosted: mayPost, scene: { canPost: false } } as const;
  }
  const isHere = action === "turn" && isOwnMessage(interaction);
  // In place of a message for all there is nothing left to post; a new one is private.
  const canPost = mayPost && (!isHere || isEphemeral(interaction));
  return { how: isHere ? "update" : "reply", isPosted: false, scene: { canPost } } as const;
}
