import type { Choice, Interaction, Message, World } from "./world.ts";
import type { Modal } from "./payload.ts";
import type { Waiting } from "./waiting.ts";
import { display, displayModal } from "./display.ts";
import { FLAG } from "./payload.ts";
import { nameIn } from "./names.ts";
import { CALLBACK } from "./world.ts";

/** An interaction as its user sees it, at any time. */
export interface InteractionHandle {
  readonly id: string;
  readonly token: string;
  /** The first response: its callback type, and ms from the interaction to it. */
  readonly ack: { readonly type: number; readonly ms: number } | null;
  /** Ms to the first thing to see; "thinking" is not one. */
  readonly answeredMs: number | null;
  readonly isDeferred: boolean;
  readonly isEphemeral: boolean;
  /** The original response, or the message that a button has changed. */
  readonly reply: Message | null;
  readonly followUps: readonly Message[];
  readonly modal: Modal | null;
  readonly choices: readonly Choice[] | null;
  /** All there is to see, as a client would show it. */
  readonly text: string;
  /** The interaction as it was sent. */
  readonly sent: Interaction["sent"];
  /** Waits for the first response. */
  acknowledged(timeoutMs?: number): Promise<InteractionHandle>;
  /** Waits until there is something to see. */
  answered(timeoutMs?: number): Promise<InteractionHandle>;
}

export function newHandle(
  world: World,
  waiting: Waiting,
  interaction: Interaction,
): InteractionHandle {
  const since = (at: number): number => at - interaction.createdAt;
  const alive = (id: string | null): Message | null => {
    const message = id === null ? undefined : world.messages.get(id);
    return message && !message.deleted ? message : null;
  };
  const handle: InteractionHandle = {
    id: interaction.id,
    token: interaction.token,
    get ack() {
      const { ack } = interaction;
      return ack && { type: ack.type, ms: since(ack.at) };
    },
    get answeredMs() {
      return interaction.answeredAt === null ? null : since(interaction.answeredAt);
    },
    get isDeferred() {
      const type = interaction.ack?.type;
      return type === CALLBACK.deferReply || type === CALLBACK.deferUpdate;
    },
    get isEphemeral() {
      return ((handle.reply?.look.flags ?? 0) & FLAG.ephemeral) !== 0;
    },
    get reply() {
      return alive(interaction.originalId);
    },
    get followUps() {
      return interaction.followUpIds.flatMap((id) => alive(id) ?? []);
    },
    get modal() {
      return interaction.modal;
    },
    get choices() {
      return interaction.choices;
    },
    get text() {
      const shown = [handle.reply, ...handle.followUps].filter((message) => message !== null);
      const texts = shown.map(({ look }) => display(look, nameIn(world)));
      if (interaction.modal) texts.push(displayModal(interaction.modal, nameIn(world)));
      return texts.join("\n\n");
    },
    sent: interaction.sent,
    acknowledged: async (timeoutMs) => {
      await waiting.until(() => interaction.ack !== null, {
        what: `acknowledgement of ${interaction.name}`,
        timeoutMs,
      });
      return handle;
    },
    answered: async (timeoutMs) => {
      await waiting.until(() => interaction.answeredAt !== null, {
        what: `answer to ${interaction.name}`,
        timeoutMs,
      });
      return handle;
    },
  };
  return handle;
}
