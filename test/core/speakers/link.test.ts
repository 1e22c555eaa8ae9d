import { describe, expect, it } from "vitest";
import { findSpeaker } from "../../../src/core/speakers/find.ts";
import { linkSpeakers, type LinkedSpeakers } from "../../../src/core/speakers/link.ts";
import type { OperatorSpeaker } from "../../../src/core/speakers/speaker.ts";
import { resolveMarked } from "./marked.ts";

function link(
  documents: readonly string[],
  operators: readonly OperatorSpeaker[] = [],
): LinkedSpeakers {
  return linkSpeakers(
    documents.map((marked, index) => {
      const { text, resolved } = resolveMarked(marked, `d${index}`);
      return { ...resolved, text };
    }),
    operators,
  );
}

/** Ids and types of the speakers who made a statement in these documents. */
function ids(documents: readonly string[], operators: readonly OperatorSpeaker[] = []): string[] {
  return link(documents, operators)
    .speakers.filter((one) => one.statementCount > 0)
    .map((one) => one.id);
}

describe("one speaker across documents", () => {
  it.each<[string, string[], string[]]>([
    [
      "accents and hyphens",
      ["[Jean-René Bardot] said no.", "[Jean-Rene Bardot] said no.", "[Jean René Bardot] said no."],
      ["jean-rene-bardot"],
    ],
    [
      "titles and offices",
      ["[French Foreign Minister Paul Morin] said no.", "[Mr. Paul Morin] said no."],
      ["paul-morin"],
    ],
    ["a surname alone", ["[Paul Morin] said no.", "[Morin] said no."], ["paul-morin"]],
    ["middle initials", ["[Paul Morin] said no.", "[Paul J. Morin] said no."], ["paul-morin"]],
    ["short given names", ["[Michael Ward] said no.", "[Mike Ward] said no."], ["michael-ward"]],
    ["all capitals", ["[Paul Morin] said no.", "[PAUL MORIN] said no."], ["paul-morin"]],
    [
      "another transcription, in the same country",
      [
        "[Ukrainian Minister Andrii Sydorenko] said no.",
        "[Ukrainian Minister Andriy Sidorenko] said no.",
      ],
      ["andrii-sydorenko"],
    ],
    [
      "two people of one surname",
      ["[Paul Morin] said no.", "[Anna Morin] said no."],
      ["anna-morin", "paul-morin"],
    ],
    [
      "a surname that two bear stays apart",
      ["[Paul Morin] said no.", "[Anna Morin] said no.", "[Morin] said no."],
      ["anna-morin", "morin", "paul-morin"],
    ],
    [
      "a father and a son",
      ["[Paul Morin] said no.", "[Paul Morin Jr.] said no."],
      ["paul-morin", "paul-morin-jr"],
    ],
    [
      "a surname under another country's office",
      ["[French Minister Paul Morin] said no.", "[Canadian President Morin] said no."],
      ["morin", "paul-morin"],
    ],
    [
      "a body by its initials",
      ["[The European Union] said no.", "[The EU] said no."],
      ["european-union"],
    ],
    [
      "a body by its country's words",
      ["[Oslo’s foreign ministry] said no.", "[The Norwegian Foreign Ministry] said no."],
      ["oslos-foreign-ministry"],
    ],
    ["a country by its capital", ["[China] said no.", "[Beijing] said no."], ["china"]],
    [
      "an office",
      ["[A French Treasury spokesperson] said no.", "[The French Treasury spokesperson] said no."],
      ["french-treasury-spokesperson"],
    ],
    [
      "unnamed people stay apart",
      ["[officials] said no.", "[officials] said no."],
      ["officials-in-d0", "officials-in-d1"],
    ],
  ])("%s", (_, documents, expected) => {
    expect(ids(documents)).toEqual(expected);
  });

  it("keeps every alias and role with the words that show it", () => {
    const documents = ["[French Foreign Minister Paul Morin] said no.", "[Morin] said no."];
    const [speaker] = link(documents).speakers;
    expect(
      speaker?.aliases.map(({ text, evidence }) => [
        text,
        evidence.map(({ documentId, span }) => [documentId, span.start, span.end]),
      ]),
    ).toEqual([
      ["Paul Morin", [["d0", 24, 34]]],
      ["Morin", [["d1", 0, 5]]],
    ]);
    expect(speaker?.roles).toEqual([
      {
        text: "French Foreign Minister",
        evidence: {
          documentId: "d0",
          span: { start: 0, end: 23 },
          text: "French Foreign Minister",
        },
      },
    ]);
  });
});

