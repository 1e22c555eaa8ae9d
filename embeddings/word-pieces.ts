/**
 * A text in the encoder's word pieces, with their places: BERT's tokenizer (Devlin et al., 2019; Wu et
 * al., 2016). transformers.js's own gives ids alone and takes ten times as long, which counts where
 * dozens of passages are read for one question. Unlike that one, a special token's name in a text is
 * not read as that token: no text can end itself.
 */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { Span } from "../src/core/types.ts";
import { CONTINUATION, findPlainWords, UNKNOWN } from "./token-offsets.ts";

/** Pieces in their order, and for each the span in the text of the whole word that it is a part of. */
export interface WordPieces {
  readonly ids: readonly number[];
  readonly words: readonly Span[];
}

/** Cuts a text into at most `max` pieces; what follows is not read. */
export type CutIntoPieces = (text: string, max: number) => WordPieces;

const tokenizerSchema = z.object({
  model: z.object({
    // Its 30,000 entries are looked at below: a schema of records takes five times as long.
    vocab: z.custom<object>((value) => typeof value === "object" && value !== null),
    /** A longer word is unknown as a whole; in characters. */
    max_input_chars_per_word: z.int().positive(),
  }),
});

/**
 * @param path of a BERT tokenizer's `tokenizer.json`.
 * @throws what the file system, JSON or zod throw where it is none.
 */
export async function readWordPieces(path: string): Promise<CutIntoPieces> {
  const { model } = tokenizerSchema.parse(JSON.parse(await readFile(path, "utf8")));
  const vocabulary = new Map<string, number>();
  for (const [piece, id] of Object.entries(model.vocab)) {
    if (typeof id !== "number") throw new Error(`${path} has no number for "${piece}".`);
    vocabulary.set(piece, id);
  }
  return createWordPieces(vocabulary, model.max_input_chars_per_word);
}

/**
 * @param vocabulary ids by piece; one that goes on in its word starts with "##".
 * @param charactersMax a longer word is unknown as a whole.
 */
export function createWordPieces(
  vocabulary: ReadonlyMap<string, number>,
  charactersMax: number,
): CutIntoPieces {
  const unknown = vocabulary.get(UNKNOWN) ?? 0;
  return (text, max) => {
    const ids: number[] = [];
    const words: Span[] = [];
    for (const { text: word, starts, ends } of findPlainWords(text, 0)) {
      const span = { start: starts[0] ?? 0, end: withMarks(text, ends.at(-1) ?? 0) };
      const own = cutWord(word, vocabulary, charactersMax) ?? [unknown];
      for (const id of own) {
        if (ids.length === max) return { ids, words };
        ids.push(id);
        words.push(span);
      }
    }
    return { ids, words };
  };
}

const marks = /\p{M}+/uy;

/** Past the marks of a letter that ends at `end`, which stand in no piece. */
function withMarks(text: string, end: number): number {
  marks.lastIndex = end;
  return marks.test(text) ? marks.lastIndex : end;
}

/** The longest known piece from the start on, again and again; null where one is not known. */
function cutWord(
  text: string,
  vocabulary: ReadonlyMap<string, number>,
  charactersMax: number,
): number[] | null {
  const whole = vocabulary.get(text);
  if (whole !== undefined) return [whole];
  // A character has two units at most.
  if (text.length > 2 * charactersMax || Array.from(text).length > charactersMax) return null;
  const pieces: number[] = [];
  let from = 0;
  while (from < text.length) {
    let to = text.length;
    let id: number | undefined;
    for (; to > from; to -= 1) {
      const part = text.slice(from, to);
      id = vocabulary.get(from === 0 ? part : CONTINUATION + part);
      if (id !== undefined) break;
    }
    if (id === undefined) return null;
    pieces.push(id);
    from = to;
  }
  return pieces;
}
