/**
 * Reads the lists of this folder, each a file of its own whose text is plain data: sorted, without
 * doubles, which test/core/data holds for every one.
 */

/** A list of words parted by white space. */
export function wordList(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/u));
}

/** A list with a line for each entry, which may have several words. */
export function phraseList(text: string): ReadonlySet<string> {
  return new Set(linesOf(text));
}

/** A table with a line for each entry, "entry: value, value", or "entry:" without any. */
export type Table = ReadonlyMap<string, readonly string[]>;

export function wordTable(text: string): Table {
  return new Map(linesOf(text).map(readLine));
}

/** A table whose order is that of the thing itself and not the alphabet's. */
export function orderedTable(text: string): Table {
  return wordTable(text);
}

function linesOf(text: string): string[] {
  return text
    .trim()
    .split("\n")
    .map((line) => line.trim());
}

function readLine(line: string): [string, readonly string[]] {
  const colon = line.indexOf(":");
  const values = line.slice(colon + 1).trim();
  return [line.slice(0, colon), Object.freeze(values === "" ? [] : values.split(", "))];
}

/** The entries of tables that have a value, in order. */
export function entriesWith(value: string, ...tables: readonly Table[]): string[] {
  return tables.flatMap((table) =>
    Array.from(table).flatMap(([entry, values]) => (values.includes(value) ? [entry] : [])),
  );
}

/** Every entry of a table and all of its values. */
export function wordsIn(table: Table): string[] {
  return Array.from(table).flatMap(([entry, values]) => [entry, ...values]);
}

/**
 * Entries as the alternatives of a regular expression; a blank stands for any white space. Those that
 * begin alike share their beginning, with which an expression compiles in less time.
 */
export function alternatives(entries: Iterable<string>): string {
  const byInitial = new Map<string, string[]>();
  for (const entry of entries) {
    const rests = byInitial.get(entry.charAt(0));
    if (rests) rests.push(entry.slice(1));
    else byInitial.set(entry.charAt(0), [entry.slice(1)]);
  }
  // An entry that ends here: the others may go on.
  const mayEnd = byInitial.delete("");
  const branches = Array.from(
    byInitial,
    ([initial, rests]) => literal(initial) + alternatives(rests),
  );
  if (branches.length === 0) return "";
  const joined = branches.join("|");
  if (mayEnd) return `(?:${joined})?`;
  return branches.length === 1 ? joined : `(?:${joined})`;
}

function literal(character: string): string {
  if (character === " ") return String.raw`\s+`;
  return character === "." ? String.raw`\.` : character;
}

/** Tells whether a word is among these, as an expression of them all would. */
export function anyOf(words: ReadonlySet<string>): Pick<RegExp, "test"> {
  return { test: (word) => words.has(word) };
}
