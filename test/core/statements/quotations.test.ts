import { describe, expect, it } from "vitest";
import { findLayout } from "../../../src/core/statements/layout.ts";

/** The double quotations as they stand, "…" after one that is not closed, "+" before one carried on. */
function doubles(text: string): string[] {
  return findLayout(text).quotes.map(
    ({ start, end, closed, carried }) =>
      `${carried ? "+" : ""}${text.slice(start, end)}${closed ? "" : " …"}`,
  );
}

function singles(text: string): string[] {
  return findLayout(text).singles.map(({ start, end }) => text.slice(start, end));
}

describe("double quotations", () => {
  it.each([
    ["curly", "He said “no” twice.", ["“no”"]],
    ["straight", 'He said "no" twice.', ['"no"']],
    ["angled", "Il a dit «non» hier.", ["«non»"]],
    ["of a typewriter", "''Never,'' he said. ``Not once.''", ["''Never,''", "``Not once.''"]],
    ["split by a cue", "“We wait,” Barr said. “We watch.”", ["“We wait,”", "“We watch.”"]],
    [
      "split by a cue, straight",
      '"We wait," Barr said, "and we watch."',
      ['"We wait,"', '"and we watch."'],
    ],
    ["with a nested one", "“They want an ‘N’ in it,” she said.", ["“They want an ‘N’ in it,”"]],
    [
      "with a nested one at the end",
      "\"My aunt said 'Never trust it,'\" he wrote.",
      ["\"My aunt said 'Never trust it,'\""],
    ],
    ["of one letter", "They call it the “N” question.", ["“N”"]],
    ["pointing the wrong way", "She said ”wait” and ”go”.", ["”wait”", "”go”"]],
    ["closed by an opening mark", "She said “wait“ and left.", ["“wait“"]],
    ["of an inch mark alone", 'A pipe of 5" was laid.', []],
    ["closed alone", "It ends here” and goes on.", []],
    ["left open", "He wrote “and never stopped", ["“and never stopped …"]],
    ["opened twice", "He wrote “and “again” there", ["“and  …", "“again”"]],
    ["around nothing", 'It was "" and “”.', ['""', "“”"]],
    ["at a dash", "The word—“dam”—was new.", ["“dam”"]],
  ])("%s", (_, text, expected) => {
    expect(doubles(text)).toEqual(expected);
  });

  it("go on over paragraphs that open them again", () => {
    const text = "She wrote:\n\n“The first part.\n\n“The second.\n\n“The last.”\n\n“Another.”";
    expect(doubles(text)).toEqual([
      "“The first part. …",
      "+“The second. …",
      "+“The last.”",
      "“Another.”",
    ]);
  });

  it("do not go on where the paragraph before closed them or the next does not open them", () => {
    expect(doubles("“One.”\n“Two.”")).toEqual(["“One.”", "“Two.”"]);
    expect(doubles("“One.\nNo mark.\n“Two.”")).toEqual(["“One. …", "“Two.”"]);
  });
});

describe("single quotations", () => {
  it.each([
    ["nested", "“an ‘N’ in it,” he said", ["‘N’"]],
    ["nested, straight", "\"They shout 'stop' and run\"", ["'stop'"]],
    ["in a headline", "Minister: 'We will not go back' on dam", ["'We will not go back'"]],
    ["beside apostrophes", "It's the mayor's 'last' word, isn't it?", ["'last'"]],
    ["not a plural's apostrophe", "The rangers' records and the drivers' logs", []],
    ["not a year", "In the '90s it was the miners' town", []],
    ["not an elision", "’Tis the season", []],
  ])("%s", (_, text, expected) => {
    expect(singles(text)).toEqual(expected);
  });
});
