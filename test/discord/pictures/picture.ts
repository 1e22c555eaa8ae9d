import type { NameOf } from "../double/markdown-text.ts";
import { COMPONENT, type Component, FLAG, type Look } from "../double/payload.ts";
import { type Box, escapeXml, inset, rectangle, stack } from "./box.ts";
import { COLOURS, markdownBox } from "./markdown-box.ts";
import { type Style, paragraph, widthOf } from "./typeset.ts";

/** What is to be seen of one message. */
export interface Pictured {
  readonly author: string;
  readonly isBot: boolean;
  /** Above it in small print: who used which command; null for none. */
  readonly reference: string | null;
  readonly look: Look;
}

const WIDTH = 720;
const LEFT = 72;
const CONTENT_WIDTH = WIDTH - LEFT - 24;
const CONTAINER_PADDING = 16;
const AVATAR = 40;

/** Messages as they look in Discord's dark theme, one below the other, as an SVG file. */
export function drawMessages(
  messages: readonly Pictured[],
  title: string,
  nameOf?: NameOf,
): string {
  const body = stack(
    messages.map((message) => messageBox(message, nameOf)),
    20,
  );
  const height = Math.ceil(body.height + 32);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="${COLOURS.page}"/>`,
    body.draw(0, 16).trimEnd(),
    "</svg>",
    "",
  ].join("\n");
}

const NAME: Style = { size: 16, colour: COLOURS.bright, bold: true };
const TAG: Style = { size: 10, colour: "#ffffff", bold: true };
const MINOR: Style = { size: 12, colour: COLOURS.small };

function messageBox({ author, isBot, reference, look }: Pictured, nameOf?: NameOf): Box {
  const above = reference === null ? [] : [referenceBox(reference)];
  const parts = [
    ...(look.content === "" ? [] : [markdownBox(look.content, CONTENT_WIDTH, nameOf)]),
    ...look.components.map((one) => componentBox(one, CONTENT_WIDTH, nameOf)),
    ...((look.flags & FLAG.ephemeral) === 0 ? [] : [ephemeralBox()]),
  ];
  const content = stack([nameBox(author, isBot), stack(parts, 8)], 4);
  const avatar = (x: number, y: number): string =>
    `<circle cx="${x + 16 + AVATAR / 2}" cy="${y + AVATAR / 2}" r="${AVATAR / 2}" fill="${isBot ? COLOURS.blurple : "#3ba55d"}"/>\n` +
    centred(isBot ? "“”" : author.slice(0, 1), { size: 20, colour: "#ffffff", bold: true }).draw(
      x + 16 + AVATAR / 2,
      y + 6,
    );
  const whole: Box = {
    height: Math.max(content.height, AVATAR),
    draw: (x, y) => avatar(x, y) + content.draw(x + LEFT, y),
  };
  return stack([...above, whole], 6);
}

function centred(text: string, style: Style): Box {
  const box = paragraph([{ text, style }], Number.POSITIVE_INFINITY);
  return { height: box.height, draw: (x, y) => box.draw(x - widthOf(text, style) / 2, y) };
}

function referenceBox(text: string): Box {
  const line = paragraph([{ text, style: { size: 14, colour: COLOURS.small } }], CONTENT_WIDTH);
  const hook = (x: number, y: number): string =>
    `<path d="M${x + 36} ${y + 20}v-4a6 6 0 0 1 6-6h26" fill="none" stroke="${COLOURS.bar}" stroke-width="2"/>\n`;
  return { height: line.height, draw: (x, y) => hook(x, y) + line.draw(x + LEFT, y) };
}

function nameBox(author: string, isBot: boolean): Box {
  const name = paragraph([{ text: author, style: NAME }], CONTENT_WIDTH);
  const tag = paragraph([{ text: "APP", style: TAG }], CONTENT_WIDTH);
  const time = paragraph([{ text: "Today at 12:00", style: MINOR }], CONTENT_WIDTH);
  const right = widthOf(author, NAME) + 6;
  const tagWidth = isBot ? widthOf("APP", TAG) + 9 : 0;
  return {
    height: name.height,
    draw: (x, y) =>
      name.draw(x, y) +
      (isBot
        ? rectangle([x + right, y + 4, tagWidth, 15], { fill: COLOURS.blurple, radius: 4 }) +
          tag.draw(x + right + 4.5, y + 4.5)
        : "") +
      time.draw(x + right + tagWidth + (isBot ? 8 : 2), y + 4),
  };
}

