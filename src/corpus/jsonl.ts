import { readFile } from "node:fs/promises";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { OnRecordError } from "../core/errors.ts";
import { sha256Of } from "../hash.ts";
import type { CorpusReader } from "../ports.ts";
import { toMetadata } from "./metadata.ts";

/** Rows of a JSON Lines file, plain or gzipped, each parsed by the schema. */
export async function readJsonl<T>(path: string, schema: z.ZodType<T>): Promise<T[]> {
  const lines = (await readMaybeGzipped(path)).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line, at) => {
    try {
      return schema.parse(JSON.parse(line));
    } catch (error) {
      const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
      throw new OnRecordError(
        "E_DATA",
        `${path}, line ${at + 1}, is not of the expected form: ${reason}`,
        {
          cause: error,
        },
      );
    }
  });
}

async function readMaybeGzipped(path: string): Promise<string> {
  try {
    const bytes = await readFile(path);
    const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (gzipped ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new OnRecordError("E_DATA", `The data file ${path} cannot be read: ${reason}`, {
      cause: error,
    });
  }
}

const rowSchema = z.looseObject({ id: z.string().min(1), text: z.string().min(1) });

/** A corpus in one file: a JSON object with `id`, `text` and metadata on each line. */
export function jsonlReader(path: string): CorpusReader {
  return {
    name: path,
    speakers: async () => [],
    scan: async () => {
      const rows = await readJsonl(path, rowSchema);
      return rows.map((row) => ({
        path: row.id,
        signature: sha256Of(JSON.stringify(row)),
        read: async () => ({ id: row.id, text: row.text, ...toMetadata(row, row.id) }),
      }));
    },
  };
}
