import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One folder for all temporary files of a test run, which goes when the run ends. */
export async function setup(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "on-record-tests-"));
  process.env["ON_RECORD_TEST_DIR"] = folder;
  return () => rm(folder, { recursive: true, force: true });
}
