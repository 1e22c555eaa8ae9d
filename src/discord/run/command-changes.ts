import { createHash } from "node:crypto";
import { ApplicationCommandType, type RESTPostAPIApplicationCommandsJSONBody } from "discord.js";
import { z } from "zod";

/** A command's definition, as it is sent to Discord. */
export type CommandDefinition = RESTPostAPIApplicationCommandsJSONBody;

/** A command as it is compared: what can be set, with Discord's defaults filled in. */
export interface ComparedCommand {
  readonly name: string;
  readonly type: number;
  /** Name and type, which are what makes two commands the same. */
  readonly key: string;
  /** Canonical JSON: equal text, equal command. */
  readonly text: string;
}

export interface CommandChanges {
  readonly added: readonly ComparedCommand[];
  readonly changed: readonly ComparedCommand[];
  readonly removed: readonly ComparedCommand[];
  readonly unchanged: readonly ComparedCommand[];
}

const localizations = z
  .record(z.string(), z.string().nullable())
  .nullish()
  .transform((texts) =>
    Object.entries(texts ?? {})
      .filter(([, text]) => text !== null)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  );

const choiceSchema = z.object({
  name: z.string(),
  name_localizations: localizations,
  value: z.union([z.string(), z.number()]),
});

interface Option {
  readonly options: readonly Option[];
}

const optionSchema: z.ZodType<Option> = z.lazy(() =>
  z.object({
    type: z.number(),
    name: z.string(),
    name_localizations: localizations,
    description: z.string(),
    description_localizations: localizations,
    required: z.boolean().nullish().transform(Boolean),
    autocomplete: z.boolean().nullish().transform(Boolean),
    choices: z.array(choiceSchema).nullish().transform(orEmpty),
    channel_types: z.array(z.number()).nullish().transform(sorted),
    min_value: z.number().nullish().transform(orNull),
    max_value: z.number().nullish().transform(orNull),
    min_length: z.number().nullish().transform(orNull),
    max_length: z.number().nullish().transform(orNull),
    options: z.array(optionSchema).nullish().transform(orEmpty),
  }),
);

const commandSchema = z.object({
  type: z
    .number()
    .nullish()
    .transform((type) => type ?? ApplicationCommandType.ChatInput),
  name: z.string(),
  name_localizations: localizations,
  description: z
    .string()
    .nullish()
    .transform((text) => text ?? ""),
  description_localizations: localizations,
  options: z.array(optionSchema).nullish().transform(orEmpty),
  default_member_permissions: z
    .union([z.string(), z.number()])
    .nullish()
    .transform((bits) => (bits === null || bits === undefined ? null : String(bits))),
  nsfw: z.boolean().nullish().transform(Boolean),
  contexts: z.array(z.number()).nullish().transform(sorted),
  integration_types: z.array(z.number()).nullish().transform(sorted),
});

/**
 * Reads a command, a definition of ours or one that Discord has, into what is compared.
 *
 * @param scope commands of a server have no contexts and integration types.
 */
export function readCommand(command: unknown, scope: "global" | "guild"): ComparedCommand {
  const parsed = commandSchema.parse(command);
  const places =
    scope === "guild"
      ? { contexts: [], integration_types: [] }
      : {
          contexts: parsed.contexts,
          // Discord fills in an installation to servers.
          integration_types: parsed.integration_types.length === 0 ? [0] : parsed.integration_types,
        };
  const { name, type } = parsed;
  return { name, type, key: `${type} ${name}`, text: JSON.stringify({ ...parsed, ...places }) };
}

/** What registering `wanted` would change of what Discord has. */
export function compareCommands(
  present: readonly ComparedCommand[],
  wanted: readonly ComparedCommand[],
): CommandChanges {
  const before = new Map(present.map((command) => [command.key, command]));
  const after = new Set(wanted.map(({ key }) => key));
  const known = wanted.filter(({ key }) => before.has(key));
  const isSame = ({ key, text }: ComparedCommand) => before.get(key)?.text === text;
  return {
    added: wanted.filter(({ key }) => !before.has(key)),
    changed: known.filter((command) => !isSame(command)),
    removed: present.filter(({ key }) => !after.has(key)),
    unchanged: known.filter(isSame),
  };
}

/** Names a set of commands: another value, other commands. Their order does not matter. */
export function hashCommands(
  definitions: readonly CommandDefinition[],
  scope: "global" | "guild",
): string {
  const texts = definitions
    .map((definition) => readCommand(definition, scope).text)
    .toSorted((a, b) => (a < b ? -1 : 1));
  return createHash("sha256").update(texts.join("\n")).digest("hex");
}

function orEmpty<T>(list: readonly T[] | null | undefined): readonly T[] {
  return list ?? [];
}

function orNull(value: number | null | undefined): number | null {
  return value ?? null;
}

function sorted(values: readonly number[] | null | undefined): readonly number[] {
  return (values ?? []).toSorted((a, b) => a - b);
}
