import { setTimeout as wait } from "node:timers/promises";
import { MessageFlags } from "discord.js";
import { beforeAll, describe, expect, test } from "vitest";
import type { Answerer, Turn } from "../../../src/discord/bot/ports.ts";
import { openCorpus } from "./stand-in-answerer.ts";
import { createTurns } from "../../../src/discord/run/turns.ts";
import { renderer } from "../../../src/discord/render/renderer.ts";
import { type Running, run, seen } from "./support.ts";

let answerer: Answerer;
beforeAll(async () => {
  ({ answerer } = await openCorpus());
});

const QUESTION = { question: "What did Rutte say?" };
const CALLBACK = /callback/;
const EDIT = /PATCH .*messages\/@original/;

/** An answerer that takes its time. */
function slow(ms: number): Answerer {
  return {
    ...answerer,
    ask: async (question, options) => {
      await wait(ms);
      return answerer.ask(question, options);
    },
  };
}

const ask = ({ discord }: Running, values = {}) => discord.slash("ask", { ...QUESTION, ...values });

describe("an answer that takes longer than a second", () => {
  test("is deferred, then given, for all or privately as asked", async () => {
    const running = await run({ answerer: slow(1_200) });
    const { discord } = running;
    const open = await ask(running).answered();
    expect([open.isDeferred, open.isEphemeral]).toEqual([true, false]);
    const hidden = await ask(running, { private: true }).answered();
    expect([hidden.isDeferred, hidden.isEphemeral]).toEqual([true, true]);
    expect(hidden.text).toContain("Understood: statements by");
    expect(hidden.ack?.ms).toBeLessThan(2_000);
    discord.violations.assertClean();
  });

  test("pages and posts in place too", async () => {
    const running = await run({ answerer: slow(1_100) });
    const { discord } = running;
    const message = seen((await ask(running, { private: true }).answered()).reply);
    await discord.press(message, "Next").answered();
    expect(discord.textOf(message)).toContain("page 2 of");
    const post = await discord.press(message, "Post publicly").answered();
    await expect.poll(() => post.followUps.length).toBe(1);
    expect((seen(post.followUps[0]).look.flags & MessageFlags.Ephemeral) === 0).toBe(true);
    discord.violations.assertClean();
  });

  test("a failure is told with its id, and replaces no page", async () => {
    const answers: Answerer = {
      ...answerer,
      ask: async (question, options) => {
        if (isBroken) await wait(1_100).then(() => Promise.reject(new Error("broken")));
        return answerer.ask(question, options);
      },
    };
    let isBroken = false;
    const running = await run({ answerer: answers });
    const { discord, log } = running;
    const message = seen((await ask(running).answered()).reply);
    isBroken = true;
    const next = discord.press(message, "Next");
    await expect.poll(() => next.followUps.length, { timeout: 3_000 }).toBe(1);
    expect(discord.textOf(message)).toContain("page 1 of");
    expect(discord.textOf(seen(next.followUps[0]))).toMatch(/id [0-9a-f]{8}/);
    const again = await ask(running).answered();
    const id = /id (?<id>[0-9a-f]{8})/.exec(again.text)?.groups?.["id"];
    expect(log.map(({ data }) => data["reference"])).toContain(id);
    discord.violations.assertClean();
  });
});

