import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { splitSentences } from "../../../src/core/text/sentences.ts";

function split(text: string): string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

/** `¦` stands where one sentence ends and the next begins; it is not part of the text. */
function check(marked: string): void {
  const expected = marked.split("¦").map((sentence) => sentence.trim());
  expect(split(marked.replaceAll("¦", ""))).toEqual(expected);
}

const groups: Record<string, readonly string[]> = {
  "plain sentences": [
    "One sentence without a stop",
    "The troops arrived.¦ The front did not move.",
    "Will they fight?¦ Nobody knows!¦ We shall see.",
    "They left in 2024.¦ Nobody followed.",
    "The vote was 3.5 to 1.¦ It passed.",
    "Growth was 3.5 percent, up from 2.1.¦ 12,000 soldiers came.",
    "It costs $4.50.¦ $5 is too much.",
    "What?!¦ Never!!",
    "The meeting is over .¦ They left .",
    "He paid the price.[12]¦ The others did not.",
    "He paid the price.¹²¦ The others did not.",
  ],
  abbreviations: [
    "During talks with U.S. Secretary of State Antony Blinken, Rutte underscored the need.",
    "Reports from U.S., South Korean, and Ukrainian intelligence agree.",
    "It threatens even the U.S. mainland.",
    "He flew to the U.S.¦ The next day he returned.",
    "He flew to the U.S.¦ But he returned.",
    "Gen. Mark Milley met Lt. Col. Smith and Mr. and Mrs. Jones.",
    "Sen. J. D. Vance (R-Ohio) and Rep. Jim Himes (D-Conn.) agreed.",
    "The minister, Jean-Noël Barrot, spoke.¦ Jean-Noël listened.",
    "Donald J. Trump won.¦ George W. Bush called.",
    "J.D. Vance and J.K. Rowling met W. E. B. Du Bois.",
    "It opens at 9 a.m. Monday and at 5 p.m. ET on Sunday.",
    "Hear it at 8 a.m. Thursdays or noon-4 p.m. Sundays.",
    "WICHITA, Kan. — The team is back.",
    "Uh, no.¦ I don’t think so.",
    "It closed at 5 p.m.¦ Nobody came.",
    "See No. 5 and Nos. 6 to 9 of Vol. 2.",
    "Did he agree?¦ He said no.¦ Then he left.",
    "Trump vs. Harris, the case Roe v. Wade, approx. 5 tons, cf. Smith.",
    "Acme Inc. Chairman Jo Lee sold shares of Foo Corp. on Nov. 18, 2024.",
    "She works for Acme Inc.¦ The company is large.",
    "Martin Luther King Jr. Day is in January.¦ It is a holiday.",
    "It was Dec.¦ The snow fell.",
    "Many tools, e.g. Python, i.e. the language, are free.",
    "They sell apples, pears, etc.¦ Prices fell.",
    "He has a Ph.D. in physics and lives in Washington, D.C. with a dog.",
    "The St. Petersburg plant on Main St. Closed signs hung there.",
    "He lives on Main St.¦ The shop is near.",
    "So do I.¦ Trump does too.",
    "Louis I. Kahn built it.",
    "That was plan B.¦ The first plan failed.",
    "Sen. Cruz (R-Texas) spoke.¦ Rep. Ryan did not.",
    "Sec. Blinken read Sec. 3 aloud.",
    "They met Jan. 6.¦ Congress was closed.",
    "Int'l. talks began in the Dept. of State.",
    "It rained in May.¦ 12 soldiers died.",
    "They sat.¦ 12 people watched on Sun. 5 June.",
    "He was ill.¦ 5 others were not.",
    "C'MON.¦ 15 wins are enough.",
    "The State Department's.¦ Had she asked, it was there.",
  ],
  "quotation marks": [
    "“It is over.”¦ The crowd left.",
    '"It is over."¦ The crowd left.',
    "He called it “a disaster”.¦ Others agreed.",
    "Barrot and Sybiha met during the tour with his “victory plan.”¦ They talked.",
    "“Is it so?” he asked.¦ Nobody knew.",
    "“It is over!” Trump said.¦ He left.",
    "“Who do they think they are?” Trump said of Apple in February.¦ It did not reply.",
    "“What can we do?” Renteria told reporters on Tuesday.",
    "“Are you there?” Mr. Trump asked.¦ Silence followed.",
    "“Rally all the countries around it.” Barrot said.",
    "“We will win.” The French president said.",
    "“We will win.”¦ Trump said that the war would end.",
    "“We will win.”¦ He said the war would end.",
    "“What is wrong?”¦ Musk replied: “Nothing.”",
    "“What is wrong?”¦ I said, “Nothing.”",
    "“A victory would be chaos.¦ That is why we act,” he said.",
    "''This is a tragedy.''¦ Mr. Obama nodded.",
    "He said: «Oui.»¦ Then he left.",
    "« Oui. »¦ Il est parti.",
    "Er sagte: „Nein.“¦ Dann ging er.",
    "“He said, ‘Stop.’”¦ They stopped.",
    "“Stop.” — Jane Doe",
    "What he said is — are you ready? — that it is over.",
    "Who won?¦ - The Democrats did.",
    "“Stop”.¦ “Go”.",
    "The word “huge” is his.¦ “Small” is mine.",
    "‘N’ is for North Atlantic, and I don’t believe it.”",
    "(He left early.)¦ She stayed (see p. 5 for why).",
    "He left (she did not!) and came back.",
    "They asked [...] for more.¦ […] And more came.",
  ],
  "stops without a space": [
    "They came to the place.¦“That is it,” he said.",
    "They came to the place.¦That was it.",
    'They came to the place.¦"That is it," he said.',
    'He said "This is it."¦That was all.',
    "The system is called RealityOS.¦The first one failed.",
    "They met in 2024.¦The war went on.",
    "Visit example.com, www.example.co.uk/a.b?c=d!e or mail j.doe@example.com today.",
    "Read it at https://example.com/a.¦ Then write.",
    "Booking.Com and Node.js and the .NET runtime and Anderson .Paak remain.",
    "Is it version 3.X of U.S.Steel?",
  ],
  ellipses: [
    "Well... that is all.¦ Really… yes.",
    "I thought... The rest is silence.".replace("... ", "...¦ "),
    "They took it …¦ The rest is silence.",
    "It was the ... White House that called.",
    "It goes up and up. ...¦ That is bad.",
  ],
  "lines and lists": [
    "China urged to stop support¦\nRobert Besser¦\n18 Nov 2024, 14:55 GMT+10¦\nBRUSSELS, Belgium: NATO acts.",
    "- First point¦\n- Second point. ¦It goes on¦\n• Third",
    "1. First¦\n2. Second thing.¦ It goes on.¦\na. Third¦\nIV. Fourth",
    "It ended. ¦• Next item. ¦• Last item",
    "# A heading¦\n\nText under it.¦ More text.¦\n\n* item one¦\n* item two",
    "One.¦\r\nTwo.¦\r\n\r\nThree.",
    "One¦\u2028Two¦\u2029Three¦\vFour",
    "Share article:¦\nShare¦\nTweet",
  ],
  "other scripts and shapes": [
    "中国敦促停火。¦俄罗斯拒绝！¦为什么？",
    "他问：“是吗？”¦然后走了。",
    "「はい。」と彼は言った。¦彼は去った。",
    "هل وصلوا؟¦ لا أحد يعرف.",
    "वे आए।¦ वे गए।",
    "Он пришёл.¦ Она ушла в 5 ч. вечера.",
    "THE TROOPS ARRIVED.¦ THE FRONT DID NOT MOVE.¦ MR. TRUMP LEFT THE U.S. SENATE.",
    "they came. ¦then they left. ¦nobody saw dr. smith",
    "Great news. 😀¦ More soon.",
    "Great 😀 news",
    "iPhone sales fell.¦ eBay rose.¦ al-Shabaab denied it.",
    "!!!",
    "…",
    "A",
  ],
};

