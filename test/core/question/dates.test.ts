import { describe, expect, it } from "vitest";
import {
  findDates,
  findMisread,
  isWithin,
  namesDateWithin,
} from "../../../src/core/question/dates.ts";

const TODAY = "2026-11-21";

describe("the dates of a question", () => {
  const check = (question: string, expected: string) =>
    it(JSON.stringify(question), () => {
      const found = findDates(question, TODAY);
      expect(found && `${found.from ?? ""}/${found.to ?? ""}`).toBe(expected);
    });
  check("What did Rutte say in November 2024?", "2024-11-01/2024-11-30");
  check("What did Rutte say in 2019?", "2019-01-01/2019-12-31");
  check("what was said on 18 November 2024", "2024-11-18/2024-11-18");
  check("what was said on the 3rd of May, 2017", "2017-05-03/2017-05-03");
  check("what was said on November 18, 2024", "2024-11-18/2024-11-18");
  check("what was said on 2024-11-18", "2024-11-18/2024-11-18");
  check("what was said in 2024-02", "2024-02-01/2024-02-29");
  check("between 2015 and 2018", "2015-01-01/2018-12-31");
  check("from March 2022 to May 2022", "2022-03-01/2022-05-31");
  check("anything before 2020", "/2019-12-31");
  check("anything after 31 December 2019", "2020-01-01/");
  check("anything since May 2024", "2024-05-01/");
  check("what did Macron say yesterday", "2026-11-20/2026-11-20");
  check("what did Macron say last week", "2026-11-14/2026-11-21");
  check("the last 3 days", "2026-11-18/2026-11-21");
  check("this month", "2026-11-01/2026-11-21");
  check("what was said on 18/11/2024", "2024-11-18/2024-11-18");
  check("what was said on 11/18/2024", "2024-11-18/2024-11-18");
  check("what was said 05.11.24", "2024-11-05/2024-11-05");
  check("Rutte quotes, nov 2024", "2024-11-01/2024-11-30");
  check("quotes by Rutte 2023?", "2023-01-01/2023-12-31");
});

describe("days and months without a year", () => {
  const published = { from: "2023-05-02", to: "2024-11-18T14:55+10:00" };
  const check = (question: string, expected: string | null) =>
    it(JSON.stringify(question), () => {
      const found = findDates(question, TODAY, published);
      expect(found && `${found.from ?? ""}/${found.to ?? ""}`).toBe(expected);
    });
  check("what was said on nov 18", "2024-11-18/2024-11-18");
  check("what was said on the 3rd of May", "2024-05-03/2024-05-03");
  check("what was said in December", "2023-12-01/2023-12-31");
  check("what did May say", null);
});

describe("what looks like a date and is none", () => {
  const check = (question: string, expected: string | null) =>
    it(JSON.stringify(question), () => expect(findMisread(question)?.text ?? null).toBe(expected));
  check("what was said on 31/02/2024", "31/02/2024");
  check("what was said on 31 February 2024", "31 February 2024");
  check("what was said on 03/04/2024", "03/04/2024");
  check("between 1/2/2024 and 3/4/2024", "1/2/2024 and 3/4/2024");
  check("version 1.2.3 of the plan", null);
  check("12,000 troops", null);
});

describe("what is no date", () => {
  const check = (question: string) =>
    it(JSON.stringify(question), () => expect(findDates(question, TODAY)).toBeNull());
  check("What did May say about Brexit?");
  check("what did he say before the summit");
  check("in the last paragraph");
  check("12,000 troops");
  check("on 31 February 2024");
  check("in room 2019a");
});

it("leaves relative words alone where there is no clock", () => {
  expect(findDates("what did Macron say last week", null)).toBeNull();
});

describe("isWithin", () => {
  const check = (published: string | null, from: string | null, to: string | null, yes: boolean) =>
    it(`${published} in ${from}..${to}: ${yes}`, () =>
      expect(isWithin(published, { from, to })).toBe(yes));
  check("2024-11-18T14:55+10:00", "2024-11-18", "2024-11-18", true);
  check("2024-11-18", "2024-11-19", null, false);
  check("2024-11-18", null, "2024-11-17", false);
  check("2024-11", "2024-11-18", "2024-11-18", true);
  check("2024", "2023-01-01", "2023-12-31", false);
  check("2024-11-18", "2024-11", "2024-11", true);
  check(null, "2024-01-01", null, false);
  check(null, null, null, true);
});

describe("namesDateWithin", () => {
  const check = (text: string, yes: boolean) =>
    it(`${text}: ${yes}`, () =>
      expect(namesDateWithin(text, { from: "2006-01-01", to: "2006-12-31" })).toBe(yes));
  check("the first nuclear test in 2006", true);
  check("in October 2006", true);
  check("in 2007", false);
  check("2006 troops", true);
  check("no year at all", false);
});
