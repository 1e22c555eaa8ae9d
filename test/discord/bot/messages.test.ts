import { beforeAll, describe, expect, test } from "vitest";
import type { Answerer } from "../../../src/discord/bot/ports.ts";
import { PERMISSION } from "../double/permissions.ts";
import type { Speech } from "../double/speech.ts";
import { CHANNEL, type Channel, type Message } from "../double/world.ts";
import { openCorpus } from "./stand-in-answerer.ts";
import { type RunOptions, type Running, buttons, run, seen } from "./support.ts";

let answerer: Answerer;
beforeAll(async () => {
  ({ answerer } = await openCorpus());
});

/** A bot whose mentions are answered in the default channel. */
async function enabled(options: Partial<RunOptions> = {}): Promise<Running> {
  const running = await run({ answerer, ...options });
  running.store.enable(running.discord.guild.id, running.discord.channel.id);
  return running;
}

function mention({ discord }: Running, text: string, replyTo?: Message): Message {
  const mentions = [discord.bot];
  return discord.say(discord.channel, text, replyTo ? { mentions, replyTo } : { mentions });
}

const own = ({ discord }: Running): Message[] =>
  discord.messagesIn(discord.channel).filter(({ author }) => author.id === discord.bot.id);

describe("mentions", () => {
  test("a question to the bot is answered beside it, pinging nobody", async () => {
    const running = await enabled();
    const { discord } = running;
    const reply = await discord.replyTo(mention(running, "What did Rutte say?"));
    expect(discord.textOf(reply)).toContain(
      "│ What did Rutte say?\n│ Understood: statements by Mark Rutte",
    );
    expect(reply.pinged).toEqual({ everyone: false, users: [], roles: [] });
    await discord.press(reply, "Next").answered();
    expect(discord.textOf(reply)).toContain("page 2 of");
    discord.violations.assertClean();
  });

  test("nothing but a mention gets help; too long a question is refused politely", async () => {
    const running = await enabled();
    const { discord } = running;
    const help = await discord.replyTo(mention(running, ""));
    expect(discord.textOf(help)).toContain("/verify");
    const refusal = await discord.replyTo(mention(running, "Kursk ".repeat(300)));
    expect(discord.textOf(refusal)).toContain("Ask a shorter one");
    discord.violations.assertClean();
  });

  test("where mentions are off, it says so once in a while and no more", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    const note = await discord.replyTo(mention(running, "What did Rutte say?"));
    expect(discord.textOf(note)).toContain("/settings enable");
    mention(running, "And now?");
    await discord.replyTo(discord.directMessage("What did Rutte say?"));
    expect(own(running)).toHaveLength(1);
    discord.violations.assertClean();
  });

  test("bots, webhooks, everyone and roles are ignored", async () => {
    const running = await enabled();
    const { discord } = running;
    const mentions = [discord.bot];
    const say = (text: string, speech: Partial<Speech> = {}) =>
      discord.say(discord.channel, text, speech);
    say("Rutte?", { mentions, author: discord.addUser("Robot", { bot: true }) });
    say("Rutte?", { mentions, webhook: true });
    say("@everyone Rutte?", { mentions });
    say(`<@&${discord.guild.roles[1].id}> Rutte?`);
    say("Rutte?");
    await discord.replyTo(discord.directMessage("What did Rutte say?"));
    expect(own(running)).toEqual([]);
    discord.violations.assertClean();
  });

  test("an edit or a second event of the same message is answered once", async () => {
    const running = await enabled();
    const { discord } = running;
    const message = mention(running, "What did Rutte say?");
    discord.touch(message);
    await discord.replyTo(message);
    discord.touch(message);
    await discord.replyTo(discord.directMessage("What did Rutte say?"));
    expect(own(running)).toHaveLength(1);
    discord.violations.assertClean();
  });
});

describe("other kinds of channels", () => {
  const asked = ({ discord }: Running, channel: Channel): Message =>
    discord.say(channel, "What did Rutte say?", { mentions: [discord.bot] });

  test("in the text of a voice channel a mention is answered once it is enabled there", async () => {
    const running = await run({ answerer });
    const { discord, store } = running;
    const voice = discord.addChannel(discord.guild, "Round table", CHANNEL.voice);
    const note = await discord.replyTo(asked(running, voice));
    expect(discord.textOf(note)).toContain("/settings enable");
    store.enable(discord.guild.id, voice.id);
    const reply = await discord.replyTo(asked(running, voice));
    expect(discord.textOf(reply)).toContain("Understood: statements by");
    const command = await discord.slash("about", {}, { channel: voice }).answered();
    expect(command.text).toContain("On Record");
    discord.violations.assertClean();
  });

  test("a post of a forum goes with its forum, and its pages turn", async () => {
    const running = await run({ answerer });
    const { discord, store } = running;
    const forum = discord.addChannel(discord.guild, "questions", CHANNEL.forum);
    const post = discord.addPost(forum, "On China");
    const note = await discord.replyTo(asked(running, post));
    expect(discord.textOf(note)).toContain("/settings enable");
    store.enable(discord.guild.id, forum.id);
    const reply = await discord.replyTo(asked(running, post));
    await discord.press(reply, "Next").answered();
    expect(discord.textOf(reply)).toContain("page 2 of");
    const next = await discord.replyTo(
      discord.say(post, "And Barrot?", { mentions: [discord.bot] }),
    );
    expect(discord.textOf(next)).toContain("Barrot");
    discord.violations.assertClean();
  });

  test("/settings enables a forum, and from within a post the forum that it is in", async () => {
    const running = await run({ answerer });
    const { discord, store } = running;
    const forum = discord.addChannel(discord.guild, "questions", CHANNEL.forum);
    const post = discord.addPost(forum, "On China");
    const manager = { channel: post, permissions: 0xff_ffff_ffffn };
    await discord.slash("settings enable", {}, manager).answered();
    expect(store.channels(discord.guild.id)).toEqual([forum.id]);
    discord.violations.assertClean();
  });
});

