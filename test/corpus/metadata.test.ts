import { writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { splitFrontMatter } from "../../src/corpus/front-matter.ts";
import { jsonlReader } from "../../src/corpus/jsonl.ts";
import { parseJsonMetadata, parseOperatorSpeakers } from "../../src/corpus/metadata.ts";
import { DOCUMENT_BYTES_MAX, METADATA_BYTES_MAX } from "../../src/core/limits.ts";
import { expectLinear } from "../support/growth.ts";
import { errorOf } from "../support/errors.ts";
import { tempDir } from "../support/temp.ts";
import { folderOf, read, readAll } from "./support.ts";

const half = String.fromCharCode(0xd83d);

describe("metadata that would be cut or changed is refused with its place", () => {
  const values: Record<string, [string, RegExp]> = {
    NUL: ["ab\0c", /holds NUL \(U\+0000\) at character 3/],
    "half a character": [`ab${half}c`, /holds half a character \(U\+D83D\) at character 3/],
    "an escape": ["\u001b[2J", /holds a control character \(U\+001B\) at character 1/],
    "the C1 escape": ["x\u009b2J", /holds a control character \(U\+009B\) at character 2/],
    delete: ["ab\u007f", /holds a control character \(U\+007F\) at character 3/],
  };
  for (const field of ["title", "publisher", "author", "authorRole", "url"]) {
    for (const [what, [value, expected]] of Object.entries(values)) {
      const stated = field === "url" ? `https://example.org/${value}` : value;
      const place = new RegExp(`^a\\.json: ${field} `);
      it(`${what} in ${field} of a .json file`, async () => {
        const metadata = JSON.stringify({ [field]: stated });
        const found = (await read(await folderOf({ "a.txt": "x", "a.json": metadata })))["a.txt"];
        expect(found).toMatch(place);
        expect(found).toMatch(field === "url" ? /holds/ : expected);
      });
      it(`${what} in ${field} of front matter`, async () => {
        const file = `---\n${field}: ${JSON.stringify(stated)}\n---\nText.`;
        expect((await read(await folderOf({ "a.md": file })))["a.md"]).toMatch(/^a\.md: \w+ holds/);
      });
    }
  }

  it("a line end in a link", async () => {
    const error = await errorOf(() => parseJsonMetadata('{"url": "https://a.org/\\nb"}', "a.json"));
    expect(error.message).toMatch(/url holds a control character \(U\+000A\) at character 15/);
  });

  it("a tab or line end in a title may stand", () => {
    expect(parseJsonMetadata('{"title": "One\\n\\ttwo"}', "a.json").title).toBe("One\n\ttwo");
  });

  it("whole characters of every plane may stand", () => {
    const title = "Noël 🚀 \u202Eabc\u2028 𝔘";
    expect(parseJsonMetadata(JSON.stringify({ title }), "a.json").title).toBe(title);
  });

  it("what the operator states of speakers", async () => {
    const stated = JSON.stringify([{ name: "Ada" }, { name: "Bo", aliases: ["B", "x\0"] }]);
    const error = await errorOf(() => parseOperatorSpeakers(stated, "speakers.json"));
    expect(error.message).toBe(
      "speakers.json: entry 1.aliases.1 holds NUL (U+0000) at character 2",
    );
  });
});

describe("front matter", () => {
  const limit = METADATA_BYTES_MAX;

  it("is held to the limit of other metadata, in bytes", async () => {
    const title = (bytes: number) => `---\n# ${"é".repeat((bytes - 3) / 2)}\n---\nText.`;
    expect(splitFrontMatter(title(limit - 1), "a.md").text).toBe("Text.");
    const error = await errorOf(() => splitFrontMatter(title(limit + 1), "a.md"));
    expect(error.message).toBe(
      `a.md: its front matter has ${limit + 1} bytes and the limit is ${limit}`,
    );
  });

  it("of 40,000 keys is refused, and of 400,000 lines too", async () => {
    const keys = Array.from({ length: 40_000 }, (_, at) => `key${at}: ${at}\n`).join("");
    for (const yaml of [keys, "\n".repeat(400_000), "- ".repeat(400_000) + "\n"]) {
      const error = await errorOf(() => splitFrontMatter(`---\n${yaml}---\nText.`, "a.md"));
      expect(error.message).toMatch(/its front matter has \d+ bytes/);
    }
  });

  it("that states a key twice is refused", async () => {
    const error = await errorOf(() => splitFrontMatter("---\ntitle: A\ntitle: B\n---\nx", "a.md"));
    expect(error.message).toMatch(/not YAML: the key title stands twice/);
  });

  it("tells the line of what is not YAML", async () => {
    const error = await errorOf(() => splitFrontMatter("---\ntitle: A\nb: [\n---\nx", "a.md"));
    expect(error.message).toMatch(/^a\.md has front matter that is not YAML: line \d+: /);
  });

  const deep: Record<string, string> = {
    brackets: `a: ${"[".repeat(60)}${"]".repeat(60)}`,
    "maps in maps": `a: ${"{a: ".repeat(60)}1${"}".repeat(60)}`,
    "lists in a line": `${"- ".repeat(60)}a`,
    "many brackets without an end": `a: ${"[".repeat(90_000)}`,
  };
  for (const [name, yaml] of Object.entries(deep)) {
    it(`nested deeply (${name}) is refused`, async () => {
      const error = await errorOf(() => splitFrontMatter(`---\n${yaml}\n---\nx`, "a.md"));
      expect(error.message).toMatch(/not YAML: it is nested more than 50 deep/);
    });
  }

  it("with many brackets in quotes, and lists that are not nested, is read", () => {
    const yaml = `title: "${"[".repeat(100)}"\ntags: [${"[a], ".repeat(80)}]\nb:\n${"  - - c\n".repeat(80)}`;
    expect(splitFrontMatter(`---\n${yaml}---\nx`, "a.md").metadata?.title).toBe("[".repeat(100));
  });

  it("indented as deep as the limit allows is read or refused", async () => {
    const yaml = Array.from({ length: 440 }, (_, at) => `${" ".repeat(at)}a:\n`).join("");
    expect(splitFrontMatter(`---\n${yaml}---\nx`, "a.md").text).toBe("x");
  });

  const ends: Record<string, [string, string]> = {
    "at the end of the file": ["---\ntitle: T\n---", ""],
    "with dots": ["---\ntitle: T\n...\nText.\n---\n", "Text.\n---\n"],
    "with blanks after it": ["---  \ntitle: T\n---\t \r\nText.", "Text."],
  };
  for (const [name, [file, rest]] of Object.entries(ends)) {
    it(`may be closed ${name}`, () => {
      const { metadata, text } = splitFrontMatter(file, "a.md");
      expect([metadata?.title, text]).toEqual(["T", rest]);
    });
  }

  const shapes: Record<string, (size: number) => string> = {
    "different keys": (size) =>
      Array.from({ length: size / 8 }, (_, at) => `k${at.toString(36)}:\n`).join(""),
    "lists in lists": (size) => `a: ${"[".repeat(size / 2)}${"]".repeat(size / 2)}`,
    "open lists": (size) => `a: ${"[".repeat(size)}`,
    commas: (size) => `a: [${",".repeat(size)}`,
    "closing brackets": (size) => "]".repeat(size),
    "dashes in a line": (size) => "- ".repeat(size / 2),
    aliases: (size) => "*a ".repeat(size / 3),
    directives: (size) => "%a\n".repeat(size / 3),
    "blank lines": (size) => "\n".repeat(size),
  };
  for (const [name, make] of Object.entries(shapes)) {
    it(`of ${name} takes time in proportion to its length`, async () => {
      await expectLinear([limit / 8, limit / 4, limit / 2], (size) => {
        try {
          splitFrontMatter(`---\n${make(size)}\n---\nText.`, "a.md");
        } catch {
          // Refused or not: the time counts.
        }
      });
    });
  }

  it("that is opened, and blanks or dashes without end, take time in proportion", async () => {
    await expectLinear([500_000, 1_000_000, 2_000_000], (size) => {
      for (const unit of ["---x\n", "--- ", "-\n", "\n"]) {
        try {
          splitFrontMatter(`---\n${unit.repeat(size / unit.length)}`, "a.md");
        } catch {
          // Never closed.
        }
      }
    });
  });
});

describe("metadata in JSON", () => {
  it("nested deeply takes time in proportion, and is read", async () => {
    const nested = (size: number) =>
      `{"title": "T", "other": ${"[".repeat(size / 2)}${"]".repeat(size / 2)}}`;
    await expectLinear([25_000, 50_000, 99_000], (size) => {
      expect(parseJsonMetadata(nested(size), "a.json").title).toBe("T");
    });
  });
  it("nested deeply in a field is refused", async () => {
    const nested = `{"title": ${"[".repeat(40_000)}${"]".repeat(40_000)}}`;
    expect((await errorOf(() => parseJsonMetadata(nested, "a.json"))).message).toMatch(/title/);
  });
});

describe("a JSON Lines file", () => {
  const corpusOf = async (lines: string | Uint8Array) => {
    const path = join(await tempDir(), "c.jsonl");
    await writeFile(path, lines);
    return { path, corpus: jsonlReader(path) };
  };
  const good = '{"id": "good", "text": "A good one.", "title": "T"}';

  const check = (name: string, line: string, expected: RegExp) =>
    it(`${name} stops only itself`, async () => {
      const { path, corpus } = await corpusOf(`${good}\n\n${line}\n`);
      const found = await readAll(corpus);
      expect(found["good"]).toMatchObject({ id: "good", text: "A good one.", title: "T" });
      const [bad] = Object.entries(found).filter(([key]) => key !== "good");
      expect(bad?.[1]).toMatch(expected);
      expect([`${path}, line 3`, "b"]).toContain(bad?.[0]);
    });
  check("a line that is not JSON", "{", /line 3: SyntaxError/);
  check("a line without a text", '{"id": "b"}', /line 3: .*text/s);
  check("an id that another line has", '{"id": "good", "text": "x"}', /same id, good/);
  check("an id with a line end", '{"id": "a\\nb", "text": "x"}', /id holds a control character/);
  check("a long id", `{"id": "${"a".repeat(400)}", "text": "x"}`, /id is over 300 characters/);
  check("NUL in a text", '{"id": "b", "text": "ab\\u0000c"}', /^b: text holds NUL .* character 3/);
  check(
    "half a character in a text",
    '{"id": "b", "text": "a\\ud83d"}',
    /^b: text holds half .* 2/,
  );
  check("NUL in a title", '{"id": "b", "text": "x", "title": "\\u0000"}', /^b: title holds NUL/);
  check("white space alone", '{"id": "b", "text": " \\n"}', /^b: text is empty/);
  check(
    "a text that is too long",
    JSON.stringify({ id: "b", text: "x".repeat(DOCUMENT_BYTES_MAX + 1) }),
    /^b: text has 5000001 bytes and the limit is 5000000/,
  );
  check(
    "a line that is nested deeply",
    `{"id": "b", "text": "x", "title": ${"[".repeat(50_000)}${"]".repeat(50_000)}}`,
    /title/,
  );

  it("may be gzipped, and begin with a byte order mark", async () => {
    const { corpus } = await corpusOf(gzipSync(`\uFEFF${good}\r\n`));
    expect(await readAll(corpus)).toMatchObject({ good: { text: "A good one." } });
  });

  it("that is not UTF-8 is told, not changed", async () => {
    const { corpus } = await corpusOf(Buffer.from('{"id": "b", "text": "caf\xe9"}', "latin1"));
    expect((await errorOf(() => corpus.scan())).code).toBe("E_DATA");
  });
});
