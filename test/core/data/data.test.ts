import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { capitals } from "../../../src/core/data/capitals.ts";
import { countries } from "../../../src/core/data/countries.ts";
import { eitherNames } from "../../../src/core/data/either-names.ts";
import { femaleNames } from "../../../src/core/data/female-names.ts";
import { maleNames } from "../../../src/core/data/male-names.ts";
import { nicknames } from "../../../src/core/data/nicknames.ts";
import { USES } from "../../../src/core/data/uses.ts";

const FOLDER = join(import.meta.dirname, "../../../src/core/data");
/** What reads the lists; every other file is one. */
const READERS = ["lists.ts", "uses.ts"];
const LINE_CHARACTERS_MAX = 100;
/** A list's file: how it is read, what it is, and its text. */
const FORM =
  /^import \{ (\w+) \} from "\.\/lists\.ts";\n\n(\/\*\*[^`]*(?:`[^`\n]+`[^`]*)*?\*\/)\nexport const (\w+) = \1\(`\n([^`$\\]*)\n`\);\n$/u;
/** Words of letters, digits and inner marks, with single blanks between. */
const ENTRY = /^[\p{L}\p{N}](?:[\p{L}\p{N}]|[-'.](?=[\p{L}\p{N}]))*(?: [\p{L}\p{N}-]+)*$/u;

interface List {
  readonly file: string;
  readonly reader: string;
  readonly comment: string;
  readonly name: string;
  readonly lines: readonly string[];
}

const lists = readdirSync(FOLDER)
  .filter((file) => !READERS.includes(file))
  .map((file): List => {
    const match = FORM.exec(readFileSync(join(FOLDER, file), "utf8"));
    const [, reader = "", comment = "", name = "", text = ""] = match ?? [];
    return { file, reader, comment, name, lines: text.split("\n") };
  });
const named = (file: string) => lists.find((list) => list.file === file);

/** The entries of a list in their order; a table's are what stands before the colon. */
function entriesOf({ reader, lines }: List): string[] {
  if (reader === "wordList") return lines.flatMap((line) => line.trim().split(/\s+/u));
  if (reader === "phraseList") return lines.map((line) => line.slice(2));
  return lines.map((line) => line.slice(2, line.indexOf(":")));
}

/** Of a table, the values of each line. */
function valuesOf({ lines }: List): string[][] {
  return lines.map((line) => {
    const values = line.slice(line.indexOf(":") + 1);
    return values === "" ? [] : values.slice(1).split(", ");
  });
}

const isTable = ({ reader }: List) => reader === "wordTable" || reader === "orderedTable";
const sorted = (words: readonly string[]) =>
  [...new Set(words)].toSorted((a, b) => (a < b ? -1 : 1));

test("the folder has lists", () => {
  expect(lists.length).toBeGreaterThan(40);
});

describe.each(lists)("$file", (list) => {
  const { file, reader, name, lines } = list;
  const entries = entriesOf(list);

  test("is plain data, named after its file", () => {
    expect(["wordList", "phraseList", "wordTable", "orderedTable"]).toContain(reader);
    expect(name).toBe(
      file.replace(/\.ts$/u, "").replace(/-(\w)/gu, (_, letter: string) => letter.toUpperCase()),
    );
    for (const line of lines) expect(line).toMatch(/^ {2}\S(?:.*\S)?$/u);
  });

  test("is in order and has nothing twice", () => {
    const expected = sorted(entries);
    if (reader === "orderedTable") expect(entries.toSorted()).toEqual(expected.toSorted());
    else expect(entries).toEqual(expected);
  });

  test("has entries of one form", () => {
    for (const entry of entries) expect(entry).toMatch(ENTRY);
    // Outlets are written as they write themselves.
    if (file !== "outlets.ts") expect(entries).toEqual(entries.map((one) => one.toLowerCase()));
  });
});

test.each(lists.filter(({ reader }) => reader === "wordList"))(
  "$file begins a line with each initial",
  ({ lines }) => {
    for (const line of lines) {
      const initials = Array.from(line.trim().split(" "), (word) => word.charAt(0));
      expect(new Set(initials).size).toBe(1);
      expect(line.length).toBeLessThanOrEqual(LINE_CHARACTERS_MAX);
    }
  },
);

describe.each(lists.filter(isTable))("the values of $file", (list) => {
  test("are in order, none twice", () => {
    for (const [index, values] of valuesOf(list).entries()) {
      expect(list.lines[index]).toMatch(/^ {2}[^:]+:(?: [^:,]+(?:, [^:,]+)*)?$/u);
      for (const value of values) expect(value).toMatch(ENTRY);
      expect(values).toEqual(sorted(values));
    }
  });

  test("are explained where they are marks", () => {
    const told = Array.from(list.comment.matchAll(/`([^`]+)`/gu), ([, value = ""]) => value);
    if (told.length > 0) expect(sorted(valuesOf(list).flat())).toEqual(sorted(told));
  });
});

describe("words of grammar and of speech", () => {
  const names =
    "adverbs auxiliaries common-words conjunctions determiners numbers prepositions pronouns speech-verbs";
  const used = names.split(" ").map((name) => named(`${name}.ts`) ?? expect.fail(`no ${name}.ts`));

  test("stand in one of the tables each", () => {
    const words = used.flatMap(entriesOf);
    expect(words.toSorted()).toEqual([...new Set(words)].toSorted());
  });

  test("have uses that are known, and every use has words", () => {
    expect(sorted(used.flatMap(valuesOf).flat())).toEqual(sorted(Object.keys(USES)));
    for (const { lines } of used) for (const line of lines) expect(line).not.toMatch(/:$/u);
  });
});

describe("names", () => {
  test("stand in one of the lists each", () => {
    const names = [...maleNames, ...femaleNames, ...eitherNames];
    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
  });

  test("and nicknames have other short forms than themselves", () => {
    for (const [name, short] of nicknames) {
      expect(short.length).toBeGreaterThan(0);
      expect(short).not.toContain(name);
    }
  });
});

describe("places", () => {
  test("stand for one country each", () => {
    const words = [
      ...Array.from(countries).flatMap(([country, names]) => [country, ...names]),
      ...[...capitals.values()].flat(),
    ];
    expect(words.toSorted()).toEqual([...new Set(words)].toSorted());
  });

  test("are capitals of countries that are listed", () => {
    expect([...capitals.keys()].filter((country) => !countries.has(country))).toEqual([]);
  });
});
