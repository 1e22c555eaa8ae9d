import type { WebSocket } from "ws";
import type { JsonObject } from "./json.ts";
import type { World } from "./world.ts";
import { INTENT } from "./intents.ts";
import { OP } from "./gateway-frame.ts";
import { guildCreateJson, userJson } from "./wire.ts";

/** What lives on over lost connections, until it is resumed or invalid. */
export interface Session {
  readonly id: string;
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
  readonly sent: { readonly seq: number; readonly frame: string }[];
  seq: number;
  connection: Connection | null;
}

export interface Connection {
  readonly socket: WebSocket;
  session: Session | null;
  beatAt: number;
  sends: number[];
}

const REPLAYED_EVENTS_MAX = 2_000;

/** Numbers an event and sends it, now or when the session is resumed. */
export function enqueue(session: Session, event: string, data: JsonObject): void {
  session.seq += 1;
  const frame = JSON.stringify({ op: OP.dispatch, t: event, s: session.seq, d: data });
  session.sent.push({ seq: session.seq, frame });
  if (session.sent.length > REPLAYED_EVENTS_MAX) session.sent.shift();
  session.connection?.socket.send(frame);
}

/** READY, then every guild of the shard. */
export function greet(world: World, session: Session, resumeUrl: string): void {
  const guilds = [...world.guilds.values()].filter(
    (guild) => guild.installed && isOnShard(session, guild.id),
  );
  enqueue(session, "READY", {
    v: 10,
    user: { ...userJson(world.bot), verified: true, mfa_enabled: true, email: null },
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    session_type: "normal",
    resume_gateway_url: resumeUrl,
    shard: [...session.shard],
    application: { id: world.applicationId, flags: 1 << 19 },
    private_channels: [],
    presences: [],
    relationships: [],
    user_settings: {},
    geo_ordered_rtc_regions: [],
    _trace: [],
  });
  if ((session.intents & INTENT.guilds) === 0) return;
  for (const guild of guilds) enqueue(session, "GUILD_CREATE", guildCreateJson(world, guild));
}

export function send({ socket }: Connection, frame: JsonObject): void {
  socket.send(JSON.stringify({ t: null, s: null, ...frame }));
}

export function detach(connection: Connection): void {
  if (connection.session?.connection === connection) connection.session.connection = null;
}

/** Direct messages and what has no guild go to shard 0. */
export function isOnShard({ shard: [id, count] }: Session, guildId: string | null): boolean {
  return guildId === null ? id === 0 : Number((BigInt(guildId) >> 22n) % BigInt(count)) === id;
}
