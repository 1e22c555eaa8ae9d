import type { Channel, Interaction, Message, Pinged, User, World } from "./world.ts";
import type { Look, MessagePayload } from "./payload.ts";
import type { Problem } from "./rules-message.ts";
import { apiError, refuse } from "./api-error.ts";
import { messageEvent } from "./intents.ts";
import { allNodes } from "./markdown-node.ts";
import { parseMarkdown } from "./markdown.ts";
import { allComponents, COMPONENT, FLAG } from "./payload.ts";
import { isEmpty, messageProblems } from "./rules-message.ts";
import { isEphemeral } from "./wire.ts";

type AllowedMentions = MessagePayload["allowed_mentions"];

export const EMPTY_LOOK: Look = {
  content: "",
  embeds: [],
  components: [],
  flags: 0,
  attachments: [],
};

const NOBODY: Pinged = { everyone: false, users: [], roles: [] };

/** Flags that a request may set; an edit keeps the others as they are. */
const SETTABLE = FLAG.suppressEmbeds | FLAG.componentsV2;

/** What a message looks like once a payload is laid over what was there. */
export function lookOf(
  payload: MessagePayload,
  files: readonly string[],
  before: Look = EMPTY_LOOK,
): Look {
  const kept = before.flags & FLAG.ephemeral;
  const flags = payload.flags == null ? before.flags & ~FLAG.loading : kept | payload.flags;
  const named = (payload.attachments ?? []).map((one) => ({
    id: one.id,
    filename: one.filename ?? files[Number(one.id)] ?? null,
  }));
  const attachments =
    named.length > 0 ? named : files.map((filename, id) => ({ id: String(id), filename }));
  const or = <T>(given: T | null | undefined, was: T, none: T): T =>
    given === undefined ? was : (given ?? none);
  return {
    content: or(payload.content, before.content, "").trim(),
    embeds: or(payload.embeds, before.embeds, []),
    components: or(payload.components, before.components, []),
    flags,
    attachments:
      payload.attachments === undefined && files.length === 0 ? before.attachments : attachments,
  };
}

/**
 * Holds a look against Discord's rules.
 *
 * @throws ApiError 50006 for an empty message, 50035 for anything else.
 */
export function demandLook(look: Look, payload: MessagePayload, before?: Look): void {
  const wrong: Problem[] = [];
  const wasV2 = before !== undefined && (before.flags & FLAG.componentsV2) !== 0;
  if (wasV2 && (look.flags & FLAG.componentsV2) === 0) {
    wrong.push({ path: "flags", message: "IS_COMPONENTS_V2 cannot be taken off." });
  }
  if (before && ((payload.flags ?? 0) & ~SETTABLE & ~before.flags) !== 0) {
    wrong.push({ path: "flags", message: "An edit sets SUPPRESS_EMBEDS or IS_COMPONENTS_V2." });
  }
  const { parse, users, roles } = payload.allowed_mentions ?? {};
  for (const [kind, ids] of Object.entries({ users, roles })) {
    if (ids?.length && parse?.includes(kind)) {
      wrong.push({ path: "allowed_mentions", message: `${kind} both in parse and listed.` });
    }
  }
  refuse([...wrong, ...messageProblems(look)]);
  if (isEmpty(look)) throw apiError("emptyMessage", "rule");
}

export interface Post {
  readonly channel: Channel;
  readonly author: User;
  readonly look: Look;
  readonly pinged?: Pinged;
  readonly replyTo?: string | null;
  readonly interaction?: Interaction | null;
  readonly isWebhook?: boolean;
  /** False where there is nothing to see yet. */
  readonly announce?: boolean;
}

/** Puts a message into its channel and tells the sessions that may know. */
export function post(world: World, options: Post): Message {
  const { channel, author, look, interaction = null, announce = true } = options;
  const message: Message = {
    id: world.newId(),
    channelId: channel.id,
    guildId: channel.guildId,
    author,
    createdAt: world.clock.now(),
    replyTo: options.replyTo ?? null,
    interaction,
    isWebhook: options.isWebhook ?? false,
    look,
    pinged: options.pinged ?? NOBODY,
    editedAt: null,
    deleted: false,
    history: [look],
  };
  world.messages.set(message.id, message);
  if (announce) announceMessage(world, "MESSAGE_CREATE", message);
  world.changed();
  return message;
}

export function edit(world: World, message: Message, look: Look): void {
  message.look = look;
  message.history.push(look);
  message.editedAt = world.clock.now();
  announceMessage(world, "MESSAGE_UPDATE", message);
  world.changed();
}

export function remove(world: World, message: Message): void {
  message.deleted = true;
  const guild = message.guildId !== null && !isEphemeral(message) ? message.guildId : undefined;
  world.dispatch("MESSAGE_DELETE", message.guildId, () => ({
    id: message.id,
    channel_id: message.channelId,
    guild_id: guild,
  }));
  world.changed();
}

export function announceMessage(world: World, event: string, message: Message): void {
  const guild = message.guildId === null ? undefined : world.guilds.get(message.guildId);
  if (guild && !guild.installed) return;
  world.dispatch(event, message.guildId, (intents) => messageEvent(world, message, intents));
}

/** @throws ApiError 10008 for a message that is not there, or no more. */
export function findMessage(world: World, channelId: string, id: string): Message {
  const message = world.messages.get(id);
  if (!message || message.deleted || message.channelId !== channelId) {
    throw apiError("unknownMessage");
  }
  return message;
}

/**
 * Whom a new message notifies. Mentions in embeds and in code notify nobody; without
 * `allowed_mentions` an interaction's answer notifies users, any other message everybody it names.
 */
export function pingsOf(
  look: Look,
  allowed: AllowedMentions,
  { isAnswer, replied }: { readonly isAnswer: boolean; readonly replied: User | null },
): Pinged {
  const texts = [
    look.content,
    ...allComponents(look.components).flatMap(({ type, content }) =>
      type === COMPONENT.text ? [content ?? ""] : [],
    ),
  ];
  const mentions = texts
    .flatMap((text) => allNodes(parseMarkdown(text)))
    .filter((node) => node.kind === "mention");
  const ids = (what: string): string[] => [
    ...new Set(mentions.filter((node) => node.what === what).map(({ id }) => id)),
  ];
  const parse = allowed ? (allowed.parse ?? []) : isAnswer ? ["users"] : undefined;
  const may = (kind: string): boolean => parse === undefined || parse.includes(kind);
  const users = ids("user").filter((id) => may("users") || allowed?.users?.includes(id));
  const repliedIds =
    replied && (allowed ? allowed.replied_user === true : true) ? [replied.id] : [];
  return {
    everyone: may("everyone") && ids("everyone").length + ids("here").length > 0,
    users: [...new Set([...users, ...repliedIds])],
    roles: ids("role").filter((id) => may("roles") || allowed?.roles?.includes(id)),
  };
}
