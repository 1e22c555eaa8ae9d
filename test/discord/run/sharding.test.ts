import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createLog } from "../../../src/discord/run/log.ts";
import {
  healthOf,
  shardCount,
  startShards,
  startsPathOf,
} from "../../../src/discord/run/sharding.ts";
import { tempDir } from "../../support/temp.ts";

test("the count is the setting's, or Discord's advice, or none", () => {
  expect(shardCount({ shards: null }, { shards: 4 })).toBeNull();
  expect(shardCount({ shards: 2 }, { shards: 4 })).toBe(2);
  expect(shardCount({ shards: "auto" }, { shards: 4 })).toBe(4);
});

test("each shard has a port and a list of starts of its own", () => {
  const health = { host: "127.0.0.1", port: 9464 };
  expect(healthOf({ health }, 2)?.port).toBe(9466);
  expect(healthOf({ health: null }, 2)).toBeNull();
  expect(startsPathOf({ startsPath: "/srv/starts.json" }, 0)).toBe("/srv/starts.json");
  expect(startsPathOf({ startsPath: "/srv/starts.json" }, 3)).toBe("/srv/starts-3.json");
});

test("a shard that ends is started again, until all are told to stop", async () => {
  const file = join(await tempDir(), "shard.mjs");
  // The first ends by itself, the second only by a signal.
  await writeFile(
    file,
    `import { existsSync, writeFileSync } from "node:fs";
     if (!existsSync(${JSON.stringify(`${file}.once`)})) {
       writeFileSync(${JSON.stringify(`${file}.once`)}, process.env.SHARDS ?? "");
       process.exit(1);
     }
     setInterval(() => undefined, 1_000);
     process.send({ _ready: true });`,
  );
  const lines: string[] = [];
  const log = createLog("info", { write: (line: string) => void lines.push(line) });
  const shards = startShards({ file, token: "abc", count: 1, log });
  await shards.spawned;
  await expect.poll(() => lines.join(), { timeout: 10_000 }).toContain("shard ready");
  expect(lines.join()).toContain("shard ended");
  const before = lines.length;
  await shards.stop(1_000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(lines.slice(before).join()).not.toContain("shard ready");
});
