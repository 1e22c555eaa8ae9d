import { describe, expect, it } from "vitest";
import { resolveMarked } from "./marked.ts";

/** `[…]` marks a source, `{…}` a quotation; the last statement is the one in question. */
function check(marked: string, expected: string | null): void {
  expect(resolveMarked(marked).names.at(-1)).toBe(expected);
}

describe("names", () => {
  it.each<[string, string | null]>([
    ["[Clara Weiss] said the bridge would close.", "Clara Weiss"],
    ["Clara Weiss came late. [Weiss] said the bridge would close.", "Clara Weiss"],
    ["[Weiss] said the bridge would close. Clara Weiss leads the council.", "Clara Weiss"],
    ["[Finnish Prime Minister Aino Salmi] said no.", "Aino Salmi"],
    ["Finnish Prime Minister Aino Salmi came. [Prime Minister Salmi] said no.", "Aino Salmi"],
    ["Aino Salmi came. [Ms. Salmi] said no.", "Aino Salmi"],
    ["Aino Salmi came. [SALMI] said no.", "Aino Salmi"],
    ["Aino Salmi came. [Salmi’s] claim is wrong.", "Aino Salmi"],
    ["[Gen. Viktor Petrenko] told reporters it was over.", "Viktor Petrenko"],
    ["[Dr. Peter King] said no.", "Peter King"],
    ["[Rep. Peter T. King of Ohio] said no.", "Peter T. King"],
    ["[former Secretary of State Martin Hale] said no.", "Martin Hale"],
    ["[EU trade policy chief Hanna Lund] said no.", "Hanna Lund"],
    ["[Virginia Gov. Thomas Reed] said no.", "Thomas Reed"],
    ["[Harlow campaign manager Susan Pike] said no. Jim Harlow was silent.", "Susan Pike"],
    ["[Jan de Vries] said no. Later [de Vries] left.", "Jan de Vries"],
    ["Ursula van der Meer came. [Van der Meer] said no.", "Ursula van der Meer"],
    ["[Lee Min Jun] said no. Later [Lee] left.", "Lee Min Jun"],
    ["Robert Nash Jr. came. [Nash] said no.", "Robert Nash Jr."],
    ["Bill Ward and Ann Pace came. [Pace] said no.", "Ann Pace"],
    ["Anna Bell ran. [Anna] said she was tired.", "Anna Bell"],
    ["[Murshed Qadri, a manager at the port,] said no.", "Murshed Qadri"],
    ["Mark English came. [English] said no.", "Mark English"],
    ["[He and election experts] said no. Anna Bell ran.", null],
    ["[The BBC’s Anna Bell] said no.", "Anna Bell"],
    ["[@annabell] said no. Anna Bell ran.", "@annabell"],
  ])("%s", check);

  it("keeps the suffix apart from the surname", () => {
    check(
      "Robert Hall came with Robert Hall Jr. to the fair. [Robert Hall Jr.] said no.",
      "Robert Hall Jr.",
    );
  });

  it("reads a surname that is transcribed in another way or misspelt", () => {
    check("Andrii Sydorenko came. [Andriy Sidorenko] said no.", "Andrii Sydorenko");
    check("Pavlo Kovalchuk came. [Kovalchyk] said no.", "Pavlo Kovalchuk");
  });
});

