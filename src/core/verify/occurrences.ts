import type { Token } from "./tokens.ts";

/** Indices at which all tokens of `wanted` stand in `tokens`, in order and without gaps. */
export function findOccurrences(wanted: readonly Token[], tokens: readonly Token[]): number[] {
  if (wanted.length === 0) return [];
  return [...tokens.keys()].filter((at) => lengthAt(wanted, 0, tokens, at) === wanted.length);
}

/** How many tokens are the same from `wanted[from]` and `tokens[at]` on. */
export function lengthAt(
  wanted: readonly Token[],
  from: number,
  tokens: readonly Token[],
  at: number,
): number {
  let length = 0;
  while (
    from + length < wanted.length &&
    at + length < tokens.length &&
    wanted[from + length]?.key === tokens[at + length]?.key
  )
    length += 1;
  return length;
}