function ephemeralBox(): Box {
  const runs = [
    { text: "Only you can see this · ", style: MINOR },
    { text: "Dismiss message", style: { ...MINOR, colour: COLOURS.link } },
  ];
  return paragraph(runs, CONTENT_WIDTH);
}

function componentBox(component: Component, width: number, nameOf?: NameOf): Box {
  const { type, components, content, accessory } = component;
  const inner = (room: number): Box[] =>
    (components ?? []).map((one) => componentBox(one, room, nameOf));
  switch (type) {
    case COMPONENT.container:
      return containerBox(component, width, nameOf);
    case COMPONENT.text:
      return markdownBox(content ?? "", width, nameOf);
    case COMPONENT.separator:
      return {
        height: 9,
        draw: (x, y) => rectangle([x, y + 4, width, 1], { fill: COLOURS.border }),
      };
    case COMPONENT.row:
      return rowBox(components ?? [], width);
    case COMPONENT.section: {
      const button = accessory ? buttonOf(accessory) : null;
      const texts = stack(inner(width - (button?.width ?? 0) - 16), 4);
      return {
        height: Math.max(texts.height, button ? BUTTON_HEIGHT : 0),
        draw: (x, y) => texts.draw(x, y) + (button?.draw(x + width - button.width, y) ?? ""),
      };
    }
    default:
      throw new Error(`There is no picture of a component of type ${type}.`);
  }
}

function containerBox(component: Component, width: number, nameOf?: NameOf): Box {
  const accent = "accent_color" in component ? Number(component.accent_color) : null;
  const room = width - 2 * CONTAINER_PADDING - 4;
  const parts = (component.components ?? []).map((one) => componentBox(one, room, nameOf));
  const inner = inset(stack(parts, 8), CONTAINER_PADDING + 4, CONTAINER_PADDING);
  const colour = accent === null ? COLOURS.border : `#${accent.toString(16).padStart(6, "0")}`;
  return {
    height: inner.height,
    draw: (x, y) =>
      rectangle([x, y, width, inner.height], {
        fill: COLOURS.container,
        radius: 8,
        stroke: COLOURS.border,
      }) +
      rectangle([x, y, 4, inner.height], { fill: colour, radius: 2 }) +
      inner.draw(x, y),
  };
}

const BUTTON: Style = { size: 14, colour: "#ffffff", bold: true };
const BUTTON_HEIGHT = 32;
const BUTTON_GAP = 8;
const LINK_STYLE = 5;
const PRIMARY_STYLE = 1;

interface ButtonBox extends Box {
  readonly width: number;
}

function buttonOf({ label, style, disabled }: Component): ButtonBox {
  const text = `${label ?? ""}${style === LINK_STYLE ? "  ↗" : ""}`;
  const width = widthOf(text, BUTTON) + 24;
  const fill = style === PRIMARY_STYLE ? COLOURS.blurple : COLOURS.button;
  const face = centred(text, BUTTON);
  const drawn = (x: number, y: number): string =>
    rectangle([x, y, width, BUTTON_HEIGHT], { fill, radius: 8 }) + face.draw(x + width / 2, y + 7);
  return {
    width,
    height: BUTTON_HEIGHT,
    draw: (x, y) => (disabled === true ? `<g opacity="0.5">\n${drawn(x, y)}</g>\n` : drawn(x, y)),
  };
}

/** Buttons side by side, on another line where there is no room. */
function rowBox(components: readonly Component[], width: number): Box {
  const lines: { readonly x: number; readonly button: ButtonBox }[][] = [[]];
  let used = 0;
  for (const button of components.map(buttonOf)) {
    if (used > 0 && used + button.width > width) {
      lines.push([]);
      used = 0;
    }
    lines.at(-1)?.push({ x: used, button });
    used += button.width + BUTTON_GAP;
  }
  return stack(
    lines.map((line) => ({
      height: BUTTON_HEIGHT,
      draw: (x, y) => line.map((one) => one.button.draw(x + one.x, y)).join(""),
    })),
    BUTTON_GAP,
  );
}
