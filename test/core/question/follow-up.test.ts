import { describe, expect, it } from "vitest";
import { interpret } from "../../../src/core/question/interpret.ts";
import { createSourceIndex } from "../../../src/core/question/source-marks.ts";
import { slug } from "../../../src/core/speakers/fold.ts";
import type { Speaker, SpeakerType } from "../../../src/core/speakers/speaker.ts";
import { wordsOf } from "../../../src/core/text/words.ts";
import type { Interpretation } from "../../../src/core/types.ts";
import { namesOf } from "./names.ts";

function speaker(name: string, type: SpeakerType, statementCount: number): Speaker {
  return { id: slug(name), name, type, statementCount, aliases: [], roles: [] };
}

/** Who speaks in a made-up town. */
const speakers: readonly Speaker[] = [
  speaker("Ines Vold", "person", 4),
  speaker("Tomas Brekke", "person", 3),
  speaker("Harbour Authority", "body", 5),
  speaker("Kastrand Council", "body", 2),
  speaker("Norway", "body", 1),
  speaker("Denmark", "body", 1),
  speaker("Petra Quist", "person", 0),
];
const stems = new Set(
  wordsOf(
    "ferry ferries strike harbour harbor dredging cranes crane workers wages pay north pier union bridge tunnel " +
      "closed close sank storm Kastrand Norway Denmark Petra Quist Oslo Bergen ships ship many built toll tolls " +
      "build prices mayor view true",
  ).map(({ stem }) => stem),
);

const names = namesOf({
  speakers,
  sources: createSourceIndex(["Kastrand Post", "Fjord Weekly"], []),
  stems,
  published: { from: "2022-01-01", to: "2025-01-01" },
});

const options = { names, today: "2026-03-05" };

/** What is understood of the last of questions, each after the one before. */
function understand(chain: readonly string[]): Interpretation {
  let previous: Interpretation | null = null;
  for (const question of chain) previous = interpret(question, { ...options, previous });
  if (previous === null) throw new Error("no question");
  return previous;
}

/** "statements by Ines Vold on strike, skip 10": what was understood, without what was not. */
function line(understood: Interpretation): string {
  const {
    kind,
    speaker,
    namesakes,
    topic,
    from,
    to,
    sources: only,
    skip,
    unknown,
    quote,
  } = understood;
  const whom = speaker?.name ?? namesakes.map(({ name }) => name).join("+");
  return [
    kind,
    whom && `by ${whom}`,
    topic !== null && quote === null && `on ${topic}`,
    quote !== null && `“${quote}”`,
    unknown && `unknown ${unknown.name}`,
    only.length > 0 && `from ${only.join()}`,
    from !== null && `since ${from}`,
    to !== null && `until ${to}`,
    skip > 0 && `skip ${skip}`,
  ]
    .filter((part) => typeof part === "string" && part !== "")
    .join(" ");
}

/** The next question after another has these facets. */
const check = (chain: readonly string[], expected: string) =>
  it(chain.join(" > "), () => expect(line(understand(chain))).toBe(expected));

const ferry = "What did Vold say about the ferry strike?";
const crane = "How many cranes are in Kastrand?";

describe("another speaker", () => {
  check([ferry, "And Brekke?"], "statements by Tomas Brekke on the ferry strike");
  check([ferry, "what about Brekke"], "statements by Tomas Brekke on the ferry strike");
  check(
    [ferry, "and the harbour authority?"],
    "statements by Harbour Authority on the ferry strike",
  );
  check([ferry, "but Brekke?"], "statements by Tomas Brekke on the ferry strike");
  check([ferry, "Brekke too?"], "statements by Tomas Brekke on the ferry strike");
  check([ferry, "Brekke?"], "statements by Tomas Brekke on the ferry strike");
  check([ferry, "and what did Brekke say?"], "statements by Tomas Brekke on the ferry strike");
  check(
    [ferry, "And Brekke?", "and the council?"],
    "statements by Kastrand Council on the ferry strike",
  );
  check(["What did Vold say?", "and Brekke?"], "statements by Tomas Brekke");
  check(["Who spoke about the bridge?", "and Brekke?"], "statements by Tomas Brekke on the bridge");
  check(
    ["What did Mbeki say about the bridge?", "And Brekke?"],
    "statements by Tomas Brekke on the bridge",
  );
  check(
    ['Did Vold say "the pier will be closed"?', "and Brekke?"],
    "verify by Tomas Brekke “the pier will be closed”",
  );
});