describe("splitSentences", () => {
  describe.each(Object.entries(groups))("%s", (_, cases) => {
    it.each(cases)("%j", check);
  });

  it("has nothing to say of a text without characters", () => {
    for (const text of ["", " ", "\n\n", "\u00a0\t\r\n"]) expect(split(text)).toEqual([]);
  });

  it("numbers paragraphs", () => {
    const sentences = splitSentences("One. Two.\n\nThree.\nFour.");
    expect(sentences.map(({ paragraph }) => paragraph)).toEqual([0, 0, 1, 2]);
  });
});

describe("hard-wrapped text", () => {
  const wrapped = [
    "A heading of its own",
    "",
    "The deployment marks the first time that a government outside of",
    "Europe has sent its troops there, and the European Union, France and",
    "Germany are taking it seriously. They are trying to find out how to",
    "answer.",
    "",
    "- a point of a list that is long enough to be wrapped by the editor,",
    "  and goes on here",
    "- another point",
  ].join("\n");

  it("joins the lines that a sentence runs through", () => {
    expect(split(wrapped).map((sentence) => sentence.replaceAll(/\s+/gu, " "))).toEqual([
      "A heading of its own",
      "The deployment marks the first time that a government outside of Europe has sent its troops there, and the European Union, France and Germany are taking it seriously.",
      "They are trying to find out how to answer.",
      "- a point of a list that is long enough to be wrapped by the editor, and goes on here",
      "- another point",
    ]);
  });

  it("keeps Windows line breaks inside a sentence as they are", () => {
    const text = wrapped.replaceAll("\n", "\r\n");
    expect(split(text)[1]).toContain("outside of\r\nEurope");
  });

  it("leaves lines alone that end with their sentences", () => {
    const lines = [
      "China urged to stop North Korea’s support for the war by NATO, EU",
      "Europe is shocked by North Korea’s dispatch of troops to Russia",
      "The minister, who came to Kyiv on Monday, warned of an escalation.",
      "iPhone sales fell after the announcement of new tariffs on China",
    ];
    expect(split(lines.join("\n"))).toEqual(lines);
  });
});

