/** Chance that can be repeated: the same seed, kind and number give the same choices. */
export interface Random {
  /** A whole number in [0, below). */
  int(below: number): number;
  /** True once in so many times. */
  once(inTimes: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  /** A length up to `max`, short ones more often than long ones. */
  length(max: number): number;
  /** `make` so many times. */
  many<T>(count: number, make: () => T): T[];
}

export function randomOf(...names: readonly (string | number)[]): Random {
  const next = mulberry32(fnv1a(names.join("/")));
  const int = (below: number) => Math.floor(next() * below);
  return {
    int,
    once: (inTimes) => int(inTimes) === 0,
    pick: (list) => list[int(list.length)] ?? list[0],
    length: (max) => Math.floor(max ** next()),
    many: (count, make) => Array.from({ length: count }, make),
  };
}

/** So many of the list, each as likely as the other, in the order of the list; all where there are fewer. */
export function drawnFrom<T>(list: readonly T[], count: number, random: Random): T[] {
  let wanted = count;
  return list.filter((_, at) => {
    const isDrawn = random.int(list.length - at) < wanted;
    if (isDrawn) wanted -= 1;
    return isDrawn;
  });
}

/** Mulberry32 by Tommy Ettinger, public domain: 32 bits of state, a number in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** FNV-1a, 32 bits, over UTF-16 code units. */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  }
  return hash >>> 0;
}
