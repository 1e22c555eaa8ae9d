import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A new empty folder that goes when the test run ends. */
export function tempDir(): Promise<string> {
  return mkdtemp(join(process.env["ON_RECORD_TEST_DIR"] ?? tmpdir(), "on-record-"));
}