/** Sentences of a text made of what splits and what does not, in any order. */
const fragments = fc.constantFrom(
  ..."Mr.|U.S.| |  |\n|\r\n|\n\n|.|!|?|...|…|。|\"|“|”|’|'|(|)|[|]|a|The|said|Trump|3|3.5|J.|😀|\ud83d|é|- |• |中|ע|#|\u00a0|\u200d|http://a.b".split(
    "|",
  ),
);
const texts = fc.oneof(
  fc.array(fragments, { maxLength: 60 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 80 }),
);

describe("splitSentences, for any text", () => {
  it("covers every character but white space exactly once, in order, trimmed", () => {
    fc.assert(
      fc.property(texts, (text) => {
        let at = 0;
        let paragraph = 0;
        for (const sentence of splitSentences(text)) {
          const content = text.slice(sentence.start, sentence.end);
          expect(text.slice(at, sentence.start).trim()).toBe("");
          expect(content).not.toBe("");
          expect(content.trim()).toBe(content);
          expect(sentence.start).toBeGreaterThanOrEqual(at);
          expect(sentence.paragraph).toBeGreaterThanOrEqual(paragraph);
          at = sentence.end;
          paragraph = sentence.paragraph;
        }
        expect(text.slice(at).trim()).toBe("");
      }),
      { numRuns: 2000 },
    );
  });

  it("never ends a sentence inside a surrogate pair", () => {
    fc.assert(
      fc.property(texts, (text) => {
        for (const { start, end } of splitSentences(text)) {
          for (const offset of [start, end]) {
            expect(
              /^[\ud800-\udbff][\udc00-\udfff]$/u.test(text.slice(offset - 1, offset + 1)),
            ).toBe(false);
          }
        }
      }),
    );
  });

  it.each(
    [
      "a",
      ".",
      ". ",
      '."',
      ".”",
      "A.",
      "a.A",
      "a\n",
      "? ",
      '"',
      "😀",
      "。",
      "(. ",
      "... B ",
      "Mr. ",
    ].concat([
      "U.S. ",
      ". [1] ",
      "!\u00a0",
      "“‘«",
      "0. ",
      ".” Aa said b ",
      `${"x".repeat(45)}\nyy `,
    ]),
  )("takes linear time for many %j", (unit) => {
    const text = unit.repeat(Math.ceil(200_000 / unit.length));
    const sentences = splitSentences(text);
    expect(sentences.at(-1)?.end).toBe(text.trimEnd().length);
  });
});

/** Read sentence by sentence. */
const articles = [
  { name: "europe-on-north-koreas-troop-dispatch", sentences: 40, paragraphs: 13 },
  { name: "french-minister-warns-of-escalation", sentences: 23, paragraphs: 18 },
  { name: "huge-risk-of-escalation", sentences: 22, paragraphs: 12 },
  { name: "macron-warns-china-over-nato-in-asia", sentences: 14, paragraphs: 11 },
  { name: "nato-and-eu-urge-china", sentences: 23, paragraphs: 21 },
];

describe("the corpus", () => {
  it.each(articles)("$name has $sentences sentences", ({ name, sentences, paragraphs }) => {
    const text = readFileSync(`corpus/${name}.txt`, "utf8");
    const found = splitSentences(text);
    expect(found).toHaveLength(sentences);
    expect(found.at(-1)?.paragraph).toBe(paragraphs - 1);
  });
});
