import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { App } from "../../src/app.ts";
import { NOTHING_UNDERSTOOD } from "../../src/core/question/interpret.ts";
import { findSpeaker } from "../../src/core/speakers/find.ts";
import type { Interpretation, SpeakerName } from "../../src/core/types.ts";
import { findAnswer } from "../../src/use-cases/find-answer.ts";
import type { Found } from "../../src/use-cases/found.ts";
import { openHarbour, shown } from "../support/harbour-app.ts";

let app: App;
beforeAll(async () => {
  app = await openHarbour();
});
afterAll(() => app.close());

function named(name: string): SpeakerName {
  const [found] = findSpeaker(name, app.store.speakers());
  if (!found) throw new Error(`${name} is not there.`);
  return { id: found.speaker.id, name: found.speaker.name };
}

/** What is found for what was understood, whatever the question was. */
async function find(understood: Partial<Interpretation>, limit: number | null = null) {
  const interpretation = { ...NOTHING_UNDERSTOOD, text: "?", ...understood };
  return findAnswer(await app.searchable(), interpretation, limit);
}

const bridge = { kind: "statements", topic: "the bridge" } as const;

describe("who somebody is", () => {
  it("is told by the sentences that say it, of one document after the other, then by words of theirs", async () => {
    const { reason, excerpts } = await find({ kind: "introduction", speaker: named("Vold") });
    expect(reason).toBeNull();
    expect(shown(excerpts)).toEqual([
      "ferry-deal: Ines Vold, the head of the seafarers' union, said the crews would receive four percent more.",
      `ferry-strike: "The crews have not had a raise in four years," said union leader Ines Vold.`,
      `ferry-deal Ines Vold: "This is a good day for everybody who works on the water,"`,
    ]);
    const told = excerpts
      .slice(0, 2)
      .map(({ highlight: [role], spans: [span] }) =>
        span.text.slice((role?.start ?? 0) - span.start, (role?.end ?? 0) - span.start),
      );
    expect(told).toEqual(["head of the seafarers", "union leader"]);
  });

  it("keeps to the dates", async () => {
    const speaker = named("Brekke");
    const { excerpts } = await find({ kind: "introduction", speaker, from: "2025-01-01" });
    expect(new Set(excerpts.map(({ document }) => document.id))).toEqual(new Set(["bridge-plan"]));
  });

  it("is refused where the documents only name them", async () => {
    const { reason, excerpts } = await find({
      kind: "introduction",
      text: "Who is the council of Kastrand?",
      speaker: named("council of Kastrand"),
    });
    expect(reason?.message).toContain("nothing was found there that says who they are");
    expect(excerpts.length).toBeGreaterThan(0);
  });
});

