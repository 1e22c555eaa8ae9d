/** The entry point of `npm run soak`: the bot as a process, asked by many at once, with faults. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { REST } from "discord.js";
import { loadConfig } from "../../../src/config.ts";
import { commandDefinitions } from "../../../commands/index.ts";
import type { Fault } from "../double/faults.ts";
import type { InteractionHandle } from "../double/handle.ts";
import { type Discord, startDiscord } from "../double/start.ts";

const { values: settings } = parseArgs({
  options: {
    count: { type: "string", default: "1000" },
    rate: { type: "string", default: "50" },
    people: { type: "string", default: "400" },
    calm: { type: "boolean", default: false },
  },
});
const COUNT = Number(settings.count);
const RATE = Number(settings.rate);
/** Enough of them that nobody asks more than a fair share. */
const PEOPLE = Number(settings.people);
const LATE_MS = 3_000;
const FAULT_EVERY = 25;
const DROP_EVERY = 500;

const FAULTS: readonly Fault[] = [
  { status: 503 },
  { status: 502, applied: true },
  { hangUp: true },
  { delayMs: 400 },
  { status: 429, retryAfterSeconds: 0.3 },
];

const REQUESTS: readonly (readonly [name: string, values: Readonly<Record<string, string>>])[] = [
  ["ask", { question: "What did Rutte say about China?" }],
  ["ask", { question: "Who warned of escalation?" }],
  ["ask", { question: "What is the recipe for sourdough bread?" }],
  ["quotes", { speaker: "mark-rutte" }],
  ["quotes", { speaker: "Barrot", about: "Russia" }],
  ["who", { about: "China" }],
  ["verify", { quote: "a huge risk of escalation" }],
  ["sources", {}],
  ["source", { id: "nato-and-eu-urge-china" }],
  ["about", {}],
];

interface BotProcess {
  readonly healthUrl: string;
  readonly pid: number;
  stop(): Promise<number | null>;
}

