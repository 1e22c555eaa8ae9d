import { describe, expect, test } from "vitest";
import { allNodes } from "./markdown-node.ts";
import { plainText, quotesIn } from "./markdown-text.ts";
import { parseMarkdown } from "./markdown.ts";

/** What a client makes of a text: each node with its kind, plain text as it is. */
function outline(source: string): string {
  return parseMarkdown(source).map(one).join("");
}

function one(node: ReturnType<typeof parseMarkdown>[number]): string {
  if (node.kind === "text") return node.text;
  const label = "what" in node ? node.what : node.kind;
  const inner = "children" in node ? node.children.map(one).join("") : plainText([node]);
  return `{${label} ${inner}}`;
}

const check = (source: string, expected: string): void =>
  test(JSON.stringify(source), () => expect(outline(source)).toBe(expected));

describe("emphasis", () => {
  check("a **b** c", "a {bold b} c");
  check("*a* and _b_", "{italic a} and {italic b}");
  check("***a***", "{italic {bold a}}");
  check("__a__ ~~b~~ ||c||", "{underline a} {strike b} {spoiler c}");
  check("2 * 3 * 4", "2 * 3 * 4");
  check("snake_case_name", "snake_case_name");
  check("_snake_ case", "{italic snake} case");
  check("**a\nb**", "{bold a\nb}");
  check("**unclosed", "**unclosed");
  check("||a||b||", "{spoiler a}b||");
  check("**bold *both***", "{bold bold {italic both}}");
});

describe("escapes", () => {
  check(String.raw`\*a\*`, "*a*");
  check(String.raw`*a\*b*`, "{italic a*b}");
  check(String.raw`\a`, String.raw`\a`);
  check(String.raw`\\*a*`, String.raw`\{italic a}`);
  check(String.raw`\> a`, "> a");
  check(String.raw`\# a`, "# a");
  check(String.raw`\- a`, "- a");
  check(String.raw`1\. a`, "1. a");
  check(String.raw`\[a](https://b.c)`, "[a]({link https://b.c})");
  check(String.raw`\<@1>`, "<@1>");
  check(String.raw`<\@1>`, "<@1>");
  check(String.raw`\@everyone`, "@everyone");
  check(String.raw`\|\|a\|\|`, "||a||");
  check(String.raw`¯\_(ツ)_/¯`, String.raw`¯\_(ツ)_/¯`);
  check("\\`a\\`", "`a`");
  check(String.raw`https\://a.b`, "https://a.b");
  check("`\\*`", String.raw`{code \*}`);
});

describe("blocks", () => {
  check("> a\n> b\nc", "{quote a\nb\n}c");
  check(">a", ">a");
  check("> a\n>\n> b", "{quote a\n}>\n{quote b}");
  check("> a\n> \n> b", "{quote a\n\nb}");
  check(">>> a\n\nb", "{quote a\n\nb}");
  check("a > b", "a > b");
  check("> > a", "{quote > a}");
  check("# a\nb", "{heading a}b");
  check("#a", "#a");
  check("#### a", "#### a");
  check("-# small", "{subtext small}");
  check("- a\n* b", "{item a}{item b}");
  check("a - b", "a - b");
  check("> # a", "{quote {heading a}}");
  check("> - a\n> - b", "{quote {item a}{item b}}");
  check("```ts\nconst a = **b**;\n```", "{codeblock const a = **b**;}");
  check("`a **b**`", "{code a **b**}");
  check("``a`b``", "{code a`b}");
});

test("a list counts on from its first number", () => {
  expect(plainText(parseMarkdown("1986. a\n2020. b"))).toBe("1986. a\n1987. b\n");
  expect(plainText(parseMarkdown("- a"))).toBe("• a\n");
});

describe("links", () => {
  check("see https://a.b/c.", "see {link https://a.b/c}.");
  check("(https://a.b/c_(d))", "({link https://a.b/c_(d)})");
  check("<https://a.b>", "{link https://a.b}");
  check("[t](https://a.b)", "{link t}");
  check("[**t**](<https://a.b>)", "{link {bold t}}");
  check('[t](https://a.b "title")', "{link t}");
  check("[https://x.y](https://a.b)", "[{link https://x.y](https://a.b)}");
  check("[t](javascript:alert)", "[t](javascript:alert)");
  check("[ ](https://a.b)", "[ ]({link https://a.b})");
  check("<a@b.org> <+4912345678>", "{link a@b.org} {link +4912345678}");
  check("http:/a", "http:/a");
});

describe("mentions, emoji and times", () => {
  check("<@1> <@!2> <@&3> <#4>", "{user @1} {user @2} {role @3} {channel #4}");
  check("@everyone @here", "{everyone @everyone} {here @here}");
  check("</ask now:5>", "{command /ask now}");
  check("<id:guide>", "{navigation @guide}");
  check("<:ok:123> <a:no:4>", "{emoji :ok:} {emoji :no:}");
  check(":smile:", ":smile:");
  check("<t:0:D>", "{timestamp 1 January 1970}");
  check("<t:0:x>", "<t:0:x>");
  check("`<@1>`", "{code <@1>}");
  check("**<@1>**", "{bold {user @1}}");
});

test("titles have no blocks", () => {
  expect(plainText(parseMarkdown("> a", { blocks: false }))).toBe("> a");
  expect(plainText(parseMarkdown("# a **b**", { blocks: false }))).toBe("# a b");
});

test("what quote blocks show is the span, marks and all", () => {
  const shown = 'He said: "*No* @everyone".';
  const escaped = shown.replaceAll(/[^0-9A-Za-z\s]/g, (mark) => `\\${mark}`);
  const nodes = parseMarkdown(`before\n> ${escaped}\nafter`);
  expect(quotesIn(nodes)).toEqual([shown]);
  expect(allNodes(nodes).map(({ kind }) => kind)).toEqual(["text", "quote", "text", "text"]);
  expect(quotesIn(parseMarkdown(`> ${shown}`))).not.toEqual([shown]);
});
