import type {
  ApplicationCommandDataResolvable,
  ButtonInteraction,
  ChatInputCommandInteraction,
  Interaction,
} from "discord.js";
import {
  ActionRowBuilder,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ButtonBuilder,
  ButtonStyle,
  LabelBuilder,
  MessageFlags,
  ModalBuilder,
  StringSelectMenuBuilder,
  TextDisplayBuilder,
  TextInputBuilder,
  TextInputStyle,
} from "discord.js";
import { describe, expect, test } from "vitest";
import type { Connected } from "./support.ts";
import { connect } from "./support.ts";

const COMMANDS: ApplicationCommandDataResolvable[] = [
  {
    name: "ask",
    description: "Asks",
    options: [
      {
        type: ApplicationCommandOptionType.String,
        name: "question",
        description: "What",
        required: true,
      },
      {
        type: ApplicationCommandOptionType.String,
        name: "speaker",
        description: "Who",
        autocomplete: true,
      },
    ],
    contexts: [0, 1, 2],
    integrationTypes: [0, 1],
  },
  { name: "Find sources", type: ApplicationCommandType.Message },
  {
    name: "settings",
    description: "Sets",
    defaultMemberPermissions: "32",
    options: [{ type: ApplicationCommandOptionType.Subcommand, name: "enable", description: "On" }],
  },
];

/** A bot that answers interactions in one way, with its commands registered. */
async function botThat(
  answers: (interaction: Interaction) => Promise<unknown>,
): Promise<Connected> {
  const connected = await connect();
  await connected.client.application.commands.set(COMMANDS);
  connected.client.on("interactionCreate", (interaction) => void answers(interaction));
  return connected;
}

const isChat = (interaction: Interaction): interaction is ChatInputCommandInteraction =>
  interaction.isChatInputCommand();

describe("commands", () => {
  test("registered commands come back as they were, with their ids kept", async () => {
    const { discord, client } = await connect();
    const first = await client.application.commands.set(COMMANDS);
    const second = await client.application.commands.set(COMMANDS);
    expect([...second.keys()]).toEqual([...first.keys()]);
    const fetched = await client.application.commands.fetch({ withLocalizations: true });
    expect(fetched.map(({ name }) => name)).toEqual(["ask", "Find sources", "settings"]);
    expect(
      fetched.find(({ name }) => name === "settings")?.defaultMemberPermissions?.bitfield,
    ).toBe(32n);
    await client.application.commands.set(COMMANDS.slice(1, 2), discord.guild.id);
    expect(discord.commands).toHaveLength(4);
    discord.violations.assertClean();
  });

  test("what a person could not type is refused before it is sent", async () => {
    const { discord } = await botThat(async () => undefined);
    const wrong = (work: () => unknown, told: string): void => expect(work).toThrow(told);
    wrong(() => discord.slash("nothing"), "No command nothing");
    wrong(() => discord.slash("ask", {}), "question is required");
    wrong(() => discord.slash("ask", { question: "" }), "question is too short");
    wrong(() => discord.slash("ask", { question: 1 }), "question is not a string");
    wrong(() => discord.slash("ask", { question: "a", colour: "b" }), "no option colour");
    wrong(() => discord.autocomplete("ask", {}, "question"), "question has no autocomplete");
    wrong(() => discord.slash("settings", {}, { permissions: 32n }), "cannot itself be run");
    wrong(() => discord.slash("settings enable"), "permissions that the user lacks");
    const direct = discord.directWith(discord.user);
    expect(() =>
      discord.slash("settings enable", {}, { userInstall: true, channel: direct }),
    ).toThrow("not for user installs");
    expect(discord.slash("settings enable", {}, { permissions: 32n }).sent["data"]).toMatchObject({
      options: [{ name: "enable", type: 1, options: [] }],
    });
  });
});

