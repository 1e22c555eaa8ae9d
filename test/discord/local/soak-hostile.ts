import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { hostileTexts } from "../../support/hostile.ts";
import type { InteractionHandle } from "../double/handle.ts";
import type { Message } from "../double/world.ts";
import { DELAY, LONGEST_DELAY, RESTARTS } from "./bot-process.ts";
import { answerTimes } from "./figures.ts";
import { type Hostile, newHostile } from "./hostile-askers.ts";
import type { Soaked, Under } from "./soak-faults.ts";

export interface HostileSoakOptions {
  readonly count: number;
  /** Interactions a second. */
  readonly rate: number;
  /** Of the longest hostile questions, in UTF-16 code units. */
  readonly size: number;
}

/** One in so many is hostile. */
const HOSTILE_EVERY = 10;
/** No other member waits longer. */
const WAIT_MS_MAX = 1_000;
/** The 99th percentile of the event loop's delay stays under this. */
const DELAY_MS_MAX = 50;
const LAST_ANSWER_MS = 60_000;

/** Writes a document of each shape, so many code units within a sentence, beside those that there are. */
export async function addHostileDocuments(corpusDir: string, size: number): Promise<number> {
  const folder = join(corpusDir, "hostile");
  await mkdir(folder);
  const texts = hostileTexts(size);
  for (const [at, { name, text }] of texts.entries()) {
    const whole = `Rutte said that China ${text} helps Russia. “The talks go on,” Rutte said.\n`;
    await writeFile(join(folder, `${at}-${name.replace(/[^a-z]+/g, "-")}.txt`), whole);
  }
  return texts.length;
}

/** Asks at a steady rate, and every tenth is hostile. Gives the report's lines and what does not hold. */
export async function soakHostile(under: Under, options: HostileSoakOptions): Promise<Soaked> {
  const { discord, bot, ask } = under;
  const { count, rate, size } = options;
  const hostile = newHostile(discord, { size });
  await allowMentions(under);
  await bot.metrics([DELAY]);
  const others: InteractionHandle[] = [];
  let attacks = 0;
  const startedAt = performance.now();
  for (let at = 0; at < count; at += 1) {
    if (at % HOSTILE_EVERY === HOSTILE_EVERY - 1) attacks += hostile.act();
    else others.push(ask(others.length));
    const ahead = startedAt + ((at + 1) * 1_000) / rate - performance.now();
    if (ahead > 0) await wait(ahead);
  }
  await settled(
    under,
    [...others, ...hostile.handles].map(({ id }) => id),
  );
  const figures = await bot.metrics([DELAY, LONGEST_DELAY, RESTARTS]);
  return report(under, { others, hostile, attacks, figures, size });
}

/** Mentions are answered where they talk. */
async function allowMentions({ discord }: Under): Promise<void> {
  const handle = discord.slash("settings enable", {}, { permissions: 0xff_ffff_ffffn });
  await handle.answered();
}

/** Until the bot has told of each how it ended. */
async function settled({ bot }: Under, ids: readonly string[]): Promise<void> {
  const until = performance.now() + LAST_ANSWER_MS;
  while (performance.now() < until) {
    if (ids.every((id) => bot.outcomes.has(id))) return;
    await wait(100);
  }
}

interface Found {
  readonly others: readonly InteractionHandle[];
  readonly hostile: Hostile;
  /** Events that hostile members have caused. */
  readonly attacks: number;
  readonly figures: readonly number[];
  readonly size: number;
}

function report(
  { discord, bot }: Under,
  { others, hostile, attacks, figures, size }: Found,
): Soaked {
  const [delay = Number.NaN, longestDelay = Number.NaN, restarts = Number.NaN] = figures.map(
    (one, at) => (at < 2 ? one * 1_000 : one),
  );
  const waits = others.map(({ answeredMs }) => answeredMs ?? Infinity);
  const longest = waits.reduce((most, one) => Math.max(most, one), 0);
  const said = [
    ...[...others, ...hostile.handles].flatMap(({ reply, followUps }) => [reply, ...followUps]),
    ...hostile.channels.flatMap((channel) => discord.messagesIn(channel)),
  ].filter((message): message is Message => message?.author.id === discord.bot.id);
  const pings = said.filter(
    ({ pinged: { everyone, users, roles } }) => everyone || users.length > 0 || roles.length > 0,
  );
  const over = discord.violations.list;
  const unheard = hostile.handles.filter(({ ack }) => ack === null);
  const outcomes = (ids: readonly string[]): string => {
    const told = ids.map((id) => bot.outcomes.get(id)?.join("+") ?? "none");
    return [...new Set(told)]
      .toSorted()
      .map((one) => `${one} ${told.filter((other) => other === one).length}`)
      .join(", ");
  };
  const checks = [
    [`longest wait of the other members ${longest} ms`, longest < WAIT_MS_MAX, `${WAIT_MS_MAX} ms`],
    [
      `event-loop delay, 99th percentile ${delay.toFixed(1)} ms`,
      delay < DELAY_MS_MAX,
      `${DELAY_MS_MAX} ms`,
    ],
    [`over a limit of Discord's ${over.length}`, over.length === 0, "0"],
    [`messages that ping ${pings.length} of ${new Set(said).size}`, pings.length === 0, "0"],
    [`hostile interactions without any response ${unheard.length}`, unheard.length === 0, "0"],
  ] as const;
  return {
    lines: [
      `${others.length} interactions of members, and ${attacks} hostile events of up to ${size} characters`,
      `  members: ${answerTimes(others)}; ${outcomes(others.map(({ id }) => id))}`,
      `  hostile interactions: ${answerTimes(hostile.handles)}; ${outcomes(hostile.handles.map(({ id }) => id))}`,
      `  hostile mentions: ${outcomes(hostile.mentions.map(({ id }) => id))}`,
      `  event-loop delay, longest ${longestDelay.toFixed(1)} ms; workers started again ${restarts}`,
      ...checks.map(
        ([what, holds, most]) => `  ${holds ? "holds" : "FAILS"}: ${what} (allowed ${most})`,
      ),
      ...over.slice(0, 10).map(({ kind, where, detail }) => `  over: ${kind}: ${where}: ${detail}`),
    ],
    faults: checks.filter(([, holds]) => !holds).map(([what]) => what),
  };
}
