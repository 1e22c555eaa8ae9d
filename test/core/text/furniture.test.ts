import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findFurniture } from "../../../src/core/text/furniture.ts";
import { splitSentences } from "../../../src/core/text/sentences.ts";

/** `kind: text` of every piece of furniture. */
function find(text: string): string[] {
  const found = findFurniture(text, splitSentences(text));
  return found.map(({ start, end, kind }) => `${kind}: ${text.slice(start, end)}`);
}

const news = "The troops arrived in Kursk on Monday. Nobody knows how many there are.";
const more = "Seoul and Kyiv ask Beijing to act. It has not answered so far.";

/** Lines that are furniture by themselves, at the end of an article. */
const furniture: Record<string, readonly string[]> = {
  share: [
    "Share",
    "Tweet",
    "Share article:",
    "Share this article",
    "Share on Facebook",
    "Email Print Share",
    "Share on X | Share via WhatsApp",
    "Facebook share",
    "Copy link",
  ],
  related: [
    "Read more",
    "Read also:",
    "READ MORE:",
    "Related articles",
    "“Related:”",
    "More on this story",
    "You may also like:",
    "Don’t miss",
    "Editor’s picks",
    "Read more: Why NATO looks to Asia",
    "► Related: Macron warns China over NATO in Asia",
    "SEE ALSO:Seoul to send observers",
    "More from Kyiv: How the city lives with sirens",
    "Read the rest here.",
    "Read the full story here.",
    "You can read more about the summit here.",
    "Continue reading",
    "Click here to read the full interview",
  ],
  appeal: [
    "Sign up for our newsletter",
    "Sign up for our free weekly newsletter to get the latest from Kyiv in your inbox.",
    "Subscribe",
    "Subscribe now!",
    "Donate today",
    "Become a patron",
    "Become a patron or see other ways to support.",
    "Support our journalism. Become a member today.",
    "Follow us on Telegram and Facebook",
    "Follow her on Twitter: @janedoe",
    "Reach the reporter at jane.doe@example.com.",
    "Already a subscriber? Log in",
    "Enter your email address",
    "Our reporting is free for everyone and relies on the generosity of readers like you.",
    "For as little as the price of one coffee a month you can support our team.",
  ],
  byline: [
    "Contributing: The Associated Press",
    "Jane Doe contributed to this report.",
    "— John Smith and Jane Doe contributed reporting.",
    "(Reporting by Jane Doe; Editing by John Smith)",
    "LONDON (Reuters) -",
    "New York CNN —",
    "Published 18 Nov 2024",
    "Last updated on: November 18, 2024 at 2:55 pm",
    "July 17, 2022, 11:01 p.m. ET",
  ],
  tag: ["- News", "News", "#Europe", "Tags: Ukraine, NATO, North Korea", "Category: World"],
  notice: [
    "Getty Images",
    "Mario Tama/Getty Images",
    "(Photo by Jane Doe/AFP via Getty Images)",
    "Photo: Ukrainian Presidential Press Service/Reuters",
    "File photo",
    "Image source, Getty Images",
    "Advertisement",
    "Article continues below",
    "© 2024 The Example Times",
    "Copyright 2024 by The Example Times.",
    "All rights reserved.",
    "We use cookies to improve this site.",
    "Privacy policy",
    "※ Contributions by external writers may differ from the editorial direction of this magazine.",
    "The views expressed in this column are those of the author.",
    "Opinions expressed here do not necessarily reflect those of the publisher.",
    "This article was originally published in The Example Times.",
    "This story has been updated with additional developments.",
  ],
};

/** Sentences and lines of news that look a little like furniture. */
const kept = [
  "Share prices fell",
  "Share prices fell on Monday.",
  "Share of voters who back NATO",
  "Tweets by the president",
  "He tweeted a picture of the troops.",
  "Trump told supporters to donate to his campaign.",
  "“Donate to our campaign today and become a member,” the e-mail said.",
  "Readers should read also the second report, the minister wrote.",
  "Related companies were sanctioned.",
  "Related to this is the question of China’s interests.",
  "Read more books, the French minister of culture urged the young.",
  "More from the summit is expected on Tuesday.",
  "More from Washington: the senators said on Monday that they would vote.",
  "We support Ukraine, and we will keep our promises.",
  "You could see the fires from our house.",
  "Become a member of NATO: that is what Kyiv wants.",
  "Subscribers of the mobile network lost their connection.",
  "Sign up for the army, the poster told them.",
  "Contact with the unit was lost near Kursk.",
  "Reach of the missiles: 300 km",
  "News of the deployment reached Seoul on Friday.",
  "Europe is shocked by North Korea’s troop dispatch",
  "Strengthening Korea’s position as a security partner",
  "March 4",
  "• Date: June 25",
  "18 November 2024 was the day of the vote.",
  "By Monday the troops were in Kursk.",
  "By land, sea and air",
  "Kim Jong Un",
  "— Winston Churchill",
  "Reuters reported the information.",
  "Politico reported the information.",
  "Getty Images sued the company.",
  "Photos show the soldiers in a camp.",
  "Photo: The president waves to the crowd before his speech",
  "Advertisement spending fell by a tenth.",
  "The views of the minister are those of the author of the treaty, she said.",
  "CORRECTION: This story has been updated to reflect that the planes did not enter its airspace.",
  "Cookies are sold at the summit.",
  "“We are here. Join us here on the island!”",
  "Jane Doe is director of debate at the university, where this piece was first published.",
  "The rally was free, and your support, he joked to us, cost nobody more than a cup of coffee, while the senators debated for nine hours whether the bill on the export of arms to Ukraine and on the sanctions on North Korea would be put to a vote on Monday or only after the summit of NATO in the summer.",
  "Follow-up talks were held on Monday.",
  "The copyright of the song belongs to his estate.",
  "- NATO and the European Union urge China to intervene",
];

