/** What a Discord client makes of a text. */
export type MarkdownNode =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: Wrapper; readonly children: readonly MarkdownNode[] }
  | { readonly kind: "heading"; readonly level: number; readonly children: readonly MarkdownNode[] }
  | {
      readonly kind: "item";
      readonly indent: number;
      /** `•`, or a number with a full stop. */
      readonly marker: string;
      readonly children: readonly MarkdownNode[];
    }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "codeblock"; readonly language: string; readonly text: string }
  | { readonly kind: "link"; readonly url: string; readonly children: readonly MarkdownNode[] }
  | { readonly kind: "mention"; readonly what: MentionKind; readonly id: string }
  | { readonly kind: "emoji"; readonly name: string; readonly id: string }
  | { readonly kind: "timestamp"; readonly seconds: number; readonly style: string };

export type Wrapper = "bold" | "italic" | "underline" | "strike" | "spoiler" | "quote" | "subtext";

export type MentionKind =
  | "user"
  | "role"
  | "channel"
  | "everyone"
  | "here"
  | "command"
  | "navigation";

/** Where a piece of text stands, which decides what can begin there. */
export interface Place {
  /** At the start of a line, where quotes, headings and lists begin. */
  readonly isLineStart: boolean;
  /** Whether quotes, headings and lists are read at all. */
  readonly blocks: boolean;
  readonly inQuote: boolean;
  readonly inLink: boolean;
}

/** Reads the rest of a text inside what a rule has found. */
export type Reader = (source: string, place: Partial<Place>) => MarkdownNode[];

/** What a rule has found at the very start of a text: how long it is, and what it shows. */
export interface Found {
  readonly length: number;
  readonly nodes: readonly MarkdownNode[];
}

export type Rule = (source: string, place: Place, read: Reader) => Found | null;

function childrenOf(node: MarkdownNode): readonly MarkdownNode[] {
  return "children" in node ? node.children : [];
}

/** Every node, the inner ones after their parent. */
export function allNodes(nodes: readonly MarkdownNode[]): MarkdownNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(childrenOf(node))]);
}