describe("the corpus itself", () => {
  const about = (understood: Partial<Interpretation>) => find({ kind: "corpus", ...understood });
  const documents = ({ excerpts }: Found) => excerpts.map(({ document }) => document.id);

  it("has sources, newest first, each with its first sentence", async () => {
    const found = await about({ about: "sources" });
    expect(documents(found)).toEqual(["bridge-plan", "ferry-deal", "ferry-strike", "dredging"]);
    expect(found.note).toBe(
      "4 documents, 3 of them dated, 2024-03-04 to 2025-06-01. From Fjord Weekly and Kastrand Post. By Marit Solberg.",
    );
  });
  it("has those of one paper", async () => {
    const found = await about({ about: "sources", sources: ["Fjord Weekly"] });
    expect(documents(found)).toEqual(["bridge-plan", "dredging"]);
  });
  it("says how many there are", async () => {
    const { note } = await about({ about: "count" });
    expect(note).toMatch(/^4 documents, \d+ passages and \d+ statements; \d+ speakers named\./u);
  });
  it("says who is quoted most, with one statement each", async () => {
    const { note, excerpts } = await about({ about: "speakers" });
    expect(note).toMatch(/^6 speakers are quoted: Ines Vold \(5 statements\), Tomas Brekke/u);
    const names = excerpts.map(({ statement }) => statement?.speaker?.name);
    expect(names.slice(0, 2)).toEqual(["Ines Vold", "Tomas Brekke"]);
    expect(new Set(names).size).toBe(names.length);
  });
  it("says that a list is cut", async () => {
    const { note, excerpts } = await find({ kind: "corpus", about: "speakers" }, 2);
    expect(excerpts).toHaveLength(2);
    expect(note).toContain("6 fit; these are the first 2.");
  });
  it("has latest documents, and says which have no date", async () => {
    const found = await about({ about: "latest" });
    expect(documents(found)).toEqual(["bridge-plan", "ferry-deal", "ferry-strike"]);
    expect(found.note).toBe("1 document states no date.");
  });
  it("says that there is none of a year", async () => {
    const found = await about({ about: "sources", from: "1999-01-01", to: "1999-12-31" });
    expect(found.reason?.code).toBe("outside-dates");
  });
  it("says that no document has a date where none has", async () => {
    const found = await about({ about: "latest", sources: ["Dredging goes on"] });
    expect(found.reason?.message).toBe(
      "No document that was looked at states when it was published.",
    );
  });
  it("tells what a document is about in its own words", async () => {
    const found = await about({ about: "document", sources: ["Deal ends ferry strike"] });
    expect(shown(found.excerpts)[0]).toBe(
      "ferry-deal: The ferry strike in Kastrand ended on Tuesday after fifteen days.",
    );
    expect(new Set(documents(found))).toEqual(new Set(["ferry-deal"]));
    expect(found.note).toContain("2 speakers are quoted: Ines Vold");
  });
  it("finds the document that is nearest to a topic", async () => {
    const found = await about({ about: "document", topic: "dredging of the basin" });
    expect(new Set(documents(found))).toEqual(new Set(["dredging"]));
  });
  it("tells what can be asked, with names that it has", async () => {
    const { note, reason, excerpts } = await about({ about: "abilities" });
    expect(reason).toBeNull();
    expect(note).toContain("“What did Ines Vold say");
    expect(excerpts.length).toBeGreaterThan(0);
  });
});

describe("two speakers", () => {
  const both = (first: string, second: string, topic: string | null) =>
    find({
      kind: "statements",
      together: true,
      namesakes: [named(first), named(second)],
      topic,
    });

  it("stand one after the other, each one's best first", async () => {
    const { excerpts, note } = await both("Brekke", "Vold", "the bridge");
    const names = excerpts.map(({ statement }) => statement?.speaker?.name);
    expect([...new Set(names)]).toEqual(["Tomas Brekke", "Ines Vold"]);
    expect(names).toEqual(names.toSorted((a = "", b = "") => (a > b ? -1 : 1)));
    expect(note ?? null).toBeNull();
  });
  it("have at most half of the list each", async () => {
    const understood = { namesakes: [named("Brekke"), named("Vold")], together: true };
    const { excerpts } = await find({ kind: "statements", ...understood }, 4);
    expect(excerpts.map(({ statement }) => statement?.speaker?.name)).toEqual([
      "Tomas Brekke",
      "Tomas Brekke",
      "Ines Vold",
      "Ines Vold",
    ]);
  });
  it("are told apart where one has nothing on it", async () => {
    const { note, excerpts } = await both("Vold", "Quist", "the bridge");
    expect(note).toBe("Nothing by Petra Quist was found that fits.");
    for (const { statement } of excerpts) expect(statement?.speaker?.name).toBe("Ines Vold");
  });
});

