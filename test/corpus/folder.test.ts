import { symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderReader } from "../../src/corpus/folder.ts";
import type { RawDocument } from "../../src/core/types.ts";
import { DOCUMENT_BYTES_MAX } from "../../src/core/limits.ts";
import { errorOf } from "../support/errors.ts";
import { tempDir } from "../support/temp.ts";
import { folderOf, read } from "./support.ts";

const nothing = {
  title: null,
  publisher: null,
  author: null,
  authorRole: null,
  published: null,
  url: null,
};

describe("a corpus folder", () => {
  it("gives texts byte for byte, with the metadata beside them", async () => {
    const text = "\uFEFF\nLine one.\r\nLine “two”.  ";
    const folder = await folderOf({
      "a.txt": text,
      "a.json":
        '{"title": "T", "published": "2024-11-18T14:55+10:00", "url": "https://example.org/a"}',
      "sub/b.md": "# Heading\n\nText.",
    });
    expect(await read(folder)).toEqual({
      "a.txt": {
        id: "a",
        text,
        ...nothing,
        title: "T",
        published: "2024-11-18T14:55+10:00",
        url: "https://example.org/a",
      },
      "sub/b.md": { id: "sub/b", text: "# Heading\n\nText.", ...nothing },
    });
  });

  it("passes over READMEs, dot files, and what is not text or Markdown", async () => {
    const folder = await folderOf({
      "README.md": "x",
      "sub/readme.txt": "x",
      ".hidden.txt": "x",
      ".git/a.txt": "x",
      "a.pdf": "x",
      "a.txt": "x",
    });
    expect(Object.keys(await read(folder))).toEqual(["a.txt"]);
  });

  it("changes a file's signature with the file and with its metadata", async () => {
    const folder = await folderOf({ "a.txt": "one", "b.txt": "two" });
    const signatures = async () =>
      (await folderReader(folder).scan()).map(({ signature }) => signature);
    const first = await signatures();
    await writeFile(join(folder, "a.txt"), "other");
    const second = await signatures();
    expect(second[0]).not.toBe(first[0]);
    expect(second[1]).toBe(first[1]);
    await writeFile(join(folder, "b.json"), "{}");
    expect((await signatures())[1]).not.toBe(first[1]);
  });

  it("says what to do where there is no folder", async () => {
    const folder = join(await tempDir(), "nowhere");
    const error = await errorOf(() => folderReader(folder).scan());
    expect(error.code).toBe("E_CORPUS_UNREADABLE");
    expect(error.message).toContain(folder);
    expect(error.message).toContain("ON_RECORD_CORPUS_DIR");
  });

  it("says so where the folder is a file", async () => {
    const folder = await folderOf({ "a.txt": "one" });
    expect((await errorOf(() => folderReader(join(folder, "a.txt")).scan())).code).toBe(
      "E_CORPUS_UNREADABLE",
    );
  });
});

describe("front matter", () => {
  const check = (name: string, file: string, expected: Partial<RawDocument> | RegExp) =>
    it(name, async () => {
      const got = (await read(await folderOf({ "a.md": file })))["a.md"];
      if (expected instanceof RegExp) expect(got).toMatch(expected);
      else expect(got).toEqual({ id: "a", ...nothing, ...expected });
    });

  check(
    "is metadata, the rest is text",
    "---\ntitle: A title\npublished: 2024-11-18\ntags: [x]\n---\nText.\n",
    { title: "A title", published: "2024-11-18", text: "Text.\n" },
  );
  check("may be empty", "---\n---\nText.", { text: "Text." });
  check("may have Windows line ends", "---\r\ntitle: T\r\n---\r\nText.", {
    title: "T",
    text: "Text.",
  });
  check("takes a year as a date", "---\npublished: 2024\n---\nText.", {
    published: "2024",
    text: "Text.",
  });
  check("is none where the first line is not ---", "Text.\n---\nmore", {
    text: "Text.\n---\nmore",
  });
  check("must be closed", "---\ntitle: T\nText.", /never closed/);
  check("must be YAML", "---\ntitle: [\n---\nText.", /not YAML/);
  check(
    "must have dates that are dates",
    "---\npublished: last week\n---\nText.",
    /published .*ISO 8601/,
  );
  check(
    "must have days that exist",
    "---\npublished: 2024-13-01\n---\nText.",
    /published .*ISO 8601/,
  );
  check("must have web links", '---\nurl: "javascript:alert(1)"\n---\nText.', /url .*http/);
  check("must have texts for titles", "---\ntitle: {a: 1}\n---\nText.", /title/);
  check("expands no aliases", `---\na: &a [1]\nb: [*a, *a, *a]\n---\nText.`, /not YAML/);
});

describe("a file that cannot be a document", () => {
  const check = (
    name: string,
    files: Readonly<Record<string, string | Uint8Array>>,
    expected: RegExp,
  ) => it(name, async () => expect((await read(await folderOf(files)))["a.txt"]).toMatch(expected));

  check("not UTF-8", { "a.txt": new Uint8Array([0x48, 0xe9, 0x21]) }, /a\.txt: is not UTF-8/);
  check("UTF-16", { "a.txt": new Uint8Array([0xff, 0xfe, 0x48, 0x00]) }, /a\.txt: is not UTF-8/);
  check("empty", { "a.txt": "" }, /a\.txt: the file is empty/);
  check("white space alone", { "a.txt": " \n\t\n" }, /a\.txt: the file is empty/);
  check("binary", { "a.txt": "PK\0\0" }, /NUL/);
  check("huge", { "a.txt": new Uint8Array(DOCUMENT_BYTES_MAX + 1).fill(0x61) }, /limit is 5000000/);
  check("metadata that is not JSON", { "a.txt": "x", "a.json": "{" }, /a\.json is not JSON/);
  check("two files of one name", { "a.txt": "x", "a.md": "y" }, /same name/);

  it("a link that leads out of the folder", async () => {
    const outside = await folderOf({ "secret.txt": "secret" });
    const folder = await folderOf({ "b.txt": "x" });
    await symlink(join(outside, "secret.txt"), join(folder, "a.txt"));
    expect((await read(folder))["a.txt"]).toMatch(/leads out/);
  });

  it("a link that leads nowhere", async () => {
    const folder = await folderOf({ "b.txt": "x" });
    await symlink(join(folder, "gone.txt"), join(folder, "a.txt"));
    expect((await read(folder))["a.txt"]).toMatch(/does not exist/);
  });
});
