import type { Channel, Guild, Message, User, World } from "./world.ts";
import type { Filled } from "./modal-deed.ts";
import type { InteractionHandle } from "./handle.ts";
import type { NewGuild } from "./new-world.ts";
import type { OptionValues } from "./options.ts";
import type { Speech } from "./speech.ts";
import type { Deed, Who } from "./interactions.ts";
import type { Waiting } from "./waiting.ts";
import { menuDeed, pressDeed, selectDeed, slashDeed } from "./deeds.ts";
import { display } from "./display.ts";
import { newHandle } from "./handle.ts";
import { interact } from "./interactions.ts";
import { announceMessage, remove } from "./messages.ts";
import { modalDeed } from "./modal-deed.ts";
import { nameIn } from "./names.ts";
import { addChannel, addGuild, addUser } from "./new-world.ts";
import { MEMBER_DEFAULT } from "./permissions.ts";
import { directChannel } from "./routes-place.ts";
import { say } from "./speech.ts";
import { channelJson, guildCreateJson } from "./wire.ts";
import { CHANNEL } from "./world.ts";

/** Whom to be, and where. What is left out is the default user in the default channel. */
export type As = Partial<Who>;

/** What the people on this Discord can do, and see. */
export interface People {
  readonly bot: User;
  readonly guild: Guild;
  readonly channel: Channel;
  readonly user: User;
  /** A member of the default server. */
  addUser(name: string, options?: { readonly bot?: boolean }): User;
  addGuild(name: string, options?: NewGuild): Guild;
  /** A text channel, if no other type is named. */
  addChannel(guild: Guild, name: string, type?: Channel["type"]): Channel;
  /** A person opens a post of a forum: a thread, to be written into. */
  addPost(forum: Channel, name: string): Channel;
  directWith(user: User): Channel;
  /** The thread that was opened from a message. */
  threadOf(message: Message): Channel | null;
  /** The bot is thrown out of a server, or the server is no more. */
  removeGuild(guild: Guild): void;
  /** Takes a permission away from the bot in one channel. */
  deny(channel: Channel, permission: bigint): void;
  /** `slash("ask", { question })`; subcommands as `slash("settings enable", {})`. */
  slash(name: string, values?: OptionValues, as?: As): InteractionHandle;
  /** What has been typed of a command so far, with the option being typed. */
  autocomplete(name: string, values: OptionValues, focused: string, as?: As): InteractionHandle;
  contextMenu(name: string, target: Message | User, as?: As): InteractionHandle;
  /** Presses a button, found by custom_id or label. */
  press(message: Message, button: string, as?: As): InteractionHandle;
  select(message: Message, select: string, values: readonly string[], as?: As): InteractionHandle;
  /** Submits the modal that an interaction was answered with. */
  modalSubmit(opened: InteractionHandle, filled: Filled, as?: As): InteractionHandle;
  say(channel: Channel, text: string, speech?: Partial<Speech>): Message;
  directMessage(text: string, speech?: Partial<Speech>): Message;
  deleteMessage(message: Message): void;
  deleteChannel(channel: Channel): void;
  /** Sends the event of a message once more, as an edit or a late link preview does. */
  touch(message: Message): void;
  /** What is in a channel now, oldest first, with what only one user sees. */
  messagesIn(channel: Channel): readonly Message[];
  /** Waits for the bot's reply to a message. */
  replyTo(message: Message, timeoutMs?: number): Promise<Message>;
  /** A message as a client would show it. */
  textOf(message: Message): string;
}

