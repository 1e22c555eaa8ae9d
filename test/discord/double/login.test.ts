import { Client, Events, GatewayIntentBits } from "discord.js";
import { expect, onTestFinished, test } from "vitest";
import { WebSocket } from "ws";
import { clientOptions, connect, discordForTest } from "./support.ts";

test("the real client logs in, and knows the server, the channel and its permissions", async () => {
  const { discord, client } = await connect();
  expect(client.user.id).toBe(discord.bot.id);
  expect([...client.guilds.cache.keys()]).toEqual([discord.guild.id]);
  const channel = client.channels.cache.get(discord.channel.id);
  expect(channel?.isSendable()).toBe(true);
  expect(discord.requests.map(({ path }) => path)).toEqual(["/gateway/bot"]);
  expect(discord.gateway.counts).toEqual({ connections: 1, identifies: 1, resumes: 0 });
  discord.violations.assertClean();
});

test("a wrong token is refused by REST, and by the gateway with 4004", async () => {
  const discord = await discordForTest();
  const client = new Client(clientOptions(discord));
  onTestFinished(() => client.destroy());
  await expect(client.login("wrong")).rejects.toThrow("An invalid token was provided.");
  expect(await closeCodeOf(discord.url, { token: "wrong", intents: 1 })).toBe(4004);
});

test("an intent that the app does not have closes the gateway with 4014", async () => {
  const discord = await discordForTest();
  const intents = [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent];
  const client = new Client({ ...clientOptions(discord), intents });
  onTestFinished(() => client.destroy());
  await expect(client.login(discord.token)).rejects.toThrow("Used disallowed intents");
  expect(await closeCodeOf(discord.url, { token: discord.token, intents: 1 << 15 })).toBe(4014);
  expect(await closeCodeOf(discord.url, { token: discord.token, intents: 1 << 30 })).toBe(4013);
});

test("a privileged intent that the app has is given", async () => {
  const { discord } = await connect({
    privilegedIntents: GatewayIntentBits.MessageContent,
    client: { intents: [GatewayIntentBits.Guilds, GatewayIntentBits.MessageContent] },
  });
  expect(discord.gateway.isConnected).toBe(true);
});

test("a dropped connection is resumed and nothing is missed", async () => {
  const { discord, client } = await connect();
  const seen: string[] = [];
  client.on(Events.MessageCreate, ({ content }) => void seen.push(content));
  discord.gateway.drop();
  discord.say(discord.channel, "while away", { mentions: [discord.bot] });
  await discord.until("resume", () => discord.gateway.counts.resumes === 1);
  discord.say(discord.channel, "back again", { mentions: [discord.bot] });
  await expect
    .poll(() => seen.map((text) => text.replace(/<.*> /, "")))
    .toEqual(["while away", "back again"]);
  expect(discord.gateway.counts.identifies).toBe(1);
});

test("opcode 7 makes the client reconnect and resume", async () => {
  const { discord } = await connect();
  discord.gateway.askToReconnect();
  await discord.until("resume", () => discord.gateway.counts.resumes === 1);
  expect(discord.gateway.counts).toEqual({ connections: 2, identifies: 1, resumes: 1 });
});

test("opcode 9 makes the client resume where it may", async () => {
  const { discord } = await connect();
  discord.gateway.invalidate({ resumable: true });
  await discord.until("resume", () => discord.gateway.counts.resumes === 1);
  expect(discord.gateway.counts).toEqual({ connections: 1, identifies: 1, resumes: 1 });
});

test("opcode 9 makes the client identify anew where it may not resume", async () => {
  const { discord, client } = await connect();
  discord.gateway.invalidate({ resumable: false });
  // The client waits five seconds between two identifies.
  const ready = new Promise((resolve) => {
    client.once(Events.ShardReady, resolve);
  });
  await discord.until("identify", () => discord.gateway.counts.identifies === 2, 10_000);
  await ready;
  expect(discord.gateway.counts).toEqual({ connections: 2, identifies: 2, resumes: 0 });
  discord.violations.assertClean();
});

