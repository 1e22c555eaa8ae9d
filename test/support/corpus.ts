import type { OperatorSpeaker } from "../../src/core/speakers/speaker.ts";
import type { CorpusReader } from "../../src/ports.ts";
import { OnRecordError } from "../../src/core/errors.ts";
import { toMetadata } from "../../src/corpus/metadata.ts";

/** A corpus in memory: path to text, or to null for a file that cannot be read. */
export function memoryCorpus(
  files: Readonly<Record<string, string | null>>,
  operators: readonly OperatorSpeaker[] = [],
): CorpusReader {
  return {
    name: "memory",
    speakers: async () => operators,
    scan: async () =>
      Object.entries(files).map(([path, text]) => ({
        path,
        signature: String(text),
        read: async () => {
          if (text === null) throw new OnRecordError("E_DOCUMENT", `${path}: cannot be read`);
          return { id: path, text, ...toMetadata({ title: `Title of ${path}` }, path) };
        },
      })),
  };
}
