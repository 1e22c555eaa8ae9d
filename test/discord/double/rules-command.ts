import type { CommandOption, CommandPayload } from "./command.ts";
import type { Problem } from "./rules-message.ts";
import { COMMAND, OPTION } from "./command.ts";
import { twice } from "./rules-message.ts";

const CHAT_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;
const TEXT_MAX = 8_000;
const CHOICE_VALUE_MAX = 100;
const COUNT_MAX: Readonly<Record<number, number>> = {
  [COMMAND.slash]: 100,
  [COMMAND.user]: 15,
  [COMMAND.message]: 15,
};

const LOCALES = new Set(
  (
    "id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi " +
    "th zh-CN ja zh-TW ko"
  ).split(" "),
);

const typeOf = (command: CommandPayload): number => command.type ?? COMMAND.slash;

/** What is wrong with the commands of one place: the rules that Discord's schema lets through. */
export function commandProblems(
  commands: readonly CommandPayload[],
  place: "global" | "guild",
): Problem[] {
  const names = commands.map((command) => `${typeOf(command)} ${command.name}`);
  const tooMany = Object.entries(COUNT_MAX).flatMap(([type, max]) => {
    const count = commands.filter((command) => typeOf(command) === Number(type)).length;
    return count > max ? [problem("", `${count} commands of type ${type}; at most ${max}.`)] : [];
  });
  return [
    ...twice(names).map((name) => problem("", `Two commands ${name.slice(2)}.`)),
    ...tooMany,
    ...commands.flatMap((command) => oneCommand(command, place)),
  ];
}

function oneCommand(command: CommandPayload, place: "global" | "guild"): Problem[] {
  const { name, description } = command;
  const isChat = typeOf(command) === COMMAND.slash;
  const problems: Problem[] = [];
  const claim = (holds: boolean, message: string): void => {
    if (!holds) problems.push(problem(name, message));
  };
  claim(isChat || !description, "Only a chat command has a description.");
  claim(!isChat || Boolean(description), "A chat command needs a description.");
  claim(isChat || (command.options ?? []).length === 0, "Only a chat command has options.");
  claim(!isChat || isChatName(name), "A name is 1-32 lower-case letters, digits, - or _.");
  claim(
    place === "global" || (command.contexts == null && command.integration_types == null),
    "contexts and integration_types are for global commands.",
  );
  claim(command.dm_permission == null, "dm_permission is deprecated: use contexts.");
  claim(textLength(command) <= TEXT_MAX, `All text together is over ${TEXT_MAX} characters.`);
  for (const [locale, localized] of Object.entries(command.name_localizations ?? {})) {
    claim(LOCALES.has(locale), `Discord has no locale ${locale}.`);
    claim(!isChat || isChatName(localized), `The name in ${locale} is not a command name.`);
  }
  return [...problems, ...optionProblems(command.options ?? [], name)];
}

const isChatName = (name: string): boolean => CHAT_NAME.test(name) && name === name.toLowerCase();

function optionProblems(options: readonly CommandOption[], path: string): Problem[] {
  const isNesting = ({ type }: CommandOption): boolean =>
    type === OPTION.subcommand || type === OPTION.group;
  const firstOptional = options.findIndex((one) => !isNesting(one) && one.required !== true);
  const lateRequired = options.some(
    ({ required }, index) => required === true && firstOptional !== -1 && index > firstOptional,
  );
  const nesting = options.filter(isNesting).length;
  return [
    ...twice(options.map(({ name }) => name)).map((name) => problem(path, `Two options ${name}.`)),
    ...(lateRequired ? [problem(path, "A required option after an optional one.")] : []),
    ...(nesting > 0 && nesting < options.length
      ? [problem(path, "Subcommands and other options together.")]
      : []),
    ...options.flatMap((one) => oneOption(one, `${path}.${one.name}`)),
  ];
}

function oneOption(option: CommandOption, path: string): Problem[] {
  const choices = option.choices ?? [];
  const problems: Problem[] = [];
  const claim = (holds: boolean, message: string): void => {
    if (!holds) problems.push(problem(path, message));
  };
  claim(isChatName(option.name), "A name is 1-32 lower-case letters, digits, - or _.");
  claim(option.description.trim() !== "", "An option needs a description.");
  claim(!(option.autocomplete === true && choices.length > 0), "Choices and autocomplete.");
  claim(
    (option.min_length ?? 0) <= (option.max_length ?? Infinity),
    "min_length is above max_length.",
  );
  claim((option.min_value ?? 0) <= (option.max_value ?? Infinity), "min_value is above max_value.");
  claim(twice(choices.map(({ name }) => name)).length === 0, "Two choices of one name.");
  claim(
    choices.every(({ value }) => String(value).length <= CHOICE_VALUE_MAX),
    "A choice's value is over 100 characters.",
  );
  for (const [locale, localized] of Object.entries(option.name_localizations ?? {})) {
    claim(LOCALES.has(locale), `Discord has no locale ${locale}.`);
    claim(isChatName(localized), `The name in ${locale} is not an option name.`);
  }
  return [...problems, ...optionProblems(option.options ?? [], path)];
}

/** Names, descriptions and choice values; of a text in several languages the longest. */
function textLength(command: CommandPayload): number {
  const longest = (text: string | null | undefined, others: CommandOption["name_localizations"]) =>
    Math.max(...[text ?? "", ...Object.values(others ?? {})].map((one) => one.length));
  const own = (one: {
    readonly name: string;
    readonly name_localizations?: CommandOption["name_localizations"];
    readonly description?: string | null | undefined;
    readonly description_localizations?: CommandOption["name_localizations"];
  }): number =>
    longest(one.name, one.name_localizations) +
    longest(one.description, one.description_localizations);
  const ofOption = (option: CommandOption): number =>
    own(option) +
    (option.choices ?? []).reduce(
      (sum, { name, value }) => sum + name.length + String(value).length,
      0,
    ) +
    (option.options ?? []).reduce((sum, inner) => sum + ofOption(inner), 0);
  return own(command) + (command.options ?? []).reduce((sum, one) => sum + ofOption(one), 0);
}

function problem(path: string, message: string): Problem {
  return { path, message };
}