describe("another speaker, in fewer words", () => {
  check([ferry, "wbu Brekke"], "statements by Tomas Brekke on the ferry strike");
  check([ferry, "how bout brekke?"], "statements by Tomas Brekke on the ferry strike");
  check([ferry, "Vold vs Brekke?"], "statements by Ines Vold+Tomas Brekke on the ferry strike");
  check([ferry, "Does Brekke agree?"], "statements by Tomas Brekke on the ferry strike");
  check(
    ["What did Vold and Brekke say about the bridge?", "and about tolls?"],
    "statements by Ines Vold+Tomas Brekke on tolls",
  );
  check(["What did Vold say about Norway?", "how did Norway respond?"], "statements by Norway");
});

describe("another topic", () => {
  check([ferry, "what about the bridge?"], "statements by Ines Vold on the bridge");
  check([ferry, "and on tolls?"], "statements by Ines Vold on tolls");
  check([ferry, "and in Bergen?"], "statements by Ines Vold on the ferry strike in Bergen");
  check(["What did Vold say about Norway?", "and Denmark?"], "statements by Ines Vold on Denmark");
  check([ferry, "and Denmark?"], "statements by Ines Vold on Denmark");
  check(["What did Norway say about ships?", "and Denmark?"], "statements by Denmark on ships");
  check([crane, "and in Oslo?"], "passages on How many cranes are in Oslo?");
  check([crane, "and ships?"], "passages on How many ships are in Kastrand?");
  check(
    ["How many ships did Norway build?", "and Denmark?"],
    "passages on How many ships did Denmark build?",
  );
  check(
    ["How many ships does Bergen have?", "what about Oslo?"],
    "passages on How many ships does Oslo have?",
  );
  check([crane, "and Brekke?"], "statements by Tomas Brekke on cranes in Kastrand");
});

describe("other dates and sources", () => {
  const dated = "statements by Ines Vold on the ferry strike";
  check([ferry, "and in 2023?"], `${dated} since 2023-01-01 until 2023-12-31`);
  check([ferry, "in 2023?"], `${dated} since 2023-01-01 until 2023-12-31`);
  check([ferry, "since 2022?"], `${dated} since 2022-01-01`);
  check([ferry, "and in the Kastrand Post?"], `${dated} from Kastrand Post`);
  check([ferry, "what about Fjord Weekly?"], `${dated} from Fjord Weekly`);
  check(
    ["What did Vold say about the ferry strike in 2023?", "and Brekke?"],
    "statements by Tomas Brekke on the ferry strike since 2023-01-01 until 2023-12-31",
  );
});

describe("another question word", () => {
  check(
    [ferry, "when?"],
    "passages by Ines Vold on When did Ines Vold speak about the ferry strike?",
  );
  check(
    [ferry, "When was that?"],
    "passages by Ines Vold on When did Ines Vold speak about the ferry strike?",
  );
  check(
    [ferry, "why?"],
    "passages by Ines Vold on Why did Ines Vold speak about the ferry strike?",
  );
  check(
    [ferry, "where"],
    "passages by Ines Vold on Where did Ines Vold speak about the ferry strike?",
  );
  check([crane, "since when?"], "passages on Since when cranes are in Kastrand?");
  check(["Did the union close the pier?", "why?"], "passages on Why did the union close the pier?");
  check(
    ["Did the union close the pier?", "how many workers?"],
    "passages on How many workers did the union close the pier?",
  );
  check([crane, "who says so?"], "who on cranes in Kastrand");
  check([ferry, "who says so?"], "who on the ferry strike");
  check(["Who denied the storm?", "why?"], "passages on Why denied the storm?");
  check(["Did the union close the pier?", "who?"], "passages on Who did the union close the pier?");
  check(
    [ferry, "when?", "and Brekke?"],
    "passages by Tomas Brekke on When did Tomas Brekke speak about the ferry strike?",
  );
});

