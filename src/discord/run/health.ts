import { type Server, type ServerResponse, createServer } from "node:http";
import { OnRecordError } from "../../core/errors.ts";
import type { Metrics } from "./metrics.ts";

export interface HealthOptions {
  readonly host: string;
  readonly port: number;
  /** What has to be there before the bot can answer. */
  readonly ready: () => Readiness;
  readonly metrics: Pick<Metrics, "text">;
  /** Default `HEALTH_LIMITS`. */
  readonly limits?: HealthLimits;
}

/** What one who connects may take, in milliseconds and connections. */
export interface HealthLimits {
  /** From a connection to the end of its request's headers. */
  readonly headersMs: number;
  /** From a connection to the end of its request. */
  readonly requestMs: number;
  /** How long a connection is kept for another request. */
  readonly keepAliveMs: number;
  /** How long a connection may lie still, whatever it is about. */
  readonly stillMs: number;
  /** How often it is looked for those whose time is up, so that none lives longer than that beyond it. */
  readonly lookEveryMs: number;
  /** At once; one more is closed unheard. */
  readonly connectionsMax: number;
}

/** A probe or Prometheus asks in milliseconds; who takes seconds holds a connection for nothing. */
export const HEALTH_LIMITS: HealthLimits = {
  headersMs: 5_000,
  requestMs: 10_000,
  keepAliveMs: 5_000,
  stillMs: 10_000,
  lookEveryMs: 1_000,
  connectionsMax: 100,
};

export interface Readiness {
  /** The connection to Discord. */
  readonly gateway: boolean;
  /** Generation of the index; 0 for none. */
  readonly generation: number;
  /** Whether it is about to end. */
  readonly stopping: boolean;
}

export interface Health {
  readonly port: number;
  close(): Promise<void>;
}

const HEADERS = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/**
 * Serves `/health` (200 while the process is up), `/ready` (200 when it can answer, else 503) and
 * `/metrics`. It tells of no user, and nothing can be changed by it. A connection that asks for nothing
 * is closed, see `HEALTH_LIMITS`.
 *
 * @throws OnRecordError E_CONFIG when the port is taken.
 */
export async function serveHealth(options: HealthOptions): Promise<Health> {
  const { limits = HEALTH_LIMITS } = options;
  const times = {
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    keepAliveTimeout: limits.keepAliveMs,
    connectionsCheckingInterval: limits.lookEveryMs,
  };
  const server = createServer(times, (request, response) => {
    const [path] = (request.url ?? "/").split("?");
    if (request.method !== "GET" && request.method !== "HEAD") {
      send(response, 405, { error: "GET only" });
      return;
    }
    answer(path ?? "/", response, options).catch(() => send(response, 500, { error: "failed" }));
  });
  server.setTimeout(limits.stillMs);
  server.maxConnections = limits.connectionsMax;
  await listen(server, options);
  const address = server.address();
  return {
    port: typeof address === "object" && address ? address.port : options.port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  path: string,
  response: ServerResponse,
  { ready, metrics }: HealthOptions,
): Promise<void> {
  if (path === "/health") {
    send(response, 200, { status: "up" });
  } else if (path === "/ready") {
    const { gateway, generation, stopping } = ready();
    const isReady = gateway && generation > 0 && !stopping;
    const status = isReady ? "ready" : "not ready";
    send(response, isReady ? 200 : 503, { status, gateway, generation, stopping });
  } else if (path === "/metrics") {
    const { type, body } = await metrics.text();
    response.writeHead(200, { ...HEADERS, "content-type": type }).end(body);
  } else {
    send(response, 404, { error: "there are /health, /ready and /metrics" });
  }
}

function send(response: ServerResponse, status: number, body: object): void {
  if (response.headersSent) return;
  response
    .writeHead(status, { ...HEADERS, "content-type": "application/json" })
    .end(`${JSON.stringify(body)}\n`);
}

function listen(server: Server, { host, port }: HealthOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) => {
      reject(
        new OnRecordError(
          "E_CONFIG",
          `Health cannot be served on ${host}:${port} (${cause.message}). Set ON_RECORD_HEALTH_PORT to another one, or empty for none.`,
          { cause },
        ),
      );
    });
    server.listen(port, host, () => resolve());
  });
}
