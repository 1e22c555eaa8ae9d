import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../src/store/database.ts";
import { openSettings } from "../../src/store/settings.ts";
import { errorOf } from "../support/errors.ts";
import { tempDir } from "../support/temp.ts";

async function settingsAt(path: string) {
  const settings = await openSettings(path);
  onTestFinished(() => settings.close());
  return settings;
}

test("enabled channels of a server survive a restart, and go with the server", async () => {
  const path = join(await tempDir(), "settings.db");
  const before = await openSettings(path);
  before.enable("1", "10");
  before.enable("1", "11");
  before.enable("1", "11");
  before.enable("2", "20");
  before.disable("1", "10");
  before.setCommandHash("1", "abc");
  before.close();
  const settings = await settingsAt(path);
  expect(settings.channels("1")).toEqual(["11"]);
  expect(settings.commandHash("1")).toBe("abc");
  settings.forgetGuild("1");
  expect(settings.channels("1").length).toBe(0);
  expect(settings.commandHash("1")).toBeNull();
  expect(settings.channels("2")).toEqual(["20"]);
});

test("feedback is counted and nothing else of it is kept", async () => {
  const settings = await settingsAt(join(await tempDir(), "settings.db"));
  settings.countFeedback("helpful", "answer");
  settings.countFeedback("helpful", "answer");
  settings.countFeedback("not-helpful", "no-answer");
  settings.countFeedback("helpful", "Robert'); DROP TABLE feedback");
  settings.countFeedback("helpful");
  expect(settings.feedback()).toEqual([
    { kind: "helpful", outcome: "answer", count: 2 },
    { kind: "helpful", outcome: "untold", count: 2 },
    { kind: "not-helpful", outcome: "no-answer", count: 1 },
  ]);
});

test("what a button is to show is kept under its key, and kept once", async () => {
  const settings = await settingsAt(join(await tempDir(), "settings.db"));
  settings.keepQuery("k1", "What did Rutte say?");
  settings.keepQuery("k1", "What did Rutte say?");
  expect(settings.query("k1")).toBe("What did Rutte say?");
  expect(settings.query("k2")).toBeNull();
});

test("two processes share one file", async () => {
  const path = join(await tempDir(), "settings.db");
  const [one, other] = [await settingsAt(path), await settingsAt(path)];
  one.enable("1", "10");
  other.enable("1", "11");
  expect(one.channels("1").length).toBe(2);
});

test("a file of a newer version is left alone", async () => {
  const path = join(await tempDir(), "settings.db");
  const database = await openDatabase(path);
  database.run("PRAGMA user_version = 99");
  database.close();
  expect((await errorOf(() => openSettings(path))).code).toBe("E_STATE_NEWER");
});
