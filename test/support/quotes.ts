import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";

const file = resolve(import.meta.dirname, "../gold/quotes.json");

const goldQuote = z.strictObject({
  quote: z.string(),
  speaker: z.string().optional(),
  how: z.string(),
  outcome: z.enum([
    "exact",
    "part",
    "other-speaker",
    "speaker-not-told",
    "altered",
    "stitched",
    "not-in-corpus",
  ]),
  documents: z.array(z.string()).optional(),
  who: z.string().optional(),
  leftOut: z.array(z.string()).optional(),
  differences: z.array(z.string()).optional(),
  onlyMarks: z.boolean().optional(),
  marked: z.boolean().optional(),
});

export type GoldQuote = z.infer<typeof goldQuote>;

/** Quotes made by hand from the five articles, see `test/gold/README.md`. */
export async function readGoldQuotes(): Promise<GoldQuote[]> {
  return z.array(goldQuote).parse(JSON.parse(await readFile(file, "utf8")));
}