describe("roles", () => {
  it.each<[string, string | null]>([
    ["Mark Olsen, the NATO chief, came. [The NATO chief] said no.", "Mark Olsen"],
    ["NATO Secretary-General Mark Olsen came. [The NATO chief] said no.", "Mark Olsen"],
    ["Portuguese President Rui Costa came. [The Portuguese president] said no.", "Rui Costa"],
    ["[The Portuguese president] said no. Portuguese President Rui Costa left.", "Rui Costa"],
    ["Portuguese Foreign Minister Rui Costa came. [Portugal's top diplomat] said no.", "Rui Costa"],
    ["Portuguese Foreign Minister Rui Costa came. [Portuguese minister] said no.", "Rui Costa"],
    [
      "Portuguese Foreign Minister Rui Costa came. [The Polish minister] said no.",
      "Polish minister",
    ],
    [
      "Russian leader Ivan Orlov came. President Ivan Orlov ate. [The Russian president] said no.",
      "Ivan Orlov",
    ],
    ["[The head of Norway’s Port Authority, Kari Holm,] said no.", "Kari Holm"],
    ["Ohio Gov. Tom Reed came. [The Ohio governor] said no.", "Tom Reed"],
    ["Judge Ann Pace read. [The judge] said no.", "Ann Pace"],
    ["President Rui Costa met President Ivan Orlov. [The president] said no.", null],
    ["[The president] said no.", null],
    ["Tom Reed came. [His spokesman] said no.", null],
    ["Candidate Tom Reed came. Ann Pace and Joe Webb ate. [The candidate] said no.", null],
    ["former President Rui Costa came to Portugal. [The president] said no.", null],
    [
      "Football president Rui Costa of Benfica came. [The Portuguese president] said no.",
      "Portuguese president",
    ],
    ["[US Senate budget chair] said no.", "US Senate budget chair"],
    ["[A French Treasury spokesperson] said no.", "French Treasury spokesperson"],
  ])("%s", check);
});

describe("bodies and people without names", () => {
  it.each<[string, string | null]>([
    ["[South Korean intelligence] said no.", "South Korean intelligence"],
    ["[Oslo’s foreign ministry] said no.", "Oslo’s foreign ministry"],
    ["[The European Union] said no. [The EU] said more.", "European Union"],
    [
      "Norway came. [Norway’s Data Protection Service] said no. [The Data Protection Service] said more.",
      "Norway’s Data Protection Service",
    ],
    [
      "The Baltic Port Council (BPC) met. [The Baltic Port Council] said no. [The BPC] left.",
      "Baltic Port Council",
    ],
    ["[China] said no. [Beijing] said more.", "China"],
    ["[Reuters] reported a fire.", "Reuters"],
    ["[The Associated Press] reported a fire.", "Associated Press"],
    ["[officials] said no.", "officials"],
    ["[a senior official] said no.", "senior official"],
    ["[Many European leaders] believe it.", "Many European leaders"],
    ["[people close to Tom Reed] said no. Tom Reed ate.", "people close to Tom Reed"],
    ["Tom Reed ate. [Reed supporters] said no.", "Reed supporters"],
    ["Tom Reed ate. [A Reed spokesman] said no.", "Reed spokesman"],
    ["Tom Reed ate. [the Reed campaign] said no.", "Reed campaign"],
    ["[a new poll] found it.", null],
    ["[Both the Kremlin and Pyongyang] denied it.", "Kremlin + Pyongyang"],
    ["[NATO, EU] urged it.", "NATO + EU"],
    [
      "[US President Tom Reed and other Western leaders] urged it.",
      "Tom Reed + other Western leaders",
    ],
    [
      "[Reports from U.S., South Korean, and Ukrainian intelligence] say so.",
      "Ukrainian intelligence",
    ],
    ["[Bill and Ann Pace] said no. Bill Pace came with Ann Pace.", "Bill Pace + Ann Pace"],
  ])("%s", check);
});

describe("two people of one surname", () => {
  it.each<[string, string | null]>([
    ["Carl Reed and Olga Reed came. [Reed] said no.", null],
    ["Carl Reed and Olga Reed came. [Mr. Reed] said no.", "Carl Reed"],
    ["Carl Reed and Olga Reed came. [Mrs. Reed] said no.", "Olga Reed"],
    ["Carl Reed and Olga Reed came. [Olga Reed] said no.", "Olga Reed"],
    ["Carl Reed spoke. Carl Reed ate. Then came his wife, Olga Reed. [Olga] said no.", "Olga Reed"],
    ["Senator Carl Reed and Mayor Olga Reed came. [Mayor Reed] said no.", "Olga Reed"],
    ["Carl Reed came. [The younger Mr. Reed] said no.", null],
    ["His son Carl Reed came. [Reed] said no.", null],
  ])("%s", check);
});

