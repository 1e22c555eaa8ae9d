import { readFile } from "node:fs/promises";
import { z } from "zod";
import { OnRecordError } from "../../core/errors.ts";

/**
 * What a JSON file holds.
 *
 * @param what the data, for the message: "The questions".
 * @throws OnRecordError E_DATA when the file cannot be read or does not fit the schema.
 */
export async function readJson<T>(path: string, what: string, schema: z.ZodType<T>): Promise<T> {
  try {
    return schema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    const reason = error instanceof z.ZodError ? z.prettifyError(error) : String(error);
    throw new OnRecordError("E_DATA", `${what} in ${path} cannot be used: ${reason}`, {
      cause: error,
    });
  }
}
