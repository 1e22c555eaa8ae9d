import type { Clock } from "./clock.ts";
import type { Command } from "./command.ts";
import type { JsonObject } from "./json.ts";
import type { Look, Modal } from "./payload.ts";
import type { Violations } from "./violations.ts";

export interface User {
  readonly id: string;
  readonly username: string;
  readonly globalName: string | null;
  readonly bot: boolean;
}

export const CHANNEL = { text: 0, dm: 1, voice: 2, thread: 11, forum: 15 } as const;

export interface Channel {
  readonly id: string;
  readonly type: (typeof CHANNEL)[keyof typeof CHANNEL];
  /** Null in a direct message. */
  readonly guildId: string | null;
  readonly name: string;
  /** The other one, in a direct message. */
  readonly recipientId: string | null;
  /** The channel that a thread is in. */
  readonly parentId: string | null;
  /** Permissions that the bot does not have here, whatever its role says. */
  botDenied: bigint;
}

export interface Role {
  readonly id: string;
  readonly name: string;
  permissions: bigint;
}

export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  /** Whether the app is a member. Where it is not, only a user's own install reaches it. */
  readonly installed: boolean;
  readonly memberIds: Set<string>;
  /** `@everyone`, which has the guild's id, then the bot's own role. */
  readonly roles: readonly [everyone: Role, bot: Role, ...others: Role[]];
}

export interface Pinged {
  readonly everyone: boolean;
  readonly users: readonly string[];
  readonly roles: readonly string[];
}

/** A message as it now is. Those of the bot and those of users are of one kind. */
export interface Message {
  readonly id: string;
  readonly channelId: string;
  readonly guildId: string | null;
  readonly author: User;
  readonly createdAt: number;
  readonly replyTo: string | null;
  /** The interaction that it answers. */
  readonly interaction: Interaction | null;
  /** Whether somebody's webhook has sent it, rather than a person or a bot. */
  readonly isWebhook: boolean;
  look: Look;
  /** Whom it has notified. */
  pinged: Pinged;
  editedAt: number | null;
  deleted: boolean;
  /** Every look it has had, the present one last. */
  readonly history: Look[];
}

export const INTERACTION = { command: 2, component: 3, autocomplete: 4, modal: 5 } as const;

export const CALLBACK = {
  reply: 4,
  deferReply: 5,
  deferUpdate: 6,
  update: 7,
  choices: 8,
  modal: 9,
} as const;

export interface Choice {
  readonly name: string;
  readonly value: string | number;
}

/** One interaction and what became of it. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly type: (typeof INTERACTION)[keyof typeof INTERACTION];
  readonly name: string;
  readonly user: User;
  readonly guildId: string | null;
  readonly channelId: string;
  /** False where the app is only installed by the user: five follow-ups, no public word. */
  readonly appInGuild: boolean;
  readonly mayAnswerPublicly: boolean;
  /** What the gateway has sent. */
  readonly sent: JsonObject;
  readonly createdAt: number;
  /** The message whose component was used. */
  readonly sourceMessageId: string | null;
  ack: { readonly type: number; readonly at: number } | null;
  /** When there first was something to see beyond "thinking". */
  answeredAt: number | null;
  originalId: string | null;
  readonly followUpIds: string[];
  followUpCount: number;
  modal: Modal | null;
  choices: readonly Choice[] | null;
}

/** Everything that the double knows, and the ways in which its parts tell each other. */
export interface World {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly violations: Violations;
  readonly token: string;
  readonly bot: User;
  readonly applicationId: string;
  readonly users: Map<string, User>;
  readonly guilds: Map<string, Guild>;
  readonly channels: Map<string, Channel>;
  readonly messages: Map<string, Message>;
  /** By token. */
  readonly interactions: Map<string, Interaction>;
  commands: readonly Command[];
  /** Sends an event over the gateway; `build` gets the intents of a session and may refuse. */
  dispatch(
    event: string,
    guildId: string | null,
    build: (intents: number) => JsonObject | null,
  ): void;
  /** Called after each change, so that a test can wait for one. */
  changed(): void;
}
