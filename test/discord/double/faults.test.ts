import type { Client } from "discord.js";
import { DiscordAPIError, RateLimitError } from "discord.js";
import { describe, expect, test } from "vitest";
import { raw } from "./raw.ts";
import { connect, discordForTest } from "./support.ts";

async function send(client: Client<true>, channelId: string): Promise<unknown> {
  const channel = await client.channels.fetch(channelId);
  return channel?.isSendable() ? channel.send("x") : null;
}

describe("REST", () => {
  test("a 429 has Discord's headers and body, and the client waits it out", async () => {
    const { discord, client } = await connect();
    discord.faults.next(1, { status: 429, retryAfterSeconds: 0.3 }, /POST .*\/messages/);
    const startedAt = performance.now();
    await send(client, discord.channel.id);
    expect(performance.now() - startedAt).toBeGreaterThan(280);
    expect(discord.requests.map(({ status }) => status)).toEqual([200, 429, 200]);
    discord.violations.assertClean();

    discord.faults.next(1, { status: 429, retryAfterSeconds: 5, global: true });
    const answer = await raw(discord, "/users/@me", { method: "GET" });
    expect(answer.body).toEqual({
      message: "You are being rate limited.",
      retry_after: 5,
      global: true,
    });
    expect(answer.headers.get("retry-after")).toBe("5");
    expect(answer.headers.get("x-ratelimit-global")).toBe("true");
    expect(answer.headers.get("x-ratelimit-scope")).toBe("global");
    await raw(discord, "/gateway/bot", { method: "GET" });
    expect(discord.violations.take("rate-limit")).toHaveLength(1);
  });

  test("the client can be told to refuse instead of waiting", async () => {
    const { discord, client } = await connect();
    client.rest.options.rejectOnRateLimit = () => true;
    discord.faults.next(1, { status: 429 }, /POST/);
    await expect(send(client, discord.channel.id)).rejects.toBeInstanceOf(RateLimitError);
  });

  test("a 5xx is tried again, in the end given up", async () => {
    const { discord, client } = await connect();
    discord.faults.next(2, { status: 502 }, /POST/);
    await send(client, discord.channel.id);
    expect(discord.messagesIn(discord.channel)).toHaveLength(1);
    discord.faults.next(9, { status: 500 }, /POST/);
    await expect(send(client, discord.channel.id)).rejects.toMatchObject({ status: 500 });
    discord.faults.clear();
    await send(client, discord.channel.id);
    expect(discord.messagesIn(discord.channel)).toHaveLength(2);
  });

  test("an error after the fact: the repeated acknowledgement is a second one", async () => {
    const { discord, client } = await connect();
    await client.application.commands.set([{ name: "ask", description: "Asks" }]);
    const failures: unknown[] = [];
    client.on("interactionCreate", (interaction) => {
      if (!interaction.isChatInputCommand()) return;
      interaction.reply("x").catch((error: unknown) => void failures.push(error));
    });
    discord.faults.next(1, { status: 500, applied: true }, /callback/);
    const handle = await discord.slash("ask").answered();
    expect(handle.text).toBe("x");
    await expect.poll(() => failures.length).toBe(1);
    expect(failures[0]).toBeInstanceOf(DiscordAPIError);
    expect(failures).toMatchObject([{ code: 40_060 }]);
    expect(discord.violations.take("twice")).toHaveLength(1);
  });

  test("delays and cut connections", async () => {
    const { discord, client } = await connect();
    discord.faults.next(1, { delayMs: 200 }, /POST/);
    const startedAt = performance.now();
    await send(client, discord.channel.id);
    expect(performance.now() - startedAt).toBeGreaterThan(190);
    discord.faults.next(1, { hangUp: true }, /POST/);
    await send(client, discord.channel.id).catch(() => null);
    discord.faults.next(1, { hangUp: true, applied: true }, /POST/);
    await send(client, discord.channel.id).catch(() => null);
    expect(discord.messagesIn(discord.channel).length).toBeGreaterThanOrEqual(2);
  });
});

test("the gateway can be shut for a while", async () => {
  const { discord } = await connect();
  discord.gateway.open = false;
  discord.gateway.drop();
  await expect.poll(() => discord.gateway.isConnected).toBe(false);
  discord.gateway.open = true;
  await discord.connected(20_000);
});

test("waiting ends with a word on what did not come", async () => {
  const discord = await discordForTest();
  await expect(discord.connected(20)).rejects.toThrow("no connection within 20 ms");
});
