import type { Found, MarkdownNode, Rule, Wrapper } from "./markdown-node.ts";
import { plainText } from "./markdown-text.ts";

const text = (length: number, shown: string): Found => ({
  length,
  nodes: [{ kind: "text", text: shown }],
});

/** A rule for what one pattern finds and holds no markdown inside. */
function leaf(pattern: RegExp, make: (match: RegExpExecArray) => MarkdownNode | null): Rule {
  return (source) => {
    const match = pattern.exec(source);
    const node = match && make(match);
    return match && node ? { length: match[0].length, nodes: [node] } : null;
  };
}

/** Shown as it is, since its backslash would else be taken for an escape. */
const shrug = leaf(/^¯\\_\(ツ\)_\/¯/, ([whole]) => ({ kind: "text", text: whole }));

const escape = leaf(/^\\([^0-9A-Za-z\s])/u, ([, shown = ""]) => ({ kind: "text", text: shown }));

const code = leaf(/^(`+)([\s\S]*?[^`])\1(?!`)/, ([, , inner = ""]) => ({
  kind: "code",
  text: inner.replace(/^ (?= *`)|(` *) $/g, "$1"),
}));

const mentions: readonly Rule[] = [
  leaf(/^<@!?(\d{1,20})>/, ([, id = ""]) => ({ kind: "mention", what: "user", id })),
  leaf(/^<@&(\d{1,20})>/, ([, id = ""]) => ({ kind: "mention", what: "role", id })),
  leaf(/^<#(\d{1,20})>/, ([, id = ""]) => ({ kind: "mention", what: "channel", id })),
  leaf(/^@everyone/, () => ({ kind: "mention", what: "everyone", id: "everyone" })),
  leaf(/^@here/, () => ({ kind: "mention", what: "here", id: "here" })),
  leaf(/^<\/([-_' \p{L}\p{N}]+):\d{1,20}>/u, ([, id = ""]) => ({
    kind: "mention",
    what: "command",
    id,
  })),
  leaf(/^<id:(customize|browse|guide|linked-roles(?::\d+)?)>/, ([, id = ""]) => ({
    kind: "mention",
    what: "navigation",
    id,
  })),
  leaf(/^<a?:(\w{2,32}):(\d{1,20})>/, ([, name = "", id = ""]) => ({ kind: "emoji", name, id })),
  leaf(/^<t:(-?\d{1,17})(?::([tTdDfFRsS]))?>/, ([, seconds = "", style = "f"]) => ({
    kind: "timestamp",
    seconds: Number(seconds),
    style,
  })),
];

const angleLink = leaf(/^<((?:https?|steam):\/\/[^ >]+)>/, ([, url = ""]) => ({
  kind: "link",
  url,
  children: [{ kind: "text", text: url }],
}));

const contact = leaf(
  /^<(?:mailto:)?([^\s@<>]+@[^\s@<>]+\.[^\s@<>]+)>|^<(?:tel:)?(\+\d[\d -]{3,20})>/,
  ([, mail, phone = ""]) => ({
    kind: "link",
    url: mail === undefined ? `tel:${phone}` : `mailto:${mail}`,
    children: [{ kind: "text", text: mail ?? phone }],
  }),
);

/** A bare address. A closing bracket that was not opened in it does not belong to it. */
const bareLink: Rule = (source, place) => {
  const match = /^(?:https?|steam):\/\/[^\s<]+[^<.,:;"'\]\s]/.exec(source);
  if (!match || place.inLink) return null;
  let [url] = match;
  while (url.endsWith(")") && url.split(")").length > url.split("(").length) url = url.slice(0, -1);
  return {
    length: url.length,
    nodes: [{ kind: "link", url, children: [{ kind: "text", text: url }] }],
  };
};

const MASKED =
  /^\[((?:\[[^\]]*\]|[^[\]]|\](?=[^[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['"]([\s\S]*?)['"])?\s*\)/;

/** `[text](address)`: only http, and not where the text itself looks like an address. */
const maskedLink: Rule = (source, place, read) => {
  const match = place.inLink ? null : MASKED.exec(source);
  if (!match) return null;
  const [whole, label = "", target = ""] = match;
  const url = target.replaceAll(/\\([^0-9A-Za-z\s])/g, "$1");
  const children = read(label, { inLink: true, blocks: false, isLineStart: false });
  const shown = plainText(children);
  if (!/^https?:\/\/./.test(url) || shown.trim() === "" || /https?:\/\/\S/.test(shown)) return null;
  return { length: whole.length, nodes: [{ kind: "link", url, children }] };
};

const EMPHASIS: readonly (readonly [kind: Wrapper, pattern: RegExp, weight: number])[] = [
  [
    "italic",
    /^\b_((?:__|\\[\s\S]|[^\\_])+?)_\b|^\*(?=\S)((?:\*\*|\\[\s\S]|\s+(?:\\[\s\S]|[^\s*\\]|\*\*)|[^\s*\\])+?)\*(?!\*)/,
    0.2,
  ],
  ["bold", /^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, 0.1],
  ["underline", /^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, 0],
];

/** Of italic, bold and underline the one that reaches furthest. */
const emphasis: Rule = (source, _place, read) => {
  const found = EMPHASIS.flatMap(([kind, pattern, weight]) => {
    const match = pattern.exec(source);
    return match ? [{ kind, match, rank: match[0].length + weight }] : [];
  }).toSorted((a, b) => b.rank - a.rank)[0];
  if (!found) return null;
  const [whole, first, second] = found.match;
  const children = read(first ?? second ?? "", { blocks: false, isLineStart: false });
  return { length: whole.length, nodes: [{ kind: found.kind, children }] };
};

function wrapper(kind: Wrapper, pattern: RegExp): Rule {
  return (source, _place, read) => {
    const match = pattern.exec(source);
    if (!match) return null;
    const children = read(match[1] ?? "", { blocks: false, isLineStart: false });
    return { length: match[0].length, nodes: [{ kind, children }] };
  };
}

const strike = wrapper("strike", /^~~([\s\S]+?)~~(?!_)/);
const spoiler = wrapper("spoiler", /^\|\|([\s\S]+?)\|\|/);

const lineBreak: Rule = (source) => (source.startsWith("\n") ? text(1, "\n") : null);

/** Up to the next character with which something could begin. */
const words: Rule = (source) => {
  const match = /^[\s\S]+?(?=[^0-9A-Za-z\s\u00c0-\uffff]|\n|https?:|steam:|$)/.exec(source);
  return match ? text(match[0].length, match[0]) : null;
};

export const inlineRules: readonly Rule[] = [
  lineBreak,
  shrug,
  escape,
  angleLink,
  contact,
  bareLink,
  maskedLink,
  emphasis,
  strike,
  spoiler,
  code,
  ...mentions,
  words,
];
