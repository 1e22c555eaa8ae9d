import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { constants, setPriority } from "node:os";

export interface ChildOptions {
  readonly url: URL;
  /** Given to it as its one argument, in JSON. */
  readonly data: unknown;
  /** All that it is given of the environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Whether the processor is for others first. */
  readonly isBackground: boolean;
  readonly onMessage: (message: unknown) => void;
  /** Starts a process. Default: forks `url`. */
  readonly start?: () => ChildProcess;
  /** A process runs: what waits for one can be sent. */
  readonly onStart: () => void;
  /** It ended unasked, perhaps with an error; the next one starts in `restartInMs`. */
  readonly onDeath: (error: Error | null, restartInMs: number) => void;
}

/** A process that is started again whenever it ends. */
export interface Child {
  isRunning(): boolean;
  send(message: object): void;
  /** Milliseconds on the clock of `performance` when it last said anything; 0 for never. */
  heardAt(): number;
  restarts(): number;
  /** Ends the process; another one starts. */
  kill(): Promise<void>;
  /** Ends it for good. */
  end(): Promise<void>;
}

/** A process that dies again before it has said anything waits twice as long each time. */
const RESTART_MS_MIN = 100;
const RESTART_MS_MAX = 30_000;

export function superviseChild(options: ChildOptions): Child {
  const { url, data, env } = options;
  let worker: ChildProcess | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isEnded = false;
  let restarts = 0;
  let deathsInARow = 0;
  let heardAt = 0;

  const bury = (error: Error | null): void => {
    worker = null;
    if (isEnded) return;
    const delay = Math.min(RESTART_MS_MIN * 2 ** deathsInARow, RESTART_MS_MAX);
    deathsInARow += 1;
    options.onDeath(error, delay);
    timer = setTimeout(() => {
      restarts += 1;
      start();
    }, delay);
  };
  const open =
    options.start ?? (() => fork(url, [JSON.stringify(data)], { env, serialization: "advanced" }));
  const start = (): void => {
    let error: Error | null = null;
    const started = open();
    // Where no process can be made (no descriptor is left, or no memory), an error is all that comes.
    if (started.pid === undefined) {
      started.on("error", bury);
      return;
    }
    worker = started;
    if (options.isBackground) stepBack(started);
    started.on("message", (message: unknown) => {
      heardAt = performance.now();
      deathsInARow = 0;
      options.onMessage(message);
    });
    started.on("error", (cause: Error) => {
      error = cause;
    });
    started.on("exit", (code, signal) => {
      bury(error ?? (code === 0 ? null : new Error(`It ended with ${signal ?? `code ${code}`}.`)));
    });
    options.onStart();
  };
  const kill = async (): Promise<void> => {
    if (!worker || worker.exitCode !== null) return;
    const ended = once(worker, "exit");
    worker.kill("SIGKILL");
    await ended;
  };
  start();
  return {
    isRunning: () => worker !== null,
    send: (message) => {
      if (worker?.connected) worker.send(message);
    },
    heardAt: () => heardAt,
    restarts: () => restarts,
    kill,
    end: async () => {
      isEnded = true;
      if (timer) clearTimeout(timer);
      await kill();
    },
  };
}

/** Done before it starts threads, which take over its priority. */
function stepBack({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // It has ended already, or the system does not let it: it works all the same.
  }
}
