import type { Message } from "discord.js";
import { Events, GatewayIntentBits } from "discord.js";
import { describe, expect, test } from "vitest";
import { PERMISSION } from "./permissions.ts";
import type { Connected } from "./support.ts";
import { connect } from "./support.ts";

/** A bot that keeps what it was told and by whom. */
function listen({ client }: Connected): Message[] {
  const heard: Message[] = [];
  client.on(Events.MessageCreate, (message) => void heard.push(message));
  return heard;
}

describe("content is given only where Discord gives it", () => {
  test("mentions, own messages, replies and direct messages; nothing else", async () => {
    const connected = await connect();
    const { discord, client } = connected;
    const heard = listen(connected);
    discord.say(discord.channel, "not for you");
    discord.say(discord.channel, "for you", { mentions: [discord.bot] });
    const channel = await client.channels.fetch(discord.channel.id);
    if (!channel?.isSendable()) throw new Error("The channel is not there.");
    const own = await channel.send("mine");
    await expect.poll(() => heard.length).toBe(3);
    const answered = discord.messagesIn(discord.channel).find(({ id }) => id === own.id);
    if (!answered) throw new Error("The message is not there.");
    discord.say(discord.channel, "a reply", { replyTo: answered });
    discord.say(discord.channel, "a reply without ping", { replyTo: answered, ping: false });
    discord.directMessage("in private");
    await expect
      .poll(() => heard.map(({ content }) => content))
      .toEqual(["", `<@${discord.bot.id}> for you`, "mine", "a reply", "", "in private"]);
    expect(heard[3]?.mentions.repliedUser?.id).toBe(discord.bot.id);
    expect(heard[5]?.inGuild()).toBe(false);
    discord.violations.assertClean();
  });

  test("a reply to an interaction's answer is not given, and its own text is hidden", async () => {
    const connected = await connect();
    const { discord, client } = connected;
    await client.application.commands.set([{ name: "ask", description: "Asks" }]);
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) void interaction.reply("answer");
    });
    const { reply } = await discord.slash("ask").answered();
    if (!reply) throw new Error("There is no reply.");
    const heard = listen(connected);
    discord.say(discord.channel, "and then?", { replyTo: reply });
    await expect.poll(() => heard.map(({ content }) => content)).toContain("");
  });

  test("what another message says is hidden in the reply to it", async () => {
    const connected = await connect();
    const { discord } = connected;
    const events: { content: string; referenced_message: { content: string } }[] = [];
    connected.client.on(Events.Raw, ({ t, d }) => {
      if (t === "MESSAGE_CREATE") events.push(d);
    });
    const secret = discord.say(discord.channel, "secret");
    discord.say(discord.channel, "what is this?", { replyTo: secret, mentions: [discord.bot] });
    await expect.poll(() => events[1]?.content).toContain("what is this?");
    expect(events[1]?.referenced_message.content).toBe("");
  });

  test("bots, webhooks and mentions of roles are told apart", async () => {
    const connected = await connect();
    const { discord } = connected;
    const heard = listen(connected);
    discord.say(discord.channel, "a", { author: discord.addUser("Robot", { bot: true }) });
    discord.say(discord.channel, "b", { webhook: true, mentions: [discord.bot] });
    discord.say(discord.channel, `<@&${discord.guild.roles[1].id}> c @everyone`);
    await expect.poll(() => heard.length).toBe(3);
    expect(heard.map(({ author, webhookId }) => [author.bot, webhookId !== null])).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
    expect(heard[2]?.content).toBe("");
    expect(heard[2]?.mentions.everyone).toBe(true);
    expect(heard[2]?.mentions.roles.size).toBe(1);
  });

  test("with the intent all of it is given, and without any nothing comes", async () => {
    const all = await connect({
      privilegedIntents: GatewayIntentBits.MessageContent,
      client: { intents: ["Guilds", "GuildMessages", "MessageContent"] },
    });
    const heard = listen(all);
    all.discord.say(all.discord.channel, "not for you");
    await expect.poll(() => heard.map(({ content }) => content)).toEqual(["not for you"]);

    const none = await connect({ client: { intents: ["Guilds"] } });
    const unheard = listen(none);
    none.discord.say(none.discord.channel, "hello", { mentions: [none.discord.bot] });
    none.discord.directMessage("hello");
    await none.client.rest.get("/users/@me");
    expect(unheard).toEqual([]);
  });
});

