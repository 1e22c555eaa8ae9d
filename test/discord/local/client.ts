import type { InteractionHandle } from "../double/handle.ts";
import type { OptionValues } from "../double/options.ts";
import { allComponents } from "../double/payload.ts";
import type { Discord } from "../double/start.ts";
import type { Message } from "../double/world.ts";

/** The user's side of Discord in a terminal: one line in, what would be seen out. */
export interface LocalClient {
  /** @throws Error in plain words where Discord would not let a person do this. */
  readonly run: (line: string) => Promise<string>;
}

export const USAGE = `Type what you would on Discord:
  /ask What did Rutte say about China?      a command; its first option needs no name
  /quotes speaker: Rutte about: China       options by name
  /settings enable                          subcommands
  @bot What did Rutte say?                  a mention; "reply And Barrot?" answers the last message
  dm What did Rutte say?                    a direct message
  press Next                                a button of the last message; "press Cite 2" the second such
  menu Check quotes: He said "..."          a message, and an entry of its menu
  type /quotes speaker: ru                  what autocomplete offers
  quit`;

/** Answers can take as long as the first question takes to load the model. */
const TIMEOUT_MS = 30_000;
const STRING = 3;
const SUBCOMMAND = 1;
/** In the terminal one is who manages the server. */
const AS_MANAGER = { permissions: 0xff_ffff_ffffn };

export function newLocalClient(discord: Discord): LocalClient {
  let last: Message | null = null;
  const seen = (message: Message): string => {
    last = message;
    return discord.textOf(message);
  };
  const seenOf = async (handle: InteractionHandle): Promise<string> => {
    await handle.answered(TIMEOUT_MS);
    last = handle.followUps.at(-1) ?? handle.reply ?? last;
    return handle.text;
  };
  const demanded = (): Message => {
    if (!last) throw new Error("There is no message yet.");
    return last;
  };
  const say = async (text: string, replyTo: Message | null): Promise<string> => {
    const speech = { mentions: [discord.bot], ...(replyTo ? { replyTo } : {}) };
    return seen(await discord.replyTo(discord.say(discord.channel, text, speech), TIMEOUT_MS));
  };
  const doings: Readonly<Record<string, (rest: string) => Promise<string>>> = {
    "@bot": (text) => say(text, null),
    reply: (text) => say(text, demanded()),
    dm: async (text) => seen(await discord.replyTo(discord.directMessage(text), TIMEOUT_MS)),
    press: (label) => seenOf(discord.press(demanded(), buttonOf(demanded(), label), AS_MANAGER)),
    menu: (rest) => {
      const [entry, text] = splitOnce(rest, ":");
      return seenOf(discord.contextMenu(entry, discord.say(discord.channel, text)));
    },
    type: async (rest) => {
      const { name, values } = readCommand(discord, rest.replace(/^\//u, ""));
      const focused = Object.keys(values).at(-1) ?? "";
      const handle = discord.autocomplete(name, values, focused);
      await handle.acknowledged(TIMEOUT_MS);
      return handle.choices?.map((choice) => `${choice.name}  [${choice.value}]`).join("\n") ?? "";
    },
  };
  return {
    run: async (line) => {
      const [first, rest] = splitOnce(line.trim(), " ");
      if (first === "" || first === "help") return USAGE;
      if (first.startsWith("/")) {
        const { name, values } = readCommand(discord, line.trim().slice(1));
        return seenOf(discord.slash(name, values, AS_MANAGER));
      }
      const does = doings[first];
      return does ? does(rest) : `There is no "${first}".\n${USAGE}`;
    },
  };
}

interface TypedLine {
  /** With its subcommand. */
  readonly name: string;
  readonly values: OptionValues;
}

/** "quotes speaker: Rutte about: China"; words before any name are the first option. */
function readCommand({ commands }: Discord, line: string): TypedLine {
  const [first, rest] = splitOnce(line, " ");
  const options = commands.find(({ payload }) => payload.name === first)?.payload.options ?? [];
  const [next, others] = splitOnce(rest, " ");
  const sub = options.find(({ type, name }) => type === SUBCOMMAND && name === next);
  const known = sub ? (sub.options ?? []) : options;
  const text = sub ? others : rest;
  const names = known.map(({ name }) => name);
  const isNamed = names.some((name) => text.startsWith(`${name}:`));
  const whole = isNamed || text === "" ? text : `${names[0] ?? ""}: ${text}`;
  const form = new RegExp(`(?:^|\\s)(${names.join("|")}):\\s*`, "u");
  const [, ...parts] = names.length === 0 ? [""] : whole.split(form);
  const values: Record<string, string | boolean> = {};
  for (let at = 0; at < parts.length; at += 2) {
    const name = parts[at] ?? "";
    const value = (parts[at + 1] ?? "").trim();
    const isText = known.find((option) => option.name === name)?.type === STRING;
    values[name] = isText || !/^(?:true|false)$/u.test(value) ? value : value === "true";
  }
  return { name: sub ? `${first} ${sub.name}` : first, values };
}

/** The button of a label, or the n-th of several: "Cite 2". */
function buttonOf({ look }: Message, wanted: string): string {
  const { label = wanted, nth = "1" } =
    /^(?<label>.*?)(?:\s+(?<nth>\d))?$/u.exec(wanted)?.groups ?? {};
  const all = allComponents(look.components);
  const found = all.filter((one) => one.label === wanted);
  const named = found.length > 0 ? found : all.filter((one) => one.label === label);
  return named[found.length > 0 ? 0 : Number(nth) - 1]?.custom_id ?? wanted;
}

function splitOnce(text: string, by: string): [string, string] {
  const at = text.indexOf(by);
  return at < 0 ? [text, ""] : [text.slice(0, at).trim(), text.slice(at + by.length).trim()];
}
