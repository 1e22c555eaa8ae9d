import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";

export interface HttpBody {
  /** Undefined where there is none. */
  readonly json: unknown;
  readonly files: readonly string[];
}

/** The body of a request: JSON, or a form with `payload_json` and files. */
export async function readBody(request: IncomingMessage): Promise<HttpBody> {
  const chunks: Buffer[] = [];
  for await (const chunk of Readable.from(request)) {
    if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  }
  const bytes = Buffer.concat(chunks);
  if (bytes.length === 0) return { json: undefined, files: [] };
  const type = request.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) {
    return { json: JSON.parse(bytes.toString("utf8")), files: [] };
  }
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const payload = form.get("payload_json");
  return {
    json: typeof payload === "string" ? JSON.parse(payload) : {},
    files: [...form.values()].flatMap((value) => (typeof value === "string" ? [] : [value.name])),
  };
}

/**
 * The body less what discord.js always sends and Discord takes, though its schema does not:
 * `tts: false`, `enforce_nonce: false`, the `type` of a thread opened from a message, ids of
 * attachments as numbers, and permissions as a string.
 */
export function bodyForSchema(path: string, body: unknown): unknown {
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => {
    if (key === "tts" || key === "enforce_nonce") return value === false ? undefined : value;
    if (key === "default_member_permissions" && typeof value === "string") return Number(value);
    if (key === "type" && path.endsWith("/threads")) return undefined;
    return value;
  });
}
