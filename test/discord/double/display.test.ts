import { expect, test } from "vitest";
import type { Look } from "./payload.ts";
import { display } from "./display.ts";
import { EMPTY_LOOK } from "./messages.ts";

const check = (what: string, look: Partial<Look>, lines: readonly string[]): void =>
  test(what, () => expect(display({ ...EMPTY_LOOK, ...look })).toBe(lines.join("\n")));

check("a quote, a link and a mention", { content: "> *a*\n> b\n[t](https://a.b) <@1> ||s||" }, [
  "▌ a",
  "▌ b",
  "t <https://a.b> @1 ▒s▒",
]);

check(
  "an embed: its title without blocks, author and footer without markdown",
  {
    embeds: [
      {
        author: { name: "*by*" },
        title: "> **title**",
        url: "https://a.b",
        description: "> quote\ntext",
        fields: [{ name: "**n**", value: "- v" }],
        footer: { text: "*foot*" },
      },
    ],
  },
  ["│ *by*", "│ > title <https://a.b>", "│ ▌ quote", "│ text", "│ n", "│   • v", "│ *foot*"],
);

check(
  "Components V2",
  {
    flags: 1 << 15,
    components: [
      {
        type: 17,
        components: [
          { type: 10, content: "# Head\n> quote" },
          { type: 14 },
          { type: 1, components: [{ type: 2, style: 1, custom_id: "a", label: "A" }] },
        ],
      },
    ],
  },
  ["│ Head", "│ ▌ quote", "│ ───", "│ [A]"],
);

check(
  "selects, files, and what is private or thinking",
  {
    flags: 64 | 128,
    attachments: [{ id: "0", filename: "a.txt" }],
    components: [
      {
        type: 1,
        components: [
          { type: 3, custom_id: "s", options: [{ label: "A", value: "a", default: true }] },
        ],
      },
    ],
  },
  ["… is thinking", "[Make a selection: *A]", "[file: a.txt]", "(only you can see this)"],
);