describe("direct messages", () => {
  test("need no mention and no setting; a follow-up needs no reply", async () => {
    const { discord } = await run({ answerer });
    const first = await discord.replyTo(discord.directMessage("What did Rutte say about China?"));
    expect(discord.textOf(first)).toContain("Understood: statements by");
    const second = await discord.replyTo(discord.directMessage("And Barrot?"));
    expect(discord.textOf(second)).toContain("Barrot");
    discord.violations.assertClean();
  });
});

describe("follow-ups", () => {
  test("a reply carries on from what it replies to, after a restart too", async () => {
    const asked: unknown[] = [];
    const running = await enabled({
      answerer: {
        ...answerer,
        ask: (question, options) => {
          asked.push([question, ...(options?.after ?? []).map((before) => before.question)]);
          return answerer.ask(question, options);
        },
      },
    });
    const { discord } = running;
    const first = await discord.replyTo(mention(running, "What did Rutte say about China?"));
    const second = discord.say(discord.channel, "And Barrot?", { replyTo: first });
    const answer = await discord.replyTo(second);
    await running.restart();
    const third = discord.say(discord.channel, "And about Kursk?", { replyTo: answer });
    await discord.replyTo(third);
    expect(asked).toEqual([
      ["What did Rutte say about China?"],
      ["And Barrot?", "What did Rutte say about China?"],
      ["And about Kursk?", "What did Rutte say about China?", "And Barrot?"],
    ]);
    discord.violations.assertClean();
  });

  test("a mention in reply to the answer of a command follows it up", async () => {
    const running = await enabled();
    const { discord } = running;
    const handle = await discord.slash("ask", { question: "What did Rutte say?" }).answered();
    const reply = await discord.replyTo(mention(running, "And Barrot?", seen(handle.reply)));
    expect(discord.textOf(reply)).toContain(
      "│ And Barrot?\n│ Understood: statements by Jean-Noël Barrot",
    );
    expect(discord.textOf(reply)).toContain("Barrot,");
    discord.violations.assertClean();
  });

  test("in a thread of an enabled channel, the last answer there is followed", async () => {
    const running = await enabled();
    const { discord, bot } = running;
    const first = await discord.replyTo(mention(running, "What did Rutte say?"));
    const channel = await bot.client.channels.fetch(first.channelId);
    if (!channel?.isTextBased()) throw new Error("The channel is not there.");
    await (await channel.messages.fetch(first.id)).startThread({ name: "More" });
    const thread = discord.threadOf(first);
    if (!thread) throw new Error("The thread is not there.");
    const inThread = (text: string) =>
      discord.replyTo(discord.say(thread, text, { mentions: [discord.bot] }));
    expect(discord.textOf(await inThread("What did Barrot say?"))).toContain("Barrot,");
    const followed = await inThread("And Rutte?");
    expect(discord.textOf(followed)).toContain("Mark Rutte,");
    discord.violations.assertClean();
  });

  test("an answer that is gone, or that may not be read, is not followed", async () => {
    const running = await enabled();
    const { discord } = running;
    const first = await discord.replyTo(mention(running, "What did Rutte say?"));
    discord.deny(discord.channel, PERMISSION.readHistory);
    await running.restart();
    const second = mention(running, "And China?", first);
    await discord.until("answer", () => own(running).length === 2);
    expect(second.id).toBeDefined();
    discord.violations.take("rule");
  });
});

describe("what can go wrong", () => {
  test("a question that is deleted before its answer is answered all the same", async () => {
    const running = await enabled();
    const { discord } = running;
    const message = mention(running, "What did Rutte say?");
    discord.deleteMessage(message);
    await discord.until("answer", () => own(running).length === 1);
    discord.violations.assertClean();
  });

  test("a channel that may not be written in is logged", async () => {
    const running = await enabled();
    const { discord, log, outcomes } = running;
    discord.deny(discord.channel, PERMISSION.sendMessages);
    mention(running, "What did Rutte say?");
    await expect.poll(outcomes).toEqual(["undelivered"]);
    expect(log.some(({ level, data }) => level === "warn" && "reference" in data)).toBe(true);
    discord.violations.assertClean();
  });

  test("a failure is told with the id that the log has", async () => {
    const running = await enabled({
      answerer: { ...answerer, ask: async () => Promise.reject(new Error("broken")) },
    });
    const { discord, log } = running;
    const reply = await discord.replyTo(mention(running, "What did Rutte say?"));
    const id = /id (?<id>[0-9a-f]{8})/.exec(discord.textOf(reply))?.groups?.["id"];
    expect(log.map(({ data }) => data["reference"])).toContain(id);
    expect(buttons(reply)).toEqual([]);
    discord.violations.assertClean();
  });

  test("a server that throws the bot out, and a deleted channel, are forgotten", async () => {
    const running = await enabled();
    const { discord, store } = running;
    discord.deleteChannel(discord.channel);
    await expect.poll(() => store.channels(discord.guild.id)).toEqual([]);
    store.enable(discord.guild.id, "1");
    discord.removeGuild(discord.guild);
    await expect.poll(() => store.channels(discord.guild.id)).toEqual([]);
    discord.violations.assertClean();
  });
});
