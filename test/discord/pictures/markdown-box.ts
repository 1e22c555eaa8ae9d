import type { MarkdownNode } from "../double/markdown-node.ts";
import { type NameOf, plainText } from "../double/markdown-text.ts";
import { parseMarkdown } from "../double/markdown.ts";
import { type Box, inset, rectangle, stack } from "./box.ts";
import { type Run, type Style, paragraph } from "./typeset.ts";

/** Of Discord's dark theme. */
export const COLOURS = {
  page: "#313338",
  container: "#2b2d31",
  border: "#3f4147",
  text: "#dbdee1",
  bright: "#f2f3f5",
  small: "#949ba4",
  link: "#00a8fc",
  bar: "#4e5058",
  code: "#1e1f22",
  mention: "#3c4270",
  mentionText: "#c9cdfb",
  button: "#4e5058",
  blurple: "#5865f2",
} as const;

const TEXT: Style = { size: 16, colour: COLOURS.text };
const SUBTEXT: Style = { size: 13, colour: COLOURS.small };
const HEADING_SIZES: Readonly<Record<number, number>> = { 1: 24, 2: 20, 3: 17 };
const QUOTE_LEFT = 16;
const ITEM_LEFT = 22;

/** A text as Discord's clients set it. */
export function markdownBox(source: string, width: number, nameOf?: NameOf): Box {
  return blocks(parseMarkdown(source), TEXT, { width, nameOf });
}

interface Setting {
  readonly width: number;
  readonly nameOf: NameOf | undefined;
}

function blocks(nodes: readonly MarkdownNode[], style: Style, setting: Setting): Box {
  const boxes: Box[] = [];
  let open: Run[] = [];
  const close = (): void => {
    const last = open.at(-1);
    // The line break before a block is not a line of its own.
    if (last) open[open.length - 1] = { ...last, text: last.text.replace(/\n$/, "") };
    if (open.some(({ text }) => text !== "")) boxes.push(paragraph(open, setting.width));
    open = [];
  };
  for (const node of nodes) {
    const block = blockOf(node, style, setting);
    if (block === null) {
      open.push(...runsOf(node, style, setting.nameOf));
    } else {
      close();
      boxes.push(block);
    }
  }
  close();
  return stack(boxes, 2);
}

/** Null for what stands within a line. */
function blockOf(node: MarkdownNode, style: Style, setting: Setting): Box | null {
  const { width, nameOf } = setting;
  const set = (children: readonly MarkdownNode[], look: Style, room: number = width): Box =>
    paragraph(
      children.flatMap((child) => runsOf(child, look, nameOf)),
      room,
    );
  switch (node.kind) {
    case "quote": {
      const inner = blocks(node.children, style, { ...setting, width: width - QUOTE_LEFT });
      const bar = (x: number, y: number): string =>
        rectangle([x, y, 4, inner.height], { fill: COLOURS.bar, radius: 2 });
      return {
        height: inner.height,
        draw: (x, y) => bar(x, y) + inner.draw(x + QUOTE_LEFT, y),
      };
    }
    case "heading": {
      const size = HEADING_SIZES[node.level] ?? TEXT.size;
      return set(node.children, { size, colour: COLOURS.bright, bold: true });
    }
    case "subtext":
      return set(node.children, SUBTEXT);
    case "item": {
      const marker = paragraph([{ text: node.marker, style }], ITEM_LEFT);
      const inner = inset(set(node.children, style, width - ITEM_LEFT), ITEM_LEFT);
      return {
        height: inner.height,
        draw: (x, y) => marker.draw(x + 6, y) + inner.draw(x, y),
      };
    }
    case "codeblock": {
      const code = paragraph(
        [{ text: node.text, style: { size: 14, colour: COLOURS.text, mono: true } }],
        width - 16,
      );
      const ground = (x: number, y: number): string =>
        rectangle([x, y, width, code.height + 16], {
          fill: COLOURS.code,
          radius: 4,
          stroke: COLOURS.border,
        });
      return { height: code.height + 16, draw: (x, y) => ground(x, y) + code.draw(x + 8, y + 8) };
    }
    default:
      return null;
  }
}

function runsOf(node: MarkdownNode, style: Style, nameOf: NameOf | undefined): Run[] {
  const inner = (look: Style): Run[] =>
    "children" in node ? node.children.flatMap((child) => runsOf(child, look, nameOf)) : [];
  switch (node.kind) {
    case "bold":
      return inner({ ...style, bold: true });
    case "italic":
      return inner({ ...style, italic: true });
    case "underline":
      return inner({ ...style, underline: true });
    case "strike":
      return inner({ ...style, strike: true });
    case "link":
      return inner({ ...style, colour: COLOURS.link });
    case "code":
      return [
        {
          text: node.text,
          style: { ...style, size: style.size - 2, mono: true, behind: COLOURS.code },
        },
      ];
    case "mention": {
      const look = { ...style, colour: COLOURS.mentionText, behind: COLOURS.mention };
      return [{ text: plainText([node], nameOf), style: look }];
    }
    default:
      return [{ text: plainText([node], nameOf), style }];
  }
}
