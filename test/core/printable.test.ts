import { expect, test } from "vitest";
import { block } from "../../src/cli/terminal.ts";
import { printable } from "../../src/core/printable.ts";

const style = {
  width: 80,
  bold: (text: string) => text,
  dim: (text: string) => text,
  warn: (text: string) => text,
};

// The table of what is shown how is in test/discord/render/escape.test.ts.
test.each([
  ["a\u2028b", "a<U+2028>b"],
  ["\u061ca", "<U+061C>a"],
  ["a\ufff9b", "a<U+FFF9>b"],
  ["a\ud800b", "a<U+D800>b"],
  ["a\u{e0041}b", "a<U+E0041>b"],
  ["🏴\u{e0067}\u{e0062}\u{e007f}", "🏴\u{e0067}\u{e0062}\u{e007f}"],
])("the terminal shows %j as Discord does", (text, expected) => {
  expect(block(text, "", style)).toBe(expected);
  expect(printable(text)).toBe(expected);
});
