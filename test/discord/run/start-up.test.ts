import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Client, GatewayIntentBits, PermissionsBitField, REST } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { OnRecordError } from "../../../src/core/errors.ts";
import { explainDiscord } from "../../../src/discord/run/api.ts";
import { beforeLogin } from "../../../src/discord/run/before-login.ts";
import { createLog } from "../../../src/discord/run/log.ts";
import {
  PERMISSION_NUMBER,
  applicationIdOf,
  explainMissingToken,
  explainNoDocuments,
  inviteLink,
} from "../../../src/discord/run/start-up.ts";
import { forgetStarts, waitBeforeLogin, waitForLogins } from "../../../src/discord/run/starts.ts";
import { errorOf } from "../../support/errors.ts";
import { tempDir } from "../../support/temp.ts";
import type { Discord } from "../double/start.ts";
import { clientOptions, discordForTest } from "../double/support.ts";

const MINUTE = 60_000;
const silent = createLog("silent");

test("the invite link asks for five permissions and two scopes", () => {
  const permissions = new PermissionsBitField(BigInt(PERMISSION_NUMBER)).toArray();
  expect(permissions.toSorted()).toEqual([
    "EmbedLinks",
    "ReadMessageHistory",
    "SendMessages",
    "SendMessagesInThreads",
    "ViewChannel",
  ]);
  const link = new URL(inviteLink("123456789012345678"));
  expect(link.searchParams.get("scope")).toBe("bot applications.commands");
  expect(link.searchParams.get("permissions")).toBe("274877991936");
});

test("without a token it says what to do, step by step", () => {
  const { message, code, exitCode } = explainMissingToken({ applicationId: null });
  expect({ code, exitCode }).toEqual({ code: "E_TOKEN", exitCode: 2 });
  for (const wanted of [
    "New Application",
    "Reset Token",
    "Intents",
    "DISCORD_TOKEN=",
    "npm run deploy",
    "npm start",
  ])
    expect(message).toContain(wanted);
  expect(message).toContain(`permissions=${PERMISSION_NUMBER}`);
  expect(explainMissingToken({ applicationId: "123456789012345678" }).message).toContain(
    "client_id=123456789012345678",
  );
});

test("a token tells its application, where it is one", async () => {
  const discord = await discordForTest();
  expect(applicationIdOf(discord.token)).toBe(discord.applicationId);
  expect(applicationIdOf("nonsense")).toBeNull();
});

test("without documents it says where to put them", () => {
  const cause = new OnRecordError("E_CORPUS_EMPTY", "holds no .txt");
  const { message, exitCode } = explainNoDocuments({ corpusDir: "/srv/corpus" }, cause);
  expect(message).toContain("/srv/corpus");
  expect(message).toContain("holds no .txt");
  expect(exitCode).toBe(3);
});

async function loginError(discord: Discord, token: string, intents: readonly number[]) {
  const client = new Client({ ...clientOptions(discord), intents });
  onTestFinished(() => client.destroy());
  return errorOf(async () => {
    await client.login(token).catch((error: unknown) => {
      throw explainDiscord(error);
    });
  });
}

test("discord.js's own refusals of a token and of an intent are told", async () => {
  const discord = await discordForTest();
  const wrong = await loginError(discord, "wrong", [GatewayIntentBits.Guilds]);
  expect(wrong).toMatchObject({ code: "E_TOKEN", exitCode: 2 });
  expect(wrong.message).toContain("Reset Token");
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent];
  expect(await loginError(discord, discord.token, intents)).toMatchObject({ code: "E_INTENT" });
});

test("a server that is away, fails, or is none of Discord's is told", async () => {
  const discord = await discordForTest();
  const ask = (url: string) =>
    errorOf(async () => {
      const rest = new REST({ api: url, retries: 0 }).setToken(discord.token);
      const path = join(await tempDir(), "starts.json");
      return beforeLogin({
        rest,
        startsPath: path,
        log: silent,
        signal: new AbortController().signal,
      });
    });
  expect((await ask("http://127.0.0.1:1/api")).message).toContain("cannot be reached");
  discord.faults.next(1, { status: 503 });
  expect((await ask(discord.url)).message).toContain("Discord's own fault");
});

test("a bot that is started again and again waits, longer and longer, and never uses up its logins", () => {
  expect(waitBeforeLogin([], 0)).toBe(0);
  expect(waitBeforeLogin([1, 2, 3, 4], 10)).toBe(0);
  expect(waitBeforeLogin([1, 2, 3, 4, 5], 10)).toBe(30_000);
  expect(waitBeforeLogin([1, 2, 3, 4, 5, 6, 7], 10)).toBe(120_000);
  expect(
    waitBeforeLogin(
      Array.from({ length: 50 }, (_, at) => at),
      100,
    ),
  ).toBe(15 * MINUTE);
  expect(waitBeforeLogin([1, 2, 3, 4, 5], 61 * MINUTE)).toBe(0);
  expect(waitBeforeLogin([9, 9, 9, 9, 9, 9], 5)).toBe(0);

  const starts: number[] = [];
  for (let now = 0; now < 24 * 60 * MINUTE; now += 1_000) {
    now += waitBeforeLogin(starts, now);
    starts.push(now);
  }
  expect(starts.length).toBeLessThan(300);
});

test("few logins left make it wait until there are more", () => {
  const info = { shards: 1, startsLeft: 900, startsTotal: 1_000, resetAfterMs: 5_000 };
  expect(waitForLogins(info, 1)).toBe(0);
  expect(waitForLogins({ ...info, startsLeft: 3 }, 1)).toBe(5_000);
  expect(waitForLogins({ ...info, startsLeft: 100 }, 99)).toBe(5_000);
});

test("before a login starts are noted, waited for and forgotten, and the token is checked", async () => {
  const discord = await discordForTest();
  const startsPath = join(await tempDir(), "state", "starts.json");
  const waits: number[] = [];
  const login = (token = discord.token) =>
    beforeLogin({
      rest: new REST({ api: discord.url }).setToken(token),
      startsPath,
      log: silent,
      signal: new AbortController().signal,
      now: () => 1_000,
      wait: async (ms) => {
        waits.push(ms);
        discord.gateway.identifiesLeft = 1_000;
      },
    });
  expect(await login()).toMatchObject({ shards: 1, startsLeft: 1_000 });
  for (let at = 0; at < 4; at++) await login();
  expect(waits).toEqual([]);
  await login();
  expect(waits).toEqual([30_000]);
  expect(JSON.parse(await readFile(startsPath, "utf8"))).toHaveLength(6);

  await forgetStarts(startsPath);
  discord.gateway.identifiesLeft = 2;
  await login();
  expect(waits.at(-1)).toBe(3_600_000);
  expect((await errorOf(() => login("wrong"))).code).toBe("E_TOKEN");
  await writeFile(startsPath, "{ torn");
  await login();
});
