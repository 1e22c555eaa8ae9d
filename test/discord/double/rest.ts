import type { IncomingMessage, ServerResponse } from "node:http";
import type { ApiRequest, Reply, Route } from "./route.ts";
import type { Fault, FaultPlan } from "./faults.ts";
import type { HttpBody } from "./http-body.ts";
import type { Json, JsonObject } from "./json.ts";
import type { World } from "./world.ts";
import { ZodError } from "zod";
import { ApiError, apiError, invalidForm } from "./api-error.ts";
import { bodyForSchema, readBody } from "./http-body.ts";
import { newRateLimits } from "./rate-limits.ts";
import { matchRoute } from "./route-match.ts";
import { specProblems } from "./spec.ts";

/** A request as it came, for tests that count or look. */
export interface Seen {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly body: unknown;
}

export interface RestOptions {
  readonly world: World;
  readonly routes: readonly Route[];
  readonly faults: FaultPlan;
  readonly seen: Seen[];
}

const PREFIX = "/api/v10";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Discord's REST interface as a listener of a node:http server. */
export function restListener({ world, routes, faults, seen }: RestOptions): Answer {
  const limits = newRateLimits(world.violations);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = request.method ?? "GET";
    const url = new URL(request.url ?? "/", "http://localhost");
    const path = url.pathname.startsWith(PREFIX) ? url.pathname.slice(PREFIX.length) : url.pathname;
    const where = `${method} ${path}`;
    const at = world.clock.now();
    limits.check(where);
    const fault = faults.take(where);
    const body = await readBody(request);
    if (fault?.delayMs !== undefined) await wait(fault.delayMs);
    if (fault?.hangUp === true && fault.applied !== true) return void request.socket.destroy();
    const isRefused = fault?.status !== undefined && fault.applied !== true;
    const incoming: Incoming = { method, url, path, where, body, request };
    const outcome = isRefused ? null : handle(world, routes, incoming);
    if (fault?.hangUp === true) return void request.socket.destroy();
    const sent = faultOutcome(fault, () => limits.hit(where, fault)) ?? outcome ?? SERVER_ERROR;
    seen.push({ at, method, path, status: sent.status, body: body.json });
    write(response, sent);
  };
  return (request, response) => {
    serve(request, response).catch((error: unknown) => {
      world.violations.add({ kind: "route", where: request.url ?? "", detail: String(error) });
      write(response, SERVER_ERROR);
    });
  };
}

interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly path: string;
  readonly where: string;
  readonly body: HttpBody;
  readonly request: IncomingMessage;
}

interface Outcome {
  readonly status: number;
  readonly body?: Json | undefined;
  readonly headers?: Record<string, string>;
}

const SERVER_ERROR: Outcome = {
  status: 500,
  body: { message: "500: Internal Server Error", code: 0 },
};

function faultOutcome(fault: Fault | null, limited: () => Outcome): Outcome | null {
  if (fault?.status === undefined) return null;
  if (fault.status === 429) return limited();
  return { status: fault.status, body: { message: `${fault.status}: Server Error`, code: 0 } };
}

/** Runs the route of a request; every way in which it fails becomes Discord's answer. */
function handle(world: World, routes: readonly Route[], incoming: Incoming): Outcome {
  try {
    return runRoute(world, routes, incoming);
  } catch (error) {
    const told = error instanceof ZodError ? asInvalid(error) : error;
    if (!(told instanceof ApiError)) throw error;
    const { violation: kind, details, code, message, status } = told;
    if (kind) {
      const detail = details ? JSON.stringify(details) : `${code} ${message}`;
      world.violations.add({ kind, where: incoming.where, detail });
    }
    const body: JsonObject = { message, code, ...(details ? { errors: details } : {}) };
    return { status, body };
  }
}

function asInvalid({ issues }: ZodError): ApiError {
  const problems = issues.map(({ path, message }) => ({
    path: path.map(String).join("."),
    message,
  }));
  return invalidForm(problems, "schema");
}

function runRoute(world: World, routes: readonly Route[], incoming: Incoming): Reply {
  const { method, url, path, body, where } = incoming;
  const found = url.pathname.startsWith(PREFIX) ? matchRoute(routes, method, path) : null;
  if (!found) throw apiError("notFound", "route");
  const { route, params } = found;
  const header = incoming.request.headers.authorization;
  if (route.auth !== false && header !== `Bot ${world.token}`) throw apiError("unauthorized");
  for (const name of url.searchParams.keys()) {
    if (!route.query?.includes(name)) throw invalidForm([{ path: name, message: "?" }], "route");
  }
  checkBody(route, path, body.json);
  const request: ApiRequest = {
    param: (name) => {
      const value = params.get(name);
      if (value === undefined) throw new Error(`${route.path} has no :${name}.`);
      return value;
    },
    query: url.searchParams,
    body: body.json,
    files: body.files,
    complain: (kind, detail) => world.violations.add({ kind, where, detail }),
  };
  return route.handle(world, request);
}

/** @throws ApiError 50035 where the body breaks Discord's schema or has a field it does not know. */
function checkBody({ schema, isList }: Route, path: string, body: unknown): void {
  if (schema === undefined) {
    const isNone = body === undefined || JSON.stringify(body) === "{}";
    if (!isNone) throw invalidForm([{ path: "", message: "This route takes no body." }], "schema");
    return;
  }
  const clean = bodyForSchema(path, body ?? {});
  if (isList && !Array.isArray(clean)) {
    throw invalidForm([{ path: "", message: "A list is needed." }], "schema");
  }
  const items: unknown[] = isList && Array.isArray(clean) ? clean : [clean];
  const name = typeof schema === "function" ? schema(clean) : schema;
  const problems = items.flatMap((item) => specProblems(name, item));
  const [first] = problems;
  if (first) throw invalidForm(problems, first.kind);
}

function write(response: ServerResponse, { status, body, headers = {} }: Outcome): void {
  if (response.writableEnded) return;
  // discord.js parses whatever says that it is JSON, so an empty answer must not.
  const type = body === undefined ? {} : { "content-type": "application/json" };
  response.writeHead(status, { ...type, ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
