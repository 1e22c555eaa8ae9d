import type { CommandIds } from "./command-ids.ts";
import type { Seldom } from "./seldom.ts";
import type { Answerer, Log, Metrics, Renderer, SettingsStore, Turns } from "./ports.ts";

/** Everything that the bot is made of. */
export interface Parts {
  readonly answerer: Answerer;
  readonly render: Renderer;
  readonly turns: Turns;
  readonly settings: SettingsStore;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Of the program. */
  readonly version: string;
  /** Empty until they are known. */
  readonly commandIds: () => CommandIds;
  /** Milliseconds of the epoch, for dates. It may jump. Default in the bot: the clock. */
  readonly now: () => number;
  /** Milliseconds on a clock that only goes forward, for times. Default in the bot: the process's. */
  readonly ticks: () => number;
  /** Whether somebody over a limit may be told so now, by user or server. */
  readonly mayTellLimit: Seldom;
}
