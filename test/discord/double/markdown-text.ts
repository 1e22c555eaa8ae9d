import type { MarkdownNode } from "./markdown-node.ts";
import { allNodes } from "./markdown-node.ts";

/** Names for what is mentioned by id; without it the id itself is shown. */
export type NameOf = (what: "user" | "role" | "channel", id: string) => string | undefined;

/** The characters that a reader sees, without marks, bars and addresses. */
export function plainText(nodes: readonly MarkdownNode[], nameOf?: NameOf): string {
  return nodes.map((node) => plainNode(node, nameOf)).join("");
}

function plainNode(node: MarkdownNode, nameOf?: NameOf): string {
  switch (node.kind) {
    case "text":
    case "code":
    case "codeblock":
      return node.text;
    case "mention":
      return mentionText(node, nameOf);
    case "emoji":
      return `:${node.name}:`;
    case "timestamp":
      return timestampText(node.seconds, node.style);
    case "item":
      return `${" ".repeat(node.indent)}${node.marker} ${plainText(node.children, nameOf)}\n`;
    case "heading":
    case "subtext":
      return `${plainText(node.children, nameOf)}\n`;
    default:
      return plainText(node.children, nameOf);
  }
}

export function mentionText(
  { what, id }: Extract<MarkdownNode, { kind: "mention" }>,
  nameOf?: NameOf,
): string {
  if (what === "command") return `/${id}`;
  if (what === "everyone" || what === "here" || what === "navigation") return `@${id}`;
  return `${what === "channel" ? "#" : "@"}${nameOf?.(what, id) ?? id}`;
}

const FORMATS: Readonly<Record<string, Intl.DateTimeFormatOptions>> = {
  t: { timeStyle: "short" },
  T: { timeStyle: "medium" },
  d: { dateStyle: "short" },
  D: { dateStyle: "long" },
  f: { dateStyle: "long", timeStyle: "short" },
  F: { dateStyle: "full", timeStyle: "short" },
  s: { dateStyle: "short", timeStyle: "short" },
  S: { dateStyle: "short", timeStyle: "medium" },
};

/** A timestamp as a reader in UTC sees it; a relative one as its date, for want of a now. */
export function timestampText(seconds: number, style: string): string {
  const date = new Date(seconds * 1000);
  if (Number.isNaN(date.getTime())) return "Invalid date";
  const format = FORMATS[style] ?? FORMATS["f"];
  return new Intl.DateTimeFormat("en-GB", { ...format, timeZone: "UTC" }).format(date);
}

/** What each quote block shows, in order, without the newline that ends it. */
export function quotesIn(nodes: readonly MarkdownNode[]): string[] {
  return allNodes(nodes)
    .filter((node) => node.kind === "quote")
    .map((node) => plainText([node]).replace(/\n$/, ""));
}
