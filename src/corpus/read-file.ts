import { type Stats, constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import { join, sep } from "node:path";
import { OnRecordError } from "../core/errors.ts";
import { cannotRead } from "./faults.ts";
import { READ_PAUSE_MS, READ_TRIES_MAX } from "./reading-limits.ts";

/** What is needed of an open file; tests pass one that changes while it is read. */
interface ReadableFile {
  stat(): Promise<Stats>;
  read(
    bytes: Uint8Array,
    offset: number,
    length: number,
    position: number,
  ): Promise<{ readonly bytesRead: number }>;
  close(): Promise<void>;
}

export type OpenFile = (path: string) => Promise<ReadableFile>;

// Without waiting: a named pipe would keep the reader until somebody writes to it.
const WITHOUT_WAITING = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
const openFile: OpenFile = (path) => open(path, WITHOUT_WAITING);

/**
 * The text of a file in a folder, byte for byte, a byte order mark included.
 *
 * @param path from the folder, with `/`. @param bytesMax of the file.
 * @throws OnRecordError E_DOCUMENT where it is no UTF-8 text of that size inside the folder, or may
 *   not be read; E_DOCUMENT_BUSY where it changes under the reader or the machine fails.
 */
export async function readText(
  folder: string,
  path: string,
  bytesMax: number,
  openWith: OpenFile = openFile,
): Promise<string> {
  try {
    const full = await realpath(join(folder, path));
    if (!full.startsWith((await realpath(folder)) + sep)) {
      throw refused(path, "is a link that leads out of the corpus folder");
    }
    return decodeUtf8(await readSteady(full, path, bytesMax, openWith), path);
  } catch (error) {
    if (error instanceof OnRecordError) throw error;
    throw cannotRead(path, error);
  }
}

/** Reads until the file is the same before and after, so that half of a text is never taken for it. */
async function readSteady(full: string, path: string, bytesMax: number, openWith: OpenFile) {
  for (let tries = 1; tries <= READ_TRIES_MAX; tries += 1) {
    const file = await openWith(full);
    try {
      const before = await file.stat();
      refuseUnlessPlain(before, path, bytesMax);
      const bytes = await readAll(file, before.size);
      const after = await file.stat();
      if (bytes.length === before.size && versionOf(before) === versionOf(after)) return bytes;
    } finally {
      await file.close();
    }
    await new Promise((resolve) => setTimeout(resolve, READ_PAUSE_MS));
  }
  throw new OnRecordError(
    "E_DOCUMENT_BUSY",
    `${path}: changes while it is read; it is tried again at the next look`,
  );
}

/** What there is, but for one byte more than expected no further: a file may grow without end. */
async function readAll(file: ReadableFile, size: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(size + 1);
  let at = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, at, bytes.length - at, at);
    at += bytesRead;
    if (bytesRead === 0 || at === bytes.length) return bytes.subarray(0, at);
  }
}

/** Changes with a file's content, whatever its writer does to its time: the change time is the system's. */
export function versionOf({ size, mtimeMs, ctimeMs, ino }: Stats): string {
  return `${size}:${mtimeMs}:${ctimeMs}:${ino}`;
}

function refuseUnlessPlain(found: Stats, path: string, bytesMax: number): void {
  if (!found.isFile()) throw refused(path, "is not a plain file");
  if (found.size > bytesMax) {
    throw refused(
      path,
      `has ${found.size} bytes and the limit is ${bytesMax}; split it into parts`,
    );
  }
}

function decodeUtf8(bytes: Uint8Array, path: string): string {
  let text: string;
  try {
    // A byte order mark stays in the text: what is stored is the file, byte for byte.
    text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    throw refused(path, "is not UTF-8; convert it, for example with iconv", error);
  }
  const at = text.indexOf("\0");
  if (at === -1) return text;
  throw refused(
    path,
    `holds NUL bytes (the first at character ${at + 1}), so it is not a text file`,
  );
}

function refused(path: string, why: string, cause?: unknown): OnRecordError {
  return new OnRecordError("E_DOCUMENT", `${path}: ${why}`, cause === undefined ? {} : { cause });
}
