import { hostileTexts } from "../../support/hostile.ts";
import type { InteractionHandle } from "../double/handle.ts";
import type { Discord } from "../double/start.ts";
import type { Channel, Message } from "../double/world.ts";
import { FORGED_IDS, forge } from "./forged-ids.ts";

export interface HostileOptions {
  /** Of the longest texts, in UTF-16 code units. */
  readonly size: number;
}

/** What hostile members have done, to be looked at afterwards. */
export interface Hostile {
  /** Does the next hostile thing; gives how many events that were. */
  act(): number;
  /** Where they talk: what the bot says there is looked at. */
  readonly channels: readonly Channel[];
  /** Those that have to be acknowledged. */
  readonly handles: readonly InteractionHandle[];
  readonly mentions: readonly Message[];
}

/** A command takes no longer text than this, whoever sends it. */
const QUESTION_MAX = 1_000;
const QUOTE_MAX = 2_000;
const NAME_MAX = 200;
/** Mentions of one member in one go. */
const FLOOD = 60;
/** So many members, so that limits let most of what they do through. */
const MEMBERS = 200;

/**
 * Members who ask hostile questions of every shape by command, mention, direct message and menu, press
 * forged buttons, and flood, one after the other.
 */
export function newHostile(discord: Discord, { size }: HostileOptions): Hostile {
  const members = Array.from({ length: MEMBERS }, (_, at) => discord.addUser(`Mallory ${at}`));
  const texts = hostileTexts(size);
  const short = (max: number) => hostileTexts(Math.min(max, size));
  const [questions, quotes, names] = [short(QUESTION_MAX), short(QUOTE_MAX), short(NAME_MAX)];
  const { channel } = discord;
  const dm = discord.directWith(members[0] ?? discord.user);
  const handles: InteractionHandle[] = [];
  const mentions: Message[] = [];
  let at = -1;
  const asMember = () => ({ user: members[at % MEMBERS] ?? discord.user });
  const of = (list: readonly { readonly text: string }[]): string =>
    list[Math.floor(at / DEEDS.length) % list.length]?.text ?? "";
  const say = (text: string, author = asMember().user): void => {
    mentions.push(discord.say(channel, text, { mentions: [discord.bot], author }));
  };
  const menu = (entry: string): void => {
    const { user } = asMember();
    const target = discord.say(channel, of(texts), { author: user });
    handles.push(discord.contextMenu(entry, target, { user }));
  };
  const DEEDS: readonly (() => number)[] = [
    () => handles.push(discord.slash("ask", { question: of(questions) }, asMember())) && 1,
    () => (say(of(texts)), 1),
    () => handles.push(discord.slash("verify", { quote: of(quotes) }, asMember())) && 1,
    () => (menu("Check quotes"), 1),
    () => {
      const given = { speaker: of(names), about: of(names) };
      return handles.push(discord.slash("quotes", given, asMember())) && 1;
    },
    () => {
      const { reply } = handles.find(({ reply: one }) => one && !one.deleted) ?? {};
      if (!reply?.interaction) return 0;
      const id = FORGED_IDS[at % FORGED_IDS.length] ?? "";
      const by = { user: reply.interaction.user };
      handles.push(discord.press(forge(reply, id), id, by));
      return 1;
    },
    () => (menu("Find sources"), 1),
    () => (discord.directMessage(of(texts), { author: members[0] ?? discord.user }), 1),
  ];
  return {
    channels: [channel, dm],
    handles,
    mentions,
    act: () => {
      at += 1;
      // Once in a while one of them floods.
      if (at % FLOOD !== FLOOD - 1) return DEEDS[at % DEEDS.length]?.() ?? 0;
      const { user } = asMember();
      for (let left = FLOOD; left > 0; left -= 1) say("What did Rutte say?", user);
      return FLOOD;
    },
  };
}
