import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folderReader } from "../../src/corpus/folder.ts";
import type { RawDocument } from "../../src/core/types.ts";
import type { CorpusReader } from "../../src/ports.ts";
import { tempDir } from "../support/temp.ts";

export type Contents = Readonly<Record<string, string | Uint8Array>>;

/** A new folder with these files. */
export async function folderOf(files: Contents): Promise<string> {
  const folder = await tempDir();
  await fill(folder, files);
  return folder;
}

export async function fill(folder: string, files: Contents): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(folder, name, ".."), { recursive: true });
    await writeFile(join(folder, name), content);
  }
}

/** Each file of a folder as its document, or as the message why it is none. */
export function read(folder: string): Promise<Record<string, RawDocument | string>> {
  return readAll(folderReader(folder));
}

export async function readAll(corpus: CorpusReader): Promise<Record<string, RawDocument | string>> {
  const entries = (await corpus.scan()).map(
    async (file) => [file.path, await file.read().catch((error: Error) => error.message)] as const,
  );
  return Object.fromEntries(await Promise.all(entries));
}
