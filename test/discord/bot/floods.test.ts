import { beforeAll, describe, expect, test } from "vitest";
import type { Answerer } from "../../../src/discord/bot/ports.ts";
import { createSeldom } from "../../../src/discord/bot/seldom.ts";
import { TURN_LIMITS, createTurns } from "../../../src/discord/run/turns.ts";
import type { Message } from "../double/world.ts";
import { openCorpus } from "./stand-in-answerer.ts";
import { type Running, run, seen } from "./support.ts";

let answerer: Answerer;
beforeAll(async () => {
  ({ answerer } = await openCorpus());
});

const MENTIONS = 60;
const QUESTION = "What did Rutte say?";
const NOTICE = /Please wait|Too much at once/;
const { burst } = TURN_LIMITS.ask.user;

/** A bot with the real limits, whose clock stands still until it is told to go on. */
async function limited() {
  const clock = { ms: 0 };
  const ticks = () => clock.ms;
  const running = await run({ answerer, parts: { turns: createTurns(ticks), ticks } });
  const { discord, store } = running;
  store.enable(discord.guild.id, discord.channel.id);
  return { ...running, clock };
}

function mention({ discord }: Pick<Running, "discord">, author = discord.user): Message {
  return discord.say(discord.channel, QUESTION, { mentions: [discord.bot], author });
}

const repliesOf = ({ discord }: Pick<Running, "discord">): string[] =>
  discord
    .messagesIn(discord.channel)
    .filter(({ author }) => author.id === discord.bot.id)
    .map((message) => discord.textOf(message));

const count = (texts: readonly string[], of: RegExp): number =>
  texts.filter((text) => of.test(text)).length;

describe("mentions of one person, one after the other", () => {
  test("are answered as often as is allowed, told of the limit once, and then let fall", async () => {
    const running = await limited();
    const { discord, clock } = running;
    for (let at = 0; at < MENTIONS; at += 1) mention(running);
    await expect.poll(() => running.outcomes().length).toBe(MENTIONS);
    const replies = repliesOf(running);
    expect(count(replies, NOTICE)).toBe(1);
    expect(replies.length).toBeLessThanOrEqual(burst + 1);
    expect(running.outcomes().filter((one) => one === "limited")).toHaveLength(
      MENTIONS - (replies.length - 1),
    );
    // Somebody else is answered meanwhile.
    const other = await discord.replyTo(mention(running, discord.addUser("Eve")));
    expect(discord.textOf(other)).toContain("Understood: statements by");
    clock.ms += 61_000;
    for (let at = 0; at < MENTIONS; at += 1) mention(running);
    await expect.poll(() => running.outcomes().length).toBe(2 * MENTIONS + 1);
    expect(count(repliesOf(running), NOTICE)).toBe(2);
    discord.violations.assertClean();
  });
});

test("where a server's share is used up, the channel is told once, not each member", async () => {
  const running = await run({
    answerer,
    parts: { turns: { take: () => ({ ok: false, waitSeconds: 4, of: "server" }) } },
  });
  const { discord, store } = running;
  store.enable(discord.guild.id, discord.channel.id);
  const members = Array.from({ length: 20 }, (_, at) => discord.addUser(`Member ${at}`));
  for (const member of members) mention(running, member);
  await expect.poll(() => running.outcomes().length).toBe(members.length);
  expect(repliesOf(running)).toHaveLength(1);
  // Privately each can be told.
  const told = await discord.slash("about", {}, { user: discord.addUser("Ann") }).answered();
  expect([told.text, told.isEphemeral]).toEqual([expect.stringContaining("wait 4 seconds"), true]);
  discord.violations.assertClean();
});

describe("interactions over a limit", () => {
  test("are told once, privately, then acknowledged without anything to see", async () => {
    const running = await run({
      answerer,
      parts: { turns: { take: () => ({ ok: false, waitSeconds: 7 }) } },
    });
    const { discord } = running;
    const first = await discord.slash("ask", { question: QUESTION }).answered();
    expect([first.text, first.isEphemeral]).toEqual([expect.stringContaining("7 seconds"), true]);
    const others = Array.from({ length: 10 }, () => discord.slash("ask", { question: QUESTION }));
    for (const handle of others) await handle.acknowledged();
    await expect.poll(() => running.outcomes().length).toBe(11);
    expect(others.map(({ reply, followUps }) => [reply, followUps.length])).toEqual(
      others.map(() => [null, 0]),
    );
    expect(discord.messagesIn(discord.channel)).toHaveLength(1);
    discord.violations.assertClean();
  });

  test("a button over its limit is told once, then changes nothing", async () => {
    const running = await limited();
    const { discord } = running;
    const { reply } = await discord.slash("ask", { question: QUESTION }).answered();
    const message = seen(reply);
    const presses = TURN_LIMITS.press.user.burst;
    for (let at = 0; at < presses; at += 1) {
      await discord.press(message, at % 2 === 0 ? "Next" : "Previous").answered();
    }
    const before = discord.textOf(message);
    const told = await discord.press(message, "Next").answered();
    expect(told.text).toMatch(NOTICE);
    const silent = await discord.press(message, "Next").acknowledged();
    await expect.poll(() => running.outcomes().length).toBe(presses + 3);
    expect([silent.isDeferred, silent.answeredMs, silent.followUps]).toEqual([true, null, []]);
    expect(discord.textOf(message)).toBe(before);
    discord.violations.assertClean();
  });
});

test("turning pages is not asking: whoever reads on can still ask", async () => {
  const running = await limited();
  const { discord } = running;
  const { reply } = await discord.slash("ask", { question: QUESTION }).answered();
  const message = seen(reply);
  const pressed = ["Next", "Previous", "Next", "Previous", "Next", "Previous"];
  for (const label of pressed) await discord.press(message, label).answered();
  for (let at = 1; at < burst; at += 1) {
    await discord.slash("ask", { question: QUESTION }).answered();
  }
  expect(new Set(running.outcomes())).toEqual(new Set(["answered"]));
  discord.violations.assertClean();
});

describe("what is told seldom", () => {
  test("is told once a while to each, and forgotten after it", () => {
    let now = 0;
    const mayTell = createSeldom(() => now, 1_000);
    expect([mayTell("ada"), mayTell("ada"), mayTell("bo")]).toEqual([true, false, true]);
    now = 999;
    expect(mayTell("ada")).toBe(false);
    now = 1_000;
    expect([mayTell("ada"), mayTell("ada")]).toEqual([true, false]);
  });
});
