import type { RawData, WebSocket } from "ws";
import type { Server } from "node:http";
import type { Connection, Session } from "./gateway-session.ts";
import type { Identify, Resume } from "./gateway-frame.ts";
import type { JsonObject } from "./json.ts";
import type { World } from "./world.ts";
import { WebSocketServer } from "ws";
import { ALL_INTENTS, PRIVILEGED } from "./intents.ts";
import { CLOSE, clientFrame, OP } from "./gateway-frame.ts";
import { detach, enqueue, greet, isOnShard, send } from "./gateway-session.ts";

const SENDS_A_MINUTE_MAX = 120;

/**
 * A heartbeat as it came, in ms of the epoch, and by when it was due. Where a connection ended
 * with its heartbeat overdue, `at` is that end.
 */
export interface Heartbeat {
  readonly at: number;
  readonly dueAt: number;
}

/** The gateway as a test sees it: what came in, and the faults it can make. */
export interface Gateway {
  readonly heartbeats: readonly Heartbeat[];
  /** How often a client has connected, identified and resumed. */
  readonly counts: { connections: number; identifies: number; resumes: number };
  /** Cuts every connection without a close frame, as a lost network does. */
  drop(): void;
  /** Closes every connection with a code of Discord's. */
  close(code: number): void;
  /** Opcode 7: asks every client to reconnect and resume. */
  askToReconnect(): void;
  /** Opcode 9: tells every client that its session is invalid, or may be resumed. */
  invalidate(options: { readonly resumable: boolean }): void;
  /** Sends each of the next `count` events twice. */
  duplicateNext(count: number): void;
  /** Sends each of the next `count` events `ms` later. */
  delayNext(count: number, ms: number): void;
  /** Whether heartbeats are answered; a client takes silence for a dead connection. */
  acknowledge: boolean;
  /** Whether connections are accepted at all. */
  open: boolean;
  /** How many identifies are left, as `/gateway/bot` tells it. */
  identifiesLeft: number;
  readonly isConnected: boolean;
  /** `[index, count]` of each connected session. */
  readonly shards: readonly (readonly [number, number])[];
}

export interface GatewayOptions {
  readonly server: Server;
  readonly world: World;
  readonly url: string;
  readonly heartbeatIntervalMs: number;
  /** The privileged intents that the app has; asking for another closes with 4014. */
  readonly privilegedIntents: number;
}

/** The gateway, with what the rest of the double needs of it. */
export class GatewayServer implements Gateway {
  readonly heartbeats: Heartbeat[] = [];
  readonly counts = { connections: 0, identifies: 0, resumes: 0 };
  acknowledge = true;
  open = true;
  identifiesLeft = 1_000;
  readonly #options: GatewayOptions;
  readonly #world: World;
  readonly #sessions = new Map<string, Session>();
  readonly #connections = new Set<Connection>();
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #timers = new Set<NodeJS.Timeout>();
  #duplicates = 0;
  #delays = { count: 0, ms: 0 };

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#world = options.world;
    options.server.on("upgrade", (request, socket, head) => {
      if (!this.open) return void socket.destroy();
      checkQuery(this.#world, request.url ?? "");
      this.#sockets.handleUpgrade(request, socket, head, (opened) => this.#accept(opened));
    });
  }

