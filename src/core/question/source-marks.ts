import { fold } from "../speakers/fold.ts";
import type { SourceMark } from "./known-names.ts";

/** What documents are called, by their first words. */
export interface SourceIndex {
  readonly byFirst: ReadonlyMap<
    string,
    readonly { readonly words: readonly string[]; readonly name: string }[]
  >;
}

/**
 * @param names publishers, titles and ids.
 * @param authors of whom the surname is enough.
 */
export function createSourceIndex(names: Iterable<string>, authors: Iterable<string>): SourceIndex {
  const byFirst = new Map<string, { words: string[]; name: string }[]>();
  const add = (words: string[], name: string) => {
    const [first = ""] = words;
    if (first === "") return;
    const own = byFirst.get(first);
    if (own) own.push({ words, name });
    else byFirst.set(first, [{ words, name }]);
  };
  for (const name of new Set(names)) add(fold(name).replace(/^the /u, "").split(" "), name);
  for (const author of new Set(authors)) {
    const words = fold(author).split(" ");
    for (let from = 0; from < words.length; from += 1) add(words.slice(from), author);
  }
  return { byFirst };
}

/** The sources that words name, in order; at each place those of the longest name. */
export function markSources(words: readonly string[], { byFirst }: SourceIndex): SourceMark[] {
  const folded = words.map((word) => fold(word));
  const marks: SourceMark[] = [];
  for (let at = 0; at < folded.length; at += 1) {
    let length = 0;
    let sources: string[] = [];
    for (const { words: own, name } of byFirst.get(folded[at] ?? "") ?? []) {
      if (own.length < length || own.some((word, index) => word !== folded[at + index])) continue;
      if (own.length > length) sources = [];
      length = own.length;
      sources.push(name);
    }
    if (length === 0) continue;
    marks.push({ from: at, to: at + length, sources: [...new Set(sources)] });
    at += length - 1;
  }
  return marks;
}
