import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const text = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");

/** Folders that are mapped, and what lies in them and is none of the project's sources. */
const MAPPED = ["src", "commands", "embeddings", "test", "training"];
const UNMAPPED = new Set(["artefacts", "__pycache__", ".pytest_cache", "node_modules"]);

/** A stretch of the map under one heading, and the folder that it is about. */
interface Section {
  /** The first folder of the heading; "" where it names none. */
  readonly folder: string;
  readonly heading: string;
  readonly names: readonly string[];
}

function codeMap(): Section[] {
  const [, map = ""] = /^## Code map\n(.*?)^## /ms.exec(text) ?? [];
  // What is not shown names nothing.
  const shown = map.replaceAll(/<!--.*?-->/gs, "");
  return shown.split(/^### /m).map((section) => {
    const [heading = "", ...lines] = section.split("\n");
    return { folder: namesIn(heading)[0] ?? "", heading, names: namesIn(lines.join("\n")) };
  });
}

/** What stands between backticks and is the name of a file or folder. */
function namesIn(part: string): string[] {
  return [...part.matchAll(/`([^`\s]+)`/g)]
    .map(([, name = ""]) => name)
    .filter((name) => name.endsWith("/") || /\.(?:ts|mjs|py|md|json|toml)$/.test(name));
}

function foldersIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !UNMAPPED.has(entry.name))
    .map(({ name }) => `${folder}/${name}`)
    .flatMap((path) => [path, ...foldersIn(path)]);
}

const holdsFiles = (folder: string): boolean =>
  readdirSync(join(root, folder), { withFileTypes: true }).some((entry) => entry.isFile());

describe("the code map of ARCHITECTURE.md", () => {
  const sections = codeMap();

  test("names each folder that holds files", () => {
    const named = new Set(
      sections.flatMap(({ heading, names }) => [...namesIn(heading), ...names]),
    );
    const folders = MAPPED.flatMap((folder) => [folder, ...foldersIn(folder)]).filter(holdsFiles);
    expect(folders.length).toBeGreaterThan(40);
    expect(folders.filter((folder) => !named.has(`${folder}/`))).toEqual([]);
  });

  test("names no file or folder that is not there", () => {
    const missing = sections.flatMap(({ folder, heading, names }) =>
      [...namesIn(heading), ...names].filter(
        (name) => !existsSync(join(root, folder, name)) && !existsSync(join(root, name)),
      ),
    );
    expect(missing).toEqual([]);
  });

  test("names each source file of a folder whose files it lists", () => {
    const isSource = (name: string) => /\.(?:ts|mjs)$/.test(name);
    const unnamed = sections
      .filter(
        ({ folder, names }) =>
          folder !== "" && names.some((name) => isSource(name) && !name.includes("/")),
      )
      .flatMap(({ folder, names }) => {
        const known = new Set(names);
        return readdirSync(join(root, folder))
          .filter((name) => isSource(name) && !known.has(name))
          .map((name) => folder + name);
      });
    expect(unnamed).toEqual([]);
  });

  test("asks a question of each folder", () => {
    const headings = sections
      .map(({ heading }) => heading)
      .filter((heading) => heading.startsWith("`"));
    expect(headings.length).toBeGreaterThan(20);
    expect(headings.filter((heading) => !heading.endsWith("?"))).toEqual([]);
  });

  test("is short enough to be read", () => {
    expect(text.split("\n").length).toBeLessThan(300);
  });
});
