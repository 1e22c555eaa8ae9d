import { expect, test } from "vitest";
import { readBotConfig, shardNumber } from "../../../src/config.ts";
import { errorOf } from "../../support/errors.ts";

const state = { ON_RECORD_STATE_DIR: "/srv/state" };

test("every setting of the bot has a default", () => {
  expect(readBotConfig({ ...state, DISCORD_TOKEN: " " })).toEqual({
    token: null,
    applicationId: null,
    guildId: null,
    apiUrl: "https://discord.com/api",
    logLevel: "info",
    health: { host: "127.0.0.1", port: 9464 },
    ingestMinutes: 10,
    shards: null,
    settingsPath: "/srv/state/settings.db",
    startsPath: "/srv/state/starts.json",
  });
});

test("settings are read as they are written", () => {
  const read = readBotConfig({
    ...state,
    DISCORD_TOKEN: "Bot abc.def.ghi ",
    APPLICATION_ID: "123456789012345678",
    DISCORD_API_URL: "http://127.0.0.1:4000/api/",
    ON_RECORD_LOG_LEVEL: "debug",
    ON_RECORD_HEALTH_PORT: "0.0.0.0:80",
    ON_RECORD_INGEST_MINUTES: "0",
    ON_RECORD_SHARDS: "auto",
  });
  expect(read).toMatchObject({
    token: "abc.def.ghi",
    applicationId: "123456789012345678",
    apiUrl: "http://127.0.0.1:4000/api",
    logLevel: "debug",
    health: { host: "0.0.0.0", port: 80 },
    ingestMinutes: 0,
    shards: "auto",
  });
  expect(readBotConfig({ ...state, ON_RECORD_HEALTH_PORT: "" }).health).toBeNull();
  expect(readBotConfig({ ...state, ON_RECORD_HEALTH_PORT: "81" }).health?.port).toBe(81);
  expect(readBotConfig({ ...state, ON_RECORD_SHARDS: "4" }).shards).toBe(4);
});

test("a shard knows its number, and the manager that has none is no shard", () => {
  expect(shardNumber({ SHARDING_MANAGER: "true", SHARDS: "3" })).toBe(3);
  expect(shardNumber({ SHARDING_MANAGER: "true" })).toBeNull();
  expect(shardNumber({ SHARDS: "3" })).toBeNull();
});

test.each([
  ["DISCORD_TOKEN", "a b"],
  ["APPLICATION_ID", "On Record"],
  ["GUILD_ID", "12"],
  ["DISCORD_API_URL", "discord.com"],
  ["DISCORD_API_URL", "file:///etc/passwd"],
  ["ON_RECORD_LOG_LEVEL", "loud"],
  ["ON_RECORD_HEALTH_PORT", "70000"],
  ["ON_RECORD_HEALTH_PORT", "here"],
  ["ON_RECORD_INGEST_MINUTES", "-1"],
  ["ON_RECORD_INGEST_MINUTES", "often"],
  ["ON_RECORD_SHARDS", "0"],
  ["ON_RECORD_SHARDS", "many"],
])("%s=%s is refused by its name", async (name, value) => {
  const error = await errorOf(() => readBotConfig({ ...state, [name]: value }));
  expect(error.code).toBe("E_CONFIG");
  expect(error.message).toContain(name);
});
