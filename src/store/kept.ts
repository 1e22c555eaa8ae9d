/**
 * Values kept by key, at most `sizeMax` of `sizeOf` in all: where one more does not fit, all are
 * dropped. For what is made from an unchanging generation and asked for again and again.
 */
export function keep<T>(
  sizeMax: number,
  sizeOf: (value: T) => number,
): (key: string, make: () => T) => T {
  const kept = new Map<string, T>();
  let size = 0;
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    const own = sizeOf(made);
    if (size + own > sizeMax) {
      kept.clear();
      size = 0;
    }
    size += own;
    kept.set(key, made);
    return made;
  };
}
