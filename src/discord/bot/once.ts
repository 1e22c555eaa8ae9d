/** Tells the first time from any other; forgets the oldest of more than `max`. */
export interface Once {
  readonly first: (id: string) => boolean;
  /** The next time is a first one again. */
  readonly forget: (id: string) => void;
}

export function createOnce(max: number): Once {
  const seen = new Set<string>();
  return {
    first: (id) => {
      if (seen.has(id)) return false;
      seen.add(id);
      for (const oldest of seen) {
        if (seen.size <= max) break;
        seen.delete(oldest);
      }
      return true;
    },
    forget: (id) => void seen.delete(id),
  };
}