describe("findFurniture", () => {
  describe.each(Object.entries(furniture))("%s", (kind, lines) => {
    it.each(lines)("%j", (line) => {
      expect(find(`A headline\n${news}\n${line}`)).toEqual([`${kind}: ${line}`]);
    });
  });

  describe("news that stays", () => {
    it.each(kept)("%j", (line) => {
      expect(find(line)).toEqual([]);
      expect(find(`${news}\n${line}\n${more}`)).toEqual([]);
      expect(find(`${news} ${line}`)).toEqual([]);
      expect(find(`Read more\n${news}\nShare\n${line}\nSign up for our newsletter`)).toHaveLength(
        3,
      );
    });
  });
});

describe("furniture that its neighbours tell", () => {
  it("takes the list below “Read also” and nothing after it", () => {
    const text = `${news}\nRead also:\n- Paris: “No red line”\n• Seoul acts\n${more}\n- A point of news`;
    expect(find(text)).toEqual([
      "related: Read also:",
      "related: - Paris: “No red line”",
      "related: • Seoul acts",
    ]);
  });

  it("takes a name beside a date among the first lines only", () => {
    const byline = ["byline: Jane van der Doe", "byline: 18 Nov 2024, 14:55 GMT+10"];
    expect(find(`A headline\nJane van der Doe\n18 Nov 2024, 14:55 GMT+10\n${news}`)).toEqual(
      byline,
    );
    expect(find(`A headline\nJane van der Doe\n${news}`)).toEqual([]);
  });

  it("takes “By” and a name among the first lines only", () => {
    const lines = Array.from({ length: 9 }, (_, index) => `${news} ${index}`).join("\n");
    expect(find(`A headline\nBy Jane Doe, Europe editor\n${news}`)).toEqual([
      "byline: By Jane Doe, Europe editor",
    ]);
    expect(find(`${lines}\nBy Stephen King\n${news}`)).toEqual([]);
  });

  it("takes a title said twice, and keeps the first", () => {
    const title = "China urged to act";
    const text = `${title}\n${title}\n${news}\n${news}\nNo.\nNo.\n- Deaths: none\n${news} Yes.\n- Deaths: none`;
    expect(find(text)).toEqual([`repeat: ${title}`, `repeat: ${news}`]);
  });

  it("takes networks beside a share line, and keeps them elsewhere", () => {
    expect(find(`${news}\nShare:\nFacebook\nWhatsApp`)).toHaveLength(3);
    expect(find(`${news}\nFacebook\n${more}`)).toEqual([]);
  });

  it("takes what talks to the reader beside an appeal", () => {
    const close = "You could close this page. Or you could join our community.";
    expect(find(`${news}\n${close}\nBecome a patron`)).toEqual([
      `appeal: ${close}`,
      "appeal: Become a patron",
    ]);
  });

  it("takes single sentences at the end of a line of news", () => {
    expect(find(`${news} Read the rest here.`)).toEqual(["related: Read the rest here."]);
    expect(find(`${news} The views expressed here are the author’s own.`)).toEqual([
      "notice: The views expressed here are the author’s own.",
    ]);
    expect(find(`${news} Mario Tama/Getty Images`)).toEqual(["notice: Mario Tama/Getty Images"]);
  });
});

/** All of the furniture of the five articles, by the first characters of each piece. */
const articles: Record<string, readonly string[]> = {
  "europe-on-north-koreas-troop-dispatch": [
    "notice: ※ Contributions by external writers may differ",
  ],
  "french-minister-warns-of-escalation": [
    "related: Read also:",
    "related: - US House Intel chair: “North Korean troops",
    "related: - 95 Ukrainian defenders return from Russian captivity",
    "related: - British PM Starmer: North Korean troops for war",
    "appeal: You could close this page. Or you could join our community",
    "appeal: We keep our reporting open and accessible to everyone",
    "appeal: A little bit goes a long way: for as little as",
  ],
  "huge-risk-of-escalation": ["tag: - News"],
  "macron-warns-china-over-nato-in-asia": [],
  "nato-and-eu-urge-china": [
    "repeat: China urged to stop North Korea’s support for Ukraine war by NATO, EU",
    "byline: Robert Besser",
    "byline: 18 Nov 2024, 14:55 GMT+10",
    "share: Share article:",
    "share: Share",
    "share: Tweet",
  ],
};

describe("the corpus", () => {
  it.each(Object.entries(articles))("%s", (name, expected) => {
    const found = find(readFileSync(`corpus/${name}.txt`, "utf8"));
    expect(found.map((piece, index) => piece.slice(0, expected[index]?.length))).toEqual(expected);
  });
});

describe("findFurniture, for any text", () => {
  const lines = fc.constantFrom(...Object.values(furniture).flat(), ...kept, news, "", "- a", "😀");
  it("gives whole sentences, in order, without overlap", () => {
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 30 }), (parts) => {
        const text = parts.join("\n");
        const sentences = splitSentences(text);
        let at = 0;
        for (const { start, end } of findFurniture(text, sentences)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(sentences.some((sentence) => sentence.start === start)).toBe(true);
          expect(sentences.some((sentence) => sentence.end === end)).toBe(true);
          at = end;
        }
      }),
    );
  });
});