describe("answers", () => {
  test("a reply is seen at once, with who, where and what", async () => {
    const { discord } = await botThat(async (interaction) => {
      if (!isChat(interaction)) return;
      const asked = interaction.options.getString("question", true);
      const place = interaction.inCachedGuild() ? interaction.guild.name : "nowhere";
      await interaction.reply(`${asked} from ${interaction.user.displayName} in ${place}`);
    });
    const handle = await discord.slash("ask", { question: "Why?" }).answered();
    expect(handle.text).toBe("Why? from Ada in Readers");
    expect(handle.ack?.type).toBe(4);
    expect(handle.ack?.ms).toBeLessThan(1_000);
    expect(handle.isEphemeral).toBe(false);
    expect(handle.reply?.pinged).toEqual({ everyone: false, users: [], roles: [] });
    discord.violations.assertClean();
  });

  test("a deferral, its edit, a follow-up and a deletion", async () => {
    const { discord } = await botThat(async (interaction) => {
      if (!isChat(interaction)) return;
      const deferred = await interaction.deferReply({
        flags: MessageFlags.Ephemeral,
        withResponse: true,
      });
      expect(deferred.resource?.message?.id).toBeDefined();
      await interaction.editReply({ content: "first" });
      await interaction.editReply({ content: "second" });
      const more = await interaction.followUp({ content: "more", flags: MessageFlags.Ephemeral });
      await interaction.followUp({ content: "gone" }).then((message) => message.delete());
      await interaction.editReply({ content: `third, after ${more.content}` });
      await interaction.webhook.deleteMessage(more.id);
    });
    const handle = discord.slash("ask", { question: "Why?" });
    await handle.acknowledged();
    expect(handle.isDeferred).toBe(true);
    await discord.until("end", () => handle.reply?.look.content === "third, after more");
    await discord.until("deletion", () => handle.followUps.length === 0);
    expect(handle.reply?.history.map(({ content }) => content)).toEqual([
      "",
      "first",
      "second",
      "third, after more",
    ]);
    expect(handle.isEphemeral).toBe(true);
    expect(handle.text).toBe("third, after more\n(only you can see this)");
    discord.violations.assertClean();
  });

  test("the first follow-up to a deferral takes its place", async () => {
    const { discord } = await botThat(async (interaction) => {
      if (!isChat(interaction)) return;
      await interaction.deferReply();
      await interaction.followUp({ content: "here", flags: MessageFlags.Ephemeral });
    });
    const handle = await discord.slash("ask", { question: "Why?" }).answered();
    expect(handle.text).toBe("here");
    expect(handle.followUps).toEqual([]);
  });

  test("a button changes its message, and is only pressed where it can be", async () => {
    const row = (count: number, disabled = false): ActionRowBuilder<ButtonBuilder> =>
      new ActionRowBuilder<ButtonBuilder>().addComponents(
        new ButtonBuilder()
          .setCustomId(`n:${count}`)
          .setLabel("Next")
          .setStyle(ButtonStyle.Primary)
          .setDisabled(disabled),
        new ButtonBuilder()
          .setLabel("Open")
          .setStyle(ButtonStyle.Link)
          .setURL("https://example.org/a"),
      );
    const next = (interaction: ButtonInteraction): Promise<unknown> => {
      const count = Number(interaction.customId.slice(2)) + 1;
      return interaction.update({ content: `page ${count}`, components: [row(count, count > 1)] });
    };
    const { discord } = await botThat(async (interaction) => {
      if (isChat(interaction)) await interaction.reply({ content: "page 0", components: [row(0)] });
      if (interaction.isButton()) await next(interaction);
    });
    const { reply } = await discord.slash("ask", { question: "Why?" }).answered();
    if (!reply) throw new Error("There is no reply.");
    expect(discord.textOf(reply)).toBe("page 0\n[Next] [Open <https://example.org/a>]");
    const pressed = await discord.press(reply, "Next").answered();
    expect(pressed.ack?.type).toBe(7);
    expect(pressed.reply).toBe(reply);
    await discord.press(reply, "n:1", { user: discord.addUser("Bob") }).answered();
    expect(discord.textOf(reply)).toBe("page 2\n[Next (off)] [Open <https://example.org/a>]");
    expect(() => discord.press(reply, "Next")).toThrow("disabled");
    expect(() => discord.press(reply, "Open")).toThrow("link");
    expect(() => discord.press(reply, "Back")).toThrow("no component");
    discord.deleteMessage(reply);
    expect(() => discord.press(reply, "Next")).toThrow("deleted");
    discord.violations.assertClean();
  });

  test("a button on what one user sees is for that user only", async () => {
    const button = new ButtonBuilder().setCustomId("a").setLabel("A").setStyle(ButtonStyle.Danger);
    const { discord } = await botThat(async (interaction) => {
      if (isChat(interaction)) {
        const components = [new ActionRowBuilder<ButtonBuilder>().addComponents(button)];
        await interaction.reply({ components, flags: MessageFlags.Ephemeral, content: "x" });
      }
      if (interaction.isButton()) {
        await interaction.deferUpdate();
        await interaction.editReply({ content: "done", components: [] });
      }
    });
    const { reply } = await discord.slash("ask", { question: "Why?" }).answered();
    if (!reply) throw new Error("There is no reply.");
    expect(() => discord.press(reply, "A", { user: discord.addUser("Eve") })).toThrow(
      "another user",
    );
    const handle = await discord.press(reply, "A").answered();
    expect(handle.text).toBe("done\n(only you can see this)");
    discord.violations.assertClean();
  });

  test("a select", async () => {
    const select = new StringSelectMenuBuilder()
      .setCustomId("s")
      .addOptions({ label: "One", value: "1" }, { label: "Two", value: "2" });
    const { discord } = await botThat(async (interaction) => {
      if (isChat(interaction)) {
        const row = new ActionRowBuilder<StringSelectMenuBuilder>().addComponents(select);
        await interaction.reply({ components: [row], content: "choose" });
      }
      if (interaction.isStringSelectMenu()) await interaction.reply(interaction.values.join());
    });
    const { reply } = await discord.slash("ask", { question: "Why?" }).answered();
    if (!reply) throw new Error("There is no reply.");
    expect(() => discord.select(reply, "s", ["3"])).toThrow("does not offer 3");
    expect(() => discord.select(reply, "s", ["1", "2"])).toThrow("does not take 2");
    expect((await discord.select(reply, "s", ["2"]).answered()).text).toBe("2");
    discord.violations.assertClean();
  });

  test("autocomplete", async () => {
    const { discord } = await botThat(async (interaction) => {
      if (!interaction.isAutocomplete()) return;
      const { name, value } = interaction.options.getFocused(true);
      const asked = interaction.options.getString("question");
      await interaction.respond([{ name: `${name} ${value} of ${asked}`, value: "id:1" }]);
    });
    const handle = discord.autocomplete("ask", { question: "Why?", speaker: "Ru" }, "speaker");
    await handle.answered();
    expect(handle.choices).toEqual([{ name: "speaker Ru of Why?", value: "id:1" }]);
    discord.violations.assertClean();
  });

  test("a modal, filled in and submitted", async () => {
    const input = new TextInputBuilder().setCustomId("why").setStyle(TextInputStyle.Short);
    const modal = new ModalBuilder()
      .setCustomId("m")
      .setTitle("Tell us")
      .addLabelComponents(new LabelBuilder().setLabel("Why").setTextInputComponent(input));
    const { discord } = await botThat(async (interaction) => {
      if (isChat(interaction)) await interaction.showModal(modal);
      if (interaction.isModalSubmit()) {
        await interaction.reply(interaction.fields.getTextInputValue("why"));
      }
    });
    const opened = await discord.slash("ask", { question: "Why?" }).answered();
    expect(opened.text).toBe("== Tell us ==\nWhy\n[____]");
    expect(() => discord.modalSubmit(opened, { why: "" })).toThrow("not between 1 and 4000");
    expect(() => discord.modalSubmit(opened, { who: "" })).toThrow("no who");
    const handle = await discord.modalSubmit(opened, { why: "Because" }).answered();
    expect(handle.text).toBe("Because");
    discord.violations.assertClean();
  });

  test("a context menu has the whole message, without any intent for it", async () => {
    const { discord } = await botThat(async (interaction) => {
      if (!interaction.isMessageContextMenuCommand()) return;
      await interaction.reply(`It says: ${interaction.targetMessage.content}`);
    });
    const message = discord.say(discord.channel, "nothing to do with bots");
    const handle = await discord.contextMenu("Find sources", message).answered();
    expect(handle.text).toBe("It says: nothing to do with bots");
    discord.violations.assertClean();
  });

  test("Components V2 are set by the edit of a deferral", async () => {
    const { discord } = await botThat(async (interaction) => {
      if (!isChat(interaction)) return;
      await interaction.deferReply();
      await interaction.editReply({
        components: [new TextDisplayBuilder().setContent("**bold** text")],
        flags: MessageFlags.IsComponentsV2,
      });
    });
    const handle = await discord.slash("ask", { question: "Why?" }).answered();
    expect(handle.text).toBe("bold text");
    discord.violations.assertClean();
  });
});

