import { type Server, type ServerResponse, createServer } from "node:http";
import { OnRecordError } from "../core/errors.ts";
import type { Metrics } from "./metrics.ts";

export interface HealthOptions {
  readonly host: string;
  readonly port: number;
  /** What has to be there before the bot can answer. */
  readonly ready: () => Readiness;
  readonly metrics: Pick<Metrics, "text">;
}

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
 * `/metrics`. It tells of no user, and nothing can be changed by it.
 *
 * @throws OnRecordError E_CONFIG when the port is taken.
 */
export async function serveHealth(options: HealthOptions): Promise<Health> {
  const server = createServer((request, response) => {
    const [path] = (request.url ?? "/").split("?");
    if (request.method !== "GET" && request.method !== "HEAD") {
      send(response, 405, { error: "GET only" });
      return;
    }
    answer(path ?? "/", response, options).catch(() => send(response, 500, { error: "failed" }));
  });
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