describe("what the operator states", () => {
  it("wins over what is found", () => {
    const operators = [
      { id: "pm", name: "Paul Morin", aliases: ["Morin", "the Elysée"], roles: ["Mayor of Lille"] },
    ];
    const documents = ["[Anna Morin] said no.", "[Morin] said no.", "[Paul Morin] said no."];
    expect(ids(documents, operators)).toEqual(["anna-morin", "pm"]);
    expect(link(documents, operators).speakers.find(({ id }) => id === "pm")?.roles).toEqual([
      { text: "Mayor of Lille", evidence: null },
    ]);
  });

  it("holds also for a speaker whom no document names", () => {
    expect(link([], [{ name: "Paul Morin" }]).speakers).toMatchObject([
      { id: "paul-morin", type: "person", statementCount: 0 },
    ]);
  });
});

describe("finding a speaker", () => {
  const { speakers } = link([
    "[NATO Secretary-General Mark Olsen] said no. [French Foreign Minister Jean-René Bardot] said no. [President Volodymyr Sydorenko] said no.",
    "[Carl Reed] said no. [Olga Reed] said yes. [The European Union] said no. [South Korea’s National Weather Service] said no. [China] said no. [officials] said no.",
    "[Anders Bakke, the former NATO chief,] said no. [US President Tom Webb] said no. [A US Treasury spokesperson] said no.",
  ]);
  const crowd = Array.from({ length: 300 }, (_, at) => ({ name: `Zqx Vyq${at}` }));
  const among = [...speakers, ...link([], crowd).speakers];

  it.each<[string, string[]]>([
    ["Olsen", ["mark-olsen"]],
    ["mark olsen", ["mark-olsen"]],
    ["MARK OLSEN", ["mark-olsen"]],
    ["mark-olsen", ["mark-olsen"]],
    ["Secretary-General Olsen", ["mark-olsen"]],
    ["the NATO chief", ["mark-olsen"]],
    ["nato secretary general", ["mark-olsen"]],
    ["former NATO chief", ["anders-bakke"]],
    ["Rene Bardot", ["jean-rene-bardot"]],
    ["Jean Rene Bardot", ["jean-rene-bardot"]],
    ["Jean-René Bardott", ["jean-rene-bardot"]],
    ["french foreign minister", ["jean-rene-bardot"]],
    ["France's top diplomat", ["jean-rene-bardot"]],
    ["Olsn", ["mark-olsen"]],
    ["Sidorenko", ["volodymyr-sydorenko"]],
    ["Reed", ["carl-reed", "olga-reed"]],
    ["olga reed", ["olga-reed"]],
    ["EU", ["european-union"]],
    ["the european union", ["european-union"]],
    ["Beijing", ["china"]],
    ["NWS", ["south-koreas-national-weather-service"]],
    ["the American president", ["tom-webb"]],
    ["US Treasury spokesperson", ["us-treasury-spokesperson"]],
    ["bard", ["jean-rene-bardot"]],
    ["Kowalski", []],
    ["the Polish president", []],
    ["", []],
    ["???", []],
  ])("%s", (query, expected) => {
    expect(findSpeaker(query, speakers).map(({ speaker }) => speaker.id)).toEqual(expected);
    // Among many a directory of words says who is looked at.
    expect(findSpeaker(query, among).map(({ speaker }) => speaker.id)).toEqual(expected);
  });

  it("bounds the time for any query", () => {
    expect(findSpeaker("x".repeat(1_000_000), speakers)).toEqual([]);
  });
});