describe("Discord fails", () => {
  test("503 and a lost connection are tried again", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    discord.faults.next(2, { status: 503 }, CALLBACK);
    expect((await ask(running).answered()).text).toContain("Understood: statements by");
    discord.faults.next(1, { hangUp: true }, CALLBACK);
    expect((await ask(running).answered()).text).toContain("Understood: statements by");
    discord.violations.assertClean();
  });

  test("an acknowledgement that took effect although it failed counts as given", async () => {
    const running = await run({ answerer: slow(1_100) });
    const { discord } = running;
    discord.faults.next(1, { status: 500, applied: true }, CALLBACK);
    const handle = await ask(running).answered();
    expect(handle.text).toContain("Understood: statements by");
    expect(discord.violations.take("twice")).toHaveLength(1);
    discord.violations.assertClean();
  });

  test("429 is waited for", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    discord.faults.next(1, { status: 429, retryAfterSeconds: 0.2 }, CALLBACK);
    expect((await ask(running).answered()).text).toContain("Understood: statements by");
    discord.violations.assertClean();
  });

  test("an edit that fails for a while arrives in the end", async () => {
    const running = await run({ answerer: slow(1_100) });
    const { discord } = running;
    discord.faults.next(5, { status: 502 }, EDIT);
    expect((await ask(running).answered()).text).toContain("Understood: statements by");
    discord.violations.assertClean();
  });

  test("an event that comes too late is logged, and answered by nothing", async () => {
    const running = await run({ answerer });
    const { discord, log, outcomes } = running;
    const handle = ask(running);
    discord.clock.advance(4_000);
    await expect.poll(outcomes).toEqual(["undelivered"]);
    expect(handle.ack).toBeNull();
    expect(log.filter(({ data }) => "reference" in data)).toHaveLength(1);
    expect(discord.violations.take("late")).toHaveLength(1);
    discord.violations.assertClean();
  });

  test("an event that comes twice is answered once", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    discord.gateway.duplicateNext(1);
    await ask(running).answered();
    await ask(running, { question: "What did Barrot say?" }).answered();
    await expect.poll(running.outcomes).toHaveLength(2);
    discord.violations.assertClean();
  });

  test("a token that is spent is logged", async () => {
    const running = await run({ answerer: slow(1_500) });
    const { discord, outcomes } = running;
    const handle = await ask(running).acknowledged();
    discord.clock.advance(16 * 60_000);
    await expect.poll(outcomes, { timeout: 3_000 }).toEqual(["undelivered"]);
    expect(handle.answeredMs).toBeNull();
    discord.violations.take("late");
    discord.violations.assertClean();
  });
});

describe("messages that are gone", () => {
  test("a button's answer then comes as a message of its own", async () => {
    const running = await run({ answerer });
    const { discord } = running;
    const message = seen((await ask(running).answered()).reply);
    const next = discord.press(message, "Next");
    discord.deleteMessage(message);
    await next.answered();
    expect([next.text, next.isEphemeral]).toEqual([expect.stringContaining("page 2 of"), true]);
    discord.violations.assertClean();
  });

  test("a deferred answer that was deleted comes again", async () => {
    const running = await run({ answerer: slow(1_300) });
    const { discord } = running;
    const handle = await ask(running).acknowledged();
    await expect.poll(() => handle.reply).not.toBeNull();
    discord.deleteMessage(seen(handle.reply));
    await expect.poll(() => handle.followUps.length, { timeout: 3_000 }).toBe(1);
    expect(handle.text).toContain("Understood: statements by");
    discord.violations.assertClean();
  });
});

describe("fair shares", () => {
  test("whoever must wait is told privately how long, and keeps the page", async () => {
    let turn: Turn = { ok: true, done: () => undefined };
    const running = await run({ answerer, parts: { turns: { take: () => turn } } });
    const { discord, outcomes } = running;
    const message = seen((await ask(running).answered()).reply);
    turn = { ok: false, waitSeconds: 7 };
    const waits = await ask(running).answered();
    expect([waits.text, waits.isEphemeral]).toEqual([
      expect.stringContaining("wait 7 seconds"),
      true,
    ]);
    turn = { ok: false, busy: true };
    const user = discord.addUser("Eve");
    const busy = await discord.press(message, "Next", { user }).answered();
    expect(busy.text).toContain("Too much at once");
    expect(discord.textOf(message)).toContain("page 1 of");
    await expect.poll(outcomes).toEqual(["answered", "limited", "limited"]);
    discord.violations.assertClean();
  });

  test("a turn ends, whatever becomes of it", async () => {
    let open = 0;
    const take = (): Turn => {
      open += 1;
      return { ok: true, done: () => void (open -= 1) };
    };
    const broken = { ...answerer, ask: async () => Promise.reject(new Error("broken")) };
    const running = await run({ answerer: broken, parts: { turns: { take } } });
    const handle = await ask(running).answered();
    expect(handle.isEphemeral).toBe(true);
    expect(open).toBe(0);
    running.discord.violations.assertClean();
  });
});

