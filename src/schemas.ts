import { z } from "zod";
import type { DocumentSpeakers } from "./core/speakers/speaker.ts";

/** Parsers of what is kept as JSON in the store. */

export const spanSchema = z.object({ start: z.int(), end: z.int() });

export const statementKindSchema = z.enum(["direct", "mixed", "reported"]);

export const speakerTypeSchema = z.enum(["person", "office", "body", "anonymous"]);

export const documentSpeakersSchema = z.object({
  documentId: z.string(),
  mentions: z.array(
    z.object({
      type: speakerTypeSchema,
      name: z.string(),
      evidence: z.array(spanSchema),
      roles: z.array(spanSchema),
    }),
  ),
  statements: z.array(
    z.object({
      speakers: z.array(z.int()),
      way: z.enum(["name", "role", "pronoun", "continuation"]).nullable(),
    }),
  ),
}) satisfies z.ZodType<DocumentSpeakers>;
