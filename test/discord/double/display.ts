import type { Component, Embed, Look, Modal } from "./payload.ts";
import type { MarkdownNode } from "./markdown-node.ts";
import type { NameOf } from "./markdown-text.ts";
import { parseMarkdown } from "./markdown.ts";
import { mentionText, plainText, timestampText } from "./markdown-text.ts";
import { COMPONENT, FLAG } from "./payload.ts";

/** A message in lines of text, as a client would show it: what a test reads and a terminal prints. */
export function display(look: Look, nameOf?: NameOf): string {
  const shown = [
    ...((look.flags & FLAG.loading) !== 0 ? ["… is thinking"] : []),
    ...markdownLines(look.content, nameOf),
    ...look.embeds.flatMap((embed) => barred(embedLines(embed, nameOf))),
    ...look.components.flatMap((component) => componentLines(component, nameOf)),
    ...look.attachments.map(({ filename }) => `[file: ${filename ?? "unnamed"}]`),
    ...((look.flags & FLAG.ephemeral) !== 0 ? ["(only you can see this)"] : []),
  ];
  return shown.join("\n");
}

export function displayModal({ title, components }: Modal, nameOf?: NameOf): string {
  return [`== ${title} ==`, ...components.flatMap((one) => componentLines(one, nameOf))].join("\n");
}

const barred = (lines: readonly string[]): string[] => lines.map((line) => `│ ${line}`.trimEnd());

/** A text with its quotes barred and its links followed by their address. */
function markdownLines(source: string, nameOf?: NameOf): string[] {
  if (source === "") return [];
  return linesOf(parseMarkdown(source), nameOf);
}

function linesOf(nodes: readonly MarkdownNode[], nameOf?: NameOf): string[] {
  const lines: string[] = [];
  let open = "";
  const close = (): void => {
    if (open !== "") lines.push(...open.replace(/\n$/, "").split("\n"));
    open = "";
  };
  for (const node of nodes) {
    if (node.kind === "quote") {
      close();
      lines.push(...linesOf(node.children, nameOf).map((line) => `▌ ${line}`.trimEnd()));
    } else if (node.kind === "codeblock") {
      close();
      lines.push(...node.text.split("\n").map((line) => `    ${line}`));
    } else {
      open += inline(node, nameOf);
    }
  }
  close();
  return lines;
}

function inline(node: MarkdownNode, nameOf?: NameOf): string {
  const inner = (): string =>
    "children" in node ? node.children.map((child) => inline(child, nameOf)).join("") : "";
  switch (node.kind) {
    case "link": {
      const shown = inner();
      return shown === node.url ? shown : `${shown} <${node.url}>`;
    }
    case "spoiler":
      return `▒${inner()}▒`;
    case "heading":
    case "subtext":
      return `${inner()}\n`;
    case "item":
      return `${" ".repeat(node.indent)}${node.marker} ${inner()}\n`;
    case "mention":
      return mentionText(node, nameOf);
    case "timestamp":
      return timestampText(node.seconds, node.style);
    case "text":
    case "code":
    case "codeblock":
    case "emoji":
      return plainText([node], nameOf);
    default:
      return inner();
  }
}

/** Titles have no blocks. Author and footer have no markdown at all. */
function embedLines(embed: Embed, nameOf?: NameOf): string[] {
  const titled = (text: string): string => plainText(parseMarkdown(text, { blocks: false }));
  const title = embed.title ? titled(embed.title) : "";
  const url = embed.url ? ` <${embed.url}>` : "";
  const below = [embed.footer?.text, embed.timestamp].filter((one) => one != null && one !== "");
  return [
    ...(embed.author ? [embed.author.name] : []),
    ...(title === "" ? [] : [`${title}${url}`]),
    ...markdownLines(embed.description ?? "", nameOf),
    ...(embed.fields ?? []).flatMap(({ name, value }) => [
      titled(name),
      ...markdownLines(value, nameOf).map((line) => `  ${line}`),
    ]),
    ...(below.length > 0 ? [below.join(" • ")] : []),
  ];
}

function componentLines(component: Component, nameOf?: NameOf): string[] {
  const inner = (): string[] =>
    (component.components ?? []).flatMap((one) => componentLines(one, nameOf));
  switch (component.type) {
    case COMPONENT.row:
      return [inner().join(" ")];
    case COMPONENT.button:
      return [buttonText(component)];
    case COMPONENT.text:
      return markdownLines(component.content ?? "", nameOf);
    case COMPONENT.container:
      return barred(inner());
    case COMPONENT.separator:
      return ["───"];
    case COMPONENT.section:
      return [...inner(), ...(component.accessory ? componentLines(component.accessory) : [])];
    case COMPONENT.label:
      return [
        component.label ?? "",
        ...(component.description ? [`  ${component.description}`] : []),
        ...(component.component ? componentLines(component.component) : []),
      ];
    case COMPONENT.textInput:
      return [`${component.label ?? ""}[${component.value ?? component.placeholder ?? ""}____]`];
    default:
      return component.options == null ? [] : [selectText(component)];
  }
}

function buttonText({ label, emoji, url, disabled }: Component): string {
  const face = [emoji?.name, label].filter((one) => typeof one === "string").join(" ");
  return `[${face}${url ? ` <${url}>` : ""}${disabled === true ? " (off)" : ""}]`;
}

function selectText({ placeholder, options }: Component): string {
  const shown = (options ?? []).map((option) => `${option.default ? "*" : ""}${option.label}`);
  return `[${placeholder ?? "Make a selection"}: ${shown.join(" | ")}]`;
}