test("a clock that jumps by hours and days keeps nobody from an answer", async () => {
  const hour = 3_600_000;
  const jumps = [0, hour, -hour, 24 * hour, -24 * hour, -30 * 24 * hour];
  let asked = 0;
  const now = (): number => Date.now() + (jumps[(asked += 1) % jumps.length] ?? 0);
  const running = await run({
    answerer,
    parts: { now, turns: createTurns(() => performance.now()) },
  });
  const { discord, store, counted } = running;
  store.enable(discord.guild.id, discord.channel.id);
  for (const at of jumps.keys()) {
    const user = discord.addUser(`Person ${at}`);
    const handle = await discord.slash("ask", QUESTION, { user }).answered();
    expect(handle.text).toContain("Understood: statements by");
    const message = discord.say(discord.channel, QUESTION.question, {
      author: user,
      mentions: [discord.bot],
    });
    expect(discord.textOf(await discord.replyTo(message))).toContain("Understood: statements by");
    const typed = discord.autocomplete("quotes", { speaker: "ru" }, "speaker", { user });
    await typed.acknowledged();
    expect(typed.choices?.length).toBeGreaterThan(0);
  }
  expect(counted.filter(({ ms }) => ms < 0)).toEqual([]);
  discord.violations.assertClean();
});

test("a reply that takes too long to lay out is given up, told with its id and logged", async () => {
  let ms = 0;
  const render: typeof renderer = {
    ...renderer,
    answer: (...given) => {
      ms += 251;
      return renderer.answer(...given);
    },
  };
  const running = await run({ answerer, parts: { render, processorMs: () => ms } });
  const { discord, log, outcomes } = running;
  const handle = await ask(running).answered();
  const id = /id (?<id>[0-9a-f]{8})/.exec(handle.text)?.groups?.["id"];
  expect([handle.isEphemeral, handle.text]).toEqual([
    true,
    expect.stringContaining("took too long"),
  ]);
  const logged = log.find(({ data }) => data["reference"] === id);
  expect(logged).toMatchObject({ level: "error", data: { err: { code: "E_TIMEOUT" } } });
  await expect.poll(outcomes).toEqual(["failed"]);
  // Others are answered as before.
  const other = await discord.slash("verify", { quote: "a huge risk of escalation" }).answered();
  expect(other.text).toContain("escalation");
  discord.violations.assertClean();
});

test("what Discord does not take is told to the user with its id", async () => {
  const render = { ...renderer, answer: () => ({ components: [] }) };
  const running = await run({ answerer, parts: { render } });
  const { discord, log } = running;
  const handle = await ask(running).answered();
  const id = /id (?<id>[0-9a-f]{8})/.exec(handle.text)?.groups?.["id"];
  expect(log.map(({ data }) => data["reference"])).toContain(id);
  expect(discord.violations.take("rule").length).toBeGreaterThan(0);
  discord.violations.assertClean();
});

test("stopping answers what is under way, and asks others to wait", async () => {
  const running = await run({ answerer: slow(800) });
  const { discord, bot } = running;
  const handle = ask(running);
  await wait(100);
  const stopped = bot.stop();
  const late = await ask(running).answered();
  expect([late.text, late.isEphemeral]).toEqual([expect.stringContaining("wait 30 seconds"), true]);
  await handle.answered();
  await stopped;
  expect(handle.text).toContain("Understood: statements by");
  discord.violations.assertClean();
});

test("a lost connection is resumed, and what was asked meanwhile is answered", async () => {
  const running = await run({ answerer });
  const { discord } = running;
  discord.gateway.drop();
  const handle = ask(running);
  await discord.until("resume", () => discord.gateway.counts.resumes === 1);
  await handle.answered();
  expect(handle.text).toContain("Understood: statements by");
  discord.violations.assertClean();
});

test("a post that could not be made can be tried again", async () => {
  let turn: Turn = { ok: true, done: () => undefined };
  const running = await run({ answerer, parts: { turns: { take: () => turn } } });
  const { discord } = running;
  const message = seen((await ask(running, { private: true }).answered()).reply);
  turn = { ok: false, waitSeconds: 3 };
  const limited = await discord.press(message, "Post publicly").answered();
  expect(limited.text).toContain("wait 3 seconds");
  turn = { ok: true, done: () => undefined };
  await expect.poll(() => running.outcomes().length).toBe(2);
  const post = discord.press(message, "Post publicly");
  const twice = await discord.press(message, "Post publicly").answered();
  await expect.poll(() => post.followUps.length).toBe(1);
  expect(twice.text).toContain("posted already");
  discord.violations.assertClean();
});
