/** A deterministic `Embedder` without a model, for tests: texts that share words are near. */
import { OnRecordError } from "../src/core/errors.ts";
import type { Embedder } from "../src/ports.ts";

const DIMENSIONS = 128;
const TOKENS_MAX = 512;
/** As in BERT: a mark before and one after. */
const SPECIAL_TOKENS = 2;

/**
 * Words and pairs of neighbouring words, hashed into 128 signed buckets (the "hashing trick",
 * Weinberger et al., ICML 2009), scaled to length 1. A token is a word.
 */
export function createHashingEmbedder(): Embedder {
  const embed = (text: string): Float32Array => {
    if (countTokens(text) > TOKENS_MAX) {
      throw new OnRecordError("E_TEXT_TOO_LONG", `A text has more than ${TOKENS_MAX} tokens.`);
    }
    return hashedVector(text);
  };
  return {
    fingerprint: `hashing-${DIMENSIONS}`,
    dimensions: DIMENSIONS,
    tokensMax: TOKENS_MAX,
    countTokens,
    embed: async (texts, _role, onProgress) =>
      texts.map((text, index) => {
        const vector = embed(text);
        onProgress?.(index + 1);
        return vector;
      }),
    read: async (text) => ({ vector: embed(text), states: null }),
    close: async () => undefined,
  };
}

function countTokens(text: string): number {
  return hashableWords(text).length + SPECIAL_TOKENS;
}

function hashedVector(text: string): Float32Array {
  const words = hashableWords(text);
  const pairs = words.slice(1).map((word, index) => `${words[index] ?? ""} ${word}`);
  const vector = new Float32Array(DIMENSIONS);
  // The mark stands in every text, so that one without words has a direction too.
  for (const feature of ["\0", ...words, ...pairs]) {
    const hash = fnv1a(feature);
    const bucket = hash % DIMENSIONS;
    vector[bucket] = (vector[bucket] ?? 0) + (hash >>> 31 === 0 ? 1 : -1);
  }
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  // Signs may cancel to nothing; then any fixed direction will do.
  if (length === 0) vector[0] = 1;
  return vector.map((value) => value / (length || 1));
}

function hashableWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** FNV-1a, 32 bits, over UTF-16 code units. http://www.isthe.com/chongo/tech/comp/fnv/ */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
