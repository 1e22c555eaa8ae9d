import { join } from "node:path";
import { REST } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { type BotConfig, readBotConfig } from "../../../src/config.ts";
import { type CommandDefinition, hashCommands } from "../../../src/discord/run/command-changes.ts";
import { deployCommands, renderChanges, runDeploy } from "../../../src/discord/run/register.ts";
import { openSettings } from "../../../src/store/settings.ts";
import { errorOf } from "../../support/errors.ts";
import { tempDir } from "../../support/temp.ts";
import type { Discord } from "../double/start.ts";
import { discordForTest } from "../double/support.ts";

const ask: CommandDefinition = {
  name: "ask",
  description: "Answers a question with cited excerpts",
  description_localizations: { fr: "Répond avec des extraits cités", de: "Antwortet mit Belegen" },
  options: [
    {
      type: 3,
      name: "question",
      description: "What to look for",
      required: true,
      max_length: 1_000,
    },
    { type: 3, name: "speaker", description: "Whose words", autocomplete: true },
  ],
  contexts: [0, 1, 2],
  integration_types: [0, 1],
};
const settingsCommand: CommandDefinition = {
  name: "settings",
  description: "Where mentions are answered",
  default_member_permissions: "32",
  contexts: [0],
  integration_types: [0],
};
const findSources: CommandDefinition = {
  type: 3,
  name: "Find sources",
  contexts: [0, 1, 2],
  integration_types: [0, 1],
};

function deployer(discord: Discord) {
  const rest = new REST({ api: discord.url }).setToken(discord.token);
  return (
    definitions: readonly CommandDefinition[],
    { guildId = null, dryRun = false }: { guildId?: string | null; dryRun?: boolean } = {},
  ) => deployCommands({ rest, applicationId: discord.applicationId, guildId, definitions, dryRun });
}

const writes = (discord: Discord) => discord.requests.filter(({ method }) => method !== "GET");
const names = (commands: readonly { readonly name: string }[]) => commands.map(({ name }) => name);

test("registers commands once: the second time nothing differs and nothing is sent", async () => {
  const discord = await discordForTest();
  const deploy = deployer(discord);
  const first = await deploy([ask, settingsCommand, findSources]);
  expect(names(first.added)).toEqual(["ask", "settings", "Find sources"]);
  const second = await deploy([findSources, ask, settingsCommand]);
  expect(names(second.unchanged)).toHaveLength(3);
  expect(writes(discord)).toHaveLength(1);
  expect(renderChanges(second, false)).toBe("Nothing to do: Discord has these 3 commands.");
  discord.violations.assertClean();
});

test("a dry run tells what would be added, changed and removed, and changes nothing", async () => {
  const discord = await discordForTest();
  const deploy = deployer(discord);
  await deploy([ask, settingsCommand]);
  const wording = { ...ask, description_localizations: { fr: "Répond autrement" } };
  const changes = await deploy([wording, findSources], { dryRun: true });
  expect(names(changes.added)).toEqual(["Find sources"]);
  expect(names(changes.changed)).toEqual(["ask"]);
  expect(names(changes.removed)).toEqual(["settings"]);
  expect(renderChanges(changes, true)).toBe(
    "This would change (nothing was changed):\n  + Find sources\n  ~ /ask\n  - /settings\n0 unchanged.",
  );
  expect(names(discord.commands.map(({ payload }) => payload))).toEqual(["ask", "settings"]);
  await deploy([wording, findSources]);
  expect(names(discord.commands.map(({ payload }) => payload))).toEqual(["ask", "Find sources"]);
});

test("what stays the same keeps its id", async () => {
  const discord = await discordForTest();
  const deploy = deployer(discord);
  await deploy([ask]);
  const [before] = discord.commands;
  await deploy([ask, findSources]);
  expect(discord.commands[0]?.id).toBe(before?.id);
});

test("in one server the commands are without contexts, and no different for it", async () => {
  const discord = await discordForTest();
  const deploy = deployer(discord);
  await deploy([ask, settingsCommand], { guildId: discord.guild.id });
  expect(discord.commands.every(({ guildId }) => guildId === discord.guild.id)).toBe(true);
  expect(discord.commands[0]?.payload.contexts).toBeUndefined();
  const again = await deploy([ask, settingsCommand], { guildId: discord.guild.id });
  expect(again.unchanged).toHaveLength(2);
  discord.violations.assertClean();
});

test.each([
  ["an option", { ...ask, options: ask.options?.slice(0, 1) ?? [] }],
  ["a description", { ...ask, description: "Answers" }],
  ["a permission", { ...ask, default_member_permissions: "0" }],
  ["a context", { ...ask, contexts: [0] }],
  ["a translation", { ...ask, name_localizations: { fr: "demander" } }],
])("%s that differs is a change", (_, other) => {
  expect(hashCommands([other], "global")).not.toBe(hashCommands([ask], "global"));
});

test("the order of commands, and defaults written out, are no change", () => {
  const writtenOut = { ...ask, type: 1, nsfw: false, name_localizations: null } as const;
  expect(hashCommands([settingsCommand, writtenOut], "global")).toBe(
    hashCommands([ask, settingsCommand], "global"),
  );
});

async function commandLine(discord: Discord, over: Partial<BotConfig> = {}) {
  const settings = await openSettings(join(await tempDir(), "settings.db"));
  onTestFinished(() => settings.close());
  const lines: string[] = [];
  const config = { ...readBotConfig({}), token: discord.token, apiUrl: discord.url, ...over };
  const context = {
    config,
    definitions: [ask],
    settings,
    print: (text: string) => void lines.push(text),
  };
  return { settings, lines, run: (...args: string[]) => runDeploy(args, context) };
}

test("the command line asks Discord for the application's id, and keeps the commands' hash", async () => {
  const discord = await discordForTest();
  const { run, lines, settings } = await commandLine(discord);
  await run("--dry-run");
  expect(discord.commands).toHaveLength(0);
  expect(settings.commandHash("global")).toBeNull();
  await run();
  expect(lines.at(-1)).toBe("Everywhere:\nChanged:\n  + /ask\n0 unchanged.");
  expect(settings.commandHash("global")).toBe(hashCommands([ask], "global"));
  await run("--guild", discord.guild.id);
  expect(lines.at(-1)).toContain(`Server ${discord.guild.id}`);
  expect(discord.commands).toHaveLength(2);
  await run("--help");
  expect(lines.at(-1)).toContain("--dry-run");
});

test("the setting's server is the default, and --global overrides it", async () => {
  const discord = await discordForTest();
  const { run } = await commandLine(discord, { guildId: discord.guild.id });
  await run();
  await run("--global");
  expect(discord.commands.map(({ guildId }) => guildId)).toEqual([discord.guild.id, null]);
});

test("wrong use, no token, a wrong token and a foreign server are told with the next step", async () => {
  const discord = await discordForTest();
  const { run } = await commandLine(discord);
  expect((await errorOf(() => run("--gild", "1"))).code).toBe("E_USAGE");
  expect((await errorOf(() => run("--guild", "here"))).code).toBe("E_USAGE");
  const foreign = await errorOf(() => run("--guild", "123456789012345678"));
  expect(foreign).toMatchObject({ code: "E_DISCORD" });
  expect(foreign.message).toContain("invite");
  const wrong = await commandLine(discord, { token: "wrong" });
  expect((await errorOf(() => wrong.run())).code).toBe("E_TOKEN");
  const none = await commandLine(discord, { token: null });
  expect((await errorOf(() => none.run())).message).toContain("Reset Token");
});
