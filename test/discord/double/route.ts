import type { Json } from "./json.ts";
import type { SchemaName } from "./spec.ts";
import type { ViolationKind } from "./violations.ts";
import type { World } from "./world.ts";

export interface ApiRequest {
  /** A part of the path by its name in the route. */
  param(name: string): string;
  readonly query: URLSearchParams;
  /** As it came, less what `bodyForSchema` takes out. */
  readonly body: unknown;
  /** Names of the files that came along. */
  readonly files: readonly string[];
  /** Notes what Discord would let pass and we do not. */
  complain(kind: ViolationKind, detail: string): void;
}

export interface Reply {
  readonly status: 200 | 201 | 204;
  readonly body?: Json;
}

export interface Route {
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** Such as `/channels/:channel/messages`. */
  readonly path: string;
  /** Names that the query may have. */
  readonly query?: readonly string[];
  /** False where the path's token is what gives the right. */
  readonly auth?: false;
  /** The schema of the body, or how to tell it; a route without one takes no body. */
  readonly schema?: SchemaName | ((body: unknown) => SchemaName);
  /** Whether the body is a list, each of whose items is of the schema. */
  readonly isList?: true;
  handle(world: World, request: ApiRequest): Reply;
}

export const ok = (body: Json): Reply => ({ status: 200, body });
export const nothing: Reply = { status: 204 };
