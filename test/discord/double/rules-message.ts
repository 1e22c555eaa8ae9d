import type { Component, Embed, Look, Modal } from "./payload.ts";
import { allComponents, COMPONENT, FLAG } from "./payload.ts";

/** Lengths are of UTF-16 code units, which is never fewer than what Discord counts. */
const CONTENT_MAX = 2_000;
const EMBEDS_TEXT_MAX = 6_000;
const V2_TEXT_MAX = 4_000;
const V2_COMPONENTS_MAX = 40;
const ROWS_MAX = 5;

export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** What is wrong with a message as it would be seen: the rules that Discord's schema lets through. */
export function messageProblems(look: Look): Problem[] {
  const isV2 = (look.flags & FLAG.componentsV2) !== 0;
  return [
    ...atMost("content", look.content.length, CONTENT_MAX, "characters"),
    ...embedProblems(look.embeds),
    ...(isV2 ? v2Problems(look) : legacyProblems(look)),
    ...componentProblems(look.components),
  ];
}

function embedProblems(embeds: readonly Embed[]): Problem[] {
  const total = embeds.reduce((sum, embed) => sum + embedLength(embed), 0);
  const emptyFields = embeds.flatMap((embed, index) =>
    (embed.fields ?? [])
      .filter(({ name, value }) => name.trim() === "" || value.trim() === "")
      .map(() => ({
        path: `embeds.${index}.fields`,
        message: "A field needs a name and a value.",
      })),
  );
  return [
    ...atMost("embeds", total, EMBEDS_TEXT_MAX, "characters over all embeds"),
    ...emptyFields,
  ];
}

function embedLength(embed: Embed): number {
  const texts = [
    embed.title,
    embed.description,
    embed.footer?.text,
    embed.author?.name,
    ...(embed.fields ?? []).flatMap(({ name, value }) => [name, value]),
  ];
  return texts.reduce((sum, text) => sum + (text?.trim().length ?? 0), 0);
}

function v2Problems({ content, embeds, components, attachments }: Look): Problem[] {
  const all = allComponents(components);
  const length = all.reduce(
    (sum, { type, content: text }) => sum + (type === COMPONENT.text ? (text?.length ?? 0) : 0),
    0,
  );
  const names = new Set(attachments.map(({ filename }) => filename));
  const unattached = all
    .flatMap(({ media, file, items }) => [media, file, ...(items ?? []).map((item) => item.media)])
    .flatMap((media) => (media?.url.startsWith("attachment://") ? [media.url.slice(13)] : []))
    .filter((name) => !names.has(name));
  return [
    ...when(content !== "", "content", "Components V2 allow no content."),
    ...when(embeds.length > 0, "embeds", "Components V2 allow no embeds."),
    ...atMost("components", all.length, V2_COMPONENTS_MAX, "components, nested ones counted"),
    ...atMost("components", length, V2_TEXT_MAX, "characters over all text displays"),
    ...unattached.map((name) => ({ path: "components", message: `${name} is not attached.` })),
  ];
}

function legacyProblems({ components }: Look): Problem[] {
  return [
    ...when(
      components.some(({ type }) => type !== COMPONENT.row),
      "components",
      "Without IS_COMPONENTS_V2 only action rows stand at the top.",
    ),
    ...atMost("components", components.length, ROWS_MAX, "action rows"),
  ];
}

/** Rules for components wherever they stand: unique ids, buttons, rows, selects. */
function componentProblems(components: readonly Component[]): Problem[] {
  const all = allComponents(components);
  const ids = all.flatMap(({ id }) => (id == null || id === 0 ? [] : [String(id)]));
  const customIds = all.flatMap(({ custom_id: id }) => (id == null ? [] : [id]));
  return [
    ...twice(customIds).map((id) => ({ path: "components", message: `custom_id ${id} twice.` })),
    ...twice(ids).map((id) => ({ path: "components", message: `Component id ${id} twice.` })),
    ...all.flatMap((one) => {
      if (one.type === COMPONENT.button) return buttonProblems(one);
      if (one.type === COMPONENT.row) return rowProblems(one);
      return one.options == null ? [] : selectProblems(one);
    }),
  ];
}

const LINK = 5;
const PREMIUM = 6;

function buttonProblems(button: Component): Problem[] {
  const { style, custom_id: customId, url, label, emoji, sku_id: sku } = button;
  const path = "components.button";
  if (style === PREMIUM) return when(sku == null, path, "A premium button needs sku_id.");
  return [
    ...when(!label && emoji == null, path, "A button needs a label or an emoji."),
    ...(style === LINK
      ? [
          ...when(!url, path, "A link button needs url."),
          ...when(customId != null, path, "A link button has no custom_id."),
        ]
      : [
          ...when(!customId, path, "A button needs custom_id."),
          ...when(url != null, path, "Only a link button has url."),
        ]),
  ];
}

function rowProblems({ components }: Component): Problem[] {
  const inner = components ?? [];
  const buttons = inner.filter(({ type }) => type === COMPONENT.button).length;
  return when(
    inner.length - buttons > 1 || (buttons > 0 && buttons < inner.length),
    "components.row",
    "A row holds buttons or one select.",
  );
}

function selectProblems(select: Component): Problem[] {
  const options = select.options ?? [];
  const min = select.min_values ?? 1;
  const max = select.max_values ?? 1;
  const defaults = options.filter((option) => option.default === true).length;
  const path = "components.select";
  return [
    ...twice(options.map(({ value }) => value)).map((value) => ({
      path,
      message: `Option value ${value} twice.`,
    })),
    ...when(min > max, path, "min_values is above max_values."),
    ...when(max > options.length, path, "max_values is above the number of options."),
    ...when(defaults > max, path, "More default options than max_values."),
  ];
}

/** Of a modal: its schema lets pass what Discord's documentation does not. */
export function modalProblems({ components }: Modal): Problem[] {
  return [
    ...atMost("components", components.length, ROWS_MAX, "components of a modal"),
    ...componentProblems(components),
    ...when(
      components.some(({ type }) => type === COMPONENT.row) &&
        allComponents(components).some((one) => one.type === COMPONENT.textInput && !one.label),
      "components",
      "A text input in an action row needs a label.",
    ),
  ];
}

/** Whether there is nothing to see: Discord answers 50006. */
export function isEmpty({ content, embeds, components, attachments }: Look): boolean {
  return (
    content.trim() === "" &&
    attachments.length === 0 &&
    embeds.every((embed) => embedLength(embed) === 0 && !embed.image && !embed.thumbnail) &&
    components.length === 0
  );
}

function when(holds: boolean, path: string, message: string): Problem[] {
  return holds ? [{ path, message }] : [];
}

function atMost(path: string, size: number, max: number, unit: string): Problem[] {
  return when(size > max, path, `${size} ${unit}; at most ${max}.`);
}

export function twice(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
