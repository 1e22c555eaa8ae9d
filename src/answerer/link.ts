import { type Config, workerEnvironment } from "../config.ts";
import { OnRecordError } from "../core/errors.ts";
import {
  type Inputs,
  type Method,
  type Outputs,
  type Reply,
  type Request,
  fromErrorData,
} from "./protocol.ts";
import { superviseChild } from "./child.ts";

export interface LinkOptions {
  readonly config: Config;
  /** For messages: "answers". */
  readonly name: string;
  /** Whether the processor is for others first. Default no. */
  readonly isBackground?: boolean;
  /** Default: the compiled `worker.js` beside this file. */
  readonly url?: URL;
  /** Requests that may wait; one more gets E_BUSY. */
  readonly waitingMax: number;
  readonly onProgress?: (stage: string, done: number, total: number) => void;
  /** Told when the worker ended unasked, with what it said and when the next one starts. */
  readonly onDeath?: (error: Error | null, restartInMs: number) => void;
}

/** A worker and the requests that it has to answer. */
export interface Link {
  /** @param limitMs after it the request gets E_TIMEOUT; null for no limit. */
  call<M extends Method>(method: M, input: Inputs[M], limitMs: number | null): Promise<Outputs[M]>;
  depth(): number;
  restarts(): number;
  /** Ends the worker, as a fault would; another one starts. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** How long a worker may take to put everything away. */
const CLOSE_MS = 5_000;

/** The settings without anything else that the object may carry: arguments of a process are public. */
function whatItNeeds(config: Config): Config {
  const { corpusDir, stateDir, databasePath, encoder, taggerDir, readerDir } = config;
  return { corpusDir, stateDir, databasePath, encoder, taggerDir, readerDir };
}

export function createLink(options: LinkOptions): Link {
  const { name } = options;
  const waiting = createWaitingRoom();
  let isClosed = false;
  const child = superviseChild({
    url: options.url ?? new URL("./worker.js", import.meta.url),
    data: whatItNeeds(options.config),
    env: workerEnvironment(),
    isBackground: options.isBackground ?? false,
    onMessage: (message) => hear(message),
    onStart: () => {
      for (const entry of waiting.unsent()) send(entry);
    },
    onDeath: (error, restartInMs) => {
      waiting.failSent(ended(name, error));
      options.onDeath?.(error, restartInMs);
    },
  });
  const hear = (message: unknown): void => {
    if (!isReply(message)) return;
    if (message.kind === "progress")
      options.onProgress?.(message.stage, message.done, message.total);
    else if (message.kind === "done") waiting.take(message.id)?.resolve(message.output);
    else waiting.take(message.id)?.reject(fromErrorData(message.error));
  };
  const send = (entry: Entry): void => {
    if (!child.isRunning()) return;
    entry.sentAt = performance.now();
    child.send(entry.request);
  };
  /** A worker that has said nothing since the request came is stuck, and another one must take over. */
  const expire = (id: number, limitMs: number): void => {
    const entry = waiting.take(id);
    entry?.reject(tooLate(limitMs));
    if (entry && entry.sentAt !== null && child.heardAt() < entry.sentAt) void child.kill();
  };
  const call = <M extends Method>(method: M, input: Inputs[M], limitMs: number | null) => {
    if (isClosed) return Promise.reject(closed());
    if (waiting.size() >= options.waitingMax) return Promise.reject(tooMany());
    return new Promise<Outputs[M]>((resolve, reject) => {
      const settle: { resolve(output: Outputs[M]): void } = { resolve };
      const entry = waiting.add(method, input, { ...settle, reject });
      if (limitMs !== null)
        entry.timer = setTimeout(() => expire(entry.request.id, limitMs), limitMs);
      send(entry);
    });
  };
  return {
    call,
    depth: () => waiting.size(),
    restarts: () => child.restarts(),
    kill: () => child.kill(),
    close: async () => {
      if (isClosed) return;
      const last = child.isRunning() ? call("close", null, CLOSE_MS) : null;
      isClosed = true;
      await last?.catch(() => undefined);
      await child.end();
      waiting.failAll(closed());
    },
  };
}

interface Settle {
  // A method, so that the entry of one kind of request fits a table of all.
  resolve(output: Outputs[Method]): void;
  reject(error: Error): void;
}

interface Entry extends Settle {
  readonly request: Request;
  /** Null while no worker has it. */
  sentAt: number | null;
  timer: NodeJS.Timeout | null;
}

/** The requests without a reply, by id. */
function createWaitingRoom() {
  const entries = new Map<number, Entry>();
  let lastId = 0;
  const take = (id: number): Entry | undefined => {
    const entry = entries.get(id);
    entries.delete(id);
    if (entry?.timer) clearTimeout(entry.timer);
    return entry;
  };
  const fail = (error: Error, which: (entry: Entry) => boolean): void => {
    for (const { request } of [...entries.values()].filter(which)) take(request.id)?.reject(error);
  };
  return {
    add: <M extends Method>(method: M, input: Inputs[M], settle: Settle): Entry => {
      lastId += 1;
      const request = { id: lastId, method, input };
      const entry: Entry = { request, sentAt: null, timer: null, ...settle };
      entries.set(lastId, entry);
      return entry;
    },
    take,
    size: () => entries.size,
    unsent: () => [...entries.values()].filter(({ sentAt }) => sentAt === null),
    failSent: (error: Error) => fail(error, ({ sentAt }) => sentAt !== null),
    failAll: (error: Error) => fail(error, () => true),
  };
}

/** Both ends are this program: what has a kind is a reply. */
function isReply(message: unknown): message is Reply {
  return typeof message === "object" && message !== null && "kind" in message;
}

function ended(name: string, cause: Error | null): OnRecordError {
  return new OnRecordError(
    "E_WORKER",
    `The worker for ${name} ended before it was done. It starts again by itself: try again in a moment.`,
    { cause },
  );
}

function closed(): OnRecordError {
  return new OnRecordError("E_WORKER", "On Record is stopping and answers no more.");
}

function tooLate(limitMs: number): OnRecordError {
  return new OnRecordError(
    "E_TIMEOUT",
    `This took longer than ${Math.round(limitMs / 1000)} s and was given up. Try again in a moment.`,
  );
}

function tooMany(): OnRecordError {
  return new OnRecordError("E_BUSY", "Too many questions are waiting. Try again in a moment.");
}
