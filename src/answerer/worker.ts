/** The thread that `link.ts` starts: it opens an app of its own and serves requests, several at a time. */
import { parentPort, workerData } from "node:worker_threads";
import { openApp } from "../app.ts";
import type { Config } from "../config.ts";
import { type Handlers, type Method, type Reply, type Request, toErrorData } from "./protocol.ts";
import { makeHandlers } from "./service.ts";

const config: Config = workerData;
let handlers: Promise<Handlers> | null = null;

function reply(message: Reply): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
  parentPort?.postMessage(message);
}

/** Opened at the first request; a failure is told to whoever asked, and the next one tries again. */
function open(): Promise<Handlers> {
  handlers ??= openApp(config, {
    onProgress: (stage, done, total) => reply({ kind: "progress", stage, done, total }),
  }).then(makeHandlers, (error: unknown) => {
    handlers = null;
    throw error;
  });
  return handlers;
}

async function serve<M extends Method>({ id, method, input }: Request<M>): Promise<void> {
  try {
    const served = method === "close" && !handlers ? null : await open();
    reply({ kind: "done", id, output: served ? await served[method](input) : null });
  } catch (error) {
    reply({ kind: "failed", id, error: toErrorData(error) });
  }
  if (method === "close") parentPort?.close();
}

parentPort?.on("message", (request: Request) => {
  void serve(request);
});
