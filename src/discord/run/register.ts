import { type REST, Routes } from "discord.js";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { BotConfig } from "../../config.ts";
import { OnRecordError } from "../../core/errors.ts";
import type { SettingsStore } from "../../store/settings.ts";
import { asked, createRest, readApplicationId } from "./api.ts";
import {
  type CommandChanges,
  type CommandDefinition,
  type ComparedCommand,
  compareCommands,
  hashCommands,
  readCommand,
} from "./command-changes.ts";
import { explainMissingToken } from "./start-up.ts";

export interface DeployOptions {
  readonly rest: REST;
  readonly applicationId: string;
  /** Null for everywhere. */
  readonly guildId: string | null;
  readonly definitions: readonly CommandDefinition[];
  /** Tells what would change and changes nothing. */
  readonly dryRun: boolean;
}

/**
 * Makes the commands that Discord has what they should be: with one request, and only where something
 * differs, since new commands are counted. What is the same keeps its id and its permissions.
 *
 * @returns what changed, or would.
 * @throws OnRecordError E_TOKEN, E_DISCORD.
 */
export async function deployCommands(options: DeployOptions): Promise<CommandChanges> {
  const { rest, applicationId, guildId, definitions, dryRun } = options;
  const scope = guildId === null ? "global" : "guild";
  const route =
    guildId === null
      ? Routes.applicationCommands(applicationId)
      : Routes.applicationGuildCommands(applicationId, guildId);
  const query = new URLSearchParams({ with_localizations: "true" });
  const list = z.array(z.unknown());
  const present = await asked(rest.get(route, { query }), list);
  const changes = compareCommands(
    present.map((command) => readCommand(command, scope)),
    definitions.map((command) => readCommand(command, scope)),
  );
  if (dryRun || isNothing(changes)) return changes;
  const body = definitions.map((definition) =>
    guildId === null ? definition : withoutPlaces(definition),
  );
  await asked(rest.put(route, { body }), list);
  return changes;
}

/** Commands of a server have no contexts and integration types. */
function withoutPlaces(definition: CommandDefinition): CommandDefinition {
  const { contexts: _contexts, integration_types: _types, ...rest } = definition;
  return rest;
}

function isNothing({ added, changed, removed }: CommandChanges): boolean {
  return added.length + changed.length + removed.length === 0;
}

/** The changes as lines of text. */
export function renderChanges(changes: CommandChanges, dryRun: boolean): string {
  const total = changes.unchanged.length + changes.changed.length + changes.added.length;
  if (isNothing(changes)) return `Nothing to do: Discord has these ${total} commands.`;
  return [
    dryRun ? "This would change (nothing was changed):" : "Changed:",
    ...lines("+", changes.added),
    ...lines("~", changes.changed),
    ...lines("-", changes.removed),
    `${changes.unchanged.length} unchanged.`,
  ].join("\n");
}

function lines(sign: string, commands: readonly ComparedCommand[]): string[] {
  return commands.map(({ name, type }) => `  ${sign} ${type === CHAT_INPUT ? `/${name}` : name}`);
}

const CHAT_INPUT = 1;

const USAGE = `Usage: npm run deploy -- [--guild ID | --global] [--dry-run]

Registers the bot's commands with Discord, if they have changed.

  --guild ID   only in this server, where they show at once; default: GUILD_ID, if it is set
  --global     everywhere, whatever GUILD_ID says
  --dry-run    tell what would change and change nothing`;

export interface DeployContext {
  readonly config: BotConfig;
  readonly definitions: readonly CommandDefinition[];
  /** Where the hash of what was registered is kept, so that the bot can tell when it is out of date. */
  readonly settings: Pick<SettingsStore, "setCommandHash">;
  readonly print: (text: string) => void;
}

/**
 * The command line of `npm run deploy`.
 *
 * @throws OnRecordError E_USAGE, E_TOKEN, E_DISCORD.
 */
export async function runDeploy(args: readonly string[], context: DeployContext): Promise<void> {
  const { config, definitions, settings, print } = context;
  const { guild, dryRun, help } = readArguments(args, config);
  if (help) {
    print(USAGE);
    return;
  }
  if (config.token === null) throw explainMissingToken(config);
  const rest = createRest(config, config.token);
  const applicationId = await readApplicationId(rest, config);
  const changes = await deployCommands({
    rest,
    applicationId,
    guildId: guild,
    definitions,
    dryRun,
  });
  print(`${guild === null ? "Everywhere" : `Server ${guild}`}:\n${renderChanges(changes, dryRun)}`);
  if (dryRun) return;
  const scope = guild === null ? "global" : "guild";
  settings.setCommandHash(guild ?? "global", hashCommands(definitions, scope));
}

function readArguments(args: readonly string[], { guildId }: BotConfig) {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        guild: { type: "string" },
        global: { type: "boolean", default: false },
        "dry-run": { type: "boolean", default: false },
        help: { type: "boolean", short: "h", default: false },
      },
    });
    if (values.global && values.guild !== undefined)
      throw new Error("--guild and --global exclude each other.");
    if (values.guild !== undefined && !/^\d{17,20}$/.test(values.guild))
      throw new Error("--guild takes a server's id, a number of 17 to 20 digits.");
    const guild = values.global ? null : (values.guild ?? guildId);
    return { guild, dryRun: values["dry-run"], help: values.help };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OnRecordError("E_USAGE", `${reason}\n\n${USAGE}`, { cause: error });
  }
}
