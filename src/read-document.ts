import { z } from "zod";
import { makePassages } from "./core/passages.ts";
import { splitSentences } from "./core/sentences.ts";
import { resolveSources } from "./core/speakers/resolve.ts";
import { EXTRACTOR, extractStatements } from "./core/statements/extract.ts";
import { headlineStatements } from "./core/statements/headlines.ts";
import { withoutAddressees } from "./core/statements/passive.ts";
import type { Statement, Tagger } from "./core/statements/types.ts";
import type { SourceDocument } from "./core/types.ts";
import { sha256Of } from "./hash.ts";
import type { BuiltWith, Embedder, PreparedDocument, Store } from "./ports.ts";
import { documentSpeakersSchema, spanSchema, statementKindSchema } from "./schemas.ts";

/**
 * Names the rules of statements, headlines and speakers. Raise the last number with any change of
 * the latter two: documents are read anew.
 */
export const READING = `${EXTRACTOR}, speakers 1`;

/** What reading a document takes. */
export interface Readers {
  readonly embedder: Embedder;
  readonly tagger: Tagger;
}

/** A document with its passages, statements and speakers, ready to be published. */
export interface ReadResult {
  readonly prepared: PreparedDocument;
  /** Vectors of its passages by input hash. */
  readonly vectors: ReadonlyMap<string, Float32Array>;
}

/**
 * Reads one document: cuts it into passages, runs each through the encoder once for its vector and
 * for the tagger, finds the statements, and tells who made them as far as this document says.
 */
export async function readDocument(
  document: SourceDocument,
  { embedder, tagger }: Readers,
): Promise<ReadResult> {
  const { text, title } = document;
  const passages = makePassages({
    text,
    title,
    countTokens: (part) => embedder.countTokens(part),
    tokensMax: embedder.tokensMax,
  });
  const vectors = new Map<string, Float32Array>();
  const tagged = await extractStatements({
    text,
    passages,
    tagger,
    read: async ({ embeddingInput }) => {
      const { vector, states } = await embedder.read(embeddingInput);
      vectors.set(sha256Of(embeddingInput), vector);
      return states;
    },
  });
  const sentences = splitSentences(text);
  const statements = [...withoutAddressees(text, tagged), ...headlineStatements(text, sentences)];
  return {
    prepared: {
      document,
      passages: passages.map(({ start, end, embeddingInput }) => ({
        start,
        end,
        inputHash: sha256Of(embeddingInput),
      })),
      statements,
      speakers: resolveSources({ id: document.id, text, sentences }, statements),
    },
    vectors,
  };
}

const draftSchema = z.object({
  passages: z.array(spanSchema.extend({ inputHash: z.string() })),
  statements: z.array(
    z.object({
      kind: statementKindSchema,
      content: z.array(spanSchema),
      cue: z.array(spanSchema),
      source: z.array(spanSchema),
      within: z.int().nullable(),
    }),
  ) satisfies z.ZodType<readonly Statement[]>,
  speakers: documentSpeakersSchema,
});

/** Under which key the reading of a document is kept until it is published. */
function draftKey(document: SourceDocument, builtWith: BuiltWith): string {
  const { id, sha256, title } = document;
  const { segmenter, encoder, tagger } = builtWith;
  return sha256Of(JSON.stringify([id, sha256, title, segmenter, encoder, tagger]));
}

/** The reading that an ingest before this one had done when it was cut short, or null. */
export function findDraft(
  store: Store,
  document: SourceDocument,
  builtWith: BuiltWith,
): PreparedDocument | null {
  const draft = store.draft(draftKey(document, builtWith));
  return draft === null ? null : { document, ...draftSchema.parse(JSON.parse(draft)) };
}

/** Keeps a reading, so that a crash before the publication costs no more than one document. */
export function keepDraft(store: Store, prepared: PreparedDocument, builtWith: BuiltWith): void {
  const { document, passages, statements, speakers } = prepared;
  store.keepDraft(
    draftKey(document, builtWith),
    JSON.stringify({ passages, statements, speakers }),
  );
}
