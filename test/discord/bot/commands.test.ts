import { beforeAll, describe, expect, test } from "vitest";
import { commandDefinitions, commands } from "../../../commands/index.ts";
import type { Answerer } from "../../../src/discord/bot/ports.ts";
import { PERMISSION } from "../double/permissions.ts";
import { openCorpus } from "./stand-in-answerer.ts";
import { buttons, run, seen } from "./support.ts";

let answerer: Answerer;
beforeAll(async () => {
  ({ answerer } = await openCorpus());
});

const MANAGER = { permissions: 0xff_ffff_ffffn };

describe("what is registered", () => {
  test("each command has a name of its own in every language", () => {
    for (const locale of ["fr", "de", "ko", "uk"] as const) {
      const names = commandDefinitions.map(({ name_localizations: names }) => names?.[locale]);
      expect(new Set(names).size).toBe(commandDefinitions.length);
      expect(names).not.toContain(undefined);
    }
  });

  test("Discord takes all of them and gives them back", async () => {
    const { discord } = await run({ answerer });
    expect(discord.commands.map(({ payload }) => payload.name)).toEqual([
      ...commands.slash.map(({ data }) => data.name),
      "Find sources",
      "Check quotes",
    ]);
    discord.violations.assertClean();
  });
});

describe("commands", () => {
  test("/ask answers for all, with a row of buttons below each excerpt", async () => {
    const { discord, outcomes } = await run({ answerer });
    const handle = await discord.slash("ask", { question: "What did Rutte say?" }).answered();
    expect(handle.isEphemeral).toBe(false);
    expect(handle.isDeferred).toBe(false);
    expect(handle.text).toContain("│ What did Rutte say?\n│ Understood: statements by Mark Rutte");
    const labels = buttons(seen(handle.reply));
    expect(labels.slice(0, 3)).toEqual(["More context", "Open source", "Cite"]);
    expect(labels.slice(-4)).toEqual(["(Previous)", "Next", "Helpful", "Not helpful"]);
    await expect.poll(outcomes).toEqual(["answered"]);
    discord.violations.assertClean();
  });

  test("/ask with filters keeps to them; private, it can be posted", async () => {
    const { discord } = await run({ answerer });
    const values = {
      question: "escalation",
      speaker: "jean-noel-barrot",
      source: "french-minister-warns-of-escalation",
      private: true,
    };
    const handle = await discord.slash("ask", values).answered();
    expect(handle.isEphemeral).toBe(true);
    expect(handle.text).toContain("Barrot");
    const dated = await discord.slash("ask", { ...values, from: "1999", to: "1999-02" }).answered();
    expect(dated.text).toContain("from 1999-01-01 to 1999-02-28");
    expect(buttons(seen(handle.reply))).toContain("Post publicly");
    discord.violations.assertClean();
  });

  test("/ask tells that a name is nobody's, a date is none, a question is too long", async () => {
    const { discord, outcomes } = await run({ answerer });
    const ask = (values: Record<string, string>) => discord.slash("ask", values).answered();
    const nobody = await ask({ question: "China?", speaker: "Zaphod" });
    expect(nobody.text).toContain("Nobody of this name speaks in this corpus.");
    const undated = await ask({ question: "China?", from: "soon" });
    expect(undated.text).toContain("“soon” is not a date");
    expect(undated.isEphemeral).toBe(true);
    const long = await ask({ question: `what ${"?!".repeat(490)}` });
    expect(long.text).toContain("Ask a shorter one");
    await expect.poll(outcomes).toEqual(["no-answer", "refused", "refused"]);
    discord.violations.assertClean();
  });

  test("/ask without an answer says so, with what is near", async () => {
    const { discord, outcomes } = await run({ answerer });
    const question = "What is the recipe for sourdough bread?";
    const handle = await discord.slash("ask", { question }).answered();
    expect(handle.text).toContain(
      "│ No answer in this corpus\n│ What is the recipe for sourdough bread?",
    );
    await expect.poll(outcomes).toEqual(["no-answer"]);
    discord.violations.assertClean();
  });

  test("/quotes, /who and /verify", async () => {
    const { discord } = await run({ answerer });
    const quotes = await discord.slash("quotes", { speaker: "mark-rutte" }).answered();
    expect(quotes.text).toMatch(/^│ Mark Rutte · \d+ statements/);
    const about = await discord.slash("quotes", { speaker: "Rutte", about: "China" }).answered();
    expect(about.text).toContain("statements by Mark Rutte about “China”");
    const nobody = await discord.slash("quotes", { speaker: "Zaphod" }).answered();
    expect(nobody.text).toContain("Nobody of this name speaks in this corpus.");
    const who = await discord.slash("who", { about: "escalation" }).answered();
    expect(who.text).toMatch(/Who spoke about “escalation” · \d+ speakers/);
    const verify = await discord
      .slash("verify", { quote: "they would do so, for sure, forever" })
      .answered();
    expect(verify.text).toContain("Not in this corpus. That does not mean that nobody said it.");
    const short = await discord.slash("verify", { quote: "so" }).answered();
    expect(short.text).toContain("at least 2 words");
    discord.violations.assertClean();
  });

  test("/sources and /source are private and paged", async () => {
    const { discord } = await run({ answerer });
    const sources = await discord.slash("sources").answered();
    expect(sources.text).toContain("│ 5 sources");
    expect(buttons(seen(sources.reply)).filter((label) => label === "Open")).toHaveLength(5);
    expect(sources.isEphemeral).toBe(true);
    const found = await discord.slash("sources", { search: "macron" }).answered();
    expect(found.text).toContain("1 source with “macron”");
    const id = "macron-warns-china-over-nato-in-asia";
    const source = await discord.slash("source", { id }).answered();
    expect(source.text).toContain("page 1 of");
    const begun = await discord.slash("source", { id: "macron-warns" }).answered();
    expect(begun.text).toContain("page 1 of");
    const none = await discord.slash("source", { id: "nothing-of-the-kind" }).answered();
    expect(none.text).toContain("There is no document");
    discord.violations.assertClean();
  });

  test("/help names the commands so that a click types them, once they are registered", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    const shown = async () =>
      JSON.stringify(seen((await discord.slash("help").answered()).reply).look.components);
    expect(await shown()).toContain("`/ask`");
    await running.restart();
    const ask = discord.commands.find(({ payload }) => payload.name === "ask");
    await expect.poll(shown).toContain(`</ask:${ask?.id}>`);
    discord.violations.assertClean();
  });

  test("/help and /about are private", async () => {
    const { discord } = await run({ answerer });
    const help = await discord.slash("help").answered();
    expect([help.text, help.isEphemeral]).toEqual([expect.stringContaining("/verify"), true]);
    const about = await discord.slash("about").answered();
    expect(about.text).toMatch(/Documents: 5\n.*Generation: 1\n│ Version: 0\.1\.0\n/su);
    for (const kept of ["which channels are enabled", "counts of", "too long for a button"]) {
      expect(about.text).toContain(kept);
    }
    discord.violations.assertClean();
  });

  test("/settings is for those who manage the server", async () => {
    const { discord, store } = await run({ answerer });
    expect(() => discord.slash("settings list")).toThrow("permissions");
    const on = await discord.slash("settings enable", {}, MANAGER).answered();
    expect(on.text).toContain("│ #general");
    const list = await discord.slash("settings list", {}, MANAGER).answered();
    expect(list.text).toContain("│ #general");
    const off = await discord
      .slash("settings disable", { channel: discord.channel.id }, MANAGER)
      .answered();
    expect(off.text).toContain("None yet.");
    expect(store.channels(discord.guild.id)).toEqual([]);
    discord.violations.assertClean();
  });

  test("the user's right to manage is looked at here too, whatever Discord lets pass", async () => {
    const { discord, bot } = await run({ answerer });
    // As where the server's managers have given the command to everybody.
    const body = commandDefinitions.map((one) => ({ ...one, default_member_permissions: null }));
    await bot.client.rest.put(`/applications/${discord.applicationId}/commands`, { body });
    const refused = await discord.slash("settings enable").answered();
    expect(refused.text).toContain("for those who may manage the server");
    const allowed = { permissions: PERMISSION.manageGuild };
    const handle = await discord.slash("settings list", {}, allowed).answered();
    expect(handle.text).toContain("None yet.");
    discord.violations.assertClean();
  });
});

