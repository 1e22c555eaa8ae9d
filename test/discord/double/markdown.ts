import type { Found, MarkdownNode, Place, Reader, Rule } from "./markdown-node.ts";
import { blockRules } from "./markdown-blocks.ts";
import { inlineRules } from "./markdown-inline.ts";

const RULES: readonly Rule[] = [...blockRules, ...inlineRules];

/**
 * A text as Discord's clients read it: at each place the first rule that holds is taken.
 *
 * The rules are those of Discord's own parser as far as they are known: quotes, headings, small
 * text, lists, code, emphasis, spoilers, links, mentions, emoji, timestamps and escapes. Short
 * names of emoji (`:smile:`) stay as they are in what bots send. `blocks: false` is for titles,
 * which have no quotes, headings and lists.
 */
export function parseMarkdown(
  source: string,
  { blocks = true }: { readonly blocks?: boolean } = {},
): MarkdownNode[] {
  return readAll(source, { isLineStart: true, blocks, inQuote: false, inLink: false });
}

function readAll(source: string, place: Place): MarkdownNode[] {
  const nodes: MarkdownNode[] = [];
  const readInner: Reader = (inner, change) => readAll(inner, { ...place, ...change });
  let at = 0;
  while (at < source.length) {
    const isLineStart = at === 0 ? place.isLineStart : source[at - 1] === "\n";
    const found = firstFound(source.slice(at), { ...place, isLineStart }, readInner);
    for (const node of found.nodes) append(nodes, node);
    at += found.length;
  }
  return renumbered(nodes);
}

function firstFound(rest: string, place: Place, read: Reader): Found {
  for (const rule of RULES) {
    const found = rule(rest, place, read);
    if (found) return found;
  }
  const text = rest.slice(0, 1);
  return { length: text.length, nodes: [{ kind: "text", text }] };
}

function append(nodes: MarkdownNode[], node: MarkdownNode): void {
  const last = nodes.at(-1);
  if (node.kind === "text" && last?.kind === "text") {
    nodes[nodes.length - 1] = { kind: "text", text: last.text + node.text };
  } else {
    nodes.push(node);
  }
}

/** A list counts on from its first number, whatever the others say. */
function renumbered(nodes: readonly MarkdownNode[]): MarkdownNode[] {
  const result: MarkdownNode[] = [];
  for (const node of nodes) {
    const before = result.at(-1);
    const isNext =
      node.kind === "item" &&
      before?.kind === "item" &&
      before.indent === node.indent &&
      before.marker !== "•" &&
      node.marker !== "•";
    result.push(isNext ? { ...node, marker: `${Number.parseInt(before.marker, 10) + 1}.` } : node);
  }
  return result;
}