async function startBot(discord: Discord, folder: string): Promise<BotProcess> {
  const { corpusDir } = loadConfig();
  const program = resolve(import.meta.dirname, "../../../src/bot.js");
  const child = spawn(process.execPath, [program], {
    env: {
      PATH: "/usr/local/bin:/usr/bin:/bin",
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.url,
      ON_RECORD_CORPUS_DIR: corpusDir,
      ON_RECORD_STATE_DIR: folder,
      ON_RECORD_HEALTH_PORT: "127.0.0.1:0",
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise<number | null>((settle) => {
    child.on("close", settle);
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    if (!out.includes('"event":"answering"')) out += text;
  });
  while (!out.includes('"event":"answering"')) {
    if (child.exitCode !== null) throw new Error(`The bot ended: ${out}`);
    await wait(100);
  }
  const port = /"count":(\d+),"event":"health is served"/.exec(out)?.[1] ?? "";
  return {
    healthUrl: `http://127.0.0.1:${port}`,
    pid: child.pid ?? 0,
    stop: () => {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

async function metricsOf({ healthUrl }: BotProcess): Promise<string> {
  return (await fetch(`${healthUrl}/metrics`)).text();
}

async function memoryMb(bot: BotProcess): Promise<number> {
  const found = /^process_resident_memory_bytes (\S+)/m.exec(await metricsOf(bot));
  return Math.round(Number(found?.[1] ?? 0) / 2 ** 20);
}

/** A question, or a press on an answer that is already there. */
function newAsker(discord: Discord): (at: number) => InteractionHandle {
  const people = Array.from({ length: PEOPLE }, (_, at) => {
    const user = discord.addUser(`Person ${at}`);
    const guild = discord.addGuild(`Server ${at}`, { members: [user] });
    return { user, channel: discord.addChannel(guild, "talk") };
  });
  const answered: { readonly handle: InteractionHandle; readonly person: number }[] = [];
  return (at) => {
    const person = at % PEOPLE;
    const scene = people[person];
    const [name, values] = REQUESTS[at % REQUESTS.length] ?? ["about", {}];
    if (!scene) throw new Error("There is nobody to ask.");
    const earlier = at % 7 === 6 ? answered.shift() : undefined;
    const message = earlier?.handle.reply;
    if (earlier && message) {
      const { user } = people[earlier.person] ?? scene;
      return discord.press(message, at % 2 === 0 ? "More context" : "Cite", { user });
    }
    const handle = discord.slash(name, values, scene);
    if (name === "quotes" && answered.length < PEOPLE) answered.push({ handle, person });
    return handle;
  };
}

async function ask(discord: Discord, bot: BotProcess) {
  const asker = newAsker(discord);
  const handles: InteractionHandle[] = [];
  const memory: number[] = [await memoryMb(bot)];
  const startedAt = performance.now();
  for (let at = 0; at < COUNT; at += 1) {
    if (!settings.calm && at % FAULT_EVERY === FAULT_EVERY - 1) {
      const fault = FAULTS[Math.floor(at / FAULT_EVERY) % FAULTS.length];
      if (fault) discord.faults.next(1, fault, /callback/);
    }
    if (!settings.calm && at % DROP_EVERY === DROP_EVERY - 1) discord.gateway.drop();
    handles.push(asker(at));
    if ((at + 1) % Math.ceil(COUNT / 4) === 0) memory.push(await memoryMb(bot));
    const ahead = startedAt + ((at + 1) * 1_000) / RATE - performance.now();
    if (ahead > 0) await wait(ahead);
  }
  for (const handle of handles) await handle.answered(10_000).catch(() => undefined);
  memory.push(await memoryMb(bot));
  return { handles, memory };
}

function quantile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

function report(handles: readonly InteractionHandle[], memory: readonly number[]): string {
  const seen = handles.filter(({ answeredMs }) => answeredMs !== null);
  const ms = seen.map(({ answeredMs }) => answeredMs ?? 0).toSorted((a, b) => a - b);
  const late = handles.filter(({ ack }) => ack !== null && ack.ms > LATE_MS).length;
  const several = handles.filter(({ followUps }) => followUps.length > 0).length;
  const texts = seen.map(({ text }) => text);
  const counted = (words: string) => texts.filter((text) => text.includes(words)).length;
  return [
    `${handles.length} interactions at ${RATE} a second, ${settings.calm ? "no faults" : `a fault every ${FAULT_EVERY}, the connection lost every ${DROP_EVERY}`}`,
    `  seen ${seen.length}, nothing seen ${handles.length - seen.length}, late ${late}, more than one ${several}`,
    `  told to wait ${counted("A moment, please") + counted("Too much at once")}, failed ${counted("This did not work")}`,
    `  to the answer: median ${quantile(ms, 0.5)} ms, 99th percentile ${quantile(ms, 0.99)} ms, longest ${ms.at(-1) ?? 0} ms`,
    `  memory of the bot, from start to end: ${memory.join(", ")} MB`,
  ].join("\n");
}

async function main(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "on-record-soak-"));
  const discord = await startDiscord();
  try {
    const rest = new REST({ api: discord.url }).setToken(discord.token);
    await rest.put(`/applications/${discord.applicationId}/commands`, { body: commandDefinitions });
    const bot = await startBot(discord, folder);
    const { handles, memory } = await ask(discord, bot);
    const outcomes = (await metricsOf(bot)).match(/^on_record_requests_total.*$/gm) ?? [];
    const code = await bot.stop();
    // What took effect although its answer was an error is sent once more, and refused.
    const again = discord.violations.take("twice").length;
    const lines = [
      report(handles, memory),
      `  sent again after a lost answer ${again}`,
      ...outcomes,
      `exit code ${code}`,
    ];
    process.stdout.write(`${lines.join("\n")}\n`);
    discord.violations.assertClean();
  } finally {
    await discord.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

await main();
