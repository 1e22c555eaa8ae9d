import { expect, test } from "vitest";
import { findTopics } from "../../src/core/topics.ts";

const said = (documentId: string, ...texts: string[]) =>
  texts.map((text) => ({ documentId, text }));

test("names and words that several statements hold, most first, with where they are", () => {
  const topics = findTopics([
    ...said("a", "The North Korea summit ends", "North Korea sends troops", "NATO sends troops"),
    ...said("b", "North Korea’s summit", "It was said"),
  ]);
  expect(topics.map(({ text, count }) => `${text} ${count}`)).toEqual([
    "North Korea 3",
    "sends 2",
    "summit 2",
    "troops 2",
  ]);
  expect(topics[0]).toMatchObject({ documentIds: ["a", "b"], counts: [2, 1] });
});

test("forms of a word are one topic, in the wording that is most common", () => {
  const [topic] = findTopics(said("a", "sanctions", "sanctions", "sanction", "Sanctions"));
  expect(topic).toMatchObject({ text: "sanctions", count: 4 });
});

test("nothing said, no topics", () => {
  expect(findTopics([])).toEqual([]);
});
