import { describeExtent } from "../../core/describe-excerpt.ts";
import { CHANNELS_SHOWN_MAX, SHARES } from "./message-limits.ts";
import { lines } from "./answer.ts";
import { cutLine } from "./cut.ts";
import { bold, escapeLine, small } from "./escape.ts";
import {
  type ACCENTS,
  type ButtonSpec,
  type Reply,
  button,
  reply,
  rowsOf,
  separator,
  text,
} from "./payload.ts";
import { ABOUT_TEXTS, HELP, HELP_TEXTS, TEXTS } from "./texts.ts";

/** A short message of the bot's own: heading, a sentence, lines such as candidates to choose from. */
export interface Notice {
  readonly heading?: string;
  readonly message: string;
  readonly lines?: readonly string[];
  readonly accent?: keyof typeof ACCENTS;
  readonly buttons?: readonly ButtonSpec[];
}

const NOTICE_LINES_MAX = 10;

/** Everything in it is escaped and cut here. */
export function renderNotice(notice: Notice): Reply {
  const shown = (notice.lines ?? []).slice(0, NOTICE_LINES_MAX);
  return reply(
    notice.accent ?? "noAnswer",
    [
      text(
        lines([
          notice.heading === undefined ? "" : bold(cutLine(notice.heading, SHARES.question)),
          cutLine(notice.message, SHARES.reason),
          ...shown.map((line) => `- ${cutLine(line, SHARES.note)}`),
        ]),
      ),
    ],
    rowsOf((notice.buttons ?? []).map(button)),
  );
}

/**
 * That something failed, what can be done, and under which id it is in the log.
 *
 * @param id null where nothing is logged, as for a question that is too long.
 */
export function renderError(message: string, id: string | null): Reply {
  return reply("error", [
    text(
      lines([
        bold(TEXTS.error),
        cutLine(message, SHARES.reason),
        id === null ? "" : small(cutLine(TEXTS.errorId(id), SHARES.note)),
      ]),
    ),
  ]);
}

/** @param seconds until the next question is taken. */
export function renderWait(seconds: number): Reply {
  const whole = Math.max(1, Math.ceil(seconds));
  return renderNotice({ heading: TEXTS.waitHeading, message: TEXTS.wait(whole) });
}

export function renderBusy(): Reply {
  return renderNotice({ heading: TEXTS.busyHeading, message: TEXTS.busy });
}

/**
 * @param commandIds ids of the registered commands by name: those can then be clicked.
 */
export function renderHelp(commandIds: ReadonlyMap<string, string> = new Map()): Reply {
  const commands = HELP.map(({ command, what }) => {
    const id = commandIds.get(command) ?? "";
    const shown = isSnowflake(id) ? `</${command}:${id}>` : `\`/${command}\``;
    return `- ${shown}: ${escapeLine(what)}`;
  });
  return reply("answer", [
    text(lines([`### ${HELP_TEXTS.title}`, escapeLine(HELP_TEXTS.intro)])),
    text(commands.join("\n")),
    text(lines([escapeLine(HELP_TEXTS.menu), escapeLine(HELP_TEXTS.mention)])),
    separator(),
    text(small(escapeLine(HELP_TEXTS.reading))),
  ]);
}

export interface About {
  readonly documents: number;
  /** ISO 8601, or null where no document states a date. */
  readonly from: string | null;
  readonly to: string | null;
  readonly generation: number;
  readonly version: string;
  readonly passages: number;
  readonly statements: number;
  readonly speakers: number;
}

/** What this is, what it stores of people, and what the corpus covers. */
export function renderAbout(about: About): Reply {
  const { numbers } = ABOUT_TEXTS;
  const rows: readonly (readonly [string, string])[] = [
    [numbers.documents, String(about.documents)],
    [numbers.dates, describeExtent(about.from, about.to)],
    [numbers.passages, String(about.passages)],
    [numbers.statements, String(about.statements)],
    [numbers.speakers, String(about.speakers)],
    [numbers.generation, String(about.generation)],
    [numbers.version, about.version],
  ];
  return reply("answer", [
    text(lines([`### ${ABOUT_TEXTS.title}`, escapeLine(ABOUT_TEXTS.what)])),
    text(rows.map(([name, value]) => `${name}: ${bold(cutLine(value, SHARES.note))}`).join("\n")),
    separator(),
    text(escapeLine(ABOUT_TEXTS.privacy)),
  ]);
}

/** @param channels ids of those in which a mention is answered. */
export function renderSettings(
  channels: readonly string[],
  buttons: readonly ButtonSpec[] = [],
): Reply {
  const known = channels.filter(isSnowflake);
  const shown = known.slice(0, CHANNELS_SHOWN_MAX).map((id) => `<#${id}>`);
  const more = known.length - shown.length;
  return reply(
    "answer",
    [
      text(
        lines([
          bold(TEXTS.settings),
          known.length === 0 ? TEXTS.settingsNone : shown.join(", "),
          more > 0 ? TEXTS.settingsMore(more) : "",
        ]),
      ),
    ],
    rowsOf(buttons.map(button)),
  );
}

function isSnowflake(id: string): boolean {
  return /^\d{1,20}$/.test(id);
}
