import { readFileSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { parseSync, Visitor } from "oxc-parser";

/** A regular expression of the program, and where it stands. */
export interface Expression {
  /** The file, from the root of the repository. */
  readonly file: string;
  readonly source: string;
  readonly flags: string;
}

const FOLDERS = ["src", "commands", "embeddings"];

/** What an expression is known by in the list of those that are proven: as it is written. */
export function nameOf({ source, flags }: Expression): string {
  return `/${source}/${flags}`;
}

/**
 * Every regular expression of the program: the literals, read from the source; and those that are
 * put together from parts (`new RegExp`), caught while their files are loaded.
 *
 * @param root of the repository.
 */
export async function collectExpressions(root: string): Promise<Expression[]> {
  const files = FOLDERS.flatMap((folder) => filesIn(join(root, folder)));
  const read = files.map((file) => readExpressions(root, file));
  const composing = read.filter(({ isComposing }) => isComposing).map(({ file }) => file);
  return [...read.flatMap(({ literals }) => literals), ...(await composedIn(root, composing))];
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .map((path) => join(folder, path))
    .toSorted();
}

function readExpressions(root: string, file: string) {
  const { program } = parseSync(file, readFileSync(file, "utf8"));
  const literals: Expression[] = [];
  let isComposing = false;
  new Visitor({
    Literal(node) {
      if (!("regex" in node)) return;
      const { pattern, flags } = node.regex;
      literals.push({ file: relative(root, file), source: pattern, flags });
    },
    NewExpression({ callee }) {
      isComposing ||= callee.type === "Identifier" && callee.name === "RegExp";
    },
  }).visit(program);
  return { file, literals, isComposing };
}

/** Loads the files with a constructor that remembers what it was called with from their own lines. */
async function composedIn(root: string, files: readonly string[]): Promise<Expression[]> {
  const found: Expression[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, given: readonly unknown[]) {
      const [source, flags] = given.map((one) => (typeof one === "string" ? one : ""));
      if (source === undefined) throw new TypeError("An expression is put together from text.");
      const caller = new Error("where").stack?.split("\n")[2] ?? "";
      const file = files.find((one) => caller.includes(relative(root, one)));
      if (file !== undefined)
        found.push({ file: relative(root, file), source, flags: flags ?? "" });
      return Reflect.construct(target, [...given]);
    },
  });
  try {
    for (const file of files) await import(pathToFileURL(file).href);
  } finally {
    globalThis.RegExp = original;
  }
  return found;
}