export function newPeople(world: World, waiting: Waiting): People {
  const user = addUser(world, "Ada");
  const guild = addGuild(world, "Readers", { members: [user] });
  const channel = addChannel(world, guild, "general");
  const whoOf = (as: As, where: Channel = channel): Who => ({
    user,
    channel: where,
    locale: "en-US",
    permissions: MEMBER_DEFAULT,
    userInstall: false,
    ...as,
  });
  const act = (who: Who, deed: Deed): InteractionHandle =>
    newHandle(world, waiting, interact(world, who, deed));
  const placeOf = (message: Message): Channel => world.channels.get(message.channelId) ?? channel;
  const sources = new WeakMap<InteractionHandle, Message>();
  const actOn = (message: Message, who: Who, deed: Deed): InteractionHandle => {
    const handle = act(who, deed);
    sources.set(handle, message);
    return handle;
  };
  return {
    bot: world.bot,
    guild,
    channel,
    user,
    ...places(world, guild),
    slash: (name, values = {}, as = {}) => {
      const who = whoOf(as);
      return act(who, slashDeed(world, who, { name, values }));
    },
    autocomplete: (name, values, focused, as = {}) => {
      const who = whoOf(as);
      return act(who, slashDeed(world, who, { name, values, focused }));
    },
    contextMenu: (name, target, as = {}) => {
      const who = whoOf(as, "channelId" in target ? placeOf(target) : channel);
      return act(who, menuDeed(world, who, name, target));
    },
    press: (message, button, as = {}) => {
      const who = whoOf(as, placeOf(message));
      return actOn(message, who, pressDeed(who, message, button));
    },
    select: (message, select, values, as = {}) => {
      const who = whoOf(as, placeOf(message));
      return actOn(message, who, selectDeed(who, message, select, values));
    },
    modalSubmit: (opened, filled, as = {}) => {
      if (!opened.modal) throw new Error("There is no modal to submit.");
      const source = sources.get(opened) ?? null;
      const who = whoOf(as, source ? placeOf(source) : channel);
      return act(who, modalDeed(opened.modal, filled, source));
    },
    ...talk(world, waiting, user),
  };
}

type Places = Pick<
  People,
  | "addUser"
  | "addGuild"
  | "addChannel"
  | "addPost"
  | "directWith"
  | "threadOf"
  | "removeGuild"
  | "deny"
>;

/** Makes people and places, and lets the bot know as Discord does. */
function places(world: World, home: Guild): Places {
  const tell = (event: string, channel: Channel): void =>
    world.dispatch(event, channel.guildId, () => channelJson(world, channel));
  return {
    addUser: (name, options) => {
      const user = addUser(world, name, options);
      home.memberIds.add(user.id);
      return user;
    },
    addGuild: (name, options) => {
      const guild = addGuild(world, name, options);
      if (guild.installed) {
        world.dispatch("GUILD_CREATE", guild.id, () => guildCreateJson(world, guild));
      }
      return guild;
    },
    addChannel: (guild, name, type) => {
      const channel = addChannel(world, guild, name, type);
      if (guild.installed) tell("CHANNEL_CREATE", channel);
      return channel;
    },
    addPost: (forum, name) => {
      const post: Channel = {
        ...forum,
        id: world.newId(),
        type: CHANNEL.thread,
        name,
        parentId: forum.id,
      };
      world.channels.set(post.id, post);
      tell("THREAD_CREATE", post);
      return post;
    },
    directWith: (whom) => directChannel(world, whom.id),
    threadOf: ({ id }) => world.channels.get(id) ?? null,
    removeGuild: (guild) => {
      world.guilds.delete(guild.id);
      world.dispatch("GUILD_DELETE", guild.id, () => ({ id: guild.id }));
    },
    deny: (channel, permission) => {
      channel.botDenied |= permission;
      tell("CHANNEL_UPDATE", channel);
    },
  };
}

type Talk = Pick<
  People,
  | "say"
  | "directMessage"
  | "deleteMessage"
  | "deleteChannel"
  | "touch"
  | "messagesIn"
  | "replyTo"
  | "textOf"
>;

function talk(world: World, waiting: Waiting, user: User): Talk {
  return {
    say: (where, text, speech = {}) => say(world, where, text, { author: user, ...speech }),
    directMessage: (text, speech = {}) => {
      const author = speech.author ?? user;
      return say(world, directChannel(world, author.id), text, { ...speech, author });
    },
    deleteMessage: (message) => remove(world, message),
    deleteChannel: (where) => {
      world.channels.delete(where.id);
      const gone = { id: where.id, type: where.type, guild_id: where.guildId };
      world.dispatch("CHANNEL_DELETE", where.guildId, () => gone);
    },
    touch: (message) => announceMessage(world, "MESSAGE_UPDATE", message),
    messagesIn: (where) =>
      [...world.messages.values()].filter(
        ({ channelId, deleted }) => channelId === where.id && !deleted,
      ),
    replyTo: async (message, timeoutMs) => {
      const find = (): Message | undefined =>
        [...world.messages.values()].find(
          ({ replyTo, author, deleted }) =>
            replyTo === message.id && author.id === world.bot.id && !deleted,
        );
      await waiting.until(() => find() !== undefined, { what: "reply", timeoutMs });
      const found = find();
      if (!found) throw new Error("The reply is gone.");
      return found;
    },
    textOf: ({ look }) => display(look, nameIn(world)),
  };
}