describe("menus of messages", () => {
  test("Find sources asks with the words of the message, privately", async () => {
    const { discord } = await run({ answerer });
    const message = discord.say(discord.channel, "North Korea sent troops to Kursk, I heard");
    const handle = await discord.contextMenu("Find sources", message).answered();
    expect(handle.isEphemeral).toBe(true);
    expect(handle.text).toContain("│ North Korea sent troops to Kursk, I heard");
    expect(buttons(seen(handle.reply))).toContain("Post publicly");
    const empty = discord.say(discord.channel, "<#123>");
    const nothing = await discord.contextMenu("Find sources", empty).answered();
    expect(nothing.text).toContain("no words to look for");
    const long = discord.say(discord.channel, "Kursk ".repeat(330));
    const cut = await discord.contextMenu("Find sources", long).answered();
    expect(cut.text).toContain("Kursk Kursk");
    discord.violations.assertClean();
  });

  test("Check quotes checks each quoted passage", async () => {
    const { discord } = await run({ answerer });
    const text = 'He said "a huge risk of escalation" and “nothing of this is there at all”.';
    const message = discord.say(discord.channel, text);
    const handle = await discord.contextMenu("Check quotes", message).answered();
    expect(handle.isEphemeral).toBe(true);
    expect(handle.text).toMatch(
      /“a huge risk of escalation”\n.*“nothing of this is there at all”\n│ Not in/su,
    );
    const plain = discord.say(discord.channel, "nothing quoted here");
    const none = await discord.contextMenu("Check quotes", plain).answered();
    expect(none.text).toContain("nothing to check");
    discord.violations.assertClean();
  });
});

describe("where a user brings the app along", () => {
  test("it answers for all where the user may, and privately where not", async () => {
    const { discord } = await run({ answerer });
    const guild = discord.addGuild("Elsewhere", { installed: false, members: [discord.user] });
    const channel = discord.addChannel(guild, "talk");
    const ask = (permissions?: bigint) =>
      discord
        .slash(
          "ask",
          { question: "What did Rutte say?" },
          { channel, userInstall: true, ...(permissions === undefined ? {} : { permissions }) },
        )
        .answered();
    expect((await ask()).isEphemeral).toBe(false);
    const hidden = await ask(PERMISSION.useCommands);
    expect(hidden.isEphemeral).toBe(true);
    expect(buttons(seen(hidden.reply))).not.toContain("Post publicly");
    const direct = await discord
      .slash(
        "ask",
        { question: "What did Rutte say?" },
        { channel: discord.directWith(discord.user) },
      )
      .answered();
    expect(direct.text).toContain("Understood: statements by");
    discord.violations.assertClean();
  });
});
