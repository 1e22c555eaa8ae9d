import { expect, test } from "vitest";
import { tempPlace } from "../support/cli.ts";
import { discordForTest } from "./double/support.ts";
import { deployCommands, startBot } from "./program.ts";

const WAIT_MS = 10_000;
/** Discord sends a server's events to shard `(id >> 22) % count`. */
const shardOf = (guildId: string): number => Number((BigInt(guildId) >> 22n) % 2n);

test("two shards each answer their servers, and drain at SIGTERM", async () => {
  const discord = await discordForTest();
  const place = await tempPlace();
  const scenes = [0, 1].map((shard) => {
    let guild = discord.addGuild("Server", { members: [discord.user] });
    while (shardOf(guild.id) !== shard) {
      discord.clock.advance(1);
      guild = discord.addGuild("Server", { members: [discord.user] });
    }
    return { channel: discord.addChannel(guild, "talk") };
  });
  await deployCommands(discord, place);
  const bot = await startBot(discord, place, { shards: 2 });
  expect(discord.gateway.shards.toSorted(([a], [b]) => a - b)).toEqual([
    [0, 2],
    [1, 2],
  ]);
  const askAll = () =>
    scenes.map((scene) => discord.slash("ask", { question: "What did Rutte say?" }, scene));
  for (const handle of askAll()) {
    await handle.answered(WAIT_MS);
    expect(handle.text).toContain("Understood: statements by Mark Rutte");
  }

  const last = askAll();
  bot.child.kill("SIGTERM");
  for (const handle of last) {
    await handle.answered(WAIT_MS);
    expect(handle.text).toMatch(/Mark Rutte|Please wait/);
  }
  expect(await bot.ended).toBe(0);
  // The parent, and each shard.
  expect(bot.out().split('"event":"stopped"')).toHaveLength(1 + 3);
  expect(bot.err()).toBe("");
  expect(discord.gateway.shards).toEqual([]);
  discord.violations.assertClean();
}, 90_000);
