import type { Rule } from "./markdown-node.ts";

const QUOTE = /^( *>>> +([\s\S]*))|^( *>(?!>>) +[^\n]*(\n *>(?!>>) +[^\n]*)*\n?)/;
const HEADING = /^ *(#{1,3})[^\S\n]+([^\n]*\S[^\n]*)(?:\n|$)/;
const SUBTEXT = /^ *-#[^\S\n]+([^\n]*\S[^\n]*)(?:\n|$)/;
const ITEM = /^( *)([*-]|\d{1,10}\.)[^\S\n]+([^\n]*\S[^\n]*)(?:\n|$)/;
const CODE_BLOCK = /^```(?:([a-z0-9_+\-.#]+?)\n)?\n*([^\n][^]*?)\n*```/i;

/** Quote blocks: `> ` on each line, or `>>> ` for all that follows. They do not nest. */
const quote: Rule = (source, place, read) => {
  if (!place.blocks || !place.isLineStart || place.inQuote) return null;
  const match = QUOTE.exec(source);
  if (!match) return null;
  const [whole] = match;
  const isRest = /^ *>>> /.test(whole);
  const inner = isRest ? whole.replace(/^ *>>> ?/, "") : whole.replace(/^ *> ?/gm, "");
  const children = read(inner, { inQuote: true, isLineStart: true });
  return { length: whole.length, nodes: [{ kind: "quote", children }] };
};

const heading: Rule = (source, place, read) => {
  const match = place.blocks && place.isLineStart ? HEADING.exec(source) : null;
  if (!match) return null;
  const [whole, marks = "", text = ""] = match;
  const children = read(text.trim(), { blocks: false });
  return { length: whole.length, nodes: [{ kind: "heading", level: marks.length, children }] };
};

const subtext: Rule = (source, place, read) => {
  const match = place.blocks && place.isLineStart ? SUBTEXT.exec(source) : null;
  if (!match) return null;
  const [whole, text = ""] = match;
  const children = read(text.trim(), { blocks: false });
  return { length: whole.length, nodes: [{ kind: "subtext", children }] };
};

const item: Rule = (source, place, read) => {
  const match = place.blocks && place.isLineStart ? ITEM.exec(source) : null;
  if (!match) return null;
  const [whole, spaces = "", mark = "", text = ""] = match;
  const marker = /\d/.test(mark) ? `${Number.parseInt(mark, 10)}.` : "•";
  const children = read(text, { blocks: false });
  return {
    length: whole.length,
    nodes: [{ kind: "item", indent: spaces.length, marker, children }],
  };
};

const codeBlock: Rule = (source) => {
  const match = CODE_BLOCK.exec(source);
  if (!match) return null;
  const [whole, language = "", text = ""] = match;
  return { length: whole.length, nodes: [{ kind: "codeblock", language, text }] };
};

export const blockRules: readonly Rule[] = [quote, heading, subtext, item, codeBlock];