describe("what the bot does", () => {
  test("it answers a mention with a reply, in a thread, and in private", async () => {
    const { discord, client } = await connect();
    client.on(Events.MessageCreate, (message) => {
      if (message.author.bot) return;
      void (async () => {
        await message.channel.fetch();
        if (message.channel.isSendable()) await message.channel.sendTyping();
        if (message.content.includes("thread")) {
          const thread = await message.startThread({ name: "A thread" });
          await thread.send("inside");
        }
        await message.reply(`@everyone <@${message.author.id}> yes`);
      })();
    });
    const asked = discord.say(discord.channel, "a thread?", { mentions: [discord.bot] });
    const reply = await discord.replyTo(asked);
    expect(discord.textOf(reply)).toBe("@everyone @Ada yes");
    expect(reply.pinged).toEqual({ everyone: false, users: [], roles: [] });
    const direct = await discord.replyTo(discord.directMessage("and here?"));
    expect(direct.guildId).toBeNull();
    const thread = discord.threadOf(asked);
    const inside = thread && discord.messagesIn(thread)[0];
    expect(inside?.look.content).toBe("inside");
    discord.violations.assertClean();
  });

  test("who is notified follows allowed_mentions", async () => {
    const { discord, client } = await connect();
    const channel = await client.channels.fetch(discord.channel.id);
    if (!channel?.isSendable()) throw new Error("The channel is not there.");
    const pinged = async (parse: ("users" | "roles" | "everyone")[], content: string) => {
      const { id } = await channel.send({ content, allowedMentions: { parse } });
      return discord.messagesIn(discord.channel).find((message) => message.id === id)?.pinged;
    };
    const named = `@here <@${discord.user.id}> <@&5>`;
    const everybody = { everyone: true, users: [discord.user.id], roles: ["5"] };
    expect(await pinged(["users", "roles", "everyone"], named)).toEqual(everybody);
    expect(await pinged(["users"], named)).toMatchObject({ everyone: false, roles: [] });
    expect(await pinged(["users"], `\`<@${discord.user.id}>\` \\<@${discord.user.id}>`)).toEqual({
      everyone: false,
      users: [],
      roles: [],
    });
  });

  test("missing permissions, channels and messages", async () => {
    const { discord, client } = await connect();
    const channel = await client.channels.fetch(discord.channel.id);
    if (!channel?.isSendable()) throw new Error("The channel is not there.");
    const asked = discord.say(discord.channel, "hello", { mentions: [discord.bot] });
    const own = await channel.send("mine");
    const stored = discord.messagesIn(discord.channel).find(({ id }) => id === own.id);
    if (stored) discord.deleteMessage(stored);
    await expect(own.edit("new")).rejects.toMatchObject({ code: 10_008 });
    discord.deleteMessage(asked);
    const reply = { content: "x", reply: { messageReference: asked.id } };
    await expect(channel.send(reply)).rejects.toMatchObject({ code: 50_035 });
    const lenient = { messageReference: asked.id, failIfNotExists: false };
    expect((await channel.send({ content: "x", reply: lenient })).content).toBe("x");

    discord.deny(discord.channel, PERMISSION.embedLinks);
    const embeds = [{ description: "x" }];
    await expect(channel.send({ embeds })).rejects.toMatchObject({ code: 50_013 });
    discord.deny(discord.channel, PERMISSION.sendMessages);
    await expect(channel.send("x")).rejects.toMatchObject({ code: 50_013 });
    discord.deny(discord.channel, PERMISSION.viewChannel);
    await expect(channel.send("x")).rejects.toMatchObject({ code: 50_001 });
    discord.deleteChannel(discord.channel);
    await expect(channel.send("x")).rejects.toMatchObject({ code: 10_003 });
    discord.violations.assertClean();
  });

  test("an ephemeral answer comes over the gateway like a direct message", async () => {
    const connected = await connect();
    const { discord, client } = connected;
    await client.application.commands.set([{ name: "ask", description: "Asks" }]);
    client.on(Events.InteractionCreate, (interaction) => {
      if (interaction.isChatInputCommand()) void interaction.reply({ content: "x", flags: 64 });
    });
    const events: object[] = [];
    client.on(Events.Raw, ({ t, d }) => {
      if (t === "MESSAGE_CREATE") events.push(d);
    });
    await discord.slash("ask").answered();
    await expect.poll(() => events.length).toBe(1);
    expect(events[0]).toMatchObject({ content: "x", flags: 64 });
    expect(events[0]).not.toHaveProperty("guild_id");
  });

  test("files travel as a form", async () => {
    const { discord, client } = await connect();
    const channel = await client.channels.fetch(discord.channel.id);
    if (!channel?.isSendable()) throw new Error("The channel is not there.");
    await channel.send({
      content: "see",
      files: [{ attachment: Buffer.from("a"), name: "a.txt" }],
    });
    const [message] = discord.messagesIn(discord.channel);
    expect(message && discord.textOf(message)).toBe("see\n[file: a.txt]");
    discord.violations.assertClean();
  });

  test("it looks up what is around it", async () => {
    const { discord, client } = await connect();
    const guild = await client.guilds.fetch({ guild: discord.guild.id, force: true });
    expect((await guild.members.fetch(discord.user.id)).displayName).toBe("Ada");
    expect((await guild.members.fetchMe({ force: true })).id).toBe(discord.bot.id);
    expect((await guild.roles.fetch()).size).toBe(2);
    expect((await guild.channels.fetch()).size).toBe(1);
    expect((await client.users.fetch(discord.user.id, { force: true })).globalName).toBe("Ada");
    expect((await client.application.fetch()).id).toBe(discord.applicationId);
    await (await client.users.fetch(discord.user.id)).send("hello");
    const [direct] = discord.messagesIn(discord.directWith(discord.user));
    expect(direct?.look.content).toBe("hello");
    const asked = discord.say(discord.channel, "one");
    const channel = await client.channels.fetch(discord.channel.id);
    if (!channel?.isTextBased()) throw new Error("The channel is not there.");
    expect((await channel.messages.fetch({ limit: 5 })).map(({ id }) => id)).toEqual([asked.id]);
    expect((await channel.messages.fetch(asked.id)).content).toBe("one");
    discord.violations.assertClean();
  });

  test("new servers and channels come over the gateway", async () => {
    const { discord, client } = await connect();
    const guild = discord.addGuild("Second");
    const channel = discord.addChannel(guild, "new");
    await expect.poll(() => client.channels.cache.has(channel.id)).toBe(true);
    expect(client.guilds.cache.get(guild.id)?.name).toBe("Second");
    discord.removeGuild(guild);
    await expect.poll(() => client.guilds.cache.has(guild.id)).toBe(false);
  });
});
