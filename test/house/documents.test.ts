import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { describe, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");

const documents = [
  "README.md",
  "ARCHITECTURE.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "corpus/README.md",
  "test/gold/README.md",
  "src/core/rank/CARD.md",
  "embeddings/tagger/MODEL_CARD.md",
  "embeddings/reader/MODEL_CARD.md",
  ...readdirSync(join(root, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
].map((name) => ({ name, text: readFileSync(join(root, name), "utf8") }));

const TOP = /^(?:src|commands|embeddings|corpus|test|training|docs|\.ci)\//;

function scriptNames(): Set<string> {
  const content: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const scripts =
    typeof content === "object" && content !== null && "scripts" in content ? content.scripts : {};
  return new Set(Object.keys(Object(scripts)));
}

/** What the operator may add and what the program writes. */
const MAY_BE_MISSING = new Set(["corpus/speakers.json", "embeddings/artefacts"]);

/** Paths of the repository between backticks; one with a gap, as in `commands/NAME.ts`, is none. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`([^`\s]+)`/g)]
    .map(([, path = ""]) => path.replace(/:\d+$/, ""))
    .filter((path) => TOP.test(path) && !/[*…]|NAME/.test(path) && !MAY_BE_MISSING.has(path));
}

/** What is linked to, but for other places and headings. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = ""]) => link.replace(/#.*$/, ""))
    .filter((link) => link !== "" && !/^[a-z]+:/.test(link));
}

describe.each(documents)("$name", ({ name, text }) => {
  test("names paths that are there", () => {
    expect(pathsIn(text).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test("links to what is there", () => {
    const folder = dirname(join(root, name));
    expect(linksIn(text).filter((link) => !existsSync(join(folder, link)))).toEqual([]);
  });

  test("names commands that are there", () => {
    const scripts = scriptNames();
    const named = [...text.matchAll(/npm run (?:--silent )?([a-z][a-z:]*)/g)].map(
      ([, command = ""]) => command,
    );
    expect(named.filter((command) => !scripts.has(command))).toEqual([]);
    const tested = [...text.matchAll(/npx vitest run (\S+?)[`\s]/g)].map(([, path = ""]) => path);
    expect(tested.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});

test("every command of package.json is told in some document", () => {
  // Parts of `npm run check`, which is told, are not told one by one.
  const untold = [...scriptNames()].filter(
    (command) =>
      !["test", "start", "format:check"].includes(command) &&
      !documents.some(({ text }) => text.includes(`npm run ${command}`)),
  );
  expect(untold).toEqual([]);
});
