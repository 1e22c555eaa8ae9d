/** Words by what they have in common, in their order. */
export function grouped(
  words: Iterable<string>,
  keyOf: (word: string) => string,
): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const word of words) {
    const key = keyOf(word);
    const own = groups.get(key);
    if (own) own.push(word);
    else groups.set(key, [word]);
  }
  return groups;
}
