import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createHashingEmbedder } from "../../embeddings/hashing-embedder.ts";
import { folderReader } from "../../src/corpus/folder.ts";
import { ingest } from "../../src/use-cases/ingest.ts";
import { openStore } from "../../src/store/store.ts";
import { expectLinear } from "../support/growth.ts";
import { readersOf } from "../support/readers.ts";
import { tempDir } from "../support/temp.ts";

async function tinyFiles(count: number): Promise<string> {
  const folder = join(await tempDir(), "corpus");
  for (let at = 0; at < count; at += 1) {
    const name = join(folder, `sub${at % 20}`, `d${at}.txt`);
    if (at < 20) await mkdir(join(name, ".."), { recursive: true });
    await writeFile(name, `Ada Lind said that number ${at} of group ${at * 7} would come.`);
  }
  return folder;
}

describe("many tiny files", () => {
  it("are listed and read in time proportional to their number", { timeout: 300_000 }, async () => {
    const sizes = [2_000, 4_000, 8_000] as const;
    const folders = new Map<number, string>();
    for (const size of sizes) folders.set(size, await tinyFiles(size));
    await expectLinear(sizes, async (size) => {
      const files = await folderReader(folders.get(size) ?? "").scan();
      expect(files).toHaveLength(size);
      for (const file of files) await file.read();
    });
  });

  it("are ingested in time proportional to their number", { timeout: 300_000 }, async () => {
    const sizes = [400, 800, 1_600] as const;
    const embedder = createHashingEmbedder();
    await expectLinear(sizes, async (size) => {
      const corpus = folderReader(await tinyFiles(size));
      const store = await openStore(join(await tempDir(), "on-record.db"));
      const run = () =>
        ingest({
          corpus,
          store,
          encoder: embedder.fingerprint,
          tagger: "none",
          loadReaders: readersOf(embedder),
        });
      expect(await run()).toMatchObject({ added: size, problems: [] });
      expect(await run()).toMatchObject({ unchanged: size, read: 0, generation: 1 });
      store.close();
    });
  });
});
