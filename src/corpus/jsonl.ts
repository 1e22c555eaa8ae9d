import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { OnRecordError } from "../core/errors.ts";
import { DOCUMENT_BYTES_MAX, DOCUMENT_ID_CHARS_MAX } from "../core/limits.ts";
import type { RawDocument } from "../core/types.ts";
import { sha256Of } from "../hash.ts";
import type { CorpusFile, CorpusReader } from "../ports.ts";
import { toMetadata } from "./metadata.ts";
import { shownName, unfitIn } from "./plain-text.ts";

/** Rows of a JSON Lines file, plain or gzipped, each parsed by the schema. */
export async function readJsonl<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = linesOf(await readMaybeGzipped(path));
  return lines.map(({ line, number }) => {
    const row = parseRow(line, schema);
    if ("value" in row) return row.value;
    throw new OnRecordError(
      "E_DATA",
      `${path}, line ${number}, is not of the expected form: ${row.reason}`,
      { cause: row.cause },
    );
  });
}

/** Lines that are not blank, with their numbers from 1. */
function linesOf(text: string): { readonly line: string; readonly number: number }[] {
  return text
    .split("\n")
    .map((line, at) => ({ line, number: at + 1 }))
    .filter(({ line }) => line.trim() !== "");
}

function parseRow<T>(
  line: string,
  schema: z.ZodType<T>,
): { readonly value: T } | { readonly reason: string; readonly cause: unknown } {
  try {
    return { value: schema.parse(JSON.parse(line)) };
  } catch (cause) {
    const reason = cause instanceof z.ZodError ? z.prettifyError(cause) : String(cause);
    return { reason, cause };
  }
}

async function readMaybeGzipped(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return new TextDecoder("utf-8", { fatal: true }).decode(gzipped ? gunzipSync(bytes) : bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OnRecordError("E_DATA", `The data file ${path} cannot be read: ${reason}`, {
      cause: error,
    });
  }
}

const rowSchema = z.looseObject({ id: z.string().min(1), text: z.string().min(1) });

/**
 * A corpus in one file: a JSON object with `id`, `text` and metadata on each line. A line that is no
 * document is a file that cannot be read, under the file's name and the line's number.
 */
export function jsonlReader(path: string): CorpusReader {
  return {
    name: path,
    speakers: async () => [],
    scan: async () => {
      const seen = new Set<string>();
      const lines = linesOf(await readMaybeGzipped(path));
      return lines.map(({ line, number }) => toFile(line, `${path}, line ${number}`, seen));
    },
  };
}

function toFile(line: string, place: string, seen: Set<string>): CorpusFile {
  const signature = sha256Of(line);
  const refused = (reason: string): CorpusFile => ({
    path: place,
    signature,
    read: () => Promise.reject(new OnRecordError("E_DOCUMENT", `${place}: ${reason}`)),
  });
  const row = parseRow(line, rowSchema);
  if ("reason" in row) return refused(row.reason);
  const { id, text } = row.value;
  const unfit = unfitIn(id, "line");
  if (unfit !== null) return refused(`id ${unfit}`);
  if (id.length > DOCUMENT_ID_CHARS_MAX) {
    return refused(`id is over ${DOCUMENT_ID_CHARS_MAX} characters`);
  }
  if (seen.has(id)) return refused(`an earlier line has the same id, ${shownName(id)}`);
  seen.add(id);
  const read = async (): Promise<RawDocument> => {
    refuseText(text, id);
    return { id, text, ...toMetadata(row.value, id) };
  };
  return { path: id, signature, read };
}

/** A half character has no UTF-8, so it could not be stored as it stands. */
function refuseText(text: string, id: string): void {
  const unfit = unfitIn(text, "text");
  if (unfit !== null) throw new OnRecordError("E_DOCUMENT", `${id}: text ${unfit}`);
  if (text.trim() === "") throw new OnRecordError("E_DOCUMENT", `${id}: text is empty`);
  const bytes = Buffer.byteLength(text);
  if (bytes > DOCUMENT_BYTES_MAX) {
    throw new OnRecordError(
      "E_DOCUMENT",
      `${id}: text has ${bytes} bytes and the limit is ${DOCUMENT_BYTES_MAX}; split it into parts`,
    );
  }
}