describe("where the app is only installed by the user", () => {
  test("a sixth follow-up is refused, and no public word without the right to speak", async () => {
    const codes: unknown[] = [];
    const { discord } = await botThat(async (interaction) => {
      if (!isChat(interaction)) return;
      await interaction.reply("0");
      for (let count = 1; count <= 6; count += 1) {
        await interaction.followUp(String(count)).catch((error: unknown) => codes.push(error));
      }
    });
    const other = discord.addGuild("Elsewhere", { installed: false });
    const channel = discord.addChannel(other, "hall");
    const as = { channel, userInstall: true };
    const handle = discord.slash("ask", { question: "Why?" }, as);
    await expect.poll(() => codes.length).toBe(1);
    expect(codes).toMatchObject([{ code: 40_094 }]);
    expect(handle.followUps).toHaveLength(5);
    expect(discord.violations.take("follow-ups")).toHaveLength(1);
    const silent = discord.slash("ask", { question: "Why?" }, { ...as, permissions: 0n });
    expect((await silent.answered()).isEphemeral).toBe(true);
  });

  test("in a direct message", async () => {
    const { discord } = await botThat(async (interaction) => {
      if (isChat(interaction)) await interaction.reply(`in guild: ${interaction.inGuild()}`);
    });
    const channel = discord.directWith(discord.user);
    const handle = await discord.slash("ask", { question: "Why?" }, { channel }).answered();
    expect(handle.text).toBe("in guild: false");
    discord.violations.assertClean();
  });
});
