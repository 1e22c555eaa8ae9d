import { execFileSync } from "node:child_process";
import { chmod, mkdir, open, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderReader } from "../../src/corpus/folder.ts";
import { type OpenFile, readText } from "../../src/corpus/read-file.ts";
import { errorOf } from "../support/errors.ts";
import { unprivileged } from "../support/nobody.ts";
import { fill, folderOf, read, readAll } from "./support.ts";

const text = (found: unknown) =>
  typeof found === "object" && found !== null && "text" in found ? found.text : found;

describe("a folder that cannot be read", () => {
  it("is told by its name, and the others are read", async (test) => {
    const other = await unprivileged();
    if (!other) return test.skip();
    try {
      const { folder } = other;
      await fill(folder, { "a.txt": "one", "open/b.txt": "two", "shut/c.txt": "three" });
      await chmod(join(folder, "shut"), 0o000);
      const found = await other.run(() => read(folder));
      expect(Object.keys(found)).toEqual(["a.txt", "open/b.txt", "shut/"]);
      expect(text(found["a.txt"])).toBe("one");
      expect(found["shut/"]).toMatch(/^shut\/: the folder cannot be read \(permission denied\)/);
    } finally {
      await chmod(join(other.folder, "shut"), 0o755);
      await other.remove();
    }
  });

  it("is told where its files can be listed and not opened", async (test) => {
    const other = await unprivileged();
    if (!other) return test.skip();
    try {
      const { folder } = other;
      await fill(folder, { "a.txt": "one", "shut/c.txt": "three" });
      await chmod(join(folder, "shut"), 0o744);
      const found = await other.run(() => read(folder));
      expect(text(found["a.txt"])).toBe("one");
      expect(found["shut/c.txt"]).toMatch(/^shut\/c\.txt: cannot be read \(permission denied\)/);
    } finally {
      await chmod(join(other.folder, "shut"), 0o755);
      await other.remove();
    }
  });

  it("is an error where it is the corpus itself", async (test) => {
    const other = await unprivileged();
    if (!other) return test.skip();
    try {
      const folder = join(other.folder, "corpus");
      await fill(folder, { "a.txt": "one" });
      await chmod(folder, 0o000);
      const error = await other.run(() => errorOf(() => folderReader(folder).scan()));
      expect(error.code).toBe("E_CORPUS_UNREADABLE");
      expect(error.message).toContain("permission denied");
    } finally {
      await chmod(join(other.folder, "corpus"), 0o755);
      await other.remove();
    }
  });

  it("may be read again when its permission changes, though its content does not", async (test) => {
    const other = await unprivileged();
    if (!other) return test.skip();
    try {
      await fill(other.folder, { "a.txt": "one" });
      const path = join(other.folder, "a.txt");
      const signature = async () => (await folderReader(other.folder).scan())[0]?.signature;
      await chmod(path, 0o000);
      const before = await signature();
      await chmod(path, 0o644);
      expect(await signature()).not.toBe(before);
    } finally {
      await other.remove();
    }
  });

  it("is told where its path is too long", async () => {
    const folder = await folderOf({ "a.txt": "one" });
    // Each step goes one folder deeper, from inside, until the whole path is more than a path may be.
    const home = process.cwd();
    try {
      process.chdir(folder);
      for (let depth = 0; depth < 25; depth += 1) {
        await mkdir("d".repeat(200));
        process.chdir("d".repeat(200));
      }
    } finally {
      process.chdir(home);
    }
    const found = await read(folder);
    // Node's own removal takes whole paths.
    execFileSync("rm", ["-rf", folder]);
    expect(text(found["a.txt"])).toBe("one");
    const [, message] = Object.entries(found).find(([path]) => path.endsWith("/")) ?? [];
    expect(message).toMatch(/the folder cannot be read \(its path is too long\)/);
  });
});

describe("a file that changes", () => {
  /** Opens the real file, and does something to it each time that it is read. */
  const changing =
    (work: (path: string) => Promise<void>): OpenFile =>
    async (path) => {
      const file = await open(path, "r");
      return {
        stat: () => file.stat(),
        close: () => file.close(),
        read: async (bytes, offset, length, position) => {
          await work(path);
          return file.read(bytes, offset, length, position);
        },
      };
    };
  const whole = "A sentence that is long enough. ".repeat(100);

  const check = (name: string, work: (path: string) => Promise<void>, expected: RegExp) =>
    it(`${name} while it is read is told, and no half of it is given`, async () => {
      const folder = await folderOf({ "a.txt": whole });
      const error = await errorOf(() => readText(folder, "a.txt", 1_000_000, changing(work)));
      expect(error.message).toMatch(expected);
    });

  let count = 0;
  check("and grows", (path) => writeFile(path, "more", { flag: "a" }), /changes while it is read/);
  check("and shrinks", (path) => truncate(path, 10 + (count += 1)), /changes while it is read/);
  check(
    "and keeps its length",
    (path) => writeFile(path, String((count += 1) % 10).repeat(whole.length)),
    /changes while it is read/,
  );
  check(
    "and is removed",
    (path) => rm(path, { force: true }),
    /cannot be read \(it does not exist\)/,
  );

  it("and then stands still is read again, whole", async () => {
    const folder = await folderOf({ "a.txt": whole });
    let times = 0;
    const once = changing(async (path) => {
      times += 1;
      if (times === 1) await truncate(path, 5);
    });
    expect(await readText(folder, "a.txt", 1_000_000, once)).toBe(whole.slice(0, 5));
  });

  it("and grows past the limit meanwhile is not read without end", async () => {
    const folder = await folderOf({ "a.txt": "x" });
    const error = await errorOf(() =>
      readText(
        folder,
        "a.txt",
        1_000,
        changing((path) => writeFile(path, whole, { flag: "a" })),
      ),
    );
    expect(error.message).toMatch(/changes while it is read|limit is 1000/);
  });

  it("and goes between listing and reading is told, and the others are read", async () => {
    const folder = await folderOf({ "a.txt": "one", "b.txt": "two" });
    const files = await folderReader(folder).scan();
    await rm(join(folder, "a.txt"));
    const found = await readAll({
      name: folder,
      speakers: async () => [],
      scan: async () => files,
    });
    expect(found["a.txt"]).toMatch(/a\.txt: cannot be read \(it does not exist\)/);
    expect(text(found["b.txt"])).toBe("two");
  });
});

describe("a name", () => {
  it("that is not UTF-8 is told, byte for byte, and so is its folder's", async () => {
    const folder = await folderOf({ "a.txt": "one" });
    const bytes = (name: string) =>
      Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, "latin1")]);
    await writeFile(bytes("caf\xe9.txt"), "two");
    await writeFile(bytes("caf\xe9.pdf"), "no document");
    await mkdir(bytes("\xe9t\xe9"));
    const found = await read(folder);
    expect(found).toMatchObject({
      "caf\\xE9.txt": "caf\\xE9.txt: its name is not UTF-8; rename it",
      "\\xE9t\\xE9/": "\\xE9t\\xE9/: its name is not UTF-8; rename it",
    });
    expect(Object.keys(found)).toHaveLength(3);
  });

  it("with a control character is told, and shown without it", async () => {
    const folder = await folderOf({ "a\nb.txt": "one", "c.txt": "two" });
    const found = await read(folder);
    expect(found["a\nb.txt"]).toBe(
      "a\\u{a}b.txt: its name holds a control character (U+000A) at character 2; rename it",
    );
    expect(text(found["c.txt"])).toBe("two");
  });
});