describe("who, and to whom", () => {
  check([crane, "according to whom?"], "who on cranes in Kastrand");
  check(
    [ferry, "to whom?"],
    "passages by Ines Vold on To whom did Ines Vold speak about the ferry strike?",
  );
  check([ferry, "anyone else?"], "who on the ferry strike");
  check(["Who spoke about the ferry strike?", "who else?"], "who on the ferry strike skip 5");
});

describe("the corpus", () => {
  const post = "Which articles are by the Kastrand Post?";
  check([post, "how many?"], "corpus from Kastrand Post");
  check([post, "and the one by Fjord Weekly?"], "corpus from Fjord Weekly");
  check([post, "who is quoted in it?"], "corpus from Kastrand Post");
  check(
    [post, "what does it say about tolls?"],
    "passages on what does it say about tolls? from Kastrand Post",
  );
  check([post, "more"], "corpus from Kastrand Post skip 10");
});

describe("the same again", () => {
  check([ferry, "in which article?"], "statements by Ines Vold on the ferry strike");
  check([ferry, "got a source for that?"], "statements by Ines Vold on the ferry strike");
  check([ferry, "more"], "statements by Ines Vold on the ferry strike skip 10");
  check([ferry, "more", "more please"], "statements by Ines Vold on the ferry strike skip 20");
  check([ferry, "anything else?"], "statements by Ines Vold on the ferry strike skip 10");
  check([ferry, "show me more quotes"], "statements by Ines Vold on the ferry strike skip 10");
  check([ferry, "more from her"], "statements by Ines Vold on the ferry strike skip 10");
  check([ferry, "go on"], "statements by Ines Vold on the ferry strike skip 10");
  check([crane, "what else?"], `passages on ${crane} skip 5`);
  check([ferry, "more", "and Brekke?"], "statements by Tomas Brekke on the ferry strike");
  check([ferry, "source?"], "statements by Ines Vold on the ferry strike");
  check([ferry, "any proof of that?"], "statements by Ines Vold on the ferry strike");
  check([ferry, "where did you get that?"], "statements by Ines Vold on the ferry strike");
  check(
    ["Which articles are by the Kastrand Post?", "what is it about?"],
    "corpus from Kastrand Post",
  );
  check([ferry, "is that true?"], "statements by Ines Vold on the ferry strike");
});

describe("pronouns", () => {
  check([ferry, "What did she say about the bridge?"], "statements by Ines Vold on the bridge");
  check([ferry, "what exactly did she say?"], "statements by Ines Vold on the ferry strike");
  check(
    [crane, "what do they do there?"],
    "passages on what do they do there: cranes in Kastrand?",
  );
  check([ferry, "what else did she say?"], "statements by Ines Vold");
  check([ferry, "her view on tolls?"], "statements by Ines Vold on tolls");
  check([ferry, "did she say that?"], "statements by Ines Vold on the ferry strike");
  check([ferry, "who denied it?"], "who on the ferry strike");
  check([ferry, "did Brekke deny it?"], "statements by Tomas Brekke on the ferry strike");
  check([ferry, "who is she?"], "introduction by Ines Vold");
});

describe("what stands on its own", () => {
  check([ferry, "What did Brekke say about tolls?"], "statements by Tomas Brekke on tolls");
  check([ferry, "Tomas Brekke"], "statements by Tomas Brekke");
  check([ferry, crane], `passages on ${crane}`);
  check([ferry, "How many cranes are there?"], "passages on How many cranes are there?");
  check([ferry, "Is it true that the pier was closed?"], "passages on the pier was closed?");
  check(
    [ferry, "Which bridge did the storm close?"],
    "passages on Which bridge did the storm close?",
  );
  check(
    [ferry, "Did Brekke say his workers strike?"],
    "statements by Tomas Brekke on his workers strike",
  );
  check([ferry, "and who spoke about tolls?"], "who on tolls");
});
