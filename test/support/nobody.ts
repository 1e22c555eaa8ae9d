import { chmod, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The user that owns nothing. */
const NOBODY = 65_534;

/**
 * A new folder in which permissions hold, and a way to work as somebody whom they bind: root reads
 * everything. Null with the reason printed where this process cannot become another user.
 */
export async function unprivileged(): Promise<{
  readonly folder: string;
  readonly run: <T>(work: () => Promise<T>) => Promise<T>;
  readonly remove: () => Promise<void>;
} | null> {
  const isRoot = process.geteuid?.() === 0;
  if (process.geteuid === undefined || (isRoot && !canChange())) {
    console.info("skipped: this process is root and cannot become another user");
    return null;
  }
  const folder = await mkdtemp(join(tmpdir(), "on-record-unprivileged-"));
  await chmod(folder, 0o777);
  return {
    folder,
    run: async (work) => {
      if (isRoot) process.seteuid?.(NOBODY);
      try {
        return await work();
      } finally {
        if (isRoot) process.seteuid?.(0);
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

function canChange(): boolean {
  try {
    process.seteuid?.(NOBODY);
    process.seteuid?.(0);
    return true;
  } catch {
    return false;
  }
}
