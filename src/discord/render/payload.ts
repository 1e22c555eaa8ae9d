import {
  BUTTON_LABEL_MAX,
  BUTTON_URL_MAX,
  CUSTOM_ID_MAX,
  FOOT_BUTTONS_MAX,
  ROW_BUTTONS_MAX,
} from "./message-limits.ts";
import { cutLine } from "./cut.ts";
import { printable } from "../../core/printable.ts";

/**
 * A reply as discord.js takes it: `interaction.reply(payload)`, `editReply`, `followUp`,
 * `message.reply`. The components are Discord's own JSON. Whoever sends it adds `Ephemeral` to the
 * flags where it is to be private.
 */
export interface Reply {
  readonly flags: typeof IS_COMPONENTS_V2;
  readonly components: TopComponent[];
  /** Closed on every reply: nobody is ever pinged. */
  readonly allowedMentions: { readonly parse: readonly []; readonly repliedUser: false };
}

/** Discord, "Message Resource", message flags. */
export const IS_COMPONENTS_V2 = 32_768;

/** A button that the caller wants. What it does stands in its id. */
export interface ButtonSpec {
  readonly id: string;
  readonly label: string;
  readonly style: "primary" | "secondary" | "success";
  readonly disabled?: boolean;
  /** One Unicode emoji. */
  readonly emoji?: string;
}

const STYLES = { primary: 1, secondary: 2, success: 3 } as const;

interface ActionButton {
  readonly type: 2;
  readonly style: 1 | 2 | 3;
  readonly custom_id: string;
  readonly label: string;
  readonly disabled: boolean;
  readonly emoji?: { readonly name: string };
}

interface LinkButton {
  readonly type: 2;
  readonly style: 5;
  readonly url: string;
  readonly label: string;
}

export type Button = ActionButton | LinkButton;

export interface TextDisplay {
  readonly type: 10;
  readonly content: string;
}

export interface Separator {
  readonly type: 14;
  readonly divider: boolean;
  readonly spacing: 1;
}

export interface Row {
  readonly type: 1;
  readonly components: Button[];
}

export interface Section {
  readonly type: 9;
  readonly components: TextDisplay[];
  readonly accessory: Button;
}

export type InnerComponent = TextDisplay | Separator | Row | Section;

export interface Container {
  readonly type: 17;
  readonly accent_color: number;
  readonly components: InnerComponent[];
}

export type TopComponent = Container | Row;

/** The stripe beside a message. It tells kinds of replies apart and judges nothing. */
export const ACCENTS = {
  answer: 0x58_65_f2,
  noAnswer: 0x80_84_8e,
  attention: 0xe0_a0_30,
  verbatim: 0x2d_9d_78,
  error: 0xd8_3c_3e,
} as const;

export function reply(
  accent: keyof typeof ACCENTS,
  components: InnerComponent[],
  rows: readonly Row[] = [],
): Reply {
  return {
    flags: IS_COMPONENTS_V2,
    components: [{ type: 17, accent_color: ACCENTS[accent], components }, ...rows],
    allowedMentions: { parse: [], repliedUser: false },
  };
}

export function text(content: string): TextDisplay {
  return { type: 10, content };
}

export function separator(): Separator {
  return { type: 14, divider: true, spacing: 1 };
}

/** @throws RangeError for an id that Discord refuses: cut, it would be another button's. */
export function button({ id, label, style, disabled = false, emoji }: ButtonSpec): Button {
  if (id.length === 0 || id.length > CUSTOM_ID_MAX)
    throw new RangeError(`The id of the button "${label}" has ${id.length} characters.`);
  return {
    type: 2,
    style: STYLES[style],
    custom_id: id,
    // Labels have no markdown.
    label: cutLine(label, BUTTON_LABEL_MAX, printable),
    disabled,
    ...(emoji === undefined ? {} : { emoji: { name: emoji } }),
  };
}

/** A button that opens a link, where Discord takes it; else null. */
export function linkButton(label: string, link: string | null): LinkButton | null {
  if (link === null || link.length > BUTTON_URL_MAX || !new URL(link).hostname.includes("."))
    return null;
  return { type: 2, style: 5, url: link, label };
}

/**
 * Rows of buttons, five in each.
 *
 * @throws RangeError for more buttons than a message is planned for.
 */
export function rowsOf(buttons: readonly Button[], max: number = FOOT_BUTTONS_MAX): Row[] {
  if (buttons.length > max) throw new RangeError(`${buttons.length} buttons; at most ${max}.`);
  return Array.from({ length: Math.ceil(buttons.length / ROW_BUTTONS_MAX) }, (_, at) => ({
    type: 1,
    components: buttons.slice(at * ROW_BUTTONS_MAX, (at + 1) * ROW_BUTTONS_MAX),
  }));
}
