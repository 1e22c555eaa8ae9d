import { stat } from "node:fs/promises";
import { join } from "node:path";
import { OnRecordError } from "../core/errors.ts";
import { DOCUMENT_BYTES_MAX, DOCUMENT_ID_CHARS_MAX, METADATA_BYTES_MAX } from "../core/limits.ts";
import type { OperatorSpeaker } from "../core/speakers/speaker.ts";
import type { RawDocument } from "../core/types.ts";
import type { CorpusFile, CorpusReader } from "../ports.ts";
import { FILES_AT_ONCE_MAX } from "./reading-limits.ts";
import { parseJsonMetadata, parseOperatorSpeakers, toMetadata } from "./metadata.ts";
import { readText, versionOf } from "./read-file.ts";
import { type Fault, listFolder } from "./walk.ts";

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
    scan: () => scan(folder),
  };
}

async function scan(folder: string): Promise<CorpusFile[]> {
  const { files, faults } = await listFolder(folder);
  const present = new Set(files);
  const documents = files.filter(isDocument);
  const twins = repeated(documents.map(idOf));
  const found = faults.filter(({ path }) => path.endsWith("/") || isDocument(path)).map(toFault);
  for (let at = 0; at < documents.length; at += FILES_AT_ONCE_MAX) {
    const together = documents.slice(at, at + FILES_AT_ONCE_MAX).map((path) => {
      const sidecar = path.replace(DOCUMENT_ENDING, ".json");
      return describe(folder, path, present.has(sidecar) ? sidecar : null, twins.has(idOf(path)));
    });
    found.push(...(await Promise.all(together)));
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function isDocument(path: string): boolean {
  return DOCUMENT_ENDING.test(path) && !NOT_A_DOCUMENT.test(path);
}

function toFault({ path, signature, message }: Fault): CorpusFile {
  return {
    path,
    signature,
    read: () => Promise.reject(new OnRecordError("E_DOCUMENT", message)),
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
  return found ? versionOf(found) : "unreadable";
}

async function readDocument(
  folder: string,
  path: string,
  sidecar: string | null,
): Promise<RawDocument> {
  const file = await readText(folder, path, DOCUMENT_BYTES_MAX);
  const { metadata, text } = /\.md$/i.test(path)
    ? await readMarkdown(file, path)
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

async function readMarkdown(file: string, path: string) {
  // YAML's 70 files are loaded where there is some: a question over what was read needs none of it.
  const { splitFrontMatter } = await import("./front-matter.ts");
  return splitFrontMatter(file, path);
}

function repeated(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.has(name) || !seen.add(name)));
}
