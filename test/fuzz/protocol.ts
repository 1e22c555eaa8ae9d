import { z } from "zod";

/** What the fuzz asks of the process that works. */
export const jobSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("documents"),
    seed: z.string(),
    from: z.int(),
    count: z.int(),
    /** As files, or as the lines of one file. */
    as: z.enum(["files", "lines"]),
    /** With encoder and tagger as shipped, or with the stand-in. */
    isReal: z.boolean(),
  }),
  z.object({ kind: z.literal("question"), seed: z.string(), at: z.int() }),
]);
export type Job = z.infer<typeof jobSchema>;

/** What came of it: counts by name, and what is wrong. */
export const resultSchema = z.object({
  counts: z.record(z.string(), z.int()),
  faults: z.array(z.string()),
  ms: z.number(),
});
export type Result = z.infer<typeof resultSchema>;