test("heartbeats are recorded with the time they were due", async () => {
  const { discord } = await connect({ heartbeatIntervalMs: 200 });
  await discord.until("heartbeats", () => discord.gateway.heartbeats.length >= 5);
  const [, ...later] = discord.gateway.heartbeats.map(({ at, dueAt }) => at - dueAt);
  expect(Math.max(...later)).toBeLessThan(150);
  // The client takes a heartbeat whose answer it has not read yet for a dead connection, so after
  // a blocked event loop it may reconnect instead of sending one late.
  blockFor(700);
  await discord.until("late heartbeat", () =>
    discord.gateway.heartbeats.some(({ at, dueAt }) => at - dueAt > 200),
  );
});

test("heartbeats that are not answered are taken for a dead connection", async () => {
  const { discord } = await connect({ heartbeatIntervalMs: 100 });
  discord.gateway.acknowledge = false;
  await discord.until("reconnect", () => discord.gateway.counts.connections > 1);
  discord.gateway.acknowledge = true;
  await discord.until("resume", () => discord.gateway.counts.resumes >= 1);
});

test("events come twice, and late, when a test asks for it", async () => {
  const { discord, client } = await connect();
  const seen: string[] = [];
  client.on(Events.Raw, ({ t, d }: { t: string; d: { id: string } }) => {
    if (t === "MESSAGE_CREATE") seen.push(d.id);
  });
  discord.gateway.duplicateNext(1);
  const first = discord.say(discord.channel, "one");
  const second = discord.say(discord.channel, "two");
  await expect.poll(() => seen).toEqual([first.id, first.id, second.id]);
  discord.gateway.delayNext(1, 200);
  const late = discord.say(discord.channel, "three");
  const prompt = discord.say(discord.channel, "four");
  await expect.poll(() => seen.slice(3)).toEqual([prompt.id, late.id]);
});

test("no identify left, and too many frames, are violations", async () => {
  const discord = await discordForTest();
  discord.gateway.identifiesLeft = 0;
  const asked = { token: discord.token, intents: 1 };
  expect(await closeCodeOf(discord.url, asked)).toBe(4004);
  expect(discord.violations.take("gateway")).toHaveLength(1);
  discord.gateway.identifiesLeft = 10;
  expect(await closeCodeOf(discord.url, asked, 130)).toBe(4008);
  expect(discord.violations.take("gateway")).toHaveLength(1);
  expect(await closeCodeOf(discord.url, { ...asked, strange: true })).toBe(4002);
  expect(discord.violations.take("gateway")).toHaveLength(1);
});

test("another encoding, version or compression is a violation", async () => {
  const discord = await discordForTest();
  const url = `${discord.url.replace("http", "ws").replace("/api", "")}/?v=9&encoding=etf`;
  const socket = new WebSocket(url);
  await new Promise((resolve) => {
    socket.once("message", resolve);
  });
  socket.terminate();
  expect(discord.violations.take("gateway")).toHaveLength(1);
});

test("a shard gets the servers that are its own", async () => {
  // Which shard a server is on is told by the time in its id, so time stands still here.
  const now = (): number => 1_800_000_000_000;
  const { discord, client } = await connect({ now, client: { shards: [1], shardCount: 2 } });
  const isOwn = (id: string): boolean => (BigInt(id) >> 22n) % 2n === 1n;
  expect(client.guilds.cache.has(discord.guild.id)).toBe(isOwn(discord.guild.id));
  discord.directMessage("for shard 0");
  const guilds = Array.from({ length: 8 }, (_, index) => {
    discord.clock.advance(1);
    return discord.addGuild(`Guild ${index}`);
  });
  const own = guilds.filter(({ id }) => isOwn(id)).length;
  await expect.poll(() => guilds.filter(({ id }) => client.guilds.cache.has(id)).length).toBe(own);
  expect(own).toBe(4);
});

function blockFor(ms: number): void {
  const until = performance.now() + ms;
  while (performance.now() < until);
}

/** Speaks to the gateway without the client, whose own checks would come first. */
function closeCodeOf(api: string, identify: object, heartbeats = 0): Promise<number> {
  const url = `${api.replace("http", "ws").replace("/api", "")}/?v=10&encoding=json`;
  const properties = { os: "linux", browser: "test", device: "test" };
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.once("message", () => {
      socket.send(JSON.stringify({ op: 2, d: { ...identify, properties } }));
      for (let count = 0; count < heartbeats; count += 1) {
        socket.send(JSON.stringify({ op: 1, d: null }));
      }
    });
    socket.once("close", (code) => resolve(code));
  });
}
