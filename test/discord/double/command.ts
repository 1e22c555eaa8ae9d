import { z } from "zod";

export const COMMAND = { slash: 1, user: 2, message: 3 } as const;

export const OPTION = {
  subcommand: 1,
  group: 2,
  string: 3,
  integer: 4,
  boolean: 5,
  user: 6,
  channel: 7,
  role: 8,
  mentionable: 9,
  number: 10,
  attachment: 11,
} as const;

const localizations = z.record(z.string(), z.string()).nullish();

export interface CommandOption {
  readonly type: number;
  readonly name: string;
  readonly name_localizations?: Readonly<Record<string, string>> | null | undefined;
  readonly description: string;
  readonly description_localizations?: Readonly<Record<string, string>> | null | undefined;
  readonly required?: boolean | null | undefined;
  readonly autocomplete?: boolean | null | undefined;
  readonly choices?:
    | readonly { readonly name: string; readonly value: string | number }[]
    | null
    | undefined;
  readonly min_length?: number | null | undefined;
  readonly max_length?: number | null | undefined;
  readonly min_value?: number | null | undefined;
  readonly max_value?: number | null | undefined;
  readonly options?: readonly CommandOption[] | null | undefined;
}

const option: z.ZodType<CommandOption> = z.lazy(() =>
  z.looseObject({
    type: z.number(),
    name: z.string(),
    name_localizations: localizations,
    description: z.string(),
    description_localizations: localizations,
    required: z.boolean().nullish(),
    autocomplete: z.boolean().nullish(),
    choices: z
      .array(
        z.looseObject({
          name: z.string(),
          name_localizations: localizations,
          value: z.union([z.string(), z.number()]),
        }),
      )
      .nullish(),
    min_length: z.number().nullish(),
    max_length: z.number().nullish(),
    min_value: z.number().nullish(),
    max_value: z.number().nullish(),
    options: z.array(option).nullish(),
  }),
);

/** A command as a request gives it. */
export const commandPayload = z.looseObject({
  id: z.string().nullish(),
  type: z.number().nullish(),
  name: z.string(),
  name_localizations: localizations,
  description: z.string().nullish(),
  description_localizations: localizations,
  options: z.array(option).nullish(),
  default_member_permissions: z.union([z.string(), z.number()]).nullish(),
  dm_permission: z.boolean().nullish(),
  contexts: z.array(z.number()).nullish(),
  integration_types: z.array(z.number()).nullish(),
  nsfw: z.boolean().nullish(),
});

export type CommandPayload = z.infer<typeof commandPayload>;

/** A registered command; `guildId` is null for a global one. */
export interface Command {
  readonly id: string;
  readonly guildId: string | null;
  readonly version: string;
  readonly payload: CommandPayload;
}
