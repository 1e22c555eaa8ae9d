import { DiscordAPIError } from "discord.js";
import { expect, test } from "vitest";
import { OnRecordError } from "../../../src/core/errors.ts";
import { createLog, createLogId } from "../../../src/discord/run/log.ts";

function logged(level: "debug" | "info" = "info") {
  const lines: string[] = [];
  const log = createLog(level, { write: (line: string) => void lines.push(line) });
  return { log, lines, first: () => JSON.parse(lines[0] ?? "{}") };
}

test("an event is one line of JSON with its name, level, time and fields", () => {
  const { log, lines, first } = logged();
  log.with({ reference: "abc" }).info({ name: "ask", ms: 12 }, "answered");
  log.debug({}, "not at this level");
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^\{.*\}\n$/);
  expect(first()).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    event: "answered",
    reference: "abc",
    name: "ask",
    ms: 12,
  });
});

test("an error of Discord's API is told without the body that was sent", () => {
  const { log, lines, first } = logged();
  const body = { files: undefined, json: { content: "what somebody wrote" } };
  const url = "https://discord.com/api/v10/interactions/1/secret-token/callback";
  const raw = { code: 50_013, message: "Missing Permissions" };
  log.error({ error: new DiscordAPIError(raw, 50_013, 403, "POST", url, body) }, "not sent");
  expect(first().error).toMatchObject({ code: 50_013, status: 403, method: "POST" });
  expect(lines.join()).not.toContain("somebody");
  expect(lines.join()).not.toContain("secret-token");
});

test("an error about a question is told by its code alone, one about the state by its message", () => {
  const { log, lines } = logged();
  const asked = new OnRecordError("E_TEXT_TOO_LONG", 'It starts: "my secret"');
  log.error({ err: new Error("wrapped", { cause: asked }) }, "failed");
  log.error({ err: new OnRecordError("E_DISK_FULL", "There is no room in /srv") }, "failed");
  expect(lines[0]).toContain("E_TEXT_TOO_LONG");
  expect(lines.join()).not.toContain("secret");
  expect(lines[1]).toContain("no room in /srv");
});

test("what has no place in the log is left out, whoever passes it", () => {
  const { log, lines } = logged();
  log.info({ name: "ask", question: "What did I do?", user: "123", outcome: { a: 1 } }, "done");
  expect(JSON.parse(lines[0] ?? "")).toEqual({
    level: "info",
    time: expect.any(String),
    event: "done",
    name: "ask",
  });
});

test("ids differ and can be read aloud", () => {
  const ids = new Set(Array.from({ length: 1_000 }, createLogId));
  expect(ids.size).toBe(1_000);
  for (const id of ids) expect(id).toMatch(/^[a-hjkmnp-z02-9]{8}$/);
});
