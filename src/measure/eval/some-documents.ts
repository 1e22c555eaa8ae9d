import type { CorpusReader } from "../../ports.ts";
import { drawnFrom, randomOf } from "./random.ts";

/**
 * A corpus of `count` documents of another: those that are wanted, and others drawn by chance, always
 * the same for the same corpus. All of them where there are not more.
 *
 * @param wanted ids; where there are more than `count`, they all stay.
 */
export function someDocuments(
  corpus: CorpusReader,
  wanted: ReadonlySet<string>,
  count: number,
): CorpusReader {
  return {
    ...corpus,
    scan: async () => {
      const files = await corpus.scan();
      const others = files.filter(({ path }) => !wanted.has(path));
      const places = count - (files.length - others.length);
      const drawn = new Set(drawnFrom(others, places, randomOf("documents")));
      return files.filter((file) => wanted.has(file.path) || drawn.has(file));
    },
  };
}
