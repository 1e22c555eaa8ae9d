import { Lexer, LineCounter, isMap, isScalar, parseDocument } from "yaml";
import { OnRecordError } from "../core/errors.ts";
import { METADATA_BYTES_MAX } from "../core/limits.ts";
import type { DocumentMeta } from "../core/types.ts";
import { FRONT_MATTER_DEPTH_MAX } from "./reading-limits.ts";
import { told, toMetadata } from "./metadata.ts";

const OPENING = /^\uFEFF?---[ \t]*\r?\n/;
const CLOSING = /^(?:---|\.\.\.)[ \t]*\r?$/;

/**
 * Splits a Markdown file into its front matter and its text. The text is what follows, untouched.
 * A file whose first line is not `---` has no front matter.
 *
 * @throws OnRecordError E_DOCUMENT where the front matter is not closed, is over
 *   `METADATA_BYTES_MAX`, or is not YAML.
 */
export function splitFrontMatter(
  file: string,
  where: string,
): { readonly metadata: DocumentMeta | null; readonly text: string } {
  const opening = OPENING.exec(file)?.[0];
  if (opening === undefined) return { metadata: null, text: file };
  const closing = findClosing(file, opening.length);
  if (closing === null) {
    throw new OnRecordError(
      "E_DOCUMENT",
      `${where}: the front matter is opened by --- and never closed`,
    );
  }
  const yaml = file.slice(opening.length, closing.start);
  const bytes = Buffer.byteLength(yaml);
  if (bytes > METADATA_BYTES_MAX) {
    throw new OnRecordError(
      "E_DOCUMENT",
      `${where}: its front matter has ${bytes} bytes and the limit is ${METADATA_BYTES_MAX}`,
    );
  }
  const value = told(where, "has front matter that is not YAML", () => readYaml(yaml));
  return { metadata: toMetadata(value, where), text: file.slice(closing.end) };
}

/** The line that closes the front matter, with its end. */
function findClosing(file: string, from: number): { start: number; end: number } | null {
  for (let start = from; start < file.length;) {
    const lineEnd = file.indexOf("\n", start);
    const end = lineEnd === -1 ? file.length : lineEnd;
    if (/[-.]/.test(file.charAt(start)) && CLOSING.test(file.slice(start, end))) {
      return { start, end: Math.min(end + 1, file.length) };
    }
    start = end + 1;
  }
  return null;
}

/**
 * In time proportional to the text. The parser compares each key with all others and counts lines
 * anew for each error, so both are switched off and done here.
 */
function readYaml(yaml: string): unknown {
  refuseDeep(yaml);
  const lines = new LineCounter();
  const document = parseDocument(yaml, {
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "silent",
    lineCounter: lines,
  });
  const [error] = document.errors;
  if (error) {
    // The opening line is the file's first.
    throw new Error(`line ${lines.linePos(error.pos[0]).line + 1}: ${error.message}`);
  }
  const keys = new Set<unknown>();
  for (const { key } of isMap(document.contents) ? document.contents.items : []) {
    const name = isScalar(key) ? key.value : key;
    if (keys.has(name)) throw new Error(`the key ${String(name)} stands twice`);
    keys.add(name);
  }
  // No aliases: a few lines of them can expand to gigabytes.
  return document.toJS({ maxAliasCount: 0 });
}

/** Counts brackets, and the marks of lists in lists on one line; lines that are indented are bounded by the text. */
function refuseDeep(yaml: string): void {
  let brackets = 0;
  let marks = 0;
  for (const part of new Lexer().lex(yaml)) {
    if (part === "[" || part === "{") brackets += 1;
    else if (part === "]" || part === "}") brackets = Math.max(0, brackets - 1);
    else if (part === "-" || part === "?") marks += 1;
    else if (part.endsWith("\n")) marks = 0;
    if (brackets > FRONT_MATTER_DEPTH_MAX || marks > FRONT_MATTER_DEPTH_MAX) {
      throw new Error(`it is nested more than ${FRONT_MATTER_DEPTH_MAX} deep`);
    }
  }
}