describe("pronouns", () => {
  it.each<[string, string | null]>([
    ["Carl Reed came. [He] said no.", "Carl Reed"],
    ["Anna Bell came. [He] said no.", null],
    ["Anna Bell met Carl Reed. [He] said no.", "Carl Reed"],
    ["Anna Bell met Carl Reed. [She] said no.", "Anna Bell"],
    [
      "Carl Reed met Tom Webb in Rome with Joe Pike. Tom Webb and Carl Reed sat. [He] said no.",
      null,
    ],
    ["[Carl Reed] said Tom Webb had gone. {“It is over,”} [he] said.", "Carl Reed"],
    ["[Carl Reed] said [he] would go.", "Carl Reed"],
    ["Carl Reed ate.\n\n{“It is over,”} [he] said.", "Carl Reed"],
    [
      "Carl Reed ate.\n\nRain fell.\n\nIt fell again.\n\nAnd again.\n\n{“It is over,”} [he] said.",
      null,
    ],
    ["Carl Reed ate. [A young officer] was there. {“It is over,”} [he] said.", "young officer"],
    ["Carl Reed ate. [A young woman] was there. {“It is over,”} [he] said.", null],
    ["{“Tom Webb lied,”} said [Carl Reed]. {“He did,”} [he] added.", "Carl Reed"],
    ["Kim Holt, an aide to Mrs. Reed, came. [He] said no.", "Kim Holt"],
    ["Carl Reed ate. If the president keeps [his] promise, all is well.", null],
    ["Carl Reed ate. Asked by Tom Webb about it, [he] said no.", null],
    ["Carl Reed, [who] said no, left.", "Carl Reed"],
    ["The ship sank, [which] said it all.", null],
    ["[The ministry of Norway] said no. [It] said more.", "ministry of Norway"],
    ["[Officials] said no. [They] said more.", "Officials"],
    ["Carl Reed met Tom Webb. [They] said no.", null],
    ["[We] believe in this.", null],
    ["[I] believe in this.", null],
    ["[Carl Reed] said no. [His] claim is wrong.", "Carl Reed"],
  ])("%s", check);
});

describe("quotations without a source", () => {
  it("continues the quotation before it in the same paragraph", () => {
    const { names } = resolveMarked("{“It is over,”} [Carl Reed] said. {“We go home.”}");
    expect(names).toEqual(["Carl Reed", "Carl Reed"]);
  });

  it("does not continue over words or paragraphs", () => {
    expect(
      resolveMarked("{“It is over,”} [Carl Reed] said. The crowd left and sang {“We go home.”}")
        .names,
    ).toEqual(["Carl Reed", null]);
    expect(resolveMarked("{“It is over,”} [Carl Reed] said.\n\n{“We go home.”}").names).toEqual([
      "Carl Reed",
      null,
    ]);
  });
});

describe("what a document says of a speaker", () => {
  it("gives roles and names in the document's own words", () => {
    const { text, resolved } = resolveMarked(
      "Portuguese Prime Minister Rui Costa met Mark Olsen, the NATO chief, and [Costa] said no.",
    );
    const shown = resolved.mentions.map(({ name, evidence, roles }) => ({
      name,
      evidence: evidence.map(({ start, end }) => text.slice(start, end)),
      roles: roles.map(({ start, end }) => text.slice(start, end)),
    }));
    expect(shown).toEqual([
      { name: "Rui Costa", evidence: ["Rui Costa", "Costa"], roles: ["Portuguese Prime Minister"] },
      { name: "Mark Olsen", evidence: ["Mark Olsen"], roles: ["NATO chief"] },
    ]);
  });
});
