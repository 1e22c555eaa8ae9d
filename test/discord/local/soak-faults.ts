import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as wait } from "node:timers/promises";
import type { InteractionHandle } from "../double/handle.ts";
import type { Discord } from "../double/start.ts";
import { type BotProcess, DELAY, LONGEST_DELAY, type Memory } from "./bot-process.ts";
import { answerTimes } from "./figures.ts";
import { MISCHIEFS, type Mischief } from "./mischief.ts";

/** The bot under load, and what loads it. */
export interface Under {
  readonly discord: Discord;
  readonly bot: BotProcess;
  readonly ask: (at: number) => InteractionHandle;
}

export interface FaultOptions {
  readonly count: number;
  /** Interactions a second. */
  readonly rate: number;
  /** Whether nothing goes wrong. */
  readonly isCalm: boolean;
}

const MISCHIEF_EVERY = 25;
/** The connection is lost, between two mischiefs. */
const DROP_EVERY = 500;
const DROP_AT = 250;
const MEMORY_SAMPLES = 8;
const LAST_ANSWER_MS = 10_000;

const RESOLUTION_MS = 5;
const NS_PER_SECOND = 1e9;
const ms = (seconds: number): string => (seconds * 1_000).toFixed(1);

interface Asked {
  readonly handle: InteractionHandle;
  readonly mischief: Mischief | null;
}

/** What came of a soak. */
export interface Soaked {
  /** For whoever reads it. */
  readonly lines: readonly string[];
  /** What was to hold and does not; none if all is well. */
  readonly faults: readonly string[];
}

/** Asks at a steady rate with something wrong now and then. */
export async function soakWithFaults(under: Under, options: FaultOptions): Promise<Soaked> {
  const { discord, bot, ask } = under;
  const { count, rate, isCalm } = options;
  const asked: Asked[] = [];
  const memory: Memory[] = [await bot.memory()];
  const ownDelay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  ownDelay.enable();
  await bot.metrics([DELAY]);
  const startedAt = performance.now();
  for (let at = 0; at < count; at += 1) {
    const mischief = isCalm ? null : mischiefAt(at);
    mischief?.plan(discord);
    if (!isCalm && at % DROP_EVERY === DROP_AT) discord.gateway.drop();
    asked.push({ handle: ask(at), mischief });
    if ((at + 1) % Math.ceil(count / MEMORY_SAMPLES) === 0) memory.push(await bot.memory());
    const ahead = startedAt + ((at + 1) * 1_000) / rate - performance.now();
    if (ahead > 0) await wait(ahead);
  }
  await settled(under, asked);
  memory.push(await bot.memory());
  const [delay = Number.NaN, longest = Number.NaN] = await bot.metrics([DELAY, LONGEST_DELAY]);
  const { lines, faults } = report(under, options, { asked, memory });
  const delays = [
    `  event-loop delay of the bot: 99th percentile ${ms(delay)} ms, longest ${ms(longest)} ms; longest of the Discord beside it ${ms(ownDelay.max / NS_PER_SECOND)} ms`,
  ];
  return { lines: [...lines, ...delays], faults };
}

function mischiefAt(at: number): Mischief | null {
  if (at % MISCHIEF_EVERY !== MISCHIEF_EVERY - 1) return null;
  return MISCHIEFS[Math.floor(at / MISCHIEF_EVERY) % MISCHIEFS.length] ?? null;
}

/** Until the bot has told of each how it ended. */
async function settled({ bot }: Under, asked: readonly Asked[]): Promise<void> {
  const until = performance.now() + LAST_ANSWER_MS;
  while (performance.now() < until) {
    if (asked.every(({ handle }) => bot.outcomes.has(handle.id))) return;
    await wait(100);
  }
}

interface Found {
  readonly asked: readonly Asked[];
  readonly memory: readonly Memory[];
}

/** What is to be seen, or the reason in the log why there is nothing; anything else is a fault of the bot. */
function report(under: Under, { rate, isCalm }: FaultOptions, { asked, memory }: Found): Soaked {
  const { discord, bot } = under;
  const outcomesOf = ({ handle }: Asked) => bot.outcomes.get(handle.id) ?? [];
  const isSeen = ({ handle }: Asked): boolean => handle.answeredMs !== null;
  const count = (holds: (one: Asked) => boolean): number => asked.filter(holds).length;
  const told = (outcome: string): number => count((one) => outcomesOf(one).includes(outcome));
  const isUndelivered = (one: Asked): boolean => outcomesOf(one).includes("undelivered");
  const wrong = asked.filter(
    (one) =>
      outcomesOf(one).length !== 1 ||
      isSeen(one) === isUndelivered(one) ||
      one.handle.followUps.length > 0,
  );
  const tooLate = new Set(
    asked.flatMap(({ handle, mischief }) => (mischief?.isTooLate === true ? [handle.id] : [])),
  );
  const late = discord.violations
    .take("late")
    .filter(({ where }) => ![...tooLate].some((id) => where.includes(id)));
  // What took effect although its answer was lost is sent once more, and refused.
  const again = discord.violations.take("twice").length;
  const calm = asked.filter(({ mischief }) => mischief === null).map(({ handle }) => handle);
  const faults = isCalm
    ? "no faults"
    : `every ${MISCHIEF_EVERY}th with a fault (${MISCHIEFS.map(({ name }) => name).join(", ")}), the connection lost every ${DROP_EVERY}`;
  const wrongs = wrong.map((one) => `wrong: ${describe(one, outcomesOf(one))}`);
  const lines = [
    `${asked.length} interactions at ${rate} a second, ${faults}`,
    `  one answer to see ${count(isSeen)}, one reason in the log ${count((one) => isUndelivered(one) && !isSeen(one))} (${tooLate.size} reached the bot too late), anything else ${wrong.length}`,
    `  late by the bot's own fault ${late.length}, sent again after a lost answer ${again}`,
    `  answered ${told("answered")}, no answer ${told("no-answer")}, told to wait ${told("limited")}, refused ${told("refused")}, failed ${told("failed")}`,
    `  to the answer, where nothing went wrong: ${answerTimes(calm)}`,
    `  memory of the bot: ${memory.map(({ bot: mb }) => mb).join(", ")} MB`,
    `  memory of its two workers: ${memory.map(({ workers }) => workers).join(", ")} MB`,
    ...wrongs.slice(0, 10).map((one) => `  ${one}`),
    ...late.slice(0, 10).map(({ where }) => `  late: ${where}`),
  ];
  return { lines, faults: wrongs };
}

function describe({ handle, mischief }: Asked, outcomes: readonly string[]): string {
  const { ack, answeredMs, followUps } = handle;
  return `${mischief?.name ?? "no fault"}: outcomes [${outcomes.join(", ")}], first response ${ack?.ms ?? "none"} ms, seen ${answeredMs ?? "never"} ms, follow-ups ${followUps.length}`;
}
