import type { Readers } from "../../src/use-cases/read-document.ts";
import type { Embedder } from "../../src/ports.ts";

/** An encoder without token states: no passage is tagged, so the tagger is never asked. */
export function readersOf(embedder: Embedder): () => Promise<Readers> {
  const none = new Float64Array();
  const tagger: Readers["tagger"] = {
    fingerprint: "none",
    parameters: {
      labels: ["O"],
      features: [],
      transitions: [[0]],
      link: { roles: [], size: 0, gaps: [], contentCue: [], cueSource: [], noSource: 0 },
      rerank: { rows: new Map(), bias: none, out: none },
    },
    score: () => Promise.reject(new Error("There is nothing to tag.")),
  };
  return async () => ({ embedder, tagger });
}
