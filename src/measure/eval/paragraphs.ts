import { sha256Of } from "../../hash.ts";
import type { CorpusReader } from "../../ports.ts";

/** Each paragraph once, as a document of its own. */
export function paragraphReader(name: string, paragraphs: readonly string[]): CorpusReader {
  return {
    name,
    speakers: async () => [],
    scan: async () =>
      [...new Set(paragraphs)].map((text) => ({
        path: paragraphId(text),
        signature: sha256Of(text),
        read: async () => ({
          id: paragraphId(text),
          text,
          title: null,
          publisher: null,
          author: null,
          authorRole: null,
          published: null,
          url: null,
        }),
      })),
  };
}

/** The id of the document that a paragraph becomes. */
export function paragraphId(text: string): string {
  return `paragraph-${sha256Of(text).slice(0, 16)}`;
}