  get isConnected(): boolean {
    return [...this.#connections].some(({ session }) => session !== null);
  }

  get shards(): readonly (readonly [number, number])[] {
    return [...this.#connections].flatMap(({ session }) => (session ? [session.shard] : []));
  }

  drop(): void {
    for (const connection of this.#connections) {
      detach(connection);
      connection.socket.terminate();
    }
  }

  close(code: number): void {
    for (const { socket } of this.#connections) socket.close(code);
  }

  askToReconnect(): void {
    for (const one of this.#connections) send(one, { op: OP.reconnect, d: null });
  }

  invalidate({ resumable }: { readonly resumable: boolean }): void {
    if (!resumable) this.#sessions.clear();
    for (const one of this.#connections) {
      if (!resumable) one.session = null;
      send(one, { op: OP.invalidSession, d: resumable });
    }
  }

  duplicateNext(count: number): void {
    this.#duplicates = count;
  }

  delayNext(count: number, ms: number): void {
    this.#delays = { count, ms };
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    for (const { socket } of this.#connections) socket.terminate();
    this.#sockets.close();
  }

  dispatch(
    event: string,
    guildId: string | null,
    build: (intents: number) => JsonObject | null,
  ): void {
    for (const session of this.#sessions.values()) {
      const data = isOnShard(session, guildId) ? build(session.intents) : null;
      if (data !== null) this.#sendWithFaults(session, event, data);
    }
  }

  #sendWithFaults(session: Session, event: string, data: JsonObject): void {
    const times = this.#duplicates > 0 ? 2 : 1;
    this.#duplicates = Math.max(0, this.#duplicates - 1);
    const sendAll = (): void => {
      for (let time = 0; time < times; time += 1) enqueue(session, event, data);
    };
    if (this.#delays.count === 0) return sendAll();
    this.#delays.count -= 1;
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      sendAll();
    }, this.#delays.ms);
    this.#timers.add(timer);
  }

  #accept(socket: WebSocket): void {
    const connection: Connection = { socket, session: null, beatAt: Date.now(), sends: [] };
    this.#connections.add(connection);
    this.counts.connections += 1;
    socket.on("message", (data) => this.#receive(connection, data));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      this.#connections.delete(connection);
      detach(connection);
      const beat = this.#heartbeatOf(connection, Date.now());
      if (beat.at > beat.dueAt) this.heartbeats.push(beat);
      this.#world.changed();
    });
    const d = { heartbeat_interval: this.#options.heartbeatIntervalMs, _trace: [] };
    send(connection, { op: OP.hello, d });
  }

  #receive(connection: Connection, data: RawData): void {
    if (connection.socket.readyState !== connection.socket.OPEN) return;
    const frame = clientFrame.safeParse(parse(data));
    if (!frame.success) {
      complain(this.#world, `frame ${textOf(data)}`, frame.error.message);
      return connection.socket.close(CLOSE.decode);
    }
    const now = Date.now();
    connection.sends = [...connection.sends.filter((at) => at > now - 60_000), now];
    if (connection.sends.length > SENDS_A_MINUTE_MAX) {
      complain(this.#world, "send", `More than ${SENDS_A_MINUTE_MAX} frames in a minute.`);
      return connection.socket.close(CLOSE.rateLimited);
    }
    const { op, d } = frame.data;
    if (op === OP.heartbeat) return this.#beat(connection, now);
    if (op === OP.identify) return this.#identify(connection, d);
    if (op === OP.resume) return this.#resume(connection, d);
    if (!connection.session) connection.socket.close(CLOSE.notAuthenticated);
  }

  #beat(connection: Connection, at: number): void {
    this.heartbeats.push(this.#heartbeatOf(connection, at));
    connection.beatAt = at;
    if (this.acknowledge) send(connection, { op: OP.ack });
    this.#world.changed();
  }

  #heartbeatOf({ beatAt }: Connection, at: number): Heartbeat {
    return { at, dueAt: beatAt + this.#options.heartbeatIntervalMs };
  }

  #identify(connection: Connection, asked: Identify): void {
    this.counts.identifies += 1;
    this.identifiesLeft -= 1;
    const refusal = this.#refusal(connection, asked);
    if (refusal !== null) return connection.socket.close(refusal);
    const id = this.#world.newId();
    const { intents, shard = [0, 1] } = asked;
    const session: Session = { id, intents, shard, sent: [], seq: 0, connection };
    this.#sessions.set(id, session);
    connection.session = session;
    greet(this.#world, session, this.#options.url);
    this.#world.changed();
  }

  #refusal({ session }: Connection, { token, intents }: Identify): number | null {
    if (session) return CLOSE.alreadyAuthenticated;
    if (token !== this.#world.token) return CLOSE.authenticationFailed;
    if ((intents & ~ALL_INTENTS) !== 0) return CLOSE.invalidIntents;
    if ((intents & PRIVILEGED & ~this.#options.privilegedIntents) !== 0) {
      return CLOSE.disallowedIntents;
    }
    if (this.identifiesLeft >= 0) return null;
    complain(this.#world, "identify", "No identify was left: Discord takes the token away.");
    return CLOSE.authenticationFailed;
  }

  #resume(connection: Connection, asked: Resume): void {
    this.counts.resumes += 1;
    if (asked.token !== this.#world.token) {
      return connection.socket.close(CLOSE.authenticationFailed);
    }
    const session = this.#sessions.get(asked.session_id);
    if (!session) return send(connection, { op: OP.invalidSession, d: false });
    if (session.connection !== connection) session.connection?.socket.terminate();
    session.connection = connection;
    connection.session = session;
    for (const { seq, frame } of session.sent) {
      if (seq > asked.seq) connection.socket.send(frame);
    }
    enqueue(session, "RESUMED", { _trace: [] });
    this.#world.changed();
  }
}

function parse(data: RawData): unknown {
  try {
    return JSON.parse(textOf(data));
  } catch {
    return null;
  }
}

function checkQuery(world: World, url: string): void {
  const query = new URL(url, "ws://localhost").searchParams;
  if (query.get("v") !== "10" || query.get("encoding") !== "json" || query.has("compress")) {
    complain(world, url, "The double speaks v=10 and encoding=json, without compress.");
  }
}

function complain(world: World, where: string, detail: string): void {
  world.violations.add({ kind: "gateway", where, detail });
}

function textOf(data: RawData): string {
  return Buffer.isBuffer(data) ? data.toString("utf8") : "";
}
