import type { Command, CommandOption } from "./command.ts";
import type { JsonObject } from "./json.ts";
import type { User } from "./world.ts";
import { OPTION } from "./command.ts";
import { userJson } from "./wire.ts";

/** What somebody types into an option. A user is given as the user. */
export type OptionValue = string | number | boolean | User;

export type OptionValues = Readonly<Record<string, OptionValue | undefined>>;

export interface Typed {
  /** The options as an interaction carries them. */
  readonly options: JsonObject[];
  readonly resolved: JsonObject | undefined;
}

/**
 * The options of a command as typed: `name` is the command, then subcommands if it has them.
 *
 * @throws Error where Discord's client would not let a person send this.
 */
export function typedOptions(
  command: Command,
  name: string,
  values: OptionValues,
  focused?: string,
): Typed {
  const [, ...path] = name.split(" ");
  return nest(command.payload.options ?? [], path, name, (options) =>
    leaves(options, values, { name, focused }),
  );
}

function nest(
  options: readonly CommandOption[],
  path: readonly string[],
  name: string,
  fill: (options: readonly CommandOption[]) => Typed,
): Typed {
  const isNested = options.some(({ type }) => type === OPTION.subcommand || type === OPTION.group);
  const [next, ...rest] = path;
  if (!isNested) {
    if (next !== undefined) throw new Error(`/${name}: there is no subcommand ${next}.`);
    return fill(options);
  }
  const found = options.find((option) => option.name === next);
  if (!found) throw new Error(`/${name}: a command with subcommands cannot itself be run.`);
  const inner = nest(found.options ?? [], rest, name, fill);
  return { ...inner, options: [{ name: found.name, type: found.type, options: inner.options }] };
}

function leaves(
  known: readonly CommandOption[],
  values: OptionValues,
  { name, focused }: { readonly name: string; readonly focused: string | undefined },
): Typed {
  const fail = (detail: string): never => {
    throw new Error(`/${name}: ${detail}`);
  };
  for (const given of Object.keys(values)) {
    if (!known.some((option) => option.name === given)) fail(`there is no option ${given}.`);
  }
  const users: Record<string, JsonObject> = {};
  const options = known.flatMap((option): JsonObject[] => {
    const value = values[option.name];
    const isFocused = option.name === focused;
    if (isFocused && option.autocomplete !== true) fail(`${option.name} has no autocomplete.`);
    if (value === undefined && !isFocused) {
      if (option.required === true && focused === undefined) fail(`${option.name} is required.`);
      return [];
    }
    const given = value ?? "";
    if (!isFocused) checkValue(option, given, fail);
    if (typeof given === "object") users[given.id] = userJson(given);
    return [
      {
        name: option.name,
        type: option.type,
        value: typeof given === "object" ? given.id : given,
        ...(isFocused ? { focused: true } : {}),
      },
    ];
  });
  return { options, resolved: Object.keys(users).length > 0 ? { users } : undefined };
}

const TYPES: Readonly<Record<number, string>> = {
  [OPTION.string]: "string",
  [OPTION.integer]: "number",
  [OPTION.number]: "number",
  [OPTION.boolean]: "boolean",
  [OPTION.user]: "object",
  [OPTION.channel]: "string",
  [OPTION.role]: "string",
};

function checkValue(
  option: CommandOption,
  value: OptionValue,
  fail: (detail: string) => never,
): void {
  const { name } = option;
  if (TYPES[option.type] !== typeof value) fail(`${name} is not a ${TYPES[option.type]}.`);
  if (typeof value === "string") {
    if (value.length < (option.min_length ?? (option.required === true ? 1 : 0))) {
      fail(`${name} is too short.`);
    }
    if (value.length > (option.max_length ?? 6_000)) fail(`${name} is too long.`);
  }
  if (typeof value === "number") {
    if (option.type === OPTION.integer && !Number.isInteger(value)) fail(`${name} is not whole.`);
    if (value < (option.min_value ?? -Infinity)) fail(`${name} is too small.`);
    if (value > (option.max_value ?? Infinity)) fail(`${name} is too large.`);
  }
  const choices = option.choices ?? [];
  if (choices.length > 0 && !choices.some((choice) => choice.value === value)) {
    fail(`${name} is not one of its choices.`);
  }
}
