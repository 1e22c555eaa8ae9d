import type { Server } from "node:http";
import type { Channel, Guild, World } from "./world.ts";
import type { Command } from "./command.ts";
import type { Clock } from "./clock.ts";
import type { Faults } from "./faults.ts";
import type { Gateway } from "./gateway.ts";
import type { NewWorld } from "./new-world.ts";
import type { People } from "./people.ts";
import type { Seen } from "./rest.ts";
import type { Violations } from "./violations.ts";
import { createServer } from "node:http";
import { newFaults } from "./faults.ts";
import { GatewayServer } from "./gateway.ts";
import { newWorld } from "./new-world.ts";
import { newPeople } from "./people.ts";
import { restListener } from "./rest.ts";
import { applicationRoutes } from "./routes-application.ts";
import { callbackRoute } from "./routes-callback.ts";
import { messageRoutes } from "./routes-message.ts";
import { placeRoutes } from "./routes-place.ts";
import { webhookRoutes } from "./routes-webhook.ts";
import { newWaiting } from "./waiting.ts";

export interface StartOptions extends NewWorld {
  /** Discord's own is 41,250. */
  readonly heartbeatIntervalMs?: number;
  /** Privileged intents that the app has. Default none, so that asking for one closes with 4014. */
  readonly privilegedIntents?: number;
  /** Default: one that is free. */
  readonly port?: number;
}

/** Discord on loopback, with one server that has the bot, one channel in it and one user. */
export interface Discord extends People {
  /** The base of REST, without version: discord.js's `rest.api`, our DISCORD_API_URL. */
  readonly url: string;
  readonly token: string;
  readonly applicationId: string;
  /** The time that Discord's 3 s and 15 min are measured by; REST and gateway take no real time of it. */
  readonly clock: Clock;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly violations: Violations;
  /** Every REST request that got an answer, oldest first. */
  readonly requests: readonly Seen[];
  readonly commands: readonly Command[];
  readonly guild: Guild;
  readonly channel: Channel;
  /** Waits until a bot is connected and has got READY. */
  connected(timeoutMs?: number): Promise<void>;
  /** Waits for anything that a change of this world brings about. */
  until(what: string, holds: () => boolean, timeoutMs?: number): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Discord of one's own; see `Discord` for what it holds. */
export async function startDiscord(options: StartOptions = {}): Promise<Discord> {
  const world = newWorld(options);
  const waiting = newWaiting();
  const faults = newFaults();
  const requests: Seen[] = [];
  const server = createServer();
  const port = await listen(server, options.port ?? 0);
  const gateway = new GatewayServer({
    server,
    world,
    url: `ws://127.0.0.1:${port}`,
    heartbeatIntervalMs: options.heartbeatIntervalMs ?? 41_250,
    privilegedIntents: options.privilegedIntents ?? 0,
  });
  wire(world, gateway, () => waiting.lookAgain());
  const gatewayInfo = () => ({ url: `ws://127.0.0.1:${port}`, left: gateway.identifiesLeft });
  const routes = [
    ...applicationRoutes(gatewayInfo),
    callbackRoute,
    ...webhookRoutes,
    ...messageRoutes,
    ...placeRoutes,
  ];
  server.on("request", restListener({ world, routes, faults, seen: requests }));
  const people = newPeople(world, waiting);
  return {
    ...people,
    url: `http://127.0.0.1:${port}/api`,
    token: world.token,
    applicationId: world.applicationId,
    clock: world.clock,
    gateway,
    faults,
    violations: world.violations,
    requests,
    get commands() {
      return world.commands;
    },
    connected: (timeoutMs) =>
      waiting.until(() => gateway.isConnected, { what: "connection", timeoutMs }),
    until: (what, holds, timeoutMs) => waiting.until(holds, { what, timeoutMs }),
    stop: () => stop(server, gateway),
  };
}

/** The world was made before its gateway; here its events find their way out. */
function wire(world: World, gateway: GatewayServer, lookAgain: () => void): void {
  world.dispatch = (event, guildId, build) => gateway.dispatch(event, guildId, build);
  world.changed = lookAgain;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      if (typeof address === "object" && address) resolve(address.port);
      else reject(new Error("The server has no port."));
    });
  });
}

function stop(server: Server, gateway: GatewayServer): Promise<void> {
  gateway.stop();
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
