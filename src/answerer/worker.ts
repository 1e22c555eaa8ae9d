/** The process that `link.ts` starts: it opens an app of its own and serves requests, several at a time. */
import { openApp } from "../app.ts";
import type { Config } from "../config.ts";
import { textPages } from "../discord/render/text-pages.ts";
import { type Handlers, type Method, type Reply, type Request, toErrorData } from "./protocol.ts";
import { createHandlers } from "./service.ts";

const config: Config = JSON.parse(process.argv[2] ?? "null");
let handlers: Promise<Handlers> | null = null;

function reply(message: Reply, sent: () => void = () => undefined): void {
  if (process.connected) process.send?.(message, sent);
}

/** Opened at the first request; a failure is told to whoever asked, and the next one tries again. */
function open(): Promise<Handlers> {
  handlers ??= openApp(config, {
    onProgress: (stage, done, total) => reply({ kind: "progress", stage, done, total }),
  }).then(
    (app) => createHandlers(app, textPages),
    (error: unknown) => {
      handlers = null;
      throw error;
    },
  );
  return handlers;
}

async function serve<M extends Method>({ id, method, input }: Request<M>): Promise<void> {
  const leave = method === "close" ? () => process.disconnect() : undefined;
  try {
    const served = method === "close" && !handlers ? null : await open();
    reply({ kind: "done", id, output: served ? await served[method](input) : null }, leave);
  } catch (error) {
    reply({ kind: "failed", id, error: toErrorData(error) }, leave);
  }
}

process.on("message", (request: Request) => {
  void serve(request);
});
// Ctrl-C reaches the whole group: whoever started it says when to end, or is gone.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => undefined);
process.on("disconnect", () => process.exit(0));
