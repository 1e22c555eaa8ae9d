import { type Stats } from "node:fs";
import { readFile, readdir, realpath, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { OnRecordError } from "../core/errors.ts";
import { DOCUMENT_BYTES_MAX, DOCUMENT_ID_CHARS_MAX, METADATA_BYTES_MAX } from "../core/limits.ts";
import type { OperatorSpeaker } from "../core/speakers/types.ts";
import type { RawDocument } from "../core/types.ts";
import type { CorpusFile, CorpusReader } from "../ports.ts";
import {
  parseJsonMetadata,
  parseOperatorSpeakers,
  splitFrontMatter,
  toMetadata,
} from "./metadata.ts";

const DOCUMENT_ENDING = /\.(txt|md)$/i;
const NOT_A_DOCUMENT = /(^|\/)(readme\.(md|txt)$|\.)/i;

/**
 * Reads a folder of `.txt` and `.md` files, sub-folders included. Metadata stands in a `.json`
 * file of the same name, or in the front matter of a Markdown file. `speakers.json` holds what the
 * operator states of speakers. READMEs and names that start
 * with a dot are passed over.
 */
export function folderReader(folder: string): CorpusReader {
  return {
    name: folder,
    speakers: () => readOperatorSpeakers(folder),
    scan: async () => {
      const paths = await listFiles(folder);
      const present = new Set(paths);
      const documents = paths.filter(
        (path) => DOCUMENT_ENDING.test(path) && !NOT_A_DOCUMENT.test(path),
      );
      const twins = repeated(documents.map(idOf));
      return Promise.all(
        documents.sort().map((path) => {
          const sidecar = path.replace(DOCUMENT_ENDING, ".json");
          return describe(
            folder,
            path,
            present.has(sidecar) ? sidecar : null,
            twins.has(idOf(path)),
          );
        }),
      );
    },
  };
}

const SPEAKERS_FILE = "speakers.json";

async function readOperatorSpeakers(folder: string): Promise<readonly OperatorSpeaker[]> {
  const present = await stat(join(folder, SPEAKERS_FILE)).catch(() => null);
  if (!present) return [];
  return parseOperatorSpeakers(
    await readText(folder, SPEAKERS_FILE, METADATA_BYTES_MAX),
    SPEAKERS_FILE,
  );
}

function idOf(path: string): string {
  return path.replace(DOCUMENT_ENDING, "");
}

async function listFiles(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"));
  } catch (error) {
    throw new OnRecordError(
      "E_CORPUS_UNREADABLE",
      `The corpus folder ${folder} cannot be read (${reasonOf(error)}). ` +
        "Create it and put .txt or .md files into it, or set ON_RECORD_CORPUS_DIR to the folder that has them.",
      { cause: error },
    );
  }
}

async function describe(
  folder: string,
  path: string,
  sidecar: string | null,
  twin: boolean,
): Promise<CorpusFile> {
  const signatures = await Promise.all(
    [path, sidecar].map((name) => signatureOf(name === null ? null : join(folder, name))),
  );
  return {
    path,
    signature: [...signatures, twin ? "twin" : ""].join("|"),
    read: async () => {
      if (twin) {
        throw new OnRecordError(
          "E_DOCUMENT",
          `${path}: another file has the same name but for its ending; rename one`,
        );
      }
      if (idOf(path).length > DOCUMENT_ID_CHARS_MAX) {
        throw new OnRecordError(
          "E_DOCUMENT",
          `${path}: the name is over ${DOCUMENT_ID_CHARS_MAX} characters`,
        );
      }
      return readDocument(folder, path, sidecar);
    },
  };
}

async function signatureOf(path: string | null): Promise<string> {
  if (path === null) return "";
  const found = await stat(path).catch(() => null);
  return found ? `${found.size}:${found.mtimeMs}:${found.ino}` : "unreadable";
}

async function readDocument(
  folder: string,
  path: string,
  sidecar: string | null,
): Promise<RawDocument> {
  const file = await readText(folder, path, DOCUMENT_BYTES_MAX);
  const { metadata, text } = /\.md$/i.test(path)
    ? splitFrontMatter(file, path)
    : { metadata: null, text: file };
  if (text.trim() === "") throw new OnRecordError("E_DOCUMENT", `${path}: the file is empty`);
  if (sidecar === null) return { id: idOf(path), text, ...(metadata ?? toMetadata({}, path)) };
  if (metadata !== null) {
    throw new OnRecordError(
      "E_DOCUMENT",
      `${path}: has front matter and ${sidecar} beside it; keep one of them`,
    );
  }
  const stated = parseJsonMetadata(await readText(folder, sidecar, METADATA_BYTES_MAX), sidecar);
  return { id: idOf(path), text, ...stated };
}

async function readText(folder: string, path: string, bytesMax: number): Promise<string> {
  const bytes = await readBytes(folder, path, bytesMax);
  const text = decodeUtf8(bytes, path);
  if (text.includes("\0")) {
    throw new OnRecordError("E_DOCUMENT", `${path}: holds NUL bytes, so it is not a text file`);
  }
  return text;
}

async function readBytes(folder: string, path: string, bytesMax: number): Promise<Uint8Array> {
  try {
    const full = await realpath(join(folder, path));
    if (!full.startsWith((await realpath(folder)) + sep)) {
      throw new OnRecordError(
        "E_DOCUMENT",
        `${path}: is a link that leads out of the corpus folder`,
      );
    }
    refuseUnlessPlain(await stat(full), path, bytesMax);
    return await readFile(full);
  } catch (error) {
    if (error instanceof OnRecordError) throw error;
    throw new OnRecordError("E_DOCUMENT", `${path}: cannot be read (${reasonOf(error)})`, {
      cause: error,
    });
  }
}

function refuseUnlessPlain(found: Stats, path: string, bytesMax: number): void {
  if (!found.isFile()) throw new OnRecordError("E_DOCUMENT", `${path}: is not a plain file`);
  if (found.size > bytesMax) {
    throw new OnRecordError(
      "E_DOCUMENT",
      `${path}: has ${found.size} bytes and the limit is ${bytesMax}; split it into parts`,
    );
  }
}

function decodeUtf8(bytes: Uint8Array, path: string): string {
  try {
    // A byte order mark stays in the text: what is stored is the file, byte for byte.
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw new OnRecordError(
      "E_DOCUMENT",
      `${path}: is not UTF-8; convert it, for example with iconv`,
      {
        cause: error,
      },
    );
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : null;
  if (code === "ENOENT") return "it does not exist";
  if (code === "ENOTDIR") return "it is not a folder";
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  return error instanceof Error ? error.message : String(error);
}

function repeated(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
}
