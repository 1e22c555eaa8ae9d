import { z } from "zod";
import { OnRecordError } from "../core/errors.ts";
import { createPassages } from "../core/text/passages.ts";
import { splitSentences } from "../core/text/sentences.ts";
import { resolveSources } from "../core/speakers/resolve.ts";
import { extractStatements } from "../core/statements/extract.ts";
import { headlineStatements } from "../core/statements/headlines.ts";
import { withoutAddressees } from "../core/statements/passive.ts";
import type { Statement, Tagger } from "../core/statements/statement.ts";
import type { SourceDocument } from "../core/types.ts";
import { sha256Of } from "../hash.ts";
import type { BuiltWith, Embedder, PreparedDocument, Store } from "../ports.ts";
import { isAbort, shortReason } from "./ingest-plan.ts";
import { documentSpeakersSchema, spanSchema, statementKindSchema } from "../schemas.ts";

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
async function readDocument(
  document: SourceDocument,
  { embedder, tagger }: Readers,
): Promise<ReadResult> {
  const { text, title } = document;
  const passages = createPassages({
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

/** What one document threw while it was read: its own fault, and told of it alone. */
export class UnreadableError extends Error {}

/** A text that every encoder and tagger can read. */
const PLAIN: SourceDocument = {
  id: "plain",
  text: "“It rains in Lyon,” she said.",
  sha256: "",
  title: null,
  publisher: null,
  author: null,
  authorRole: null,
  published: null,
  url: null,
};

/**
 * As `readDocument`, and tells a document that cannot be read from an encoder or tagger that reads
 * nothing any more.
 *
 * @throws UnreadableError where this document alone fails, for whatever reason.
 * @throws OnRecordError E_ENCODER where a plain sentence fails too.
 */
export async function readOrTell(document: SourceDocument, readers: Readers): Promise<ReadResult> {
  try {
    return await readDocument(document, readers);
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    await readDocument(PLAIN, readers).catch((error: unknown) => {
      throw new OnRecordError(
        "E_ENCODER",
        `Encoder and tagger fail on a plain sentence (${shortReason(error)}). What was indexed before is unchanged. ` +
          "Try again; if that does not help, remove the folder models in the state folder: the encoder is then written anew.",
        { cause: error },
      );
    });
    throw new UnreadableError(shortReason(cause), { cause });
  }
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
  const draft = parseDraft(store.draft(draftKey(document, builtWith)));
  return draft === null ? null : { document, ...draft };
}

/** A damaged draft counts as none: it can be made again. */
function parseDraft(text: string | null): z.infer<typeof draftSchema> | null {
  if (text === null) return null;
  try {
    return draftSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Keeps a reading, so that a crash before the publication costs no more than one document. */
export function keepDraft(store: Store, prepared: PreparedDocument, builtWith: BuiltWith): void {
  const { document, passages, statements, speakers } = prepared;
  store.keepDraft(
    draftKey(document, builtWith),
    JSON.stringify({ passages, statements, speakers }),
  );
}