describe("a refusal", () => {
  const check = (
    what: string,
    understood: () => Partial<Interpretation>,
    expected: { code: string; message: string; leads?: RegExp },
  ) =>
    it(what, async () => {
      const { reason, excerpts } = await find(understood());
      expect(reason).toEqual({ code: expected.code, message: expected.message });
      if (expected.leads) expect(shown(excerpts)[0]).toMatch(expected.leads);
    });

  check(
    "of a name that nobody has tells who is written nearly so",
    () => ({ unknown: { what: "speaker", name: "Inez Volt" }, topic: "the bridge" }),
    {
      code: "speaker-unknown",
      message: "Nobody of the name “Inez Volt” is in this corpus. Written nearly so: Ines Vold.",
    },
  );
  check(
    "of a name that is like none says only that",
    () => ({ unknown: { what: "speaker", name: "Mbeki" }, topic: "the bridge" }),
    { code: "speaker-unknown", message: "Nobody of the name “Mbeki” is in this corpus." },
  );
  check("of a source", () => ({ unknown: { what: "source", name: "The Herald" } }), {
    code: "source-unknown",
    message: "Nothing in this corpus is from “The Herald”.",
  });
  check(
    "of a speaker who is not on this shows what they do speak of",
    () => ({ kind: "statements", speaker: named("Vold"), topic: "submarine cables" }),
    {
      code: "speaker-not-on-this",
      message:
        "Ines Vold is in this corpus, but no statement told to be theirs was found to be on this.",
      leads: / Ines Vold: /u,
    },
  );
  check(
    "of somebody who says nothing shows where they are named",
    () => ({ kind: "statements", speaker: named("Quist"), text: "What did Quist say?" }),
    {
      code: "speaker-not-on-this",
      message: "Petra Quist is named in this corpus, but no statement there is told to be theirs.",
      leads: /Mayor Petra Quist/u,
    },
  );
  check(
    "for the dates shows what there is of others",
    () => ({ ...bridge, speaker: named("Vold"), from: "2024-01-01", to: "2024-12-31" }),
    {
      code: "outside-dates",
      message: "Nothing that fits is from 2024-01-01 to 2024-12-31 in this corpus.",
      leads: /a gift to the road lobby/u,
    },
  );
  check(
    "for the source shows what there is of others",
    () => ({ ...bridge, speaker: named("Vold"), sources: ["Kastrand Post"] }),
    {
      code: "outside-sources",
      message: "Nothing that fits is from Kastrand Post in this corpus.",
      leads: /a gift to the road lobby/u,
    },
  );
  check(
    "for both says both",
    () => ({
      ...bridge,
      speaker: named("Vold"),
      sources: ["Kastrand Post"],
      from: "2024-03-04",
      to: "2024-03-31",
    }),
    {
      code: "outside-dates",
      message:
        "Nothing that fits is from 2024-03-04 to 2024-03-31 and by Kastrand Post in this corpus.",
    },
  );
  check(
    "in another language says that it reads English",
    () => ({ text: "Warum streiken die Seeleute?", language: "other" }),
    {
      code: "other-language",
      message: "This reads questions in English alone, and found nothing by these words.",
    },
  );

  it("shows none of its words as those that answer", async () => {
    const { leads } = await app.ask("What did Mbeki say about the bridge?");
    expect(leads.length).toBeGreaterThan(0);
    expect(leads.flatMap(({ highlight }) => highlight)).toEqual([]);
  });
  it("of a greeting names somebody who can be asked for", async () => {
    const { reason } = await app.ask("hi there!");
    expect(reason).toEqual({
      code: "not-a-question",
      message: "There is nothing in this to look for. Ask something like “What did Ines Vold say?”",
    });
  });
});

it("says which date it did not understand", async () => {
  const { note } = await find({ ...bridge, speaker: named("Vold"), misread: "31/02/2024" });
  expect(note).toContain("“31/02/2024” looks like a date");
});

describe("more", () => {
  it("goes on after what was shown, and ends", async () => {
    const all = await find({ kind: "statements", speaker: named("Brekke") });
    const first = await find({ kind: "statements", speaker: named("Brekke") }, 2);
    const next = await find({ kind: "statements", speaker: named("Brekke"), skip: 2 }, 2);
    const last = await find({ kind: "statements", speaker: named("Brekke"), skip: 10 });
    expect(shown([...first.excerpts, ...next.excerpts])).toEqual(shown(all.excerpts.slice(0, 4)));
    expect(first.note).toBe("5 fit; these are the first 2.");
    expect(next.note).toBe("5 fit; these come after the first 2.");
    expect(last.reason?.code).toBe("no-more");
  });
  it("of passages shows none again", async () => {
    const text = "How many workers take part in the strike?";
    const first = await find({ text, topic: text }, 1);
    const next = await find({ text, topic: text, skip: 1 }, 2);
    const receipts = next.excerpts.map(({ receipt }) => receipt);
    expect(receipts).not.toContain(first.excerpts[0]?.receipt);
  });
});
